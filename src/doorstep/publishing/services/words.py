"""Words that go out without a notice of their own, scanned like one (N3)."""

from collections.abc import Mapping
from typing import Any

from doorstep.issues.queries.known import names_known
from doorstep.kernel.errors import refuse_if
from doorstep.people.models import Unit
from doorstep.places.models import Street
from doorstep.publishing import rules
from doorstep.publishing.leaks import Finding, candidates_in, scan_values


def findings_of(values: Mapping[str, Any], *, street: Street) -> list[Finding]:
    """What looks like a person's in these texts, with the names that the street's files know."""
    names = names_known(street.pk, candidates_in(dict(rules.leaves_of(values)).values()))
    return scan_values(values, names=names, allowed_phones=office_phones(street))


def refuse_leaks(street: Street, **words: str) -> None:
    """Raises NotPossible when the words, which everybody will read, hold something that looks like a person's."""
    found = findings_of(words, street=street)
    refuse_if(bool(found), "words.findings", count=len(found))


def office_phones(street: Street) -> set[str]:
    """The street's own number and those of its units are no person's."""
    units = Unit.objects.filter(street_id=street.pk).exclude(phone="").values_list("phone", flat=True)
    return {street.phone, *units} - {""}
