"""The desk's menu: only what the person's roles open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from doorstep.people.access import has_ability
from doorstep.people.rules import PARTNER


@dataclass(frozen=True)
class Entry:
    title: Any
    route: str
    abilities: tuple[str, ...] = ()


MENU: tuple[tuple[Any, tuple[Entry, ...]], ...] = (
    (
        _("今日"),
        (
            Entry(_("今日待办"), "desk:my-day"),
            Entry(_("321 统计"), "desk:statistics", ("statistics.read",)),
        ),
    ),
    (
        _("走访"),
        (
            Entry(_("登记走访"), "visits:new", ("visit.record",)),
            Entry(_("走访台账"), "visits:list", ("visit.read",)),
            Entry(_("大走访"), "visits:campaigns", ("visit.read", "visit.plan")),
        ),
    ),
    (
        _("问题"),
        (
            Entry(_("问题收件箱"), "issues:inbox", ("issue.read",)),
            Entry(_("登记问题"), "issues:new", ("issue.capture",)),
            Entry(_("派单看板"), "issues:board", ("issue.dispatch", "issue.handle")),
        ),
    ),
    (
        _("项目"),
        (
            Entry(_("项目看板"), "projects:board", ("project.read",)),
            Entry(_("提出项目"), "projects:new", ("project.propose",)),
            Entry(_("方案意见"), "opinions:list", ("project.read", "opinion.record")),
            Entry(_("季度观摩"), "observations:now", ("project.read",)),
            Entry(_("公示与发布"), "publishing:notices", ("notice.draft", "notice.review")),
        ),
    ),
    (
        _("测评"),
        (
            Entry(_("满意度测评"), "evaluation:board", ("evaluation.read",)),
            Entry(_("我要问的居民"), "evaluation:calls", ("evaluation.call",)),
            Entry(_("再打一次的电话"), "evaluation:recalls", ("evaluation.call",)),
        ),
    ),
    (
        _("议事"),
        (
            Entry(_("我的会议"), "meetings:mine"),
            Entry(_("会议"), "meetings:list", ("meeting.read",)),
            Entry(_("议事程序"), "meetings:procedures", ("meeting.read",)),
        ),
    ),
    (
        _("经费"),
        (
            Entry(_("专项经费"), "money:overview", ("fund.read",)),
            Entry(_("支出明细"), "money:expenses", ("fund.read",)),
            Entry(_("额度遴选"), "money:selections", ("fund.read",)),
            Entry(_("提出支出申请"), "money:new", ("fund.request",)),
            Entry(_("银行对账"), "money:bank", ("fund.pay",)),
            Entry(_("经费办法"), "money:measures", ("fund.read",)),
        ),
    ),
    (
        _("双报到"),
        (
            Entry(_("我的服务"), "volunteers:mine", ("service.own",)),
            Entry(_("双报到名册"), "volunteers:list", ("member.keep",)),
            Entry(_("服务岗位"), "volunteers:posts", ("member.keep",)),
            Entry(_("核实服务"), "volunteers:waiting", ("member.keep", "service.confirm")),
            Entry(_("承诺践诺"), "volunteers:pledges", ("member.keep",)),
        ),
    ),
    (
        _("联建"),
        (
            Entry(_("联建单位"), "partners:list", ("agreement.read",)),
            Entry(_("联建协议"), "partners:agreements", ("agreement.read",)),
            Entry(_("联席会议"), "partners:meetings", ("agreement.read",)),
            Entry(_("需求对接"), "partners:needs", ("agreement.read", "need.keep")),
            Entry(_("我单位的共建"), "partners:own", ("need.claim",)),
        ),
    ),
    (
        _("个人信息"),
        (
            Entry(_("个人信息请求"), "privacy:list", ("privacy.keep", "privacy.approve")),
            Entry(_("一户一档"), "privacy:households", ("privacy.keep",)),
            Entry(_("单独同意"), "privacy:consents", ("privacy.keep",)),
            Entry(_("导出审批"), "privacy:exports", ("privacy.keep", "privacy.approve")),
            Entry(_("个人信息事件"), "privacy:breaches", ("privacy.keep", "privacy.approve")),
            Entry(_("处理活动登记"), "privacy:register", ("privacy.keep", "privacy.approve")),
        ),
    ),
    (
        _("管理"),
        (
            Entry(_("规则手册"), "desk:rulebook", ("rule.set", "statistics.read")),
            Entry(_("操作日志"), "desk:journal", ("journal.read",)),
            Entry(_("账号"), "account:list", ("account.manage",)),
            Entry(_("地址导入"), "desk:places", ("place.import",)),
            Entry(_("消息发送"), "desk:messages", ("issue.dispatch",)),
        ),
    ),
)


def menu_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Sections with at least one entry this person may open; the current page is marked."""
    actor = request.actor  # type: ignore[attr-defined]
    found = []
    for title, entries in MENU:
        items = [
            {
                "title": entry.title,
                "url": reverse(entry.route),
                "current": is_here(request, reverse(entry.route)),
            }
            for entry in entries
            if is_open(actor, entry)
        ]
        if items:
            found.append({"title": title, "items": items})
    return found


def is_open(actor: Any, entry: Entry) -> bool:
    """What is open to every account is the day of those who work here; a liaison has one page of their own."""
    if not entry.abilities:
        return actor.roles != {PARTNER}
    return any(has_ability(actor, name) for name in entry.abilities)


def is_here(request: HttpRequest, url: str) -> bool:
    return request.path == url
