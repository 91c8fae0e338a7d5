"""What issues are about: the street's own tree, changed by those who sort."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from doorstep.issues import access
from doorstep.issues.models import IssueCategory
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.people.models import Unit
from doorstep.places.models import Street
from doorstep.records.acts import act
from doorstep.records.shelf import note_change, shelved

UNSORTED: Final = "unsorted"
UNSORTED_NAME: Final = "待归类"
LONGEST: Final = 30


def category_for(street_id: int, code: str | None) -> IssueCategory:
    """The category with its street; "to be sorted" when nobody has said which.

    Raises NotPossible("category.unknown") for a code that the street does not have or no longer uses.
    """
    wanted = code or UNSORTED
    # one that was made elsewhere a moment ago is not on the shelf yet
    found = shelved(load_categories, street_id).get(wanted) or load_categories(street_id).get(wanted)
    if found is not None and found.active:
        return found
    if code and code != UNSORTED:
        raise NotPossible("category.unknown", category=code)
    street = Street.objects.get(pk=street_id)
    made, _ = IssueCategory.objects.get_or_create(
        street=street, code=UNSORTED, defaults={"name": UNSORTED_NAME, "order": 9999}
    )
    note_change()
    return made


def load_categories(street_id: int | None) -> dict[str, IssueCategory]:
    """All of a street's categories by code, for the shelf: each with its street."""
    rows = IssueCategory.objects.filter(street_id=street_id or 0).select_related("street")
    return {each.code: each for each in rows}


@act
def put_category(
    *,
    street_id: int,
    code: str,
    name: str,
    parent_code: str = "",
    unit_id: int | None = None,
    order: int = 0,
    active: bool = True,
    by: Actor,
    at: datetime,
) -> IssueCategory:
    """Make a category, or change the one that has this code; two levels and no more.

    Refuses an empty name, an unknown parent, a parent below another, and a unit of another street.
    """
    street = street_to_sort(street_id, by=by)
    parent = None
    if parent_code:
        parent = IssueCategory.objects.filter(street=street, code=parent_code).first()
        refuse_if(parent is None or parent.parent_id is not None or parent.code == code, "category.parent")
    if unit_id is not None:
        Unit.objects.get(pk=unit_id, street=street)
    made = lay_category(street, code, name, parent=parent, unit_id=unit_id, order=order, active=active)
    record(by=by, act="category.put", about=f"category:{made.pk}", at=at, street_id=street_id)
    return made


Leaf = tuple[str, str, int | None]  # code, name, unit
Branch = tuple[str, str, Sequence[Leaf]]


@act
def set_categories(*, street_id: int, tree: Sequence[Branch], by: Actor, at: datetime) -> int:
    """Lay down the whole tree at once, in its order; returns how many categories it has.

    Categories that are not in it stay as they are, because issues hang on them.
    """
    street = street_to_sort(street_id, by=by)
    place = 0
    for code, name, leaves in tree:
        place += 1
        branch = lay_category(street, code, name, order=place)
        for leaf_code, leaf_name, unit_id in leaves:
            place += 1
            lay_category(street, leaf_code, leaf_name, parent=branch, unit_id=unit_id, order=place)
    category_for(street_id, None)  # made now, so that no resident's report has to wait for it
    record(by=by, act="category.put", about=f"street:{street_id}", at=at, street_id=street_id)
    return place


def street_to_sort(street_id: int, *, by: Actor) -> Street:
    """The street, for those who keep its categories; DoesNotExist for a stranger."""
    street = Street.objects.get(pk=street_id, pk__in=[by.street_id or street_id])
    require(access.can_keep_categories(by, path=street.path))
    return street


def lay_category(
    street: Street,
    code: str,
    name: str,
    *,
    parent: IssueCategory | None = None,
    unit_id: int | None = None,
    order: int = 0,
    active: bool = True,
) -> IssueCategory:
    """One row; the bar separates the parts of a counter's name, so no code has one."""
    refuse_if(not name.strip() or not code.strip() or "|" in code, "category.name")
    refuse_if(len(name) > LONGEST or len(code) > LONGEST, "text.too_long", limit=LONGEST)
    values = {"name": name.strip(), "parent": parent, "unit_id": unit_id, "order": order, "active": active}
    note_change()
    return IssueCategory.objects.update_or_create(street=street, code=code, defaults=values)[0]
