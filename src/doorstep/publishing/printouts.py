"""A notice as it hangs on the board: 立项公示, 星级公示, 评价结果公示 and the others (DOMAIN §13.7, 16, 17) on A4."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from doorstep.papers.pdf import Block, Paper
from doorstep.publishing import rules
from doorstep.publishing.models import Notice

Body = Mapping[str, Any]
Facts = tuple[tuple[str, str], ...]


def notice_paper(notice: Notice, *, unit: str, address: str = "", qr: str = "", today: date) -> Paper:
    """The whole paper in Chinese; a watermark as long as it does not stand, and no text of a withdrawn one."""
    stands = notice.state in rules.STANDING
    shown = stands or notice.state in {"draft", "reviewed"} or rules.shows_body(notice.kind, notice.state)
    return Paper(
        title=notice.title,
        unit=unit,
        number=notice.number,
        day=(notice.starts_on or today).isoformat(),
        blocks=tuple(blocks_of(notice)) if shown else (Block("text", withdrawn_text(notice)),),
        foot=tuple(foot_of(notice)),
        address=address,
        qr=qr,
        watermark="" if stands else watermark_of(notice),
        landscape=notice.kind == "list",
    )


def watermark_of(notice: Notice) -> str:
    return "草稿" if notice.starts_on is None else rules.NOTICE_STATES[notice.state]


def withdrawn_text(notice: Notice) -> str:
    return (
        f"这份公示已撤回。{notice.withdrawn_reason}"
        if notice.withdrawn_reason
        else "公示期已满，名单不再显示。"
    )


def blocks_of(notice: Notice) -> list[Block]:
    note = notice.body.get("note", "")
    return [*KIND_BLOCKS[notice.kind](notice.body), *([Block("text", note)] if note else [])]


def foot_of(notice: Notice) -> list[str]:
    """The days, and how to object."""
    phone = notice.body.get("phone", "")
    lines = []
    if notice.starts_on and notice.ends_on:
        lines.append(f"公示期：{notice.starts_on:%Y-%m-%d} 至 {notice.ends_on:%Y-%m-%d}")
        if not notice.period_certain:
            lines.append("（节假日安排未公布，截止日可能变动）")
    lines.append(f"有不同意见，请在公示期内打电话 {phone}，或扫码在网页上提出，不用留姓名；答复会公开。")
    lines.append("每个数怎么来的：扫码，点那个数。")
    return lines


def facts(*rows: tuple[str, Any]) -> Block:
    """Names with values; what is empty is left out."""
    return Block("facts", rows=tuple((name, str(value)) for name, value in rows if value not in {"", None}))


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> Block:
    body = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Block("table", rows=(tuple(headings), *body), widths=tuple(widths))


def groups(beneficiaries: Sequence[Body]) -> str:
    return "；".join(
        f"{each['group']} {'少于 10' if each['count'] is None else each['count']} {each['unit']}"
        for each in beneficiaries
    )


def money(values: Body) -> str:
    parts = [
        f"{name} {values[part]} 元"
        for part, name in (("quota", "专项额度"), ("other", "其他经费"))
        if values[part] != "0.00"
    ]
    return "；".join([*parts, *([values["in_kind"]] if values["in_kind"] else [])])


def approval(body: Body) -> list[Block]:
    return [
        facts(
            ("项目", f"{body['number']} {body['name']}"),
            ("组织", body["org"]),
            ("导向", body["orientation"]),
            ("领域", body["field"]),
            ("受益户（人）", groups(body["beneficiaries"])),
            ("完成时限", body["ends_on"]),
            ("经费来源", money(body["money"])),
            ("监督电话", body["phone"]),
        )
    ]


LIST_COLUMNS: Final = (
    "序号",
    "项目",
    "组织",
    "导向",
    "领域",
    "受益户（人）",
    "完成时限",
    "经费来源",
    "监督电话",
)


def project_list(body: Body) -> list[Block]:
    rows = [
        [
            number,
            row["name"],
            row["org"],
            row["orientation"],
            row["field"],
            groups(row["beneficiaries"]),
            row["ends_on"],
            money(row["money"]),
            body["phone"],
        ]
        for number, row in enumerate(body["rows"], start=1)
    ]
    chosen = [Block("text", body["chosen"])] if body["chosen"] else []
    return [*chosen, table(LIST_COLUMNS, rows, (4, 13, 11, 6, 8, 12, 9, 12, 11))]


def because(answers: Sequence[Body]) -> str:
    return "；".join(
        f"{each['class']} {each['count']} 条，{each['adoption']}：{each['reason']}" for each in answers
    )


def plan(body: Body) -> list[Block]:
    changes = [
        [each["label"], each["before"], each["after"], because(each["because"])] for each in body["changes"]
    ]
    found = [facts(("第几版", body["version"]), ("日期", body["on"]), ("为什么改", body["reason"]))]
    if changes:
        found += [
            Block("heading", "改了什么，因为什么"),
            table(("内容", "原来", "现在", "因为"), changes, (3, 6, 6, 7)),
        ]
    if body["others"]:
        found += [Block("heading", "其他意见的答复"), Block("text", because(body["others"]))]
    opinions = body["opinions"]
    return [
        *found,
        Block("heading", "方案"),
        facts(
            ("简介", body["summary"]),
            ("目标", body["goal"]),
            ("怎么做", body["measures"]),
            ("受益户（人）", groups(body["beneficiaries"])),
            ("经费来源", money(body["money"])),
            ("起止时间", f"{body['starts_on']} – {body['ends_on']}"),
            ("收到意见", f"{opinions['total']} 条，已答复 {opinions['answered']} 条"),
        ),
    ]


def sources(rows: Sequence[Body]) -> str:
    return "；".join(f"{each['name']} {each['amount']} 元" for each in rows)


def votes(decisions: Sequence[Body]) -> list[Block]:
    rows = [
        [
            each["level"],
            each["ref"],
            each["on"],
            f"{each['yes']}/{each['no']}/{each['abstain']}",
            "；".join(check_line(check) for check in each["checks"]),
        ]
        for each in decisions
    ]
    headings = ("层级", "决定", "日期", "同意/反对/弃权", "是否达标")
    return [Block("heading", "谁决定的"), table(headings, rows, (4, 9, 6, 7, 9))] if rows else []


def check_line(check: Body) -> str:
    verdict = "达到" if check["holds"] else "没有达到"
    return f"{check['name']} {check['have']}/{check['of']} {check['needs']} {verdict}"


def expense(body: Body) -> list[Block]:
    way = f"{body['how']}，{body['quotes']} 家书面报价" if body["quotes"] else body["how"]
    signs = "、".join(f"{each['capacity']} {each['count']} 人" for each in body["signs"])
    return [
        facts(
            ("用途", body["purpose"]),
            ("金额", f"{body['amount']} 元"),
            ("组织", body["org"]),
            ("项目", body["project"]),
            ("类别", f"{body['category']}（{body['use']}）"),
            ("供应商", body["supplier"]),
            ("怎么选的", way if body["supplier"] else ""),
            ("帮助人数", f"{body['helped']} 人" if body["helped"] else ""),
            ("经费来源", sources(body["sources"])),
            ("验收", f"{body['accepted_on']} {signs}".strip()),
        ),
        *votes(body["decisions"]),
    ]


def hearing(each: Body) -> str:
    return (
        f"提前 {each['days']} 天公告，{each['people']} 人参加，{each['agreed']} 人同意"
        f"（{each['share']}，需要 {each['needs']}）"
    )


def decision(body: Body) -> list[Block]:
    return [
        facts(
            ("事项", body["purpose"]),
            ("批准金额", f"{body['amount']} 元"),
            ("决定日期", body["decided_on"]),
            ("组织", body["org"]),
            ("项目", body["project"]),
            ("经费来源", sources(body["sources"])),
        ),
        Block("heading", "比较过什么"),
        facts(
            ("为什么要办", body["need"]),
            ("全办", body["do_it"]),
            ("少办", body["do_less"]),
            ("不办", body["do_nothing"]),
            ("同类价格", body["comparable"]),
            ("不同意见", body["objections"]),
            *(("听证会", hearing(each)) for each in body["hearing"]),
        ),
        *votes(body["decisions"]),
    ]


def stars(body: Body) -> list[Block]:
    rows = [
        [row["name"], row["community"], f"{row['stars']} 星", f"{row['hours']} 小时"] for row in body["rows"]
    ]
    words = "以下同志拟授予志愿服务星级。有不同意见，请在公示期内向社区或街道反映。"
    return [Block("text", words), table(("姓名", "社区", "星级", "核实服务时长"), rows, (3, 5, 3, 4))]


def figures(values: Body) -> list[Block]:
    grades = [[each["grade"], each["count"], each["share"]] for each in values["grades"]]
    answered = (
        f"名单 {values['frame']} 户（人），问了 {values['asked']}，收到 {values['n']} 份答卷，"
        f"回答率 {values['response_rate']}"
    )
    return [
        facts(
            ("满意率", f"{values['rate']}（真实值很可能在 {values['interval']}）"),
            ("谁答了", answered),
            ("怎么问的", values["method"]),
            ("加权后", values["weighted"]),
            ("复核回访", called_again(values)),
        ),
        *([table(("评价", "份数", "占比"), grades, (4, 3, 3))] if grades else []),
    ]


def called_again(values: Body) -> str:
    """Empty on notices from before it was told."""
    if "called_again" not in values:
        return ""
    if not values["called_again"]:
        return "还没有问到"
    return f"再问到 {values['called_again']} 份，其中与记录不一致 {values['not_confirmed']} 份"


def taken_back(body: Body) -> str:
    """That somebody took their words back, since when, and never who."""
    day = body.get("taken_back", "")
    return f"{day} 起，一位居民不再同意公开自己的话，已撤下。" if day else ""


def result(body: Body) -> list[Block]:
    adjusted = " ".join(str(body[name]) for name in ("adjusted", "adjusted_interval", "band") if body[name])
    group_rows = [[each["group"], each["n"], each["frame"], each["rate"]] for each in body["by_group"]]
    site = [
        f"{each['on']} 能用：{each['works']}；有人管：{each['kept']}；有人用：{each['used']}。{each['words']}"
        for each in body["site"]
    ]
    return [
        *figures(body),
        facts(
            ("项目", f"{body['name']}（{body['org']}）"),
            ("评的是", body.get("part", "")),
            ("目标", body["goal"]),
            ("结果", body["result"]),
            ("按难度比较后", adjusted),
            ("难度", f"{body['difficulty']} / 5" if body["difficulty"] else ""),
            ("受益户（人）", groups(body["beneficiaries"])),
            ("大家说了什么", "；".join(f"{each['theme']} {each['count']}" for each in body["themes"])),
            ("本人同意公开的话", "；".join(each["text"] for each in body["words"])),
            ("撤下的话", taken_back(body)),
            ("现场查看（不计入满意率）", "\n".join(site)),
            ("整改", body["rectification"]),
            ("被要求改评价或给好评", f"{body['asked_to_change']} 人"),
            ("名单校验码", body.get("frame_hash", "")),
            ("抽样文件", body["draw_file"]),
            ("联系", body["contact"]),
        ),
        *([table(("分组", "答卷", "名册", "满意率"), group_rows, (5, 3, 3, 3))] if group_rows else []),
    ]


def rectification(body: Body) -> list[Block]:
    return [
        facts(
            ("项目", f"{body['name']}（{body['org']}）"),
            ("评的是", body.get("part", "")),
            ("哪里没办好", body["cause"]),
            ("怎么整改的", body["action"]),
            ("责任单位", body["owner"]),
            ("期限", body["due_on"]),
            ("完成日", body["done_on"]),
            ("联系", body["contact"]),
        ),
        Block("heading", "整改前"),
        *figures(body["first"]),
        Block("heading", "整改后"),
        *figures(body["second"]),
    ]


KIND_BLOCKS: Final[dict[str, Callable[[Body], list[Block]]]] = {
    "approval": approval,
    "list": project_list,
    "plan": plan,
    "expense": expense,
    "decision": decision,
    "stars": stars,
    "result": result,
    "rectification": rectification,
}
