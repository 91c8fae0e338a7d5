"""剔除: one person proposes with code and reason, another decides; both stay listed (DOMAIN §3.3)."""

from datetime import datetime
from uuid import UUID

from doorstep.issues import access, rules
from doorstep.issues.models import RateExclusion
from doorstep.issues.services.steps import account_of, keep, take
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act


@act
def propose_exclusion(*, issue_id: UUID, code: str, reason: str, by: Actor, at: datetime) -> RateExclusion:
    """Ask that an issue be left out of the rates; nothing is left out yet.

    Refuses an unknown code, a missing reason, and a second proposal while one is open or approved.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_propose_exclusion(by, path=issue.path))
    refuse_if(code not in rules.EXCLUSION_CODES, "exclusion.code", code=code)
    refuse_if(not reason.strip(), "reason.needed")
    rules.sound_text(reason, most=rules.SHORT_LIMIT)
    open_one = RateExclusion.objects.filter(issue=issue).exclude(approved=False).exists()
    refuse_if(open_one, "exclusion.exists")
    made = RateExclusion.objects.create(
        id=uuid7(at),
        issue=issue,
        street_id=issue.street_id,
        code=code,
        reason=reason,
        proposed_by_id=account_of(by),
        proposed_at=at,
    )
    keep(work, "issue.propose_exclusion", by=by, at=at, note=f"{code} {reason}")
    return made


@act
def decide_exclusion(
    *, exclusion_id: UUID, approved: bool, note: str = "", by: Actor, at: datetime
) -> RateExclusion:
    """The second person's word; approved, the issue counts in no rate and is listed as left out."""
    found = RateExclusion.objects.select_for_update().get(pk=exclusion_id, street_id=by.street_id or 0)
    work = take(found.issue_id, by=by)
    issue = work.issue
    require(access.can_decide_exclusion(by, path=issue.path, proposed_by=found.proposed_by_id))
    refuse_if(found.approved is not None, "exclusion.decided")
    found.approved, found.decided_by_id, found.decided_at = approved, by.account_id, at
    found.save(update_fields=["approved", "decided_by", "decided_at"])
    issue.excluded = approved
    keep(
        work, "issue.decide_exclusion", by=by, at=at, note=f"{'approved' if approved else 'rejected'} {note}"
    )
    return found
