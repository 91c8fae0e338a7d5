"""Stars: proposed for confirmed hours, announced with a masked name, and held only after objections."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Sum

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.rulebook.queries import calendar_of, rule
from doorstep.volunteers import access, rules
from doorstep.volunteers.models import ReportIn, StarAward, StarBar
from doorstep.volunteers.services.steps import member_for, refuse_while_off, write_step


def working_day_after(street_id: int, at: datetime, days: int) -> datetime:
    return calendar_of(street_id, on=day_of(at)).add_working_days(at, days).at


def confirmed_minutes(member: ReportIn) -> int:
    rows = member.services.filter(verdict="confirmed")
    return int(rows.aggregate(total=Sum("minutes"))["total"] or 0)


@act
def propose_star(*, member_id: UUID, table: str, by: Actor, at: datetime) -> StarAward:
    """Propose the level that the confirmed hours reach. Refused below one star, twice, or while barred."""
    member = member_for(member_id, by=by)
    require(access.can_answer(by, path=member.path, first_id=member.account_id))
    refuse_while_off(member.street_id, at=at)
    refuse_if(table not in rules.STAR_TABLES, "star.table")
    bars = list(member.bars.values_list("from_on", "to_on"))
    refuse_if(rules.is_barred(bars, day_of(at)), "star.barred")
    minutes = confirmed_minutes(member)
    level = rules.level_for(minutes, table)
    refuse_if(not level, "star.hours")
    same = member.stars.filter(table=table, level=level).exclude(state="refused")
    refuse_if(same.exists(), "star.known")
    award = StarAward.objects.create(
        id=uuid7(at),
        street_id=member.street_id,
        report_in=member,
        path=member.path,
        table=table,
        level=level,
        minutes=minutes,
        state=rules.STAR_WORKFLOW.initial,
        state_since=at,
        proposed_by_id=by.account_id,
    )
    write_step(member, "star.propose", by=by, at=at, award=award)
    return award


def award_for(award_id: UUID, *, by: Actor, at: datetime) -> tuple[StarAward, ReportIn]:
    found = StarAward.objects.get(pk=award_id)
    member = member_for(found.report_in_id, by=by)
    refuse_while_off(member.street_id, at=at)
    return StarAward.objects.select_for_update().get(pk=found.pk), member


def move_star(award: StarAward, name: str, *, at: datetime, note: str = "") -> None:
    award.state = rules.STAR_WORKFLOW.move(award.state, name, note=note)
    award.state_since = at


@act
def announce_star(*, award_id: UUID, by: Actor, at: datetime) -> StarAward:
    """Put the masked name up for at least five working days of objections (Q5)."""
    award, member = award_for(award_id, by=by, at=at)
    require(access.can_keep(by, path=award.path))
    days = rule(award.street_id, "star.notice_days", on=day_of(at))
    move_star(award, "announce", at=at)
    award.announced_on = day_of(at)
    award.ends_on = day_of(working_day_after(award.street_id, at, days))
    award.save(update_fields=["state", "state_since", "announced_on", "ends_on"])
    write_step(member, "star.announce", by=by, at=at, award=award)
    return award


@act
def object_to_star(*, award_id: UUID, text: str, by: Actor, at: datetime) -> StarAward:
    """Key in an objection that somebody made; only while the notice hangs."""
    award, member = award_for(award_id, by=by, at=at)
    require(access.can_enter(by, path=award.path, account_id=None))
    refuse_if(award.ends_on is None or day_of(at) > award.ends_on, "star.notice_over")
    move_star(award, "object", at=at, note=text)
    award.save(update_fields=["state", "state_since"])
    write_step(member, "star.object", by=by, at=at, note=text, award=award)
    return award


@act
def answer_star(*, award_id: UUID, upheld: bool, answer: str, by: Actor, at: datetime) -> StarAward:
    """Answer the objection; upheld, there is no star. Not by the one who proposed it."""
    award, member = award_for(award_id, by=by, at=at)
    require(access.can_answer(by, path=award.path, first_id=award.proposed_by_id))
    move_star(award, "uphold" if upheld else "answer", at=at, note=answer)
    award.save(update_fields=["state", "state_since"])
    write_step(member, "star.answer", by=by, at=at, note=answer, award=award)
    return award


@act
def award_star(*, award_id: UUID, by: Actor, at: datetime) -> StarAward:
    """The star holds once the notice is over; not by the one who proposed it."""
    award, member = award_for(award_id, by=by, at=at)
    require(access.can_answer(by, path=award.path, first_id=award.proposed_by_id))
    refuse_if(award.ends_on is not None and day_of(at) <= award.ends_on, "star.notice_running")
    move_star(award, "award", at=at)
    award.awarded_at = at
    award.save(update_fields=["state", "state_since", "awarded_at"])
    write_step(member, "star.award", by=by, at=at, award=award)
    return award


@act
def bar_from_stars(*, member_id: UUID, years: int, reason: str, by: Actor, at: datetime) -> StarBar:
    """A person decides that hours were false: no stars for one to three years (Q5)."""
    member = member_for(member_id, by=by)
    require(access.can_answer(by, path=member.path, first_id=member.account_id))
    refuse_while_off(member.street_id, at=at)
    refuse_if(years not in rules.BAR_YEARS, "star.bar_years")
    refuse_if(not reason.strip(), "reason.needed")
    first = day_of(at)
    bar = StarBar.objects.create(
        report_in=member,
        street_id=member.street_id,
        from_on=first,
        to_on=date(first.year + years, first.month, min(first.day, 28)) - timedelta(days=1),
        reason=reason,
        decided_by_id=by.account_id or 0,
        at=at,
    )
    write_step(member, "points.bar", by=by, at=at, note=reason)
    return bar
