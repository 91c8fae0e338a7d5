"""A person with a door, and everything that looks like one and is not."""

import pytest

from doorstep.publishing.leaks import Finding, scan_text, scan_values


def kinds(text: str, **more) -> list[str]:
    return [each.kind for each in scan_text(text, **more)]


@pytest.mark.parametrize(
    "text",
    [
        "王秀英 3号楼2单元501",
        "王某某 3号楼2单元501",
        "5-2-301室 李建国",
        "王桂兰家（4-2-602）",
        "三号楼二单元五〇一室住户王秀英",
        "王 秀 英 3号楼2单元501",
        "住户赵国庆，1号楼东单元3楼西户",
        "家住建设路12号的李建国大爷",
        "欧阳建国 3栋2单元501",
        "买买提·艾山 3号楼2单元501",
        "4#2-602王桂兰",
        "A座1203 陈晓东",
        "301室李娜家漏水",
        "楼长马芳（3号楼2单元501）",
        "姓名：李建国\n性别：男\n住址：幸福里3号楼2单元501",
        "３号楼２单元５０１ 王秀英",
        "3号楼2单元\u200b501 王\u200b秀英",
        "3号楼2单元501的王大妈说暖气不热",
        "3号楼2单元501室业主王女士",
        "5号楼301的赵大爷赵德柱说",
        "501的住户王秀英",
        "幸福路12号院3排5号 张志强",
        "住户李强家住中山街35号",
        "赵秀兰住幸福巷12号",
        "住户王小明家在幸福路18号",
        "慰问赵秀兰家,地址幸福巷12号",
        "五号楼二单元三〇一王丽",
    ],
)
def test_a_name_with_its_door_is_found_in_either_order(text: str) -> None:
    assert kinds(text) == ["name_door"]


@pytest.mark.parametrize(
    "text",
    [
        "张**，3号楼，三星家庭",
        "王某（女，67岁）住3号楼",
        "3号楼2单元501室漏水已修复",
        "书记李明负责3号楼2单元501室漏水问题",
        "网格员张志强走访3号楼2单元501室",
        "李明（社区书记），办公地点：幸福路8号",
        "李先生反映3号楼2单元501室漏水",
        "会议在3号楼102室社区活动室召开，主持人李明",
        "安全生产 3号楼2单元501室",
        "为保障3号楼2单元居民安全，更换门禁",
        "王庄村15号院至23号院道路硬化",
        "四星商户：张记烩面（建设路18号）",
        "项目编号3-2-501，高新区文化路",
        "王秀英荣获五星志愿者",
        "王秀英等12位居民代表到会，会议室在5号楼301",
        "全小区300住户的代表王秀英发言",
        "网格员张志强到幸福路66号走访",
    ],
)
def test_masked_people_officials_and_places_pass(text: str) -> None:
    assert kinds(text) == []


TABLE = "序号\t姓名\t房号\n1\t李建国\t501\n2\t张**\t3号楼"


@pytest.mark.parametrize("between", ["\t", "|", " | ", "    ", "｜"])
def test_the_columns_of_a_table_make_a_pair(between: str) -> None:
    assert [each.kind for each in scan_text(TABLE.replace("\t", between))] == ["name_door"]


def test_a_pair_is_placed_at_its_first_cell() -> None:
    assert scan_text(TABLE) == [Finding("name_door", "line 2 column 3", "李** 5**", "table_columns")]


def test_the_heading_of_a_column_speaks_for_its_numbers() -> None:
    assert scan_text("项目\t监督电话\n路灯\t0371-65123456") == []
    assert kinds("姓名\t家庭电话\n王某\t0371-65123456") == ["landline"]
    assert scan_text("合同编号\t金额\n13812345678\t1") == []


def test_a_number_over_several_cells_is_one() -> None:
    assert kinds("姓名\t号码\t\t\n王某\t410102\t19800101\t123X") == ["id_card"]
    assert kinds("姓名\t电话\t\t\n王某\t138\t1234\t5678") == ["mobile"]


def test_values_are_placed_by_their_path() -> None:
    body = {"goal": "好", "milestones": [{"name": "一"}, {"name": "找13812345678"}], "count": 3, "open": True}

    assert scan_values(body) == [Finding("mobile", "milestones[1].name", "138******78")]


def test_the_fields_of_one_value_are_read_together() -> None:
    body = [{"姓名": "李建国", "房号": "3-2-501"}]

    assert [(each.kind, each.place) for each in scan_values(body)] == [("name_door", "[0].姓名")]


def test_a_number_that_is_no_text_is_read_too() -> None:
    assert [each.kind for each in scan_values({"phone": 13812345678})] == ["mobile"]


NAMES = frozenset({"王秀英", "高峰", "阿依古丽·吐尔逊"})


@pytest.mark.parametrize(
    "text", ["感谢王秀英的建议", "王 秀 英", "王\u200b秀英", "致高峰：", "阿依古丽•吐尔逊来电"]
)
def test_a_name_of_the_household_file_is_found(text: str) -> None:
    assert kinds(text, names=NAMES) == ["known_name"]


@pytest.mark.parametrize("text", ["早高峰期间请错峰", "王**", "社区书记王秀英主持", "王秀兰"])
def test_ordinary_words_masked_names_and_officials_pass(text: str) -> None:
    assert kinds(text, names=NAMES) == []
