"""What the words in front of a number, and the unit behind it, say about it."""

import re
from typing import Final

from doorstep.publishing.leaks.text import Reading

PHONE_WORDS: Final = r"手机|电话|联系方式|座机|热线|致电|拨打|来电|(?i:tel|mobile|phone|mob\b)|☎|📱|📞|微信"
SAYS: Final = {
    "id_card": re.compile(r"身份证|身份号|公民身份|证件号|(?i:id ?card|id ?no)|居民证"),
    "bank_card": re.compile(r"卡号|银行卡|账号|帐号|账户|帐户|一卡通|存折|工行|农行|建行|中行|银行|信用社"),
    "phone": re.compile(PHONE_WORDS),
}
DOCUMENT: Final = re.compile(
    r"(?:合同|协议|项目|工程|招标|采购|中标|标段|文件|档案|卷宗|流水|交易|凭证|发票|订单|票据|收据|许可|登记|注册|工商|备案|信用|资产"
    r"|设备|批次|序列|案件|受理|工单|证书|产权|不动产|地块|图纸|统计|编|文|批|备案|税务|条形?|二维|机构|组织)"
    r"[^,,，。;；:：\n]{0,8}?(?:编号|编码|号码|单号|证号|代码|号|码)"
    r"(?:\([^)\n]{0,12}\))?(?:[:为是 \t]|:)*[A-Za-z0-9\-_/.]*$"
)
PERSONAL: Final = re.compile(r"手机|电话|联系|卡号|身份|账号|帐号|银行|微信|(?i:qq)|号段")
UNIT: Final = re.compile(
    r"(?:\.[0-9]+)?\s*(?:元|万|亿|千元|平方|平米|㎡|m2|立方|吨|公斤|千克|米|公里|人次|户次|度|千瓦|kWh|次|%|％|份)"
)
AMOUNT: Final = re.compile(r"金额|经费|面积|合计|预算|投资|价款|单价|总价|额度|\(元\)|\(万元\)|\(分\)")
TOKEN: Final = re.compile(r"[A-Za-z0-9\-_/.#]*$")
DATED_TOKEN: Final = re.compile(r"[A-Z]{1,8}[A-Z0-9]*[-_/.]?(?:19|20)[0-9]{2}[-_/.]?|[A-Z]{2,8}[-_/]")
NOT_A_CODE: Final = re.compile(r"(?i)(?:tel|phone|mobile|mob|wx|vx|wechat|qq|cell|sj|dh|cn|no|ph)[-_/.:#]*")


def is_document_number(reading: Reading, start: int) -> bool:
    """Whether a number is named as that of a contract, project, bill or the like."""
    before = reading.before(start, 40)
    found = DOCUMENT.search(before)
    if found and not PERSONAL.search(found[0]):
        return True
    token = TOKEN.search(before)
    written = token[0] if token else ""
    return bool(DATED_TOKEN.fullmatch(written)) and not NOT_A_CODE.fullmatch(written)


def is_quantity(reading: Reading, end: int) -> bool:
    """Whether a unit of money, area or the like follows, or stands over the column."""
    heading = reading.heading_at(end - 1)
    return UNIT.match(reading.text, end) is not None or (
        len(heading) <= 20 and AMOUNT.search(heading) is not None and not SAYS["phone"].search(heading)
    )


def says(reading: Reading, start: int, what: str, length: int = 24) -> bool:
    return SAYS[what].search(reading.before(start, length)) is not None
