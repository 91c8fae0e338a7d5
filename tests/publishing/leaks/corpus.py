"""The corpus: leaking and clean notices of an invented street, as every kind of file.

``python -m tests.publishing.leaks.corpus FOLDER`` writes it out, with ``expected.json``: the kinds that must be found
in each file, none for a clean one. ``./doorstep scan --corpus FOLDER`` judges it.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from doorstep.publishing.leaks.regions import check_character
from tests.publishing.leaks.clean import CLEAN, TABLES
from tests.publishing.leaks.formats import WRITERS
from tests.publishing.leaks.leaking import LEAKING, SETTINGS
from tests.publishing.leaks.people import ENGLISH, Person, person, with_check

SEED = 1203
COLUMNS = {
    "id_card": ("身份证号", "id_card"),
    "mobile": ("手机", "mobile"),
    "bank_card": ("卡号", "bank_card"),
    "plate": ("车牌", "plate"),
    "name_door": ("门牌", "door"),
}
COLUMNS_OF_DOORS = (
    (("楼号", "门号"), ("{building}", "{flat}")),
    (("楼栋", "单元", "房间"), ("{building}号楼", "2", "{flat}")),
    (("房屋坐落",), ("{building}幢{flat}室",)),
)


@dataclass(frozen=True)
class Case:
    """One file with the kind that must be found in it; a clean one has none."""

    name: str
    content: bytes
    kind: str = ""


def leaking(seed: int = SEED) -> Iterator[Case]:
    chance = Random(seed)
    for kind, sentences in LEAKING.items():
        for index, sentence in enumerate(sentences):
            for ending, write in WRITERS.items():
                title, ordinary = chance.choice(SETTINGS)
                lines = [
                    title,
                    ordinary,
                    sentence.format(**forms(person(chance), chance)),
                    chance.choice(CLEAN),
                ]
                yield Case(f"leak-{kind}-{index:02}.{ending}", write(lines, ()), kind)
    for kind, (heading, part) in COLUMNS.items():
        for ending, write in WRITERS.items():
            yield Case(
                f"leak-{kind}-table.{ending}", write(["公示名单"], rows_of(heading, part, chance)), kind
            )
    for index, (headings, forms_of_doors) in enumerate(COLUMNS_OF_DOORS):
        for ending, write in WRITERS.items():
            rows = [["序号", "姓名", *headings], *people_of(forms_of_doors, chance)]
            yield Case(f"leak-name_door-columns-{index}.{ending}", write(["公示名单"], rows), "name_door")


def people_of(doors: tuple[str, ...], chance: Random) -> list[list[str]]:
    rows = []
    for number in range(1, 4):
        building, flat = chance.randint(1, 28), f"{chance.randint(1, 18)}{chance.randint(1, 4):02}"
        cells = [each.format(building=building, flat=flat) for each in doors]
        rows.append([str(number), person(chance).name, *cells])
    return rows


def rows_of(heading: str, part: str, chance: Random) -> list[list[str]]:
    people = [person(chance) for _ in range(4)]
    names = [each.name if part == "door" else f"{each.name[0]}**" for each in people]
    rows = [
        [str(n), name, getattr(each, part)]
        for n, (name, each) in enumerate(zip(names, people, strict=True), 1)
    ]
    return [["序号", "姓名", heading], *rows]


def clean(seed: int = SEED) -> Iterator[Case]:
    chance = Random(seed)
    endings = list(WRITERS)
    for index, text in enumerate(CLEAN):
        title, ordinary = chance.choice(SETTINGS)
        for ending in chance.sample(endings, 4):
            lines = [title, ordinary, text]
            yield Case(f"clean-{index:02}.{ending}", WRITERS[ending](lines, ()))
    for index, table in enumerate(TABLES):
        for ending, write in WRITERS.items():
            yield Case(f"clean-table-{index}.{ending}", write([chance.choice(SETTINGS)[0]], table))


def forms(someone: Person, chance: Random) -> dict[str, str]:
    """What one person can stand in a sentence as."""
    number, phone, card, plate = someone.id_card, someone.mobile, someone.bank_card, someone.plate
    return {
        **vars(someone),
        "masked": someone.name[0] + "**",
        "age": str(chance.randint(20, 90)),
        "id_spaced": f"{number[:6]} {number[6:14]} {number[14:]}",
        "id_dashed": f"{number[:6]}-{number[6:14]}-{number[14:]}",
        "id_wide": wide(number),
        "id_lower": number.lower(),
        "id_broken": f"{number[:10]}\n{number[10:]}",
        "mobile_spaced": f"{phone[:3]} {phone[3:7]} {phone[7:]}",
        "mobile_dashed": f"{phone[:3]}-{phone[3:7]}-{phone[7:]}",
        "mobile_dotted": f"{phone[:3]}.{phone[3:7]}.{phone[7:]}",
        "mobile_wide": wide(phone),
        "mobile_chinese": "".join("零一二三四五六七八九"[int(each)] for each in phone),
        "landline_brackets": "({}){}".format(*someone.landline.split("-")),
        "bank_spaced": " ".join(card[start : start + 4] for start in range(0, len(card), 4)),
        "bank_dashed": "-".join(card[start : start + 4] for start in range(0, len(card), 4)),
        "bank_wide": wide(card),
        "plate_dotted": f"{plate[:2]}·{plate[2:]}",
        "plate_spaced": f"{plate[0]} {plate[1]} {plate[2:]}",
        "residence": residence(number),
        "id_slashed": f"{number[:6]}/{number[6:14]}/{number[14:]}",
        "mobile_scored": f"{phone[:3]}_{phone[3:7]}_{phone[7:]}",
        "local": someone.landline[-8:],
        "amex": with_check(f"3782829913{chance.randint(1000, 9999)}"),
        "bank_dotted": ".".join(card[start : start + 4] for start in range(0, len(card), 4)),
        "plate_bracketed": f"{plate[:2]}【{plate[2:]}】",
        "plate_scored": f"{plate[:2]}_{plate[2:]}",
        "floor": chance.choice("二三四五六七"),
        "english": chance.choice(ENGLISH),
        "english_surname": chance.choice(ENGLISH).split()[0],
        "wechat": f"{chance.choice(('lan', 'wang', 'xiao'))}_{chance.randint(1980, 2005)}",
        "qq": str(chance.randint(10_000_000, 999_999_999)),
    }


def residence(number: str) -> str:
    """The same person with a residence permit of somebody from Hong Kong: its region is the province alone."""
    first = f"810000{number[6:17]}"
    return first + check_character(first)


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) for each in text)


def written(folder: Path, *, seed: int = SEED) -> int:
    expected = {}
    folder.mkdir(parents=True, exist_ok=True)
    for each in [*leaking(seed), *clean(seed)]:
        (folder / each.name).write_bytes(each.content)
        expected[each.name] = [each.kind] if each.kind else []
    (folder / "expected.json").write_text(
        json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return len(expected)


if __name__ == "__main__":
    sys.stdout.write(f"{written(Path(sys.argv[1]))}\n")
