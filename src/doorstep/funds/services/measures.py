"""The fund's written measure: publishing a version sets the rules that its articles carry (F1c)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from doorstep.funds import access
from doorstep.funds.models import FundMeasure
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.places.models import Street
from doorstep.records.acts import act
from doorstep.rulebook.services import enact_rule


@dataclass(frozen=True)
class Article:
    """One article and the settings it carries, as they are stored."""

    text: str
    settings: dict[str, Any] = field(default_factory=dict)


@act
def publish_measure(
    *, title: str, articles: Sequence[Article], effective_on: date, reason: str, by: Actor, at: datetime
) -> FundMeasure:
    """A new version of the measure; every setting in its articles holds from its day, or nothing does.

    Refuses an article without words, a setting carried by two articles, one that is not about the fund, and
    a version that no longer says what an earlier one set: the number would hold on without its article.
    """
    street = Street.objects.select_for_update().get(pk=by.street_id or 0)
    require(access.can_set_measure(by, path=street.path))
    codes = [code for each in articles for code in each.settings]
    refuse_if(not articles or any(not each.text.strip() for each in articles), "measure.blank")
    refuse_if(len(codes) != len(set(codes)), "measure.twice")
    refuse_if(any(not code.startswith("funds.") for code in codes), "measure.foreign")
    last = FundMeasure.objects.filter(street=street).order_by("-version").first()
    dropped = sorted(codes_of(last) - set(codes))
    refuse_if(bool(dropped), "measure.dropped", settings=dropped)
    for each in articles:
        for code, value in each.settings.items():
            enact_rule(
                street_id=street.pk,
                code=code,
                value=value,
                effective_on=effective_on,
                reason=reason,
                by=by,
                at=at,
            )
    measure = FundMeasure.objects.create(
        street=street,
        version=last.version + 1 if last else 1,
        title=title.strip(),
        articles=[{"text": each.text.strip(), "settings": each.settings} for each in articles],
        effective_on=effective_on,
        reason=reason.strip(),
        published_by_id=by.account_id,
        at=at,
    )
    record(by=by, act="fund.measure", about=f"fund_measure:{measure.pk}", at=at, street_id=street.pk)
    return measure


def codes_of(measure: FundMeasure | None) -> set[str]:
    """The settings that the articles of a version carry."""
    return {code for each in measure.articles for code in each["settings"]} if measure else set()
