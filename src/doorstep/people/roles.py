"""The closed list of roles, in one place (plain Python)."""

from typing import Final

GRID_WORKER: Final = "grid_worker"
GRID_HEAD: Final = "grid_head"
SECRETARY: Final = "secretary"
CLERK: Final = "clerk"
HANDLER: Final = "handler"
CALLER: Final = "caller"
REVIEWER: Final = "reviewer"
SUPERVISOR: Final = "supervisor"
ADMINISTRATOR: Final = "administrator"
FINANCE: Final = "finance"
PARTNER: Final = "partner"
MEMBER: Final = "member"

ROLE_LABELS: Final[dict[str, str]] = {
    GRID_WORKER: "网格员",
    GRID_HEAD: "网格长",
    SECRETARY: "党组织书记",
    CLERK: "街道经办",
    HANDLER: "承办人员",
    CALLER: "回访员",
    REVIEWER: "街道审核",
    SUPERVISOR: "监督员",
    ADMINISTRATOR: "系统管理员",
    FINANCE: "财务经办",
    PARTNER: "联建单位联络员",
    MEMBER: "报到党员",
}
ROLES: Final[tuple[str, ...]] = tuple(ROLE_LABELS)
