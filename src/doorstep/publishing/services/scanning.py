"""The gate before anything goes out: what looks like a person's is put right, or a reviewer signs for it (N3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from doorstep.issues.queries.known import names_known
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.publishing import rules
from doorstep.publishing.leaks import Finding, candidates_in_file, scan_file
from doorstep.publishing.models import LeakSignOff, Notice
from doorstep.publishing.services.postings import NOTICE_FILES
from doorstep.publishing.services.steps import check_reviewer, notice_for, write_step
from doorstep.publishing.services.words import findings_of, office_phones
from doorstep.records.acts import act
from doorstep.records.attachments import path_of
from doorstep.records.models import Attachment
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
    found = {}
    for finding, text in scanned(notice):
        digest = digest_of_finding(finding, text)
        found[digest] = Found(
            digest, finding.kind, finding.place, finding.excerpt, finding.reason, signed.get(digest, "")
        )
    return list(found.values())


def scanned(notice: Notice) -> Iterator[tuple[Finding, str]]:
    """Each finding with what stands at its place: title, body, the page that goes up with it, and the files."""
    values = {"title": notice.title, **notice.body, **({"page": notice.page} if notice.page else {})}
    texts = dict(rules.leaves_of(values))
    phones = office_phones(notice.street)
    for finding in findings_of(values, street=notice.street):
        yield finding, texts.get(finding.place, "")
    for file in Attachment.objects.filter(owner_kind=NOTICE_FILES, owner_ref=str(notice.pk)).order_by("id"):
        content = path_of(file.sha256).read_bytes()
        names = names_known(notice.street_id, candidates_in_file(file.name, content))
        for finding in scan_file(file.name, content, names=names, allowed_phones=phones):
            yield replace(finding, place=f"{file.name} {finding.place}".strip()), file.sha256


def digest_of_finding(finding: Finding, text: str) -> str:
    """Keyed, because what a finding hides is short enough to be tried out; other words at the place, another digest."""
    parts = (finding.kind, finding.place, finding.excerpt, text)
    return keyed_hash("\0".join(parts).encode(), purpose="leak")


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
