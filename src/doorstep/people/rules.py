"""Roles, kinds of organisation, and how sign-in is slowed down (plain Python)."""

import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from doorstep.people.roles import (
    ADMINISTRATOR,
    CALLER,
    CLERK,
    FINANCE,
    GRID_HEAD,
    GRID_WORKER,
    HANDLER,
    MEMBER,
    PARTNER,
    REVIEWER,
    ROLE_LABELS,
    ROLES,
    SECRETARY,
    SUPERVISOR,
)

__all__ = [
    "ACTS",
    "ADMINISTRATOR",
    "CALLER",
    "CLERK",
    "FINANCE",
    "GRID_HEAD",
    "GRID_WORKER",
    "HANDLER",
    "LOCK_DOUBLINGS",
    "MEMBER",
    "ONE_TIME_ALPHABET",
    "PARTNER",
    "REVIEWER",
    "ROLES",
    "ROLE_LABELS",
    "SECRETARY",
    "SUPERVISOR",
    "USERNAME",
    "OrgKind",
    "PartnerKind",
    "UnitKind",
    "contact_place",
    "locked_until",
    "one_time_password",
    "phone_place",
    "read_username",
]


class UnitKind(StrEnum):
    SECTION = "section"
    DEPARTMENT = "department"
    COMMUNITY = "community"
    COMPANY = "company"

    @property
    def label(self) -> str:
        return {"section": "职能科室", "department": "区级部门", "community": "社区", "company": "公司单位"}[
            self.value
        ]


class OrgKind(StrEnum):
    COMMITTEE = "committee"
    COMMUNITY = "community"
    BRANCH = "branch"
    NEW_SECTOR = "new_sector"

    @property
    def label(self) -> str:
        return {
            "committee": "党工委",
            "community": "社区党组织",
            "branch": "党支部",
            "new_sector": "两企三新支部",
        }[self.value]


class PartnerKind(StrEnum):
    SCHOOL = "school"
    CLINIC = "clinic"
    BANK = "bank"
    COMPANY = "company"
    OFFICE = "office"
    SOCIAL = "social"

    @property
    def label(self) -> str:
        return {
            "school": "学校",
            "clinic": "医疗机构",
            "bank": "金融机构",
            "company": "企业",
            "office": "机关事业单位",
            "social": "社会组织",
        }[self.value]


ACTS: Final = {
    "account.create": "新建账号",
    "account.edit": "修改账号",
    "account.assign": "任命岗位",
    "account.end_assignment": "解除岗位",
    "account.sign_in": "登录",
    "account.sign_in_failed": "登录失败",
    "account.lock": "账号锁定",
    "account.reset_password": "重置密码",
    "account.change_password": "修改密码",
    "account.read_phone": "查看工作电话",
    "account.hand_over": "移交工作",
    "account.leave": "离岗",
    "account.return": "返岗",
    "account.remove": "删除未使用的账号",
    "account.erase_contact": "清除离岗人员电话",
    "unit.create": "新建承办单位",
    "unit.edit": "修改承办单位",
    "party_org.create": "新建党组织",
    "party_org.edit": "修改党组织",
    "partner.create": "登记联建单位",
    "partner.liaison": "指定联建单位联络员",
    "partner.read_contact": "查看联建单位联系方式",
}
LOCK_DOUBLINGS: Final = 6
USERNAME: Final = re.compile(r"[\w][\w.-]{1,39}")
ONE_TIME_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def locked_until(failed_count: int, *, after: int, minutes: int, at: datetime) -> datetime | None:
    """Until when an account is locked after so many wrong passwords in a row; each further one doubles it.

    The delay stops growing after six doublings, so that nobody can lock a colleague out for good.
    """
    if failed_count < after:
        return None
    return at + timedelta(minutes=minutes * 2 ** min(failed_count - after, LOCK_DOUBLINGS))


def read_username(text: str) -> str:
    """One spelling of a name to sign in with: no blanks around it, half-width, lower case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def one_time_password() -> str:
    """Twelve characters without look-alikes in groups of four (about 59 bits), for reading out aloud."""
    letters = "".join(secrets.choice(ONE_TIME_ALPHABET) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def phone_place(username: str) -> str:
    """What a sealed work phone is bound to, so that it cannot be moved to another row."""
    return f"account.phone:{username}"


def contact_place(partner_id: object) -> str:
    """What a partner's sealed contact is bound to."""
    return f"partner.contact:{partner_id}"
