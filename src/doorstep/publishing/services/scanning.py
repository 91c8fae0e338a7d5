"""The gate before anything goes out: what looks like a person's is put right, or a reviewer signs for it (N3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.publishing import rules
from doorstep.publishing.models import LeakSignOff, Notice
from doorstep.publishing.services.steps import check_reviewer, notice_for, write_step
from doorstep.records.acts import act
from doorstep.records.vault import keyed_hash


@dataclass(frozen=True)
class Found:
    """Something in a notice that looks like a person's, with the reviewer's reason if one was signed."""

    digest: str
    kind: str
    place: str
    excerpt: str
    reason: str
    signed: str = ""


def findings_in(notice: Notice) -> list[Found]:
    """Everything that the scan finds, in the order of the notice; signed ones name their reason code."""
    signed = dict(notice.sign_offs.values_list("digest", "reason_code"))
    return [
        Found(digest, kind, place, excerpt, reason, signed.get(digest, ""))
        for kind, place, excerpt, reason in scanned(notice)
        for digest in [digest_of_finding(kind, place, excerpt)]
    ]


def scanned(notice: Notice) -> Sequence[tuple[str, str, str, str]]:
    return []


def digest_of_finding(kind: str, place: str, excerpt: str) -> str:
    """Keyed, because the words of a finding are few enough to be tried out."""
    return keyed_hash(f"{kind}\0{place}\0{excerpt}".encode(), purpose="leak")


def refuse_open_findings(notice: Notice) -> None:
    """Raises NotPossible while something is neither put right nor signed for."""
    still_open = sum(1 for each in findings_in(notice) if not each.signed)
    refuse_if(still_open > 0, "notice.findings", count=still_open)


@act
def sign_off(
    *, notice_id: UUID, digest: str, reason_code: str, note: str = "", by: Actor, at: datetime
) -> LeakSignOff:
    """The reviewer says why one finding may stand, once; another text at its place is open again.

    Raises NotPossible: after the review, for a finding that is not there, twice, without a known reason.
    """
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, by=by)
    refuse_if(notice.state != "draft", "notice.not_draft")
    refuse_if(reason_code not in rules.REASON_CODES, "notice.reason_code")
    found = next((each for each in findings_in(notice) if each.digest == digest and not each.signed), None)
    if found is None:
        raise NotPossible("notice.no_such_finding")
    row = LeakSignOff.objects.create(
        notice=notice,
        street_id=notice.street_id,
        digest=digest,
        kind=found.kind[:20],
        place=found.place[:120],
        reason_code=reason_code,
        note=note[:300],
        by_id=by.account_id or 0,
        at=at,
        salt=new_salt(),
    )
    write_step(notice, "notice.sign_off", by=by, at=at, note=f"{found.place} {reason_code} {note}".strip())
    return row
