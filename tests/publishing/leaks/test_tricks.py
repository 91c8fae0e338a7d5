"""Each way of hiding a number in a text, and what must not be taken for one."""

import pytest

from doorstep.publishing.leaks import Finding, scan_text

ID = "41010219800101123X"
MOBILE = "13812345678"
CARD = "6222021234567890128"


def kinds(text: str, **more) -> list[str]:
    return [each.kind for each in scan_text(text, **more)]


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) for each in text)


HIDDEN_IDS = {
    "plain": ID,
    "full width": wide(ID),
    "zero width": "\u200b".join(ID),
    "soft hyphens": "\u00ad".join(ID),
    "joiners and marks": "\u2060\ufeff".join(ID),
    "blanks": "410102 19800101 123X",
    "each apart": " ".join(ID),
    "hyphens": "410102-19800101-123X",
    "long dashes": "410102—19800101—123X",
    "dots": "410102.19800101.123X",
    "middle dots": "410102·19800101·123X",
    "small x": "41010219800101123x",
    "cross for x": "41010219800101123×",
    "cyrillic x": "41010219800101123Х",
    "over two lines": "410102198\n00101123X",
    "letter O for zero": "41O1O2198OO1O1123X",
    "arabic digits": ID.translate({ord(str(n)): chr(0x660 + n) for n in range(10)}),
    "mathematical digits": ID.translate({ord(str(n)): chr(0x1D7CE + n) for n in range(10)}),
    "glued to a mobile": ID + MOBILE,
    "glued behind letters": "SFZ" + ID,
    "with two more digits": "410105197003120012" + "44",
    "old form": "身份证410102800101123",
    "wrong check digit behind its name": "身份证号410102198001011231",
    "bidi marks": "\u202d" + ID + "\u202c",
    "no-break blanks": "410102\u00a019800101\u3000123X",
}
HIDDEN_MOBILES = {
    "plain": MOBILE,
    "country": "+86" + MOBILE,
    "country with zeros": "0086-138-1234-5678",
    "blanks": "138 1234 5678",
    "odd groups": "1381 234 5678",
    "each apart": "1 3 8 1 2 3 4 5 6 7 8",
    "brackets": "(138)12345678",
    "full width": wide(MOBILE),
    "mixed width": "138１234５678",
    "chinese": "一三八一二三四五六七八",
    "chinese with dashes": "一三八-一二三四-五六七八",
    "chinese for money": "壹叁捌壹贰叁肆伍陆柒捌",
    "spoken": "幺三八幺两三四五六拐八",
    "one as dash": "138一1234一5678",
    "half chinese": "138一二三四5678",
    "letters": "l38O0l38O0O",
    "circled": "①③⑧①②③④⑤⑥⑦⑧",
    "superscript": "¹³⁸¹²³⁴⁵⁶⁷⁸",
    "zero width": "\u200d".join(MOBILE),
    "address": "tel:+8613812345678",
    "glued to letters": "wx13812345678",
    "two glued": "1381234567813912345678",
    "over two lines": "138\n12345678",
    "stars for blanks": "138*1234*5678",
}


@pytest.mark.parametrize("trick", HIDDEN_IDS)
def test_an_identity_number_is_found_whatever_it_wears(trick: str) -> None:
    assert "id_card" in kinds(f"申请人{HIDDEN_IDS[trick]}。")


@pytest.mark.parametrize("trick", HIDDEN_MOBILES)
def test_a_mobile_number_is_found_whatever_it_wears(trick: str) -> None:
    assert "mobile" in kinds(f"请找小王:{HIDDEN_MOBILES[trick]}。")


@pytest.mark.parametrize(
    "text",
    [
        "410102198001011231",
        "990102198001011234",
        "410102198013011234",
        "4101021980010112",
        "410102********123X",
    ],
)
def test_what_fails_checksum_region_or_date_is_no_identity_number(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        "6222 0212 3456 7890 128",
        "6222-0212-3456-7890-128",
        wide(CARD),
        "\u200b".join(CARD),
        "卡号6222\n0212\n3456\n7890\n128",
    ],
)
def test_a_bank_card_is_found_in_groups(text: str) -> None:
    assert kinds(text) == ["bank_card"]


@pytest.mark.parametrize(
    "text",
    ["6222021234567890129", "1234567890123456", "对公账户4100150201234567", "合同编号4000000000000002"],
)
def test_what_fails_luhn_or_belongs_to_an_office_is_no_card(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "豫A12345",
        "豫Ａ１２３４５",
        "豫a·12345",
        "豫 A D12345",
        "京AF12345",
        "豫A1234学",
        "豫A1234警",
        "粤Z1234港",
        "豫A·1234挂",
        "使012345",
        "豫A\u200b12345",
    ],
)
def test_plates_of_every_kind_are_found(text: str) -> None:
    assert kinds(f"车辆{text}违停") == ["plate"]


@pytest.mark.parametrize(
    "text", ["豫政〔2019〕12号", "豫A***45", "豫ICP备12345678号", "京公网安备41010202001234号", "新E101室"]
)
def test_document_numbers_and_masked_plates_pass(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "监督电话：0371-65123456",
        "投诉举报电话（工作日）0371-65123456",
        "社区联系电话0371-65123456",
        "12345热线",
        "400-812-3456",
    ],
)
def test_the_telephone_of_an_office_passes(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "家庭电话0371-65123456",
        "户主宅电：(0371)65123456",
        "0371-65123456",
        "王建国 电话 0371-65123456",
        "座机：65123456",
    ],
)
def test_a_landline_without_an_office_is_found(text: str) -> None:
    assert kinds(text) == ["landline"]


def test_a_mobile_passes_under_no_name_of_an_office() -> None:
    assert kinds("监督电话：13812345678") == ["mobile"]


def test_a_telephone_the_caller_names_passes() -> None:
    assert kinds("0371-6512 3456", allowed_phones={"037165123456"}) == []
    assert kinds("13812345678", allowed_phones={"13812345678"}) == ["mobile"]


@pytest.mark.parametrize(
    "text",
    ["合同编号：HT-2026-13812345678", "合同编号13812345678", "合计13812345678元", "2026031213812345678"],
)
def test_numbers_of_papers_and_money_are_no_mobile(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", ["zhang_3@qq.com", "zhang＠qq．com", "zhang3 @ 163.com", "zhang(at)qq.com", "zhang#qq.com"]
)
def test_mail_addresses_are_found(text: str) -> None:
    assert kinds(text) == ["email"]


def test_the_public_address_of_an_office_passes() -> None:
    assert kinds("监督邮箱：jd@example.gov.cn") == []
    assert kinds("lixiaoming@example.gov.cn") == ["email"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("微信号：wang_jg1980", "wechat_qq"),
        ("QQ:12345678", "wechat_qq"),
        ("护照号码E12345678", "passport"),
        ("港澳通行证：C12345678", "passport"),
        ("社保卡号A12345678", "social_card"),
    ],
)
def test_other_numbers_are_found_behind_their_name(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize("text", ["微信公众号：jianshelu", "QQ群：123456789", "微信群已满", "扫微信支付"])
def test_public_accounts_pass(text: str) -> None:
    assert kinds(text) == []


def test_a_finding_says_where_and_never_shows_the_value() -> None:
    assert scan_text("第一行\n联系13812345678") == [Finding("mobile", "line 2 column 3", "138******78")]


def test_the_place_counts_the_text_as_it_was_written() -> None:
    found = scan_text("\u200b\u200b好\u200b1\u200b3812345678", place="goal")

    assert found == [Finding("mobile", "goal", "138******78")]
    assert [each.place for each in scan_text("\u200b\u200b好\u200b13812345678")] == ["line 1 column 5"]


def test_a_hash_is_no_number_and_a_number_beside_one_is() -> None:
    digest = "9ae2bdd7beedc2e766c6b76585530e16925115707dc7a06ab5ee4aa2776b2c7b"

    assert scan_text(f"名单校验码 {digest}") == []
    assert kinds(f"名单校验码 {digest}，电话 13812345678") == ["mobile"]
