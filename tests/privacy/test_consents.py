"""G3: three separate consents, each taken back as easily as it was given."""

from collections.abc import Callable

from doorstep.privacy.models import Consent
from doorstep.privacy.services import give_consent, withdraw_consent
from doorstep.visits.models import TargetClass
from doorstep.visits.services import set_target_class
from tests.issues.town import AT, DAY, Town


def give(town: Town, scope: str = "sensitive", **changes: str) -> Consent:
    values = {"name": "王秀兰", "words": "同意登记需要关爱的情况。", "given_by": "paper"} | changes
    return give_consent(place_id=town.door.pk, scope=scope, **values, by=town.clerk, at=AT)


def test_withdrawing_takes_the_special_class_away_at_once(town: Town) -> None:
    set_target_class(place_id=town.door.pk, code="hardship", by=town.clerk, at=AT)
    consent = give(town)

    withdraw_consent(consent_id=consent.pk, by=town.clerk, at=AT + DAY)

    assert (Consent.objects.get().withdrawn_at, TargetClass.objects.count()) == (AT + DAY, 0)


def test_another_consent_leaves_the_class_alone(town: Town) -> None:
    set_target_class(place_id=town.door.pk, code="hardship", by=town.clerk, at=AT)

    withdraw_consent(consent_id=give(town, "give").pk, by=town.clerk, at=AT)

    assert TargetClass.objects.count() == 1


def test_what_makes_no_consent_is_refused(town: Town, refused: Callable[..., None]) -> None:
    refused("consent.scope", lambda: give(town, "everything"))
    refused("reason.needed", lambda: give(town, words=" "))
    consent = give(town)
    refused("consent.stands", lambda: give(town))
    withdraw_consent(consent_id=consent.pk, by=town.clerk, at=AT)
    refused("consent.withdrawn", lambda: withdraw_consent(consent_id=consent.pk, by=town.clerk, at=AT))
