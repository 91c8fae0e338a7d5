"""Which moves of a purse still stand, and whether its year is closed; read by acts and pages alike."""

from django.db.models import QuerySet

from doorstep.funds.models import FundMove, FundQuota, FundSource
from doorstep.funds.rules import CLOSING


def standing_moves(purse: FundQuota | FundSource, *kinds: str) -> QuerySet[FundMove]:
    """The purse's moves of these kinds that nobody has undone, in order."""
    return purse.moves.filter(kind__in=kinds, reversed_by__isnull=True).order_by("number")


def closing_moves(quota: FundQuota) -> QuerySet[FundMove]:
    """What closed the year; a late refund that went on to the running year is not among them."""
    return standing_moves(quota, *CLOSING).filter(expense__isnull=True)


def is_closed(quota: FundQuota) -> bool:
    """Whether the year was closed, and the closing still stands."""
    return closing_moves(quota).exists()
