"""The figures of the funds stage; each can return its rows."""

from doorstep.funds.queries import (
    approved_cases,
    differing_fen,
    overdrawn_in,
    paid_for,
    paid_in,
    quota_total,
    quotas_in,
    unreconciled_fen,
    unreconciled_in,
    used_total,
)
from doorstep.kernel.figure import FigureSource

FIGURES = (
    FigureSource(
        id="funds.quota_fen",
        label="专项经费额度（分）",
        count=quota_total,
        rows=quotas_in,
        link="/desk/money/?year={year}",
        worth=lambda rows, street_id, year: sum(
            each.granted_fen + each.carried_fen + each.pooled_fen for each in rows
        ),
    ),
    FigureSource(
        id="funds.used_fen",
        label="专项经费已付（分）",
        count=used_total,
        rows=paid_in,
        link="/desk/money/expenses/?year={year}&paid=1",
        worth=lambda rows, street_id, year: paid_for(rows),
    ),
    FigureSource(
        id="funds.overdrawn",
        label="超支的额度",
        count=lambda street_id, year: overdrawn_in(street_id, year).count(),
        rows=overdrawn_in,
        link="/desk/money/?year={year}",
    ),
    FigureSource(
        id="funds.unreconciled_fen",
        label="对不上账的金额（分）",
        count=unreconciled_fen,
        rows=unreconciled_in,
        link="/desk/money/?year={year}",
        worth=lambda rows, street_id, year: sum(differing_fen(each) for each in rows),
    ),
    FigureSource(
        id="funds.case_by_case",
        label="一事一议",
        count=lambda street_id, year: approved_cases(street_id, year).count(),
        rows=approved_cases,
        link="/desk/money/expenses/?year={year}&case_by_case=1",
    ),
)
