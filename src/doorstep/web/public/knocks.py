"""Bounds on how often one address may knock at a public door (rulebook)."""

from django.http import HttpRequest
from django.utils import timezone

from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.records.limits import knock
from doorstep.records.vault import keyed_hash
from doorstep.rulebook.queries import rule

AN_HOUR = 3600


def knock_or_refuse(request: HttpRequest, rule_code: str) -> None:
    """Count this knock; refused beyond the rule's number an hour. The address itself is never stored."""
    at = timezone.now()
    street = request.street  # type: ignore[attr-defined]
    limit = int(rule(street.pk, rule_code, on=day_of(at)))
    who = keyed_hash(request.META.get("REMOTE_ADDR", "").encode(), purpose="rate")
    allowed = knock(key=f"{rule_code}:{who[:24]}", limit=limit, seconds=AN_HOUR, now=at)
    refuse_if(not allowed, "rate.limit", limit=limit)
