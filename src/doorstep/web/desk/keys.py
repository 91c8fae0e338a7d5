"""The two keys of a year: people and resources, money and decisions, each number a link to its rows."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.kernel.figure import Figure
from doorstep.kernel.money import yuan
from doorstep.publishing.figures import values_of
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk

GROUPS: Final = (
    (_("人和资源"), ("partners.signed", "agreements.delivered_share", "needs.unmet")),
    (_("议事和意见"), ("meetings.held", "opinions.collected", "opinions.answered_share")),
    (_("季度观摩"), ("observations.due", "observations.made", "observations.commented_in_time")),
    (_("双报到"), ("members.reported_in", "pledges.kept", "stars.awarded")),
    (
        _("专项经费"),
        (
            "funds.quota_fen",
            "funds.used_fen",
            "funds.case_by_case",
            "funds.overdrawn",
            "funds.unreconciled_fen",
        ),
    ),
)
FEN_WORDS: Final = {
    "funds.quota_fen": _("额度（元）"),
    "funds.used_fen": _("已付（元）"),
    "funds.unreconciled_fen": _("对不上账（元）"),
}


@desk("statistics.read")
@require_safe
def keys_page(request: Asked, year: int) -> HttpResponse:
    """What partners, meetings, observers, members and money did in the year; read when asked, one count each."""
    at = timezone.now()
    found = values_of(
        request.actor.street_id or 0, year, [name for _title, names in GROUPS for name in names], at=at
    )
    groups = [(title, [in_words(found[name]) for name in names]) for title, names in GROUPS]
    return render_page(request, "web/desk/keys.html", {"year": year, "as_of": at, "groups": groups})


def in_words(figure: Figure) -> Any:
    """Money as people write it; everything else under its own label."""
    label = FEN_WORDS.get(figure.id)
    value = yuan(int(figure.value or 0)) if label else figure.value
    return Figure(
        figure.id, str(label or translate(figure.label)), value, figure.rows, figure.as_of, figure.link
    )
