"""Some organisations choose in rounds what their year's quota carries; a dice of its own moves nothing else."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from doorstep.cli.demo.content.people import party_orgs
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.gatherings import decide, filed, held, items_of, minuted
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Call, ItemPlan, Ruling, call_meeting
from doorstep.funds.queries import CandidateLine, asking_projects, candidate_lines, quota_with_room
from doorstep.funds.rules import GATE, RUBRIC_NOW, RUBRICS, GateAnswer
from doorstep.funds.services import (
    Verdict,
    add_project,
    check_gate,
    choose,
    close_selection,
    grade_candidate,
    open_selection,
    talk_over,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.kernel.money import yuan

ORGS = 8
MET, LATER = timedelta(days=6), timedelta(days=21)
CAME = (11, 9)
EVIDENCE = (
    "看了走访台账和现场，问了楼栋长。",
    "对照走访记录和两家报价。",
    "现场看过，居民会上也有人提。",
    "查了近一年的问题台账。",
)
NOT_YET = "报价和居民意见还差一步，补齐后再议；先保证已经开工条件齐备的项目。"
TALKED = "两人一起又看了一遍走访记录：提的人多，但眼下还过得去。原来的评分各自保留。"


class Choosing:
    """Plays one round for each of a few organisations with more than one wish; the last to start waits a while."""

    def __init__(self, stage: Stage, diary: Diary, works: Sequence[Work], *, year: int) -> None:
        self.stage, self.diary, self.year = stage, diary, year
        self.rng = Random(f"choosing {year}")
        self.paths = {each.code: each.path for each in party_orgs()}
        self.works = [each for each in works if each.plan.quota_fen > 0]
        street = stage.plan.path
        self.graders = (stage.holding("clerk", path=street), stage.holding("reviewer", path=street))

    def write(self) -> None:
        """A round begins once a second wish has been applied for."""
        wishes: dict[str, list[Work]] = {}
        for work in self.works:
            wishes.setdefault(work.plan.org, []).append(work)
        several = sorted(code for code, found in wishes.items() if len(found) > 1)
        for code in several[:ORGS]:
            second = sorted(each.plan.applied_on for each in wishes[code])[1]
            at = moment(second + timedelta(days=1), time(16, self.rng.randint(0, 50)))
            self.diary.add(at, lambda then, code=code: self.begin(code, then))  # type: ignore[misc]

    def begin(self, code: str, at: datetime) -> None:
        by = self.stage.holding("secretary", path=self.paths[code])[0]
        selection = open_selection(org_id=self.stage.orgs[code], by=by, at=at)
        asked = {each.project_id: each.plan.quota_fen for each in self.works}
        for project in asking_projects(by, selection):
            if fen := asked.get(project.pk):
                candidate = add_project(
                    selection_id=selection.pk, project_id=project.pk, asked_fen=fen, by=by, at=at
                )
                answers = [GateAnswer(question, True) for question in GATE]
                check_gate(candidate_id=candidate.pk, answers=answers, by=by, at=at + timedelta(minutes=20))
        for days, people in enumerate(self.graders, start=1):
            grader, then = self.rng.choice(people), at + timedelta(days=days)
            self.diary.add(then, lambda now, grader=grader: self.grade(selection, grader, now))  # type: ignore[misc]
        starts_at = moment(day_of(at) + MET, time(20))
        call = self.call_of(code, f"{selection.org.name}党员大会", starts_at)
        meeting = call_meeting(call=call, by=by, at=at + timedelta(hours=1))
        self.diary.add(starts_at, lambda now: self.decide(selection, meeting.pk, by, now))

    def call_of(self, code: str, title: str, starts_at: datetime) -> Call:
        return Call(
            kind="party_branch",
            title=title,
            path=self.paths[code],
            room="党群服务中心会议室",
            starts_at=starts_at,
            agenda=[ItemPlan("今年的专项额度列入哪些项目", rule="party_meeting")],
            entitled=CAME[0],
        )

    def grade(self, selection: Any, grader: Actor, at: datetime) -> None:
        """One person's own reading; where it is far from the other's, they talk."""
        for line in candidate_lines(grader, selection, at=at):
            grades = {each.code: self.rng.choice((2, 3, 3, 4, 4, 5)) for each in RUBRICS[RUBRIC_NOW]}
            grade_candidate(
                candidate_id=line.candidate.pk,
                grades=grades,
                evidence=self.rng.choice(EVIDENCE),
                by=grader,
                at=at,
            )
        for line in candidate_lines(grader, selection, at=at):
            if line.apart:
                then = at + timedelta(hours=2)
                talk_over(candidate_id=line.candidate.pk, note=TALKED, by=grader, at=then)

    def decide(self, selection: Any, meeting_id: Any, by: Actor, at: datetime) -> None:
        """The meeting votes once on the whole proposal; the wish that starts last waits three weeks."""
        item = self.voted(meeting_id, by, at)
        lines = candidate_lines(by, selection, at=at)
        last = max(lines, key=lambda each: each.candidate.project.starts_on or date.max) if lines else None
        for line in lines:
            waits = line is last and len(lines) > 1
            self.choose(line, item, by, at + timedelta(minutes=50), waits=waits)
        close_selection(selection_id=selection.pk, by=by, at=at + timedelta(hours=1))

    def choose(self, line: CandidateLine, item: Any, by: Actor, at: datetime, *, waits: bool) -> None:
        """Carried while there is money; what does not fit waits with the number that is lacking."""
        candidate = line.candidate
        fen = candidate.asked_fen
        excess = quota_with_room(candidate.selection)[1].excess(fen)
        if not waits and not excess:
            verdict = Verdict(item.pk, "carried", fen)
        else:
            reason = (
                f"今年的额度还差 {yuan(excess)} 元，有结余或者联建单位出料就列入。" if excess else NOT_YET
            )
            verdict = Verdict(item.pk, "waits", reason=reason, look_on=day_of(at + LATER))
            self.diary.add(at + LATER - timedelta(hours=2), lambda then: self.again(line, by, then))
        choose(candidate_id=candidate.pk, verdict=verdict, by=by, at=at)

    def again(self, line: CandidateLine, by: Actor, at: datetime) -> None:
        """On its day it is looked at again: carried if there is money now, else it waits for the new year."""
        candidate = line.candidate
        if quota_with_room(candidate.selection)[1].excess(candidate.asked_fen):
            return
        code = next(code for code, pk in self.stage.orgs.items() if pk == candidate.selection.org_id)
        call = self.call_of(code, f"{candidate.selection.org.name}党员大会（再议）", at)
        meeting = call_meeting(call=call, by=by, at=at - timedelta(minutes=30))
        verdict = Verdict(self.voted(meeting.pk, by, at).pk, "carried", candidate.asked_fen)
        choose(candidate_id=candidate.pk, verdict=verdict, by=by, at=at + timedelta(minutes=40))

    def voted(self, meeting_id: Any, by: Actor, at: datetime) -> Any:
        """Held, carried by its threshold, and filed the next week."""
        held(meeting_id, CAME, by, at)
        (item,) = items_of(meeting_id, by)
        yes = self.rng.choice((7, 8, 9))
        votes = {"heads": Votes(*CAME, yes, CAME[1] - yes)}
        decide(item.pk, Ruling("按讨论的情况逐项列入或暂缓。", votes=votes), by, at + timedelta(minutes=30))
        minutes = "逐个候选介绍情况、两人评分和额度，逐项表决。"
        self.diary.add(at + timedelta(hours=14), lambda then: minuted(meeting_id, minutes, by, then))
        self.diary.add(at + timedelta(days=7), lambda then: filed(meeting_id, by, then))
        return item
