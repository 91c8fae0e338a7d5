"""Every quarter each running project is looked at on site, commented on, and followed up."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.delivery.queries.observations import observation_page
from doorstep.delivery.rules.observations import Quarter
from doorstep.delivery.services.observations import (
    add_todo,
    close_observation,
    comment,
    plan_quarter,
    record_visit,
    report_done,
    schedule_day,
    verify_todo,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment

A_DAY = 12
LATE_SHARE, FLAWED_SHARE = 0.04, 0.55
STRENGTHS = ("进度与季度节点相符", "居民说得清项目在做什么", "现场有人负责,问题当场答复", "台账与现场对得上")
DETAILS = ("受益户名单张贴在楼道口", "支部每周到现场一次", "施工前逐户打过招呼", "党员带头参加,邻里评价好")
SHORTCOMINGS = {
    "公示栏的进度还是上个月的": "更新公示栏的进度",
    "有两户行动不便的老人还没有单独说明": "上门向两户老人说明安排",
    "现场材料堆放占了通道": "清出通道并划定堆放区",
    "居民意见记了,但没有写答复": "逐条补写答复并告知居民",
}
SUGGESTIONS = (
    "按节点继续推进,遇到变化先告诉居民",
    "把好做法写成一页纸,供别的支部参考",
    "完工前请受益居民先看一遍",
)
DONE = ("已办妥,现场照做。", "已完成,居民看过。", "按要求改好,有记录。")


class Observations:
    """Plays the four quarters of the year with a dice of its own."""

    def __init__(self, stage: Stage, diary: Diary, *, year: int) -> None:
        self.stage, self.diary, self.year = stage, diary, year
        self.rng = Random(f"observations:{year}")
        path = stage.plan.path
        self.observers = [
            actor for role in ("reviewer", "supervisor") for actor in stage.holding(role, path=path)
        ]

    def write(self) -> None:
        """Planned a fortnight before the quarter ends; what starts later is caught on the last day."""
        for number in range(1, 5):
            quarter = Quarter(self.year, number)
            early = moment(quarter.last_on - timedelta(days=16), time(9))
            for at in (early, moment(quarter.last_on, time(17, 30))):
                self.diary.add(at, lambda then, quarter=quarter: self.plan(quarter, then))  # type: ignore[misc]

    def plan(self, quarter: Quarter, at: datetime) -> None:
        made = plan_quarter(
            year=quarter.year,
            quarter=quarter.number,
            seed="",
            everybody=True,
            by=self.observers[0],
            at=at,
        )
        for start in range(0, len(made), A_DAY):
            ids = [each.pk for each in made[start : start + A_DAY]]
            self.programme(ids, self.day_after(at, start // A_DAY, quarter), at)

    def day_after(self, at: datetime, days: int, quarter: Quarter) -> date:
        if day_of(at) == quarter.last_on:
            return quarter.last_on
        return min(day_of(at) + timedelta(days=2 + days), quarter.last_on)

    def programme(self, ids: list[UUID], day: date, at: datetime) -> None:
        observer = self.rng.choice(self.observers)
        whole_day = schedule_day(observation_ids=ids, planned_on=day, by=observer, at=at)
        stops = [each for each in whole_day if each.pk in ids]  # the others have their hour already
        begins = at + timedelta(minutes=10) if day == day_of(at) else moment(day, time(9))
        for order, each in enumerate(stops):
            then = begins + timedelta(minutes=(10 if day == day_of(at) else 35) * order)
            self.diary.add(then, lambda at, pk=each.pk: self.visit(pk, observer, at))  # type: ignore[misc]

    def visit(self, pk: UUID, observer: Actor, at: datetime) -> None:
        record_visit(observation_id=pk, by=observer, at=at)
        days = 12 if self.rng.random() < LATE_SHARE else self.rng.choice((0, 1, 1, 2))
        after = at + timedelta(days=days, hours=1)
        self.diary.add(after, lambda then: self.comment(pk, observer, then))

    def comment(self, pk: UUID, observer: Actor, at: datetime) -> None:
        rng, found = self.rng, observation_page(observer, pk)
        flaw = rng.choice(list(SHORTCOMINGS)) if rng.random() < FLAWED_SHARE else ""
        comment(
            observation_id=pk,
            strengths=f"{found.project.name}:{rng.choice(STRENGTHS)},{rng.choice(DETAILS)}。",
            shortcomings=f"{flaw or '本次没有发现需要整改的问题'}。",
            suggestion=f"{rng.choice(SUGGESTIONS)}。",
            grade=rng.choice(("good", "fair", "fair", "plain")) if flaw else "good",
            by=observer,
            at=at,
        )
        if not flaw:
            close_observation(observation_id=pk, by=observer, at=at)
            return
        todo = add_todo(
            observation_id=pk,
            text=SHORTCOMINGS[flaw],
            due_on=day_of(at) + timedelta(days=14),
            by=observer,
            at=at,
        )
        after = at + timedelta(days=rng.choice((4, 7, 9, 12, 18)))
        self.diary.add(after, lambda then: self.done(todo, observer, then))

    def done(self, todo: Any, observer: Actor, at: datetime) -> None:
        lead = next(actor for actor in self.stage.actors.values() if actor.account_id == todo.owner_id)
        report_done(todo_id=todo.pk, note=self.rng.choice(DONE), by=lead, at=at)
        after = at + timedelta(days=self.rng.choice((1, 2, 5)))
        self.diary.add(after, lambda then: self.verify(todo, observer, then))

    def verify(self, todo: Any, observer: Actor, at: datetime) -> None:
        verify_todo(todo_id=todo.pk, by=observer, at=at)
