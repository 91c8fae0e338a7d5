"""What a reporter is told, in plain Chinese: at most 60 characters a sentence, never their name or words.

Deliberately outside the translation catalogue: a message speaks to the resident, so it must not change
with the language that the clerk has chosen for the desk.
"""

from dataclasses import dataclass
from datetime import date

from doorstep.kernel.refs import show_tracking_number


@dataclass(frozen=True)
class Matter:
    """What every message names: the number, the street office, its telephone, and where to look it up."""

    tracking: str
    street: str
    phone: str
    track_url: str = ""


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def shown_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def letter(matter: Matter, heading: str, *sentences: str) -> Text:
    """The sentences between the number at the top and the ways to ask at the end."""
    number = show_tracking_number(matter.tracking)
    ways = [f"有疑问请打 {matter.phone}。"] if matter.phone else []
    if matter.track_url:
        ways.append(f"看进展请打开：\n{matter.track_url}")
    lines = ["您好！", f"您的编号：{number}", *(each for each in sentences if each), *ways, matter.street]
    return Text(subject=f"{matter.street}：{heading}", body="\n".join(lines))


def received(matter: Matter, *, answer_by: date | None = None, pin: str = "") -> Text:
    """``answer_by``: until when somebody gets in touch; ``pin`` only where it was not handed over before."""
    return letter(
        matter,
        "已收到您反映的事项",
        "您反映的事项已经登记。",
        f"我们会在{shown_day(answer_by)}前与您联系。" if answer_by else "",
        f"查询密码：{pin}，请不要告诉别人。" if pin else "",
        "请留好编号，凭编号可以查进展。",
    )


def extended(matter: Matter, *, due_on: date) -> Text:
    return letter(
        matter,
        "您的事项需要延长时间",
        "您的事项还没有办完，需要延长时间。",
        f"新的办结期限是{shown_day(due_on)}。",
        "延期的理由可以凭编号查看。",
    )


def delivered(matter: Matter) -> Text:
    return letter(
        matter,
        "您的事项已经办理，请您确认",
        "承办单位报告已经办完。",
        "我们会再与您联系，请您说说有没有解决。",
        "您说没有解决，就重新办理。",
    )


def linked_to_project(matter: Matter, *, number: str, name: str, news_by: date | None = None) -> Text:
    """``number`` is empty while the project is not approved yet."""
    return letter(
        matter,
        "您的事项已列入项目",
        "这件事一时办不完，已列入党建项目。",
        f"项目：{name[:40]}",
        f"项目编号：{number}" if number else "",
        f"最迟{shown_day(news_by)}再告诉您进展。" if news_by else "",
        "项目进展会在网上公开。",
    )


def project_news(matter: Matter, *, name: str, news: str, news_by: date | None = None) -> Text:
    return letter(
        matter,
        "您的事项有了进展",
        "您反映的事项由项目办理，项目有了进展。",
        f"项目：{name[:40]}",
        f"进展：{news[:40]}",
        f"最迟{shown_day(news_by)}再告诉您进展。" if news_by else "",
    )


def reopened(matter: Matter, *, due_on: date | None = None) -> Text:
    return letter(
        matter,
        "您的事项已重新办理",
        "您说事情没有解决，我们已重新办理。",
        f"新的办结期限是{shown_day(due_on)}。" if due_on else "",
    )


def closed(matter: Matter) -> Text:
    return letter(
        matter,
        "您的事项已经销号",
        "您的事项已经办理完毕并销号。",
        "如果问题又出现，请随时再告诉我们。",
    )


def merged(matter: Matter, *, survivor_tracking: str) -> Text:
    return letter(
        matter,
        "您的事项与同类事项一并办理",
        "另有居民反映了同一件事，两件一并办理。",
        f"一并办理的编号：{show_tracking_number(survivor_tracking)}",
        "您的编号仍然有效，结果会分别告诉您。",
    )


def agreement_ending(*, number: str, partner: str, ends_on: date, days: int, street: str) -> Text:
    """To whoever keeps an agreement, not to a reporter; nobody's name, the slip is addressed by itself."""
    lines = [
        "您负责的共驻共建协议快到期了。",
        f"协议编号：{number}",
        f"联建单位：{partner[:40]}",
        f"到期日：{shown_day(ends_on)}，提前{days}天提醒。",
        "请与联建单位商量续签，或者到期终止。",
        street,
    ]
    return Text(subject=f"{street}：协议 {number} 快到期", body="\n".join(lines))
