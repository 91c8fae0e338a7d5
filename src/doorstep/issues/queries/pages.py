"""Single issues as pages show them, and the lists that forms offer."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from doorstep.issues.models import CallBack, Dispatch, Extension, Issue, IssueCategory, Merge
from doorstep.kernel.actor import Actor
from doorstep.records.shelf import shelved


def issue_page(actor: Actor, issue_id: UUID) -> Issue:
    """One issue with everything its page shows; DoesNotExist out of sight. Six statements."""
    return page_rows(actor).get(pk=issue_id)


def issue_page_by_tracking(actor: Actor, tracking: str) -> Issue:
    """The same for the number in an address."""
    return page_rows(actor).get(tracking=tracking)


def page_rows(actor: Actor) -> QuerySet[Issue]:
    """Visible issues with what a page shows of each."""
    rows = Issue.objects.visible_to(actor).select_related(
        "category",
        "place",
        "unit",
        "owner",
        "handler",
        "delivered_by",
        "visit",
        "merged_into",
        "contact",
        "street",
    )
    return rows.prefetch_related(
        Prefetch("dispatches", Dispatch.objects.select_related("unit").order_by("pk")),
        Prefetch("callbacks", CallBack.objects.select_related("by").order_by("at")),
        Prefetch("extensions", Extension.objects.order_by("at")),
        Prefetch("voices", Issue.objects.select_related("category", "place").order_by("pk")),
        "exclusions",
    )


def issue_by_tracking(actor: Actor, tracking: str) -> Issue:
    """The visible issue with this number; DoesNotExist out of sight."""
    return Issue.objects.visible_to(actor).select_related("category", "place").get(tracking=tracking)


def issue_ids_by_tracking(actor: Actor, numbers: Iterable[str]) -> list[UUID]:
    """The issues with these numbers, in their order; DoesNotExist when one is out of sight."""
    wanted = list(dict.fromkeys(numbers))
    found = dict(Issue.objects.visible_to(actor).filter(tracking__in=wanted).values_list("tracking", "pk"))
    if len(found) < len(wanted):
        raise Issue.DoesNotExist
    return [found[number] for number in wanted]


def categories(street_id: int, *, active: bool | None = True) -> list[IssueCategory]:
    """The tree in its order, each branch before its leaves; closed ones too when ``active`` is None."""
    rows = IssueCategory.objects.filter(street_id=street_id).select_related("parent", "unit")
    return list((rows if active is None else rows.filter(active=active)).order_by("order", "pk"))


def category_choices(street_id: int) -> list[tuple[str, str]]:
    """Code and name of every category that an issue can have, for a form."""
    rows = categories(street_id)
    branches = {each.parent_id for each in rows if each.parent_id is not None}
    return [(each.code, each.name) for each in rows if each.pk not in branches]


def public_categories(street_id: int) -> list[tuple[str, str]]:
    """Code and name of the broad kinds that a resident may choose from; without a tree, of all."""
    return shelved(load_public_categories, street_id)


def load_public_categories(street_id: int | None) -> list[tuple[str, str]]:
    """For the shelf: every report that names a kind asks for them."""
    broad = IssueCategory.objects.filter(street_id=street_id or 0, active=True, parent=None)
    rows = broad.exclude(code="unsorted").order_by("order", "pk")
    return list(rows.values_list("code", "name"))


def merges_of(issue: Issue) -> list[Merge]:
    """What was merged into it or it into, also what was undone, oldest first."""
    into = Merge.objects.filter(survivor=issue) | Merge.objects.filter(merged=issue)
    return list(into.select_related("survivor", "merged").order_by("pk"))


def issues_of_visit(actor: Actor, visit_id: UUID) -> list[Issue]:
    """What was said at one visit."""
    return list(
        Issue.objects.visible_to(actor).filter(visit_id=visit_id).select_related("category").order_by("pk")
    )


def issues_at(actor: Actor, place_id: int, *, limit: int = 20) -> list[Issue]:
    """What was said about one place, newest first."""
    rows = Issue.objects.visible_to(actor).filter(place_id=place_id)
    return list(rows.select_related("category", "unit").order_by("-pk")[:limit])
