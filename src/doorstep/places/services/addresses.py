"""Taking an address list in, and taking it back."""

from datetime import datetime, timedelta

from django.db.models import ProtectedError

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.places.lists import AddressList
from doorstep.places.models import Place, PlaceImport
from doorstep.places.services.laying import put_places
from doorstep.places.services.streets import street_to_change
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


@act
def import_addresses(*, street_id: int, preview: AddressList, by: Actor, at: datetime) -> PlaceImport:
    """Lay down what the preview showed; rows with faults stay out and are counted.

    Refuses a list with nothing new, and one whose street has changed since it was previewed.
    """
    street = street_to_change(street_id, by=by)
    shown = preview.preview
    refuse_if(not shown.places, "import.nothing_new")
    taken = PlaceImport.objects.create(
        street=street,
        file_sha256=preview.file_sha256,
        file_name=preview.file_name,
        created_count=len(shown.created),
        duplicate_count=len(shown.duplicates),
        error_count=len(shown.errors),
        by=by.ref,
        at=at,
    )
    made = put_places(street, shown.places, taken_in=taken)
    refuse_if(made != len(shown.places), "import.stale")
    about = f"place_import:{taken.pk}"
    record(by=by, act="place.import", about=about, at=at, street_id=street_id, digest=preview.file_sha256)
    return taken


@act
def undo_import(*, import_id: int, by: Actor, at: datetime) -> PlaceImport:
    """Remove every place an import made; the import itself stays on the list as undone.

    Refuses after the days the rule allows, and as soon as anything hangs on one of the places.
    """
    taken = PlaceImport.objects.select_for_update().get(pk=import_id)
    street_to_change(taken.street_id, by=by)
    refuse_if(taken.undone_at is not None, "import.undone")
    days = rule(taken.street_id, "import.undo_days", on=day_of(at))
    refuse_if(at > taken.at + timedelta(days=days), "import.too_old", days=days)
    remove_places(taken)
    taken.undone_at = at
    taken.save(update_fields=["undone_at"])
    about = f"place_import:{import_id}"
    record(by=by, act="place.undo_import", about=about, at=at, street_id=taken.street_id)
    return taken


def remove_places(taken: PlaceImport) -> None:
    """The inner before the outer, because a place protects the one around it."""
    mine = Place.objects.filter(imported_by=taken)
    depths = {path.count("/") for path in mine.values_list("path", flat=True)}
    for depth in sorted(depths, reverse=True):
        pattern = rf"^([^/]+/){{{depth}}}$"
        try:
            mine.filter(path__regex=pattern).delete()
        except ProtectedError:
            raise NotPossible("import.in_use") from None
