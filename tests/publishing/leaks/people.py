"""Invented people and their numbers. Everything is drawn from a seed; nobody is real."""

import re
from dataclasses import dataclass
from random import Random

from doorstep.publishing.leaks.regions import check_character

SURNAMES = re.findall(
    r"\S+",
    "王 李 张 刘 陈 杨 赵 黄 吴 徐 孙 胡 朱 郭 何 罗 梁 宋 郑 谢 韩 唐 冯 董 萧 曹 袁 邓 许 傅 沈 彭 吕 苏 卢"
    " 蒋 蔡 贾 丁 魏 薛 阎 潘 戴 夏 钟 汪 姜 范 姚 谭 廖 邹 熊 高 林 马 方 石 田 周 杜 余 安 程 文 任 万 于"
    " 欧阳 司马 上官 诸葛 皇甫 尉迟 慕容",
)
GIVEN = re.findall(
    r"\S+",
    "建国 秀英 桂兰 志强 海燕 玉珍 伟 芳 敏 静 丽娟 国庆 淑华 德明 春梅 俊杰 子涵 雨桐 浩然 红霞 金凤 铁柱"
    " 长海 永福 爱莲 晓东 佳怡 文博 思远 小军 大勇 美玲 宝珠 振华 凤仙 明月 兴旺 立新 卫东 雪梅 福生 瑞芳 正义 彩霞"
    " 亮 兵 丹 雨薇 奕辰 占魁 二妮 国栋 沐宸",
)
MINORITY = ("买买提·艾山", "阿依古丽·吐尔逊", "迪力夏提·阿不都")
AREAS = ("410105", "410202", "110108", "320106", "440304", "510107", "610113", "130102", "370211", "500103")
ENGLISH = ("Wang Li", "Zhang Wei", "Li Xiaoming", "ZHAO Min", "Han Meimei")
PROVINCES = "豫京沪粤苏浙鲁川陕冀"


@dataclass(frozen=True)
class Person:
    name: str
    id_card: str
    mobile: str
    landline: str
    bank_card: str
    plate: str
    door: str
    email: str


def person(chance: Random) -> Person:
    name = (
        chance.choice(MINORITY) if chance.random() < 0.04 else chance.choice(SURNAMES) + chance.choice(GIVEN)
    )
    return Person(
        name=name,
        id_card=id_card(chance),
        mobile=mobile(chance),
        landline=chance.choice(("0371", "0379", "010", "021", "0755"))
        + f"-{chance.randint(2_2000000, 8_8999999)}",
        bank_card=bank_card(chance),
        plate=plate(chance),
        door=door(chance),
        email=f"{chance.choice('abcdefgh')}{chance.choice(('zhao', 'lin', 'wang88', 'mei_521'))}@"
        f"{chance.choice(('qq.com', '163.com', 'sina.com.cn', '139.com'))}",
    )


def id_card(chance: Random) -> str:
    born = f"{chance.randint(1930, 2015)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    first = chance.choice(AREAS) + born + f"{chance.randint(1, 999):03}"
    return first + check_character(first)


def mobile(chance: Random) -> str:
    return chance.choice(("130", "138", "139", "150", "158", "166", "177", "186", "189", "199")) + digits(
        chance, 8
    )


def digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def bank_card(chance: Random) -> str:
    start = chance.choice(("622848", "621700", "622202", "436742", "623052", "518710"))
    length = 16 if start[0] in "45" else chance.choice((16, 19))
    return with_check(start + digits(chance, length - len(start) - 1))


def with_check(first: str) -> str:
    """The Luhn digit that makes it a card number; written independently of the scan."""
    total = 0
    for place, each in enumerate(reversed(first)):
        value = int(each) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return first + str(-total % 10)


def plate(chance: Random) -> str:
    head = chance.choice(PROVINCES) + chance.choice("ABCDEFGHJ")
    return chance.choice(
        (
            head + digits(chance, 5),
            head + chance.choice("DF") + digits(chance, 5),
            head + digits(chance, 3) + chance.choice("QWERT") + digits(chance, 1),
            head + digits(chance, 4) + chance.choice("学警挂"),
        )
    )


def door(chance: Random) -> str:
    building, unit = chance.randint(1, 28), chance.randint(1, 6)
    flat = f"{chance.randint(1, 18)}{chance.randint(1, 4):02}"
    return chance.choice(
        (
            f"{building}号楼{unit}单元{flat}",
            f"{building}号楼{unit}单元{flat}室",
            f"{building}-{unit}-{flat}室",
            f"{building}-{unit}-{flat}",
            f"{building}栋{flat}室",
            f"{building}幢{unit}单元{flat}号",
            f"幸福里小区{building}号楼{unit}单元{flat}户",
            f"{building}号院{unit}号楼{flat}",
        )
    )
