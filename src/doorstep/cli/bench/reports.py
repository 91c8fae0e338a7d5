"""A result's page while a million answers are stored: rows written past the services, pages read by a client."""

import time
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from random import Random
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.test import Client

from doorstep.cli.bench.loading import quick_writes, refresh_planner
from doorstep.cli.bench.numbers import middle, percentile
from doorstep.cli.bench.statements import HOST, counted
from doorstep.cli.demo.replay.stage import Stage
from doorstep.evaluation.services.results import counts_of, estimated
from doorstep.kernel.calendar import day_of
from doorstep.kernel.refs import uuid7

ANSWERS: Final = 300
BATCH: Final = 5_000
READ: Final = 40
GROUPS: Final = ("一号院", "二号院", "三号院")


def report_pages(stage: Stage, *, small: int, large: int, at: datetime) -> dict[str, Any]:
    """Milliseconds of a result's page with ``small`` and with ``large`` answers stored, and its statements."""
    found: dict[str, Any] = {}
    chance, made = Random(8), 0
    for name, wanted in (("small", small), ("large", large)):
        with quick_writes():
            made += load(stage, (wanted - made) // ANSWERS, first=made // ANSWERS, at=at)
            refresh_planner()
        took, statements = read_pages(stage, chance, made // ANSWERS)
        found[name] = {"answers": made, "p50_ms": middle(took), "p95_ms": percentile(took, 0.95)}
        found["sql"] = statements
    return {
        "report_ms": found["large"]["p50_ms"],
        "report_p95_ms": found["large"]["p95_ms"],
        "report_growth": found["large"]["p50_ms"] / found["small"]["p50_ms"],
        "report_sql": found["sql"],
        "answers_stored": found["large"]["answers"],
    }


def load(stage: Stage, count: int, *, first: int, at: datetime) -> int:
    """So many evaluations, each closed with three hundred answers; how many answers that is."""
    for start in range(first, first + count, 50):
        numbers = range(start, min(start + 50, first + count))
        write("projects", "Project", (project_row(stage, number, at) for number in numbers))
        evaluations = [evaluation_row(stage, number, at) for number in numbers]
        write("evaluation", "Evaluation", iter(evaluations))
        rows = [answer_rows(stage, each, at) for each in evaluations]
        for place, name in enumerate(("FrameMember", "CallTask", "Response")):
            write_plain("evaluation", name, [row for each in rows for row in each[place]])
        write("evaluation", "EvaluationDraw", (draw_row(stage, each, at) for each in evaluations))
        write("evaluation", "EvaluationResult", (result_row(stage, each, at) for each in evaluations))
    return count * ANSWERS


def write(app: str, name: str, rows: Iterator[dict[str, Any]]) -> None:
    model = apps.get_model(app, name)
    while some := list(islice(rows, BATCH)):
        model.objects.bulk_create([model(**each) for each in some])


def write_plain(app: str, name: str, rows: list[dict[str, Any]]) -> None:
    """A great many rows of plain values in one statement, past the ORM's own preparing of each."""
    model = apps.get_model(app, name)
    defaults = model(**rows[0])
    fields = [each for each in model._meta.concrete_fields if each.attname not in rows[0]]
    rest = [each.get_db_prep_save(getattr(defaults, each.attname), connection) for each in fields]
    quote = connection.ops.quote_name
    columns = [model._meta.get_field(each).column for each in rows[0]] + [each.column for each in fields]
    names, marks = ", ".join(quote(each) for each in columns), ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - own names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(*map(plain, each.values()), *rest) for each in rows])


def plain(value: Any) -> Any:
    """A value as the database takes it; SQLite keeps keys as 32 hex digits."""
    if isinstance(value, UUID):
        return value.hex if connection.vendor == "sqlite" else value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def key(kind: int, number: int, place: int = 0) -> Any:
    """A key that says what it belongs to, the same whenever it is asked for."""
    return uuid7(EPOCH, Random(kind * 10**12 + number * 1_000 + place))


EPOCH: Final = datetime.fromisoformat("2026-01-05T09:00:00+08:00")


def project_row(stage: Stage, number: int, at: datetime) -> dict[str, Any]:
    path = next(iter(stage.places))
    lead = stage.holding("secretary", path=path)[0]
    return {
        "id": key(1, number),
        "street_id": stage.street_id,
        "number": f"2026-{number:05d}",
        "name": f"第 {number} 号院的路灯",
        "org_id": next(iter(stage.orgs.values())),
        "lead_id": lead.account_id,
        "place_id": stage.places[path],
        "path": path,
        "orientation": "urgent",
        "field_id": field_id(stage),
        "goal": "全院路灯夜里都亮。",
        "difficulty": 1 + number % 5,
        "state": "accepted",
        "state_since": at,
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 9, 30),
        "made_at": at,
    }


def field_id(stage: Stage) -> int:
    return int(
        apps.get_model("projects", "ProjectField").objects.filter(street_id=stage.street_id).first().pk
    )


def evaluation_row(stage: Stage, number: int, at: datetime) -> dict[str, Any]:
    return {
        "id": key(2, number),
        "street_id": stage.street_id,
        "project_id": key(1, number),
        "number": f"CP2026-{number:05d}",
        "path": next(iter(stage.places)),
        "state": "reviewed",
        "state_since": at,
        "difficulty": 1 + number % 5,
        "frame_size": ANSWERS,
        "frame_hash": "0" * 64,
        "locked_at": at,
        "made_at": at,
    }


def draw_row(stage: Stage, evaluation: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "evaluation_id": evaluation["id"],
        "street_id": stage.street_id,
        "round": 1,
        "wanted": ANSWERS,
        "drawn_at": at,
    }


def answer_rows(
    stage: Stage, evaluation: dict[str, Any], at: datetime
) -> tuple[list[Any], list[Any], list[Any]]:
    number, caller = int(evaluation["number"][7:]), stage.holding("caller", path=stage.plan.path)[0]
    chance, street_id = Random(number), stage.street_id
    members, tasks, answers = [], [], []
    for place in range(ANSWERS):
        group, code = GROUPS[place % 3], f"{evaluation['number']}-{place:04d}"
        member, task = key(3, number, place), key(4, number, place)
        same = {"evaluation_id": evaluation["id"], "street_id": street_id}
        members.append(
            {**same, "id": member, "group": group, "stratum": group, "code": code, "registered_at": at}
        )
        tasks.append(
            {
                **same,
                "id": task,
                "round": 1,
                "member_id": member,
                "order": place,
                "state": "answered",
                "caller_id": caller.account_id,
            }
        )
        answers.append(
            {
                **same,
                "id": key(5, number, place),
                "round": 1,
                "task_id": task,
                "stratum": group,
                "mode": "phone",
                "grade": chance.choices((5, 4, 3, 2, 1), (40, 35, 15, 7, 3))[0],
                "said_on": day_of(at),
                "entered_by_id": caller.account_id,
                "at": at,
                "salt": "",
            }
        )
    return members, tasks, answers


def result_row(stage: Stage, evaluation: dict[str, Any], at: datetime) -> dict[str, Any]:
    """As the act that closes a collection would have left it, from the stored answers themselves."""
    row = apps.get_model("evaluation", "Evaluation").objects.get(pk=evaluation["id"])
    body = counts_of(row, at=at)
    body |= estimated(row, body, None) | {"themes": []}
    return {
        "evaluation_id": evaluation["id"],
        "street_id": stage.street_id,
        "round": 1,
        "year": 2026,
        "answered": body["answered"],
        "satisfied": body["satisfied"],
        "selected": body["selected"],
        "body": body,
        "made_at": at,
    }


def read_pages(stage: Stage, chance: Random, count: int) -> tuple[list[float], int]:
    """The page of some results, each opened for the first time; milliseconds, and statements of the last one."""
    clerk = stage.holding("clerk", path=stage.plan.path)[0]
    browser = Client(headers={"host": HOST})
    browser.force_login(apps.get_model("people", "Account").objects.get(pk=clerk.account_id))
    took, statements = [], 0
    browser.get(address(chance.randrange(count)))
    for number in chance.sample(range(count), min(READ, count)):
        with counted() as found:
            began = time.perf_counter()
            response = browser.get(address(number))
            took.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{address(number)} answered {response.status_code}")
        statements = found.count
    return took, statements


def address(number: int) -> str:
    return f"/desk/evaluations/CP2026-{number:05d}/result/"
