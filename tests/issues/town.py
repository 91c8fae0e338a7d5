"""A small invented street for issue tests: two communities, two units, one person for each role."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from doorstep.issues import services
from doorstep.issues.models import Issue, IssueCategory, IssueStep
from doorstep.issues.rules import Reporter
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor, Grant
from doorstep.messages.models import Message
from doorstep.people.models import Account, Unit
from doorstep.people.rules import ROLES
from doorstep.places.models import District, Place, Street

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, 9:00 in Shanghai
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STREET, EAST, WEST = "990000/003/", "990000/003/01/", "990000/003/02/"
DOOR = f"{EAST}01/03/2/501/"
WHOLE_STREET = {"clerk", "caller", "reviewer", "supervisor", "administrator", "handler", "finance"}
TEXT = "楼道灯坏了半个月,晚上回家看不见台阶。"
TABLES = (Issue, IssueStep, Entry, Message)


@dataclass
class Town:
    """The rows that a test starts from, and the people by role."""

    street: Street
    places: dict[str, Place]
    works: Unit
    water: Unit
    people: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, role: str) -> Actor:
        try:
            return self.__dict__["people"][role]  # a copy is asked before it holds anything
        except KeyError:
            raise AttributeError(role) from None

    @property
    def door(self) -> Place:
        """501 in the first community."""
        return self.places[f"{self.street.path}01/01/03/2/501/"]

    def hire(
        self,
        role: str,
        path: str = "",
        *,
        unit: Unit | None = None,
        name: str = "",
        street: Street | None = None,
    ) -> Actor:
        """Somebody with one role at one place."""
        street = street or self.street
        username = f"{role}{Account.objects.count()}"
        account = Account.objects.create(
            username=username, display_name=name or role, street=street, made_at=AT, password="!"
        )
        place = path or (street.path if role in WHOLE_STREET else f"{street.path}01/")
        grant = Grant(role, place, unit_id=unit.pk if unit else None)
        return Actor(account.pk, street.pk, account.display_name, (grant,))

    def capture(self, **changes: Any) -> Issue:
        """One voice from the door of 501, told to the grid worker."""
        values = {
            "street_id": self.street.pk,
            "text": TEXT,
            "category_code": "lamp",
            "place_id": self.door.pk,
            "reporter": Reporter(name="王秀兰", phone="138 0000 1234", told_by="file"),
            "source": "grid",
            "received_at": AT,
            "by": self.grid_worker,
            "at": AT,
        }
        return services.capture_issue(**(values | changes))

    def triaged(self, route: str = "time_limited", **changes: Any) -> Issue:
        issue = self.capture(**changes)
        return services.triage_issue(issue_id=issue.pk, route=route, by=self.clerk, at=AT)

    def dispatched(self, route: str = "time_limited", **changes: Any) -> Issue:
        issue = self.triaged(route, **changes)
        return services.dispatch_issue(issue_id=issue.pk, unit_id=self.works.pk, by=self.clerk, at=AT)

    def accepted(self, route: str = "time_limited", **changes: Any) -> Issue:
        issue = self.dispatched(route, **changes)
        return services.accept_dispatch(issue_id=issue.pk, by=self.handler, at=AT)

    def delivered(self, route: str = "time_limited", **changes: Any) -> Issue:
        issue = self.accepted(route, **changes)
        return services.deliver_issue(issue_id=issue.pk, note="换了新灯。", by=self.handler, at=AT)

    def on_spot(self, **changes: Any) -> Issue:
        issue = self.capture(**changes)
        return services.finish_on_spot(issue_id=issue.pk, note="当场换了灯泡。", by=self.grid_worker, at=AT)

    def called_back(self, answer: str = "resolved", grade: int = 5, **changes: Any) -> Issue:
        issue = self.delivered(**changes)
        self.call(issue.pk, answer=answer, grade=grade)
        return Issue.objects.get(pk=issue.pk)

    def call(
        self, issue_id: UUID, *, outcome: str = "reached", at: datetime = AT + DAY, **answer: Any
    ) -> Any:
        values = {"answer": "resolved", "grade": 5} | answer if outcome == "reached" else answer
        return services.record_callback(
            issue_id=issue_id, outcome=outcome, mode="phone", by=self.caller, at=at, **values
        )


def make_town(code: str = "003", name: str = "示范街道") -> Town:
    district, _ = District.objects.get_or_create(code="990000", defaults={"name": "示范区"})
    street = Street.objects.create(
        district=district, code=code, name=name, path=f"990000/{code}/", phone="0000-6000321", fictional=True
    )
    places = make_places(street)
    units = [
        Unit.objects.create(street=street, code=unit, name=title, kind="section", path=street.path)
        for unit, title in (("works", "城建科"), ("water", "供水公司"))
    ]
    town = Town(street, places, *units)
    for role in ROLES:
        town.people[role] = town.hire(role, unit=town.works if role == "handler" else None)
    house = IssueCategory.objects.create(street=street, code="house", name="房屋", order=1)
    for order, (leaf, title) in enumerate(
        (("lamp", "楼道照明"), ("pipe", "管道"), ("noise", "噪声")), start=2
    ):
        IssueCategory.objects.create(street=street, parent=house, code=leaf, name=title, order=order)
    return town


def make_places(street: Street) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for code, name in (("01", "东河社区"), ("02", "西岭社区")):
        parent, path, full = None, street.path, ""
        steps = ((code, "community", name), ("01", "estate", "新村"), ("03", "building", "3号楼"))
        for part, kind, title in (*steps, ("2", "entrance", "2单元"), ("501", "dwelling", "501室")):
            path, full = f"{path}{part}/", f"{full}{title}"
            parent = Place.objects.create(
                street=street, parent=parent, kind=kind, code=part, name=title, full_name=full, path=path
            )
            places[path] = parent
    return places


def rows_written() -> tuple[int, ...]:
    """How many rows the acts have left, to show that a refusal left none."""
    return tuple(table.objects.count() for table in TABLES)
