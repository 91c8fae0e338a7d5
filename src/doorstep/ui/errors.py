"""Pages for what went wrong, in words; they need neither a session nor a database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from doorstep.ui.pages import PUBLIC

WORDS = {
    400: (
        _("这一页没有看懂"),
        _("页面可能开得太久了，或者网址不完整。请退回上一页，再提交一次；您填写的内容还在。"),
    ),
    403: (
        _("这件事您现在不能办"),
        _("它不在您负责的范围里，或者需要先登录。需要的话，请找您单位的管理员。"),
    ),
    404: (_("没有找到这一页"), _("网址可能写错了，或者内容已经收起来了。")),
    409: (
        _("这件事刚刚有人办过了"),
        _("您打开页面以后，情况有了变化。请刷新看看最新的情况，再决定怎么办。"),
    ),
    429: (
        _("请稍等一会儿再试"),
        _("短时间里来得太多，系统先歇一歇。您填写的内容还在，过几分钟再交就行；急事请打电话。"),
    ),
    500: (
        _("系统出错了"),
        _("不是您的问题。我们已经记下来了；您填写的内容还在，请过一会儿再试，急事请打电话。"),
    ),
}


def error_page(
    request: HttpRequest, status: int, *, title: str = "", text: str = "", layout: str = PUBLIC
) -> HttpResponse:
    """The page of `status`, one of WORDS; `title` and `text` replace the general words when more is known."""
    general_title, general_text = WORDS[status]
    context = {"title": title or general_title, "text": text or general_text, "layout": layout}
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error_page(request, 404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Named in CSRF_FAILURE_VIEW: the page had been open too long."""
    return error_page(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)
