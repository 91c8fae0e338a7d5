"""What the privacy desk itself holds about somebody is found like everything else."""

from collections.abc import Callable

from doorstep.privacy.held import consents_held, erase_consent, erase_request, requests_held
from doorstep.privacy.models import Consent, RightsRequest
from doorstep.privacy.queries.requests import erased_of
from doorstep.privacy.services import erase_held, give_consent, refuse_request, withdraw_consent
from doorstep.records.holders import Subject
from doorstep.records.retention import ERASED_TEXT
from tests.issues.town import AT, Town
from tests.privacy.desk import PHONE, ask, identified, visit


def test_an_earlier_request_is_held_and_an_open_one_is_in_hand(town: Town) -> None:
    done = ask(town, text="想看看写了什么")
    refuse_request(request_id=done.pk, ground="others", note="会泄露别人的。", by=town.clerk, at=AT)
    ask(town)

    (held,) = requests_held(Subject(town.street.pk, phone=PHONE))

    assert (held.ref, held.by_phone, dict(held.words)["答复"]) == (str(done.pk), True, "会泄露别人的。")
    erase_request(ref=held.ref, by=town.clerk, at=AT)
    assert RightsRequest.objects.get(pk=done.pk).text == ERASED_TEXT
    assert requests_held(Subject(town.street.pk, phone=PHONE)) == []


def test_a_consent_is_erased_only_once_it_was_withdrawn(town: Town, refused: Callable[..., None]) -> None:
    consent = give_consent(
        place_id=town.door.pk,
        scope="give",
        name="王秀兰",
        words="同意把地址给供水公司。",
        given_by="paper",
        by=town.clerk,
        at=AT,
    )
    subject = Subject(town.street.pk, path=town.door.path)

    (held,) = consents_held(subject)

    assert dict(held.words)["称呼"] == "王秀兰"
    refused("rights.consent_stands", lambda: erase_consent(ref=held.ref, by=town.clerk, at=AT))
    withdraw_consent(consent_id=consent.pk, by=town.clerk, at=AT)
    erase_consent(ref=held.ref, by=town.clerk, at=AT)
    assert (Consent.objects.get().name_sealed, consents_held(subject)) == ("", [])


def test_the_answer_says_what_was_erased_and_what_is_left(town: Town) -> None:
    knock = visit(town)
    request = identified(town, "delete")

    erase_held(request_id=request.pk, item=f"visit:{knock.pk}", by=town.clerk, at=AT)

    (gone,) = erased_of(RightsRequest.objects.get(pk=request.pk))
    assert (gone.label, gone.stays) == ("走访", "哪天走访过这一户，留下来计数。")
