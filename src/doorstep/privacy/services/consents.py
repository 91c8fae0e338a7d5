"""Separate consents: written down in the words that were shown, taken back as easily as given (PIPL 15, 16)."""

from datetime import datetime
from uuid import UUID

from doorstep.evaluation.held import hide_answers
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.refs import uuid7
from doorstep.privacy.models import Consent
from doorstep.privacy.rules import consents as rules
from doorstep.privacy.services.households import place_for
from doorstep.privacy.services.steps import journalled, needed
from doorstep.projects.held import hide_opinions
from doorstep.records.acts import act
from doorstep.records.vault import seal
from doorstep.visits.held import forget_class


@act
def give_consent(
    *, place_id: int, scope: str, name: str, words: str, given_by: str, by: Actor, at: datetime
) -> Consent:
    """One consent for one purpose; a second one for the same purpose while the first stands is refused."""
    place = place_for(place_id, by=by)
    refuse_if(scope not in rules.SCOPES or given_by not in rules.GIVEN_BY, "consent.scope")
    said = needed(words)
    standing = Consent.objects.filter(place=place, scope=scope, words=said, withdrawn_at__isnull=True)
    refuse_if(standing.exists(), "consent.stands")
    consent = Consent(
        id=uuid7(at),
        street_id=place.street_id,
        scope=scope,
        place=place,
        path=place.path,
        words=said,
        given_by=given_by,
        given_at=at,
        entered_by_id=by.account_id or 0,
        salt=new_salt(),
    )
    consent.name_sealed = seal(name.strip(), about=f"consent.name:{consent.pk}")
    consent.save(force_insert=True)
    journalled(consent, "consent", "consent.give", by=by, at=at, note=said)
    return consent


@act
def withdraw_consent(*, consent_id: UUID, by: Actor, at: datetime) -> Consent:
    """Taken back, without a reason; what rested on it stops at once and no service is refused for it.

    Without the consent to sensitive data the household is visited as an ordinary one; without the one to
    publishing its words leave the public page, and the notices that quote them say that somebody took theirs back.
    """
    consent = Consent.objects.select_for_update().get(pk=consent_id, street_id=by.street_id or 0)
    place = place_for(consent.place_id, by=by)
    refuse_if(consent.withdrawn_at is not None, "consent.withdrawn")
    consent.withdrawn_at, consent.withdrawn_entered_by_id = at, by.account_id
    consent.save(update_fields=["withdrawn_at", "withdrawn_entered_by"])
    if consent.scope == "sensitive":
        forget_class(place_id=place.pk)
    if consent.scope == "publish":
        hide_opinions(place_id=place.pk, by=by, at=at)
        hide_answers(place_id=place.pk, by=by, at=at)
    journalled(consent, "consent", "consent.withdraw", by=by, at=at)
    return consent
