"""The figures of partners and needs; each can return its rows."""

from doorstep.delivery.queries.agreements import delivered_share_of, held_of, pledges_due, signed_partners
from doorstep.delivery.queries.needs import unmet_of
from doorstep.delivery.rules.agreements import delivered_share
from doorstep.kernel.figure import FigureSource

PARTNER_FIGURES = (
    FigureSource(
        id="partners.signed",
        label="签约联建单位",
        count=lambda street_id, year: signed_partners(street_id, year).count(),
        rows=lambda street_id, year: signed_partners(street_id, year).order_by("pk"),
        link="/desk/partners/?signed={year}",
    ),
    FigureSource(
        id="agreements.delivered_share",
        label="承诺资源到位率",
        count=delivered_share_of,
        rows=lambda street_id, year: pledges_due(street_id, year).order_by("pk"),
        link="/desk/partners/pledges/{year}/",
        worth=lambda rows, street_id, year: delivered_share(held_of(rows)),
    ),
    FigureSource(
        id="needs.unmet",
        label="未满足的需求",
        count=lambda street_id, year: unmet_of(street_id, year).count(),
        rows=lambda street_id, year: unmet_of(street_id, year).order_by("pk"),
        link="/desk/partners/needs/?year={year}&unmet=1",
    ),
)
