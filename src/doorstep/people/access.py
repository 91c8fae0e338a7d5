"""Who may do what: one table of roles and abilities, read by every stage (plain Python).

Some separations hold whatever the table says: whoever handles never calls back (R5), whoever drafts never
reviews, whoever manages accounts never sees what residents said, and asking for money, approving it and
paying it out are three people's work.
"""

from typing import Final

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.refs import is_within
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
    SECRETARY,
    SUPERVISOR,
)

ABILITY_LABELS: Final[dict[str, str]] = {
    "visit.read": "查看走访",
    "visit.record": "登记走访",
    "visit.plan": "安排走访",
    "issue.read": "查看问题",
    "issue.capture": "登记问题",
    "issue.triage": "分办问题",
    "issue.dispatch": "派单",
    "issue.handle": "办理问题",
    "issue.call_back": "回访",
    "issue.merge": "并件与拆件",
    "issue.exclude.propose": "提出不计入考核",
    "issue.exclude.decide": "决定不计入考核",
    "project.read": "查看项目",
    "project.propose": "提出项目",
    "project.review": "审查项目",
    "project.run": "实施项目",
    "project.accept": "验收项目",
    "notice.draft": "起草公示",
    "notice.review": "审核公示",
    "rule.set": "调整规则",
    "account.manage": "管理账号",
    "place.import": "导入地址",
    "journal.read": "查看日志",
    "statistics.read": "查看统计",
    "search.person": "按姓名电话查找",
    "meeting.read": "查看会议",
    "meeting.hold": "召集和记录会议",
    "opinion.record": "登记对方案的意见",
    "opinion.reply": "答复对方案的意见",
    "agreement.read": "查看联建协议",
    "agreement.keep": "签订和管理联建协议",
    "need.keep": "发布和匹配需求",
    "need.claim": "认领需求",
    "observation.make": "观摩和点评项目",
    "fund.read": "查看经费",
    "fund.request": "申请支出",
    "fund.review": "审查支出",
    "fund.pay": "登记票据和支付",
    "fund.keep": "管理额度和经费办法",
    "member.keep": "管理双报到",
    "service.confirm": "核实服务",
    "service.own": "查看自己的服务",
    "evaluation.read": "查看满意度测评",
    "evaluation.run": "组织满意度测评",
    "evaluation.witness": "代表居民监督抽样",
    "evaluation.call": "联系受益居民",
    "evaluation.assess": "现场评估",
    "evaluation.review": "审核测评结果",
    "privacy.keep": "办理个人信息事项",
    "privacy.approve": "审批个人信息导出",
}
_AT_DOORS: Final = frozenset(
    {
        "visit.read",
        "visit.record",
        "issue.read",
        "issue.capture",
        "issue.handle",
        "opinion.record",
        "service.confirm",
    }
)
_SEES_WORK: Final = frozenset({"project.read", "meeting.read", "agreement.read", "statistics.read"})
_LEADS_GRIDS: Final = _AT_DOORS | _SEES_WORK | {"visit.plan", "issue.triage"}
_SEES_STREET: Final = _SEES_WORK | {"visit.read", "issue.read", "fund.read"}
_BUILDS_TOGETHER: Final = frozenset(
    {"meeting.hold", "opinion.record", "opinion.reply", "agreement.keep", "need.keep", "member.keep"}
)

ABILITIES: Final[dict[str, frozenset[str]]] = {
    GRID_WORKER: _AT_DOORS,
    GRID_HEAD: _LEADS_GRIDS,
    SECRETARY: _LEADS_GRIDS
    | _BUILDS_TOGETHER
    | {
        "issue.dispatch",
        "project.propose",
        "project.run",
        "search.person",
        "fund.read",
        "fund.request",
    },
    CLERK: _SEES_STREET
    | _BUILDS_TOGETHER
    | {
        "visit.record",
        "visit.plan",
        "issue.capture",
        "issue.triage",
        "issue.dispatch",
        "issue.merge",
        "issue.exclude.propose",
        "project.review",
        "project.run",
        "notice.draft",
        "place.import",
        "search.person",
        "observation.make",
        "evaluation.read",
        "evaluation.run",
        "privacy.keep",
    },
    HANDLER: frozenset({"issue.read", "issue.handle", "project.read"}),
    CALLER: frozenset({"issue.read", "issue.call_back", "search.person", "evaluation.call"}),
    REVIEWER: _SEES_STREET
    | {
        "issue.exclude.decide",
        "project.review",
        "project.accept",
        "notice.review",
        "rule.set",
        "journal.read",
        "observation.make",
        "fund.review",
        "evaluation.read",
        "evaluation.assess",
        "evaluation.review",
        "privacy.approve",
    },
    SUPERVISOR: _SEES_STREET
    | {
        "project.accept",
        "journal.read",
        "observation.make",
        "evaluation.read",
        "evaluation.witness",
        "evaluation.assess",
    },
    ADMINISTRATOR: frozenset({"account.manage", "place.import", "rule.set", "journal.read"}),
    FINANCE: frozenset({"project.read", "fund.read", "fund.pay", "fund.keep"}),
    PARTNER: frozenset({"need.claim"}),
    MEMBER: frozenset({"service.own"}),
}
KIND_ABILITIES: Final[dict[str, frozenset[str]]] = {
    "resident": frozenset({"issue.capture"}),
    "system": frozenset({"account.manage", "place.import", "rule.set", "issue.capture"}),
}
SEPARATED: Final[tuple[tuple[str, str], ...]] = (
    ("issue.handle", "issue.call_back"),
    ("issue.exclude.propose", "issue.exclude.decide"),
    ("notice.draft", "notice.review"),
    ("account.manage", "issue.read"),
    ("fund.request", "fund.review"),
    ("fund.request", "fund.pay"),
    ("fund.review", "fund.pay"),
    ("need.keep", "need.claim"),
    ("project.run", "evaluation.call"),
    ("evaluation.run", "evaluation.call"),
    ("evaluation.run", "evaluation.review"),
    ("evaluation.run", "evaluation.witness"),
    ("privacy.keep", "privacy.approve"),
    ("account.manage", "privacy.keep"),
)


def roles_with(ability: str) -> tuple[str, ...]:
    """The roles that hold this ability, in the order of the table; an unknown ability is a defect."""
    if ability not in ABILITY_LABELS:
        raise LookupError(ability)
    return tuple(role for role, abilities in ABILITIES.items() if ability in abilities)


def grants_with(actor: Actor, ability: str) -> tuple[Grant, ...]:
    """The actor's grants that carry this ability: what a ``visible_to`` filter starts from."""
    roles = roles_with(ability)
    return tuple(grant for grant in actor.grants if grant.role in roles)


def paths_with(actor: Actor, ability: str) -> tuple[str, ...]:
    """The place paths below which the actor holds this ability."""
    return tuple(dict.fromkeys(grant.path for grant in grants_with(actor, ability)))


def has_ability(actor: Actor, ability: str) -> bool:
    """Whether the actor holds this ability anywhere at all."""
    return bool(grants_with(actor, ability)) or ability in KIND_ABILITIES.get(actor.kind, ())


def can(actor: Actor, ability: str, *, at_path: str) -> bool:
    """Whether the actor holds this ability at this place or above it."""
    if ability in KIND_ABILITIES.get(actor.kind, ()):
        return True
    return any(is_within(at_path, grant.path) for grant in grants_with(actor, ability))


def clash(role: str, other: str) -> tuple[str, str] | None:
    """The two abilities that one person must not hold together, when these roles would unite them."""
    for first, second in SEPARATED:
        held, added = ABILITIES[role], ABILITIES[other]
        if (first in held and second in added) or (second in held and first in added):
            return first, second
    return None


def can_manage_accounts(actor: Actor, *, path: str) -> bool:
    return can(actor, "account.manage", at_path=path)


def can_see_journal(actor: Actor, *, path: str) -> bool:
    return can(actor, "journal.read", at_path=path)


def can_see_statistics(actor: Actor, *, path: str) -> bool:
    return can(actor, "statistics.read", at_path=path)


def can_search_person(actor: Actor, *, path: str) -> bool:
    """Looking somebody up by name or phone; the service asks for a reason and journals it (G9)."""
    return can(actor, "search.person", at_path=path)
