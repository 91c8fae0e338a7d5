"""G4, G9: a household's file opens with a reason, and the household may know who looked."""

from collections.abc import Callable

from doorstep.journal.models import Entry
from doorstep.privacy.models import HouseholdRead
from doorstep.privacy.services import print_letter, read_household
from tests.issues.town import AT, Town
from tests.privacy.desk import visit


def test_each_look_at_a_household_is_written_down_with_its_reason(town: Town) -> None:
    knock = visit(town)

    found = read_household(place_id=town.door.pk, reason="核对上门时间", by=town.clerk, at=AT)

    row = HouseholdRead.objects.get()
    assert [each.ref for each in found] == [str(knock.pk)]
    assert (row.path, row.reason, row.by_name) == (town.door.path, "核对上门时间", town.clerk.name)
    entry = Entry.objects.get(act="household.read")
    assert (entry.about, "核对" in entry.digest) == (f"place:{town.door.pk}", False)


def test_a_look_without_a_reason_or_at_a_whole_building_is_refused(
    town: Town, refused: Callable[..., None]
) -> None:
    building = town.door.parent

    refused("reason.needed", lambda: read_household(place_id=town.door.pk, reason=" ", by=town.clerk, at=AT))
    refused(
        "household.not_a_dwelling",
        lambda: read_household(place_id=building.pk, reason="看看", by=town.clerk, at=AT),
    )
    refused(
        "not_allowed",
        lambda: read_household(place_id=town.door.pk, reason="看看", by=town.administrator, at=AT),
    )


def test_the_letter_is_written_down_and_is_no_look(town: Town) -> None:
    print_letter(place_id=town.door.pk, by=town.clerk, at=AT)

    assert (Entry.objects.get(act="household.letter").about, HouseholdRead.objects.count()) == (
        f"place:{town.door.pk}",
        0,
    )
