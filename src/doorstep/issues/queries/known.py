"""Whether names that stand in a text are names of people who told the street something."""

from collections.abc import Iterable

from doorstep.issues.models import IssueContact
from doorstep.records.vault import blind

AT_ONCE = 500


def names_known(street_id: int, names: Iterable[str]) -> set[str]:
    """Those of the names that somebody reported under, by the blind index: no contact is opened or listed."""
    wanted = {blind(name, purpose="issue.name"): name for name in names}
    marks = [mark for mark in wanted if mark]
    found: set[str] = set()
    for start in range(0, len(marks), AT_ONCE):
        rows = IssueContact.objects.filter(street_id=street_id, name_blind__in=marks[start : start + AT_ONCE])
        found |= {wanted[mark] for mark in rows.values_list("name_blind", flat=True)}
    return found
