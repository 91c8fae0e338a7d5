"""``evaluation verify|estimate``: draw again from public files, and estimate from anybody's answers."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from doorstep.cli.overview import about
from doorstep.evaluation.queries.papers import public_draws
from doorstep.evaluation.rules.answerfile import BadTable, read_answers
from doorstep.evaluation.rules.estimate import Estimate, estimates
from doorstep.evaluation.rules.intervals import Interval
from doorstep.evaluation.rules.publicfile import Defect, check

WRONG: Final = 1
UNREADABLE: Final = 2
NO_FILES: Final = frozenset({"json", "missing"})
DEFECTS: Final = {
    "shape": "文件缺少或写错了 {where}。 {where} is missing or of the wrong kind.",
    "format": "不是本格式的抽样文件。 This is no draw file of this format.",
    "census": "人数与“全部询问”不符。 The frame's size does not fit a census.",
    "frame.twice": "编号 {where} 出现了两次。 {where} stands in the frame twice.",
    "frame.order": "名单没有按编号排序。 The frame is not sorted.",
    "frame.hash": "名单与公布的校验码不符,有人增减或改过名单。 The frame does not match its published hash.",
    "commitment": "{where} 方公开的随机数与事先封存的不符。 Side {where} revealed another number than it sealed.",
    "late": "{where} 方的封存晚于名单公布。 Side {where} sealed its number after the frame was published.",
    "seed": "种子不是由名单和两个随机数算出的。 The seed does not follow from the frame and both numbers.",
    "selected": "按种子重抽,{where} 组的人或顺序不同。 Drawn again, stratum {where} gives other people or another order.",
    "selected.census": "应当全部询问,名单却不同。 Everybody was to be asked, but the list differs.",
    "sample_size": "样本数不符。 The sample size does not fit.",
    "substitute": "替补 {where} 没有按抽签顺序。 Substitute {where} was out of turn.",
    "substitutes.census": "全部询问时不应有替补。 A census has no substitutes.",
    "json": "不是 JSON 文件。 This is no JSON file.",
    "missing": "打不开文件。 The file cannot be opened.",
}
TABLE_FAULTS: Final = {
    "empty": "表里没有一行评价。 The table has no answers.",
    "encoding": "读不出文字,请存为 UTF-8 或 GB 18030。 The text cannot be read; save it as UTF-8 or GB 18030.",
    "columns": "第 {line} 行(表头)缺少列:{where}。 Line {line}, the header, lacks the columns: {where}.",
    "columns_twice": "第 {line} 行(表头)有重复的列:{where}。 Line {line}, the header, names twice: {where}.",
    "short": "第 {line} 行只有 {found} 列,至少要 {allowed} 列。 Line {line} has {found} columns, fewer than {allowed}.",
    "broken_line": "第 {line} 行不是 CSV。 Line {line} is no CSV.",
    "no_project": "第 {line} 行没有写项目(project)。 Line {line} names no project.",
    "value": (
        "第 {line} 行的 {where} 是“{found}”,应为 {allowed} 的整数。 "
        "Line {line}: {where} is “{found}”, not a whole number of {allowed}."
    ),
    "differs": (
        "第 {line} 行与前面不一致:{where},这里 {found},前面 {allowed}。 "
        "Line {line} contradicts earlier ones: {where} is {found}, was {allowed}."
    ),
    "too_many": (
        "评价数多于组内人数:{where},{found} 份,{allowed} 人。 "
        "More answers than people: {where}, {found} answers of {allowed} people."
    ),
    "not_a_table": "这不是文字表格,请另存为 CSV。 This is no table of text; save it as CSV.",
    "missing": "打不开文件。 The file cannot be opened.",
}


class Command(BaseCommand):
    help = about("evaluation")

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        verify = acts.add_parser("verify", help="重抽公开文件里的样本 · draw again from public files")
        verify.add_argument("files", nargs="*", metavar="FILE")
        verify.add_argument("--all", action="store_true", help="every draw kept in this data folder")
        estimate = acts.add_parser("estimate", help="由评价表估计满意率 · estimate from a table of answers")
        estimate.add_argument("file", metavar="FILE.csv")
        for each in (verify, estimate):
            each.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "estimate":
            self.estimate(Path(options["file"]), as_json=options["json"])
        else:
            self.verify(options["files"], everything=options["all"], as_json=options["json"])

    def verify(self, files: list[str], *, everything: bool, as_json: bool) -> None:
        """Exit 0 when every file holds, 1 when one does not, else 2 when one cannot be read or there is none."""
        found = {name: defects_in(Path(name)) for name in files}
        if everything:
            found |= {name: check(document) for name, document in public_draws()}
        if not found:
            self.stderr.write("没有要核对的文件。 There is no file to verify.")
            sys.exit(UNREADABLE)
        if as_json:
            self.stdout.write(json.dumps([verdict(*each) for each in found.items()], ensure_ascii=False))
        else:
            for name, defects in found.items():
                self.stdout.write(f"{name}: {words(defects)}")
        codes = {each.code for defects in found.values() for each in defects}
        if codes:
            sys.exit(WRONG if codes - NO_FILES else UNREADABLE)

    def estimate(self, path: Path, *, as_json: bool) -> None:
        try:
            found = estimates(read_answers(content_of(path)))
        except BadTable as fault:
            self.stderr.write(fault_words(fault))
            sys.exit(UNREADABLE)
        rows = [as_row(each) for each in found]
        lines = [json.dumps(rows, ensure_ascii=False, indent=1)] if as_json else table_of(rows)
        for line in lines:
            self.stdout.write(line)


def fault_words(fault: BadTable) -> str:
    return TABLE_FAULTS[fault.code].format(
        line=fault.line, where=fault.where, found=fault.found, allowed=fault.allowed
    )


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BadTable("missing") from None


def defects_in(path: Path) -> list[Defect]:
    try:
        return check(json.loads(path.read_bytes()))
    except OSError:
        return [Defect("missing")]
    except (ValueError, RecursionError):
        return [Defect("json")]


def verdict(name: str, defects: list[Defect]) -> dict[str, Any]:
    return {
        "file": name,
        "ok": not defects,
        "defects": [{"code": each.code, "where": each.where} for each in defects],
    }


def words(defects: list[Defect]) -> str:
    if not defects:
        return "核对无误,可以重抽出同样的样本。 It holds: the same sample is drawn again."
    by_code: dict[str, list[str]] = {}
    for each in defects:
        by_code.setdefault(each.code, []).append(each.where)
    return " ".join(DEFECTS[code].format(where=", ".join(where)) for code, where in by_code.items())


def as_row(found: Estimate) -> dict[str, Any]:
    """One project as it is printed: shares 0..1, None where nothing can be said."""
    answers, judged, weighted = found.answers, found.judged, found.weighted
    endless = weighted.n_eff == float("inf")
    return {
        "project": answers.project,
        "n": answers.answered,
        "frame": answers.frame,
        "raw": found.raw,
        "raw_interval": both(found.interval),
        "weighted": weighted.share,
        "n_eff": answers.answered if endless else weighted.n_eff,
        "weighted_interval": both(weighted.interval),
        "expected": judged.expected if judged else None,
        "adjusted": judged.adjusted if judged else None,
        "adjusted_interval": both(judged.adjusted_interval) if judged else None,
        "band": judged.band if judged else None if found.is_enough else "insufficient",
    }


def both(interval: Interval) -> list[float]:
    return [interval.low, interval.high]


def table_of(rows: list[dict[str, Any]]) -> list[str]:
    """One line a project, in the order of the file: there is no order of merit."""
    return [
        f"{row['project']}: n={row['n']}/{row['frame']} raw={shares(row['raw'], row['raw_interval'])} "
        f"weighted={shares(row['weighted'], row['weighted_interval'])} n_eff={row['n_eff']:.1f} "
        f"adjusted={shares(row['adjusted'], row['adjusted_interval'])} {row['band'] or '-'}"
        for row in rows
    ]


def shares(value: float | None, interval: list[float] | None) -> str:
    if value is None or interval is None:
        return "-"
    return f"{value:.4f} [{interval[0]:.4f}, {interval[1]:.4f}]"
