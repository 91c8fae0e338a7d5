"""Sentences for streets, places, the rulebook, messages and figures."""

from django.utils.translation import gettext_lazy as _

PLACES = {
    "street.code": _("街道代码 %(code)s 不对：区划用 6 位数字，街道用 3 位数字。"),
    "street.host_taken": _("网址 %(host)s 已经归另一个街道，请换一个。"),
    "street.name": _("请写区县和街道的名称。"),
    "street.taken": _("街道 %(path)s 已经建好，不用再建。"),
    "place.code": _("地点要有名称；代码 %(code)s 只能用字母、数字和短横，最多 12 位。"),
    "place.kind": _("地点类型不在名单里，请重新选。"),
    "place.outside": _("地点 %(path)s 不在本街道内。"),
    "place.parent_missing": _("地点 %(path)s 缺少上一级，请先登记上一级。"),
    "place.taken": _("地点代码 %(path)s 已经用了，请换一个。"),
    "grid.kind": _("网格类型不在名单里，请重新选。"),
    "grid.later_exists": _("%(on)s 以后已有新的划分，请选更晚的日期。"),
    "grid.outside": _("请选本社区内的地点；不在社区内的有：%(paths)s。"),
    "import.columns": _("请指定各列的含义，而且只能用表里有的列。"),
    "import.in_use": _("这批地址已有走访或问题，不能撤销。"),
    "import.nothing_new": _("表里没有新的地址，不用导入。"),
    "import.stale": _("预览以后地址有了变化，请重新选择文件预览。"),
    "import.too_old": _("导入已超过 %(days)s 天，不能撤销。"),
    "import.undone": _("这次导入已经撤销过。"),
    "rule.backdated": _("生效日期 %(on)s 已经过去，请选今天或以后。"),
    "rule.bad_value": _("“%(rule)s”不能是 %(value)s，请按说明重新填。"),
    "rule.carried": _("这个数写在公开的经费办法里，只能发布新版办法来改。"),
    "rule.unknown": _("没有这条规则：%(rule)s。"),
    "holidays.gap": _("与已有的节假日表之间有空缺，请把起止日期连起来。"),
    "holidays.outside": _("这些日子不在填写的起止日期内：%(days)s。请改起止日期或文件。"),
    "message.channel": _("没有这种告知办法，请重新选。"),
    "message.event": _("没有这种告知事项，请重新选。"),
    "message.too_many": _("一次最多打印 %(limit)s 张，请分几次。"),
    "statistics.unbalanced": _("有 %(count)s 件问题的去向对不上账，暂不能导出，请联系管理员核对。"),
}
