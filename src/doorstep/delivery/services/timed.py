"""What the calendar does to agreements: reminders before the end, and the end itself."""

from datetime import datetime, timedelta

from doorstep.delivery.models import Agreement, AgreementReminder
from doorstep.delivery.rules import agreements as rules
from doorstep.delivery.services.agreements import move
from doorstep.delivery.services.steps import write_agreement_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.messages.services import tell
from doorstep.messages.texts import agreement_ending
from doorstep.records.acts import act
from doorstep.records.vault import blind
from doorstep.rulebook.queries import rule


@act
def remind_of_agreements(*, at: datetime) -> int:
    """Timed: put agreements that end in 60, 30 or 7 days before their keepers; returns how many.

    One reminder a step: running it twice changes nothing.
    """
    today = day_of(at)
    ending = Agreement.objects.select_for_update().filter(state="active", ends_on__gte=today)
    return sum(remind(each, at=at) for each in ending.order_by("id"))


def remind(agreement: Agreement, *, at: datetime) -> int:
    today = day_of(at)
    steps = [rule(agreement.street_id, code, on=today) for code in rules.REMINDERS]
    days = rules.due_reminder(agreement.ends_on, today=today, steps=steps)
    if days is None or agreement.reminders.filter(days=days).exists():
        return 0
    AgreementReminder.objects.create(agreement=agreement, street_id=agreement.street_id, days=days, at=at)
    timer = Actor.system("timer", agreement.street_id)
    write_agreement_step(agreement, "agreement.remind", by=timer, at=at)
    tell_keeper(agreement, days, at=at)
    return 1


def tell_keeper(agreement: Agreement, days: int, *, at: datetime) -> None:
    """A slip for the keeper in the outbox: accounts hold no address, so the office prints and hands it over."""
    keeper, street = agreement.lead, agreement.street
    text = agreement_ending(
        number=agreement.number,
        partner=agreement.partner.name,
        ends_on=agreement.ends_on,
        days=days,
        street=street.name,
    )
    tell(
        street_id=agreement.street_id,
        event="agreement_ending",
        about=f"agreement:{agreement.pk}:{days}",
        household=blind(f"account:{keeper.pk}", purpose="household"),
        channel="slip",
        address=f"{agreement.org.name} {keeper.display_name}",
        subject=text.subject,
        body=text.body,
        at=at,
    )


@act
def end_agreements(*, at: datetime) -> int:
    """Timed: an active agreement whose last day is over has expired; returns how many."""
    yesterday = day_of(at) - timedelta(days=1)
    over = Agreement.objects.select_for_update().filter(state="active", ends_on__lte=yesterday)
    ended = list(over.order_by("id"))
    for agreement in ended:
        move(agreement, "expire", at=at)
        agreement.save(update_fields=["state", "state_since"])
        timer = Actor.system("timer", agreement.street_id)
        write_agreement_step(agreement, "agreement.expire", by=timer, at=at)
    return len(ended)
