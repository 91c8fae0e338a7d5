"""A small invented street office, begun as an administrator would begin it, by services alone."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from doorstep.cli.tenant import Tenant, begin_tenant
from doorstep.kernel.actor import Actor
from doorstep.people.rules import CALLER, CLERK, GRID_WORKER, HANDLER, REVIEWER, SECRETARY, SUPERVISOR
from doorstep.people.services import assign_role, create_account, create_party_org, create_unit
from doorstep.places.queries import communities, streets

PASSWORD = "stone-bridge-77"
ADDRESSES = "社区,小区,楼栋,单元,房号\n东河社区,东河苑,3号楼,2单元,501室\n东河社区,东河苑,3号楼,2单元,502室\n"
DOOR = "东河苑3号楼2单元501室"
PEOPLE = {
    "wangge": ("网小格", GRID_WORKER),
    "shuji": ("书小记", SECRETARY),
    "jingban": ("经小办", CLERK),
    "chengban": ("城小建", HANDLER),
    "huifang": ("回小访", CALLER),
    "shenhe": ("审小核", REVIEWER),
    "jiandu": ("监小督", SUPERVISOR),
}
IN_COMMUNITY = {GRID_WORKER, SECRETARY}


@dataclass(frozen=True)
class Office:
    street_id: int
    path: str
    community: str


def open_office(folder: Path) -> Office:
    """One community with two dwellings, one unit, one branch, one person for each role; all with one password."""
    at = timezone.now() - timedelta(days=30)
    addresses = folder / "地址.csv"
    addresses.write_text(ADDRESSES, encoding="utf-8")
    begin_tenant(
        Tenant("990000", "示范区", "003", "示范街道", "0000-6000321", "guanli", "管小理", addresses), at=at
    )
    street = streets()[0]
    community = communities(street.pk)[0]
    by = Actor.system("test", street.pk)
    unit = create_unit(
        street_id=street.pk, code="cj", name="城建科", kind="section", path=street.path, by=by, at=at
    )
    create_party_org(
        street_id=street.pk, code="dh1", name="东河第一支部", kind="branch", path=community.path, by=by, at=at
    )
    for username, (name, role) in PEOPLE.items():
        account = create_account(
            street_id=street.pk, username=username, display_name=name, password=PASSWORD, by=by, at=at
        ).account
        assign_role(
            account_id=account.pk,
            role=role,
            path=community.path if role in IN_COMMUNITY else street.path,
            from_on=at.date(),
            unit_id=unit.pk if role == HANDLER else None,
            by=by,
            at=at,
        )
    return Office(street.pk, street.path, community.path)
