"""The year's ninety-nine projects of the invented street, as branches would have written them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.people import party_orgs
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.shapes import BeneficiaryPlan, MilestonePlan, OrgPlan, ProjectPlan

YEAR = 2019
FIELDS = (
    "组织建设",
    "阵地建设",
    "教育培训",
    "健康医疗",
    "文化活动",
    "生活服务",
    "民生实事",
    "老旧小区改造",
    "供暖供水保障",
    "平安消防",
    "环境整治",
    "养老助餐",
    "青少年托育",
    "就业创业",
    "邻里自治",
)
ORIENTATIONS = ("weakness", "urgent", "difficulty")
APPLY_AHEAD = timedelta(days=30)
EARLIEST_START = 3
FIRST_APPLICATION = date(2019, 2, 18)
FEN = 100
SATURDAY = 5


@cache
def projects() -> tuple[ProjectPlan, ...]:
    """All of them, by the day they are applied for and then as written; numbered in that order."""
    plans = [_plan(index, row) for index, row in enumerate(table("projects")["project"])]
    plans.sort(key=lambda plan: plan[0])
    return tuple(_numbered(number, fields) for number, (_, fields) in enumerate(plans, start=1))


def project(key: str) -> ProjectPlan:
    """The project of a thread: "heating" or "renewal". Raises StopIteration for another key."""
    return next(plan for plan in projects() if plan.key == key)


def matrix() -> dict[tuple[str, str], int]:
    """Number of projects by field and orientation, with a zero where there is none."""
    counts = Counter((plan.field, plan.orientation) for plan in projects())
    return {
        (field, orientation): counts[field, orientation] for field in FIELDS for orientation in ORIENTATIONS
    }


def _numbered(number: int, fields: dict[str, Any]) -> ProjectPlan:
    return ProjectPlan(number=f"{YEAR}-{number:03}", **fields)


def _plan(index: int, row: dict[str, Any]) -> tuple[tuple[date, int], dict[str, Any]]:
    org = _org(row["org"])
    starts_on, ends_on = _days(index, row)
    applied_on = _weekday(max(FIRST_APPLICATION + timedelta(days=index % 12), starts_on - APPLY_AHEAD))
    words = table("project_words")
    quota, other = row["money"]
    reasons = words["hard"][str(row["hard"])]
    fields: dict[str, Any] = {
        "name": row["name"],
        "org": org.code,
        "place_path": street().estate_named(row["at"]).path if "at" in row else org.path,
        "field": row["field"],
        "orientation": row["orient"],
        "goal": row["goal"],
        "baseline": row["base"],
        "evidence": words[row["way"]]["evidence"],
        "measures": row["do"],
        "beneficiaries": tuple(_group(entry) for entry in row["who"]),
        "milestones": tuple(_milestones(words[row["way"]], starts_on, ends_on)),
        "quota_fen": quota * FEN,
        "other_fen": other * FEN,
        "in_kind": row.get("kind", ""),
        "difficulty": row["hard"],
        "difficulty_reasons": (reasons[index % len(reasons)], reasons[(index + 1) % len(reasons)]),
        "public_summary": row["summary"],
        "categories": tuple(row["ask"]),
        "own_reason": "" if row["ask"] else _own_reason(org, row),
        "led_by_secretary": row.get("secretary", org.kind == "community"),
        "applied_on": applied_on,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "ending": row.get("end_state", "finished"),
        "ending_reason": row.get("why", ""),
        "key": row.get("key", ""),
    }
    return (applied_on, index), fields


@cache
def _orgs() -> dict[str, OrgPlan]:
    return {org.code: org for org in party_orgs()}


def _org(code: str) -> OrgPlan:
    return _orgs()[code]


def _own_reason(org: OrgPlan, row: dict[str, Any]) -> str:
    """Why a branch took up what no resident had asked for."""
    baseline = row["base"].rstrip("。")
    lead = {
        "new_sector": "行业支部自查",
        "branch": "支部组织生活会自查",
        "community": "社区党委年初对照检查",
    }[org.kind]
    return f"{lead}发现：{baseline}，经党员大会讨论，作为本组织自身短板申报。"


def _group(entry: str) -> BeneficiaryPlan:
    group, count, unit = entry.split("|")
    return BeneficiaryPlan(group, int(count), unit)


def _days(index: int, row: dict[str, Any]) -> tuple[date, date]:
    if "start" in row:
        return date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    first, last = row["months"]
    return _working_day(first, (18 if first == EARLIEST_START else 5) + index * 7 % 11), _working_day(
        last, 12 + index * 5 % 12
    )


def _working_day(month: int, day: int) -> date:
    """The day itself, or the Monday after it; months above twelve lie in the next year."""
    return _weekday(date(YEAR + (month - 1) // 12, (month - 1) % 12 + 1, day))


def _weekday(found: date) -> date:
    while found.weekday() >= SATURDAY:
        found += timedelta(days=1)
    return found


def _weekday_before(day: date) -> date:
    """The last Monday-to-Friday before `day`."""
    found = day - timedelta(days=1)
    while found.weekday() >= SATURDAY:
        found -= timedelta(days=1)
    return found


def _milestones(words: dict[str, Any], starts_on: date, ends_on: date) -> Iterator[MilestonePlan]:
    """One step at least in every quarter the project runs in, the last on its last day."""
    steps: list[str] = words["steps"]
    if "due" in words:
        for step, day in zip(steps, words["due"], strict=True):
            yield MilestonePlan(step, date.fromisoformat(day))
        return
    days = _quarter_ends(starts_on, ends_on)
    for place, day in enumerate(days):
        first = place * len(steps) // len(days)
        last = max(first + 1, (place + 1) * len(steps) // len(days))
        yield MilestonePlan("；".join(steps[first:last]), day)


def _quarter_ends(starts_on: date, ends_on: date) -> list[date]:
    days = []
    year, quarter = starts_on.year, (starts_on.month - 1) // 3
    while (year, quarter) < (ends_on.year, (ends_on.month - 1) // 3):
        quarter += 1
        first_after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
        year, quarter = first_after.year, quarter % 4
        days.append(_weekday_before(first_after))
    return [*days, ends_on]
