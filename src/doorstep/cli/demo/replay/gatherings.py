"""The year's meetings: every community's own, those of the two threads, and the daily ones on site."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from doorstep.cli.demo.content import gatherings as content
from doorstep.cli.demo.content.shapes import Spot, SpotKind
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work
from doorstep.consultations import services
from doorstep.consultations.queries import carried_over, meeting_page, next_of
from doorstep.consultations.rules import RULE_OF
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Call, Guests, ItemPlan, Ruling, SeriesPlan, Taken
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment

NOTICE = timedelta(days=9)
# which months a community meets in, and how many may come
YEAR_OF = {"residents": (3, 9), "representatives": (2, 5, 8, 11), "committee": tuple(range(1, 13))}
ENTITLED = {"residents": (60, 90), "representatives": (35, 48), "committee": (7, 11)}


class Gatherings:
    """Plays meetings; draws from a generator of its own, so that nobody else's draws shift."""

    def __init__(self, stage: Stage, diary: Diary, works: Sequence[Work], *, year: int) -> None:
        self.stage, self.diary, self.year = stage, diary, year
        self.rng = Random(f"gatherings {year}")
        self.works = {work.plan.key: work for work in works if work.plan.key}

    def write(self) -> None:
        for community in self.stage.plan.of_kind(SpotKind.COMMUNITY):
            for kind, months in YEAR_OF.items():
                for month in months:
                    self.plan_ordinary(community, kind, month)
        for each in content.scripted():
            if each.thread in self.works:
                self.plan_scripted(each)
        if content.daily().thread in self.works:
            self.plan_daily(content.daily())
        for guided in content.guided():
            if guided.thread in self.works:
                self.plan_guided(guided)

    def about(self, thread: str) -> str:
        """The project, once there is one; the meetings before it stand for themselves."""
        work = self.works[thread]
        return f"project:{work.project_id}" if work.project_id else ""

    def guests(self, convener: Actor, path: str) -> Guests:
        """The grid heads of the place are asked with the notice itself, so that no act is added to the year."""
        heads = {each.account_id for each in self.stage.holding("grid_head", path=path) if each.account_id}
        return Guests(accounts=sorted(heads - {convener.account_id}))

    # a community's own ------------------------------------------------------------------------------

    def plan_ordinary(self, community: Spot, kind: str, month: int) -> None:
        day = date(self.year, month, self.rng.randint(10, 26))
        starts_at = moment(day, time(15 if kind == "committee" else 19))
        secretary = self.stage.holding("secretary", path=community.path)[0]
        topics = self.rng.sample(content.ordinary()[kind], 3 if kind == "committee" else 2)
        call = Call(
            kind=kind,
            title=f"{community.name}{ {'residents': '居民会议', 'representatives': '居民代表会议'}.get(kind, '两委会') }",
            path=community.path,
            room=f"{community.name}会议室",
            starts_at=starts_at,
            agenda=[ItemPlan(topic, rule=RULE_OF.get(kind, "")) for topic in topics],
            entitled=self.rng.randint(*ENTITLED[kind]),
            guests=self.guests(secretary, community.path),
        )
        self.diary.add(starts_at - NOTICE, lambda at: self.play(call, secretary, at))

    def play(self, call: Call, by: Actor, at: datetime) -> None:
        """Call it now; it is held at its hour, minuted the next day and filed a week later."""
        meeting = services.call_meeting(call=call, by=by, at=at)
        attended = call.entitled * self.rng.randint(70, 98) // 100
        self.diary.add(
            call.starts_at, lambda then: self.hold(meeting.pk, (call.entitled, attended), by, then)
        )

    def hold(self, meeting_id: UUID, came: tuple[int, int], by: Actor, at: datetime) -> None:
        held(meeting_id, came, by, at)
        for item in items_of(meeting_id, by):
            self.rule_on(item, came, by, at + timedelta(minutes=20))
        self.file(meeting_id, by, at)

    def rule_on(self, item: Any, came: tuple[int, int], by: Actor, at: datetime) -> None:
        """Most things are agreed; some are put off or do not find their majority."""
        rng, words = self.rng, content.ordinary()
        owner, due_on = rng.choice(words["owners"]), day_of(at) + timedelta(days=rng.randint(7, 40))
        decision = rng.choice(words["agreed"]).format(owner=owner, due=f"{due_on.month}月{due_on.day}日")
        if not item.rule and rng.random() < 0.08:
            decide(item.pk, Ruling("再听听意见，下次再议。", deferred=True), by, at)
            return
        yes = came[1] * rng.choice((45, 70, 80, 85, 90, 95)) // 100
        no = rng.randint(0, came[1] - yes)
        votes = {"heads": Votes(came[0], came[1], yes, no, came[1] - yes - no)} if item.rule else None
        decide(item.pk, Ruling(decision, owner, due_on, votes), by, at)

    def file(self, meeting_id: UUID, by: Actor, at: datetime) -> None:
        minutes = self.rng.choice(content.ordinary()["minutes"])
        self.diary.add(at + timedelta(hours=17), lambda then: minuted(meeting_id, minutes, by, then))
        self.diary.add(at + timedelta(days=7), lambda then: filed(meeting_id, by, then))

    # the threads ------------------------------------------------------------------------------------

    def plan_scripted(self, each: content.Gathering) -> None:
        """Called in good time; the hall of the notice is the hall of the meeting."""
        self.diary.add(each.at - NOTICE, lambda at: self.call_scripted(each, at))

    def call_scripted(self, each: content.Gathering, at: datetime) -> None:
        by = self.stage.actors[each.who]
        call = Call(
            kind=each.kind,
            title=each.title,
            path=each.path,
            room=each.room,
            starts_at=each.at,
            agenda=[ItemPlan(put.title, owner=put.owner, rule=put.rule) for put in each.items],
            about=self.about(each.thread),
            entitled=each.came[0],
            guests=self.guests(by, each.path),
            is_public=each.is_public,
        )
        meeting = services.call_meeting(call=call, by=by, at=at)
        self.diary.add(each.at, lambda then: self.play_scripted(each, meeting.pk, by, then))

    def play_scripted(self, each: content.Gathering, meeting_id: UUID, by: Actor, at: datetime) -> None:
        held(meeting_id, each.came, by, at)
        for item, put in zip(items_of(meeting_id, by), each.items, strict=True):
            votes = {"heads": Votes(each.came[0], sum(put.votes), *put.votes)} if put.rule else None
            ruling = Ruling(put.decision, put.owner, votes=votes, electorate=electorate_of(each, put))
            decide(item.pk, ruling, by, at + timedelta(minutes=40))
        for text, answer, who in each.asked:
            asked_at = at + timedelta(minutes=self.rng.randint(45, 90))
            question = services.ask_question(meeting_id=meeting_id, text=text, by=by, at=asked_at)
            services.answer_question(
                question_id=question.pk,
                answer=answer,
                answered_by=who,
                by=by,
                at=asked_at + timedelta(minutes=4),
            )
        self.file(meeting_id, by, at)

    # daily on site ----------------------------------------------------------------------------------

    def plan_daily(self, daily: content.Daily) -> None:
        self.diary.add(moment(daily.first, time(7)), lambda at: self.start_daily(daily, at))

    def start_daily(self, daily: content.Daily, at: datetime) -> None:
        by = self.stage.actors[daily.who]
        call = Call(
            kind="daily",
            title=daily.title,
            path=daily.path,
            room=daily.room,
            starts_at=moment(daily.first, time(8)),
            agenda=[],
            about=self.about(daily.thread),
            entitled=daily.came[0],
            guests=self.guests(by, daily.path),
        )
        plan = SeriesPlan("daily", daily.last)
        meeting = services.start_series(call=call, plan=plan, by=by, at=at)
        self.diary.add(call.starts_at, lambda then: self.meet_daily(daily, meeting.pk, 0, then))

    def meet_daily(self, daily: content.Daily, meeting_id: UUID, turn: int, at: datetime) -> None:
        """Check what is open, take in what is new, and go on tomorrow."""
        by, last = self.stage.actors[daily.who], meeting_page(self.stage.actors[daily.who], meeting_id)
        following = held(meeting_id, daily.came, by, at)
        for item in carried_over(last):
            if self.rng.random() < 0.45:
                decide(item.pk, Ruling(done_about(daily, item.title), item.owner), by, at)
        if turn % 3 == 0 and turn // 3 < len(daily.items):
            title, owner, _done = daily.items[turn // 3]
            due_on = day_of(at) + timedelta(days=3)
            services.add_agenda_item(
                meeting_id=meeting_id,
                item=ItemPlan(title, place_text="红砖里", owner=owner, due_on=due_on),
                by=by,
                at=at,
            )
        minuted(meeting_id, "到会逐项核对，未结的明天再对。", by, at + timedelta(minutes=30))
        filed(meeting_id, by, at + timedelta(minutes=31))
        if following is not None:
            self.diary.add(
                following.starts_at, lambda then: self.meet_daily(daily, following.pk, turn + 1, then)
            )

    # procedures -------------------------------------------------------------------------------------

    def plan_guided(self, guided: content.Guided) -> None:
        self.diary.add(moment(guided.start, time(9)), lambda at: self.start_guided(guided, at))

    def start_guided(self, guided: content.Guided, at: datetime) -> None:
        by = self.stage.actors[guided.who]
        procedure = services.start_procedure(
            kind=guided.kind,
            title=guided.title,
            path=guided.path,
            about=self.about(guided.thread),
            by=by,
            at=at,
        )
        for number, step in enumerate(guided.steps):
            taken = taken_of(step, by)
            self.diary.add(
                moment(step.day, time(20, number)),
                lambda then, taken=taken: stepped(procedure.pk, taken, by, then),  # type: ignore[misc]
            )


def taken_of(step: content.Written, by: Actor) -> Taken:
    """The numbers of a vote; where objections are heard, how many came and were answered."""
    heard = step.numbers if step.code == "objection" else (0, 0)
    return Taken(
        code=step.code,
        done_on=step.day,
        minutes=step.minutes,
        chair=by.name,
        votes=Votes(*step.numbers) if step.numbers and step.code != "objection" else None,
        electorate=step.electorate,
        objections=heard[0],
        answered=heard[1],
    )


def electorate_of(each: content.Gathering, put: content.Put) -> str:
    """At a meeting of a whole estate every household has one voice; representatives stand for their groups."""
    called = {"residents": "households", "representatives": "groups"}
    return called.get(each.kind, "") if put.rule == "resident_meeting" else ""


def done_about(daily: content.Daily, title: str) -> str:
    return next(done for name, _owner, done in daily.items if name == title)


def items_of(meeting_id: UUID, by: Actor) -> list[Any]:
    return sorted(meeting_page(by, meeting_id).items.all(), key=lambda each: each.order)


def held(meeting_id: UUID, came: tuple[int, int], by: Actor, at: datetime) -> Any:
    """Begin it and go through the list of the asked; returns the next meeting of its series, if there is one."""
    services.hold_meeting(
        meeting_id=meeting_id, chair=by.name, entitled=came[0], attended=came[1], by=by, at=at
    )
    page = meeting_page(by, meeting_id)
    asked = [each.pk for each in page.invitations.all()]
    if asked:
        services.take_attendance(meeting_id=meeting_id, came=asked, by=by, at=at)
    return next_of(page)


def decide(item_id: int, ruling: Ruling, by: Actor, at: datetime) -> None:
    services.decide_item(item_id=item_id, ruling=ruling, by=by, at=at)


def minuted(meeting_id: UUID, minutes: str, by: Actor, at: datetime) -> None:
    services.write_minutes(meeting_id=meeting_id, minutes=minutes, by=by, at=at)


def filed(meeting_id: UUID, by: Actor, at: datetime) -> None:
    services.close_meeting(meeting_id=meeting_id, by=by, at=at)


def stepped(procedure_id: UUID, taken: Taken, by: Actor, at: datetime) -> None:
    services.record_procedure_step(procedure_id=procedure_id, taken=taken, by=by, at=at)
