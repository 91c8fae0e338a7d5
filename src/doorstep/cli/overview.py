"""Every command with one line in Chinese and one in English; ``help`` prints them, each command shows its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final


@dataclass(frozen=True)
class Line:
    """A command: how it is typed, what it does in both languages, and whether the launcher runs it itself."""

    usage: str
    chinese: str
    english: str
    by_launcher: bool = False

    @property
    def name(self) -> str:
        return self.usage.partition(" ")[0]


GROUPS: Final[dict[str, tuple[Line, ...]]] = {
    "先看一看  To look": (
        Line(
            "demo", "建库、重放示范街道的一年并打开网页", "set up, play an invented street's year, serve it"
        ),
        Line("test", "运行这台机器上能运行的全部测试", "run every test this machine can run", True),
        Line("check", "格式、导入顺序、类型与快速测试", "format, import order, types, quick tests", True),
    ),
    "正式使用  To run": (
        Line("init", "新建一个街道：名称、地址表、第一个账号", "begin a street: name, places, first account"),
        Line("serve", "启动网页与后台任务", "serve the pages and run background work"),
        Line("upgrade", "换了新版本以后运行一次", "bring database and static files to this version"),
        Line("backup FILE", "不停机备份（不含密钥文件）", "back up while serving; the key file is not in it"),
        Line("restore FILE", "从备份恢复到空的数据目录", "fill an empty data folder from a backup"),
        Line(
            "reset-password NAME",
            "给账号一个一次性口令并解锁",
            "a one-time password for a locked-out account",
        ),
        Line("rotate-keys", "用密钥文件最后一把密钥重新加密", "seal personal values under the newest key"),
        Line(
            "retention",
            "到期的个人信息按规则删除（--dry-run 先看）",
            "erase personal words that are kept long enough",
        ),
        Line(
            "filing-sheet FILE", "打印工作类应用备案登记表（Word）", "the filing form of a work tool, in Word"
        ),
        Line("holidays-import FILE", "导入节假日表（先预览）", "preview a holiday list; --yes takes it in"),
        Line("intake FILE", "把已有的居民来信收进来", "take over an old list of messages"),
        Line("scan FILE", "公开前检查文件里的个人信息", "find personal data in files before they go out"),
    ),
    "核对  To verify": (
        Line("figures", "打印全部数字和各自的行数", "every figure with its rows"),
        Line(
            "verify-journal", "重算操作日志，指出第一处改动", "recompute the journal, name the first change"
        ),
        Line("verify-tallies", "用明细重算全部计数", "count every counter again from its rows"),
        Line("evaluation ACT", "重抽公开的样本，估计满意率", "draw samples again, estimate satisfaction"),
    ),
    "示范与测速  To measure": (
        Line("replay", "只重放示范的一年", "play the demo year and stop"),
        Line("bench WHAT", "与参照程序交替测速", "benchmarks against a reference, in one run"),
    ),
    "由 serve 启动  Started by serve": (
        Line("background", "定时任务与后台队列", "timed jobs and queued work"),
    ),
}
LINES: Final = {line.name: line for lines in GROUPS.values() for line in lines}
# what a developer needs of Django; accounts are made by init and on the desk, never by createsuperuser
OF_DJANGO: Final = frozenset(
    {
        "collectstatic",
        "compilemessages",
        "dbshell",
        "makemessages",
        "makemigrations",
        "migrate",
        "shell",
        "showmigrations",
        "sqlmigrate",
    }
)
INDENT: Final = 24


def about(name: str) -> str:
    """The line of one command, Chinese first."""
    line = LINES[name]
    return f"{line.chinese}。 {line.english[0].upper()}{line.english[1:]}."


def overview() -> Iterator[str]:
    """All commands, for a console of eighty columns."""
    yield "家门口 Doorstep    ./doorstep 命令 [--data 目录]    ./doorstep COMMAND [--data FOLDER]"
    for heading, lines in GROUPS.items():
        yield ""
        yield heading
        for line in lines:
            yield f"  {line.usage:<{INDENT - 2}}{line.chinese}"
            yield f"{'':<{INDENT}}{line.english}"
    yield ""
    yield "一个命令的全部选项  All options of one command:  ./doorstep help COMMAND"


def unknown(word: str) -> Iterator[str]:
    """What to say about a word that is no command, with the nearest ones that are."""
    yield f"没有这个命令：{word}    No such command: {word}"
    near = get_close_matches(word.replace("_", "-"), LINES, n=3, cutoff=0.5)
    if near:
        yield f"是不是要  Did you mean:  {'  '.join(near)}"
    yield "全部命令  All commands:  ./doorstep help"
