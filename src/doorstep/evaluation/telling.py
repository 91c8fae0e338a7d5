"""What a measurement holds about one respondent, in words that they can read."""

from collections.abc import Iterable
from typing import Final

from doorstep.evaluation.contacts import REACHED_BY
from doorstep.evaluation.models import CallTask, EvaluationDraw, EvaluationResult, FrameMember, Response
from doorstep.evaluation.models.evaluations import delivered_by
from doorstep.evaluation.rules import states as rules
from doorstep.kernel.calendar import day_of
from doorstep.records.holders import Held, Subject
from doorstep.records.vault import normalised

RESPONDENT: Final = "respondent"
ANSWER: Final = "answer"
FIELDS: Final = {"good": "满意的地方", "missing": "不满意的地方", "wants": "还想要什么"}
OWN_WORK: Final = "查看的人参与过这件事的办理，看不到谁怎么评价；请由另一位工作人员办理。"
OUTCOMES: Final = {**rules.OUTCOMES, "answered": "已答"}
YES: Final = {True: "是", False: "否"}


def respondents_held(subject: Subject) -> list[Held]:
    """Every list that the person or the household stands in: how drawn, how tried, what was answered, how counted."""
    return [as_respondent(each, subject) for each in members_of(subject)]


def answers_held(subject: Subject) -> list[Held]:
    """Each thing they said in their own words, by itself, so that it can be put right or removed alone."""
    members = [each for each in members_of(subject) if not is_own_work(each, subject)]
    return [
        as_answer(each, response, field, subject)
        for each in members
        for response in current(each)
        for field in FIELDS
        if getattr(response, field)
    ]


def members_of(subject: Subject) -> list[FrameMember]:
    """Those at the household's door, and those registered with the person's number.

    A number stands sealed, without a value to look it up by, and is gone thirty days after the end: those that the
    street still keeps are opened one by one.
    """
    rows = FrameMember.objects.filter(street_id=subject.street_id)
    found = set(rows.filter(place__path=subject.path).values_list("pk", flat=True)) if subject.path else set()
    if subject.phone:
        kept = rows.exclude(phone_sealed="").only("pk", "phone_sealed")
        found |= {each.pk for each in kept.iterator(chunk_size=500) if has_number(each, subject.phone)}
    wanted = FrameMember.objects.filter(pk__in=found).select_related("evaluation__project", "place")
    return list(
        wanted.prefetch_related(
            "evaluation__draws",
            "evaluation__results",
            "tasks__attempts",
            "tasks__responses__reply",
            "tasks__responses__recall",
            "tasks__responses__solicitations",
        ).order_by("id")
    )


def read(what: str, member: FrameMember) -> str:
    return REACHED_BY.show(what, member)


def has_number(member: FrameMember, phone: str) -> bool:
    return bool(phone) and normalised(read("phone", member)) == normalised(phone)


def is_own_work(member: FrameMember, subject: Subject) -> bool:
    """Whether the reader led, delivered or carried out what is judged (R5)."""
    if subject.reader is None:
        return False
    evaluations = type(member.evaluation).objects.filter(pk=member.evaluation_id)
    return evaluations.filter(delivered_by(subject.reader)).exists()


def as_respondent(member: FrameMember, subject: Subject) -> Held:
    evaluation = member.evaluation
    head = (("测评", f"{evaluation.number} {evaluation.name}"),)
    own = has_number(member, subject.phone)
    if is_own_work(member, subject):
        words: tuple[tuple[str, str], ...] = (*head, ("说明", OWN_WORK))
    else:
        words = (
            *head,
            ("所属人群", member.group),
            ("称呼", read("label", member)),
            ("电话", read("phone", member) if own else covered(read("phone", member))),
            ("怎样抽中的", how_drawn(member)),
            ("联系情况", "\n".join(tries(member))),
            ("评价", "\n".join(graded(each) for each in current(member))),
            ("答复和再次征求的意见", "\n".join(followed(member))),
            ("怎样计入结果", "\n".join(how_counted(member))),
        )
    return Held(RESPONDENT, str(member.pk), "满意度测评", member.registered_at, words, by_phone=own)


def as_answer(member: FrameMember, response: Response, field: str, subject: Subject) -> Held:
    words = (
        (FIELDS[field], getattr(response, field)),
        ("测评", f"{member.evaluation.number} {member.evaluation.name}"),
        ("同意不写名字公开", YES[response.may_show]),
    )
    own = has_number(member, subject.phone)
    return Held(ANSWER, f"{response.pk}.{field}", "满意度测评里说的话", response.at, words, by_phone=own)


def covered(phone: str) -> str:
    """The number at a door may be somebody else's by now: enough of it to compare, not enough to call."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else phone


def tasks_of(member: FrameMember) -> list[CallTask]:
    return sorted(member.tasks.all(), key=lambda each: each.round)


def current(member: FrameMember) -> list[Response]:
    """The answer of each round as it counts."""
    return [each for task in tasks_of(member) for each in task.responses.all() if each.is_current]


def how_drawn(member: FrameMember) -> str:
    """From the list to the draw of each round, so that it can be checked in the public file of the draw."""
    evaluation = member.evaluation
    if evaluation.locked_at is None:
        return "已写进受益对象名单；名单还没有锁定。"
    by_round = {each.round: each for each in tasks_of(member)}
    draws = sorted((each for each in evaluation.draws.all() if each.drawn_at), key=lambda each: each.round)
    head = f"名单共 {evaluation.frame_size} 个，编号 {member.code}。"
    return head + "".join(f"第 {each.round} 轮：{chosen(each, by_round.get(each.round))}。" for each in draws)


def chosen(draw: EvaluationDraw, task: CallTask | None) -> str:
    if task is None:
        return "没有抽中"
    if draw.is_census:
        return "名单上的全部询问"
    if task.substitutes_id is not None:
        return "按抽签顺序替补"
    return "抽签抽中" if task.is_drawn else "上一轮答过，再问一次"


def tries(member: FrameMember) -> list[str]:
    """When and how somebody tried, what came of it, and when it suited them."""
    lines = []
    for task in tasks_of(member):
        for each in sorted(task.attempts.all(), key=lambda one: one.at):
            outcome = OUTCOMES.get(each.outcome, each.outcome)
            lines.append(f"{day_of(each.at):%Y-%m-%d} {rules.MODES[each.mode]}：{outcome}")
        if task.call_after:
            lines.append(f"约定的时间：{task.call_after}")
    return lines


def graded(response: Response) -> str:
    """One answer without its words, which are listed by themselves."""
    marks = [f"第 {response.round} 轮：{rules.GRADES[response.grade]}"]
    marks += ["有人要求改评价或给好评"] if response.pressed else []
    marks += ["有安全问题"] if response.safety else []
    return f"{response.said_on:%Y-%m-%d} {'，'.join(marks)}"


def followed(member: FrameMember) -> Iterable[str]:
    """How they were answered, what a second call found, and what they said when they were asked again."""
    for response in current(member):
        if reply := getattr(response, "reply", None):
            yield f"答复：{reply.text}"
        if (recall := getattr(response, "recall", None)) and recall.outcome:
            yield f"复核回访：{rules.RECALL_OUTCOMES[recall.outcome]} {recall.note}".strip()
        for each in sorted(response.solicitations.all(), key=lambda one: one.at):
            yield f"再次征求意见：{each.said}；{each.wants}"


def how_counted(member: FrameMember) -> Iterable[str]:
    """As one of so many in each round's result; nothing else of it is published."""
    results = {each.round: each for each in member.evaluation.results.all()}
    for response in current(member):
        yield counted(response, results.get(response.round))


def counted(response: Response, result: EvaluationResult | None) -> str:
    side = "满意" if rules.is_satisfied(response.grade) else "不满意"
    if result is None:
        return f"第 {response.round} 轮还在收集，结束后按{side}的一份计入。"
    return f"第 {response.round} 轮共 {result.answered} 份评价，这是按{side}计入的一份；公布的只有合计，没有编号和姓名。"
