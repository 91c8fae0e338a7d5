"""A figure as anybody may read it: its definition, and a value from what was released or posted, never counted afresh."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from doorstep.issues.rules import ROUTES
from doorstep.kernel.calendar import day_of
from doorstep.kernel.figure import Figure, FigureSource
from doorstep.projects.rules import ORIENTATIONS
from doorstep.publishing.figures import source_of, values_of
from doorstep.publishing.judged import OF_PARTS, readable_in
from doorstep.publishing.models import Notice
from doorstep.publishing.open_rows import notices_changed_at
from doorstep.publishing.queries import PublicPage, home_page, posted_in
from doorstep.publishing.queries.notices import posted_in_public
from doorstep.publishing.rules import pictured
from doorstep.publishing.rules.explanations import EXPLANATIONS, Explanation

# Figures that are counted from posted notices: the kind counted, all of them where none is named.
OF_NOTICES = {
    "notices.posted": "",
    "evaluations.published": "result",
    "evaluations.rectified": "rectification",
}
# What all judgements of a year come to, by resident and by project; worked out from the same notices.
TOGETHER = ("evaluations.per_resident", "evaluations.per_project", "evaluations.satisfied_people")
SHOWN = 50


@dataclass(frozen=True)
class Part:
    """One group of the figure; None where its count is kept back."""

    label: str
    value: int | None


@dataclass(frozen=True)
class PublicFigure:
    """``kind``: the notices it counts; ``rows`` are the newest of them. ``value`` is None where it is kept back."""

    id: str
    label: str
    said: Explanation
    year: int
    value: int | str | None
    as_of: datetime | None
    parts: tuple[Part, ...] = ()
    rows: tuple[Notice, ...] = ()
    kind: str = ""
    beside: tuple[Figure, ...] = ()

    @property
    def is_of_notices(self) -> bool:
        return self.id in OF_NOTICES or self.id in TOGETHER

    @property
    def has_kept_back(self) -> bool:
        return self.value is None or any(each.value is None for each in self.parts)


def public_figure(street_id: int, name: str, year: int | None = None) -> PublicFigure | None:
    """The figure with this id; None when nothing of it was ever released, or it is for the office alone."""
    said = EXPLANATIONS.get(name)
    source = source_of(name)
    if said is None or source is None or not said.is_public:
        return None
    if name in TOGETHER:
        return figure_together(street_id, source, said, year)
    if name in OF_NOTICES:
        return figure_of_notices(street_id, name, source.label, said, year)
    page = home_page(street_id, year) if pictured.is_pictured(name) else None
    return figure_of_picture(page, name, source.label, said) if page else None


def figure_of_picture(page: PublicPage, name: str, label: str, said: Explanation) -> PublicFigure:
    value = pictured.value_in(page.body, name)
    return PublicFigure(name, label, said, int(page.key), value, page.posted_at, parts_of(page, name))


def parts_of(page: PublicPage, name: str) -> tuple[Part, ...]:
    """Matters by route without small cells; projects by orientation as they are, since each has its own page."""
    if name in pictured.SPLIT_BY_ROUTE:
        return tuple(Part(ROUTES[code], n) for code, n in pictured.safe_routes(page.body).items())
    if name in pictured.SPLIT_BY_ORIENTATION:
        return tuple(Part(ORIENTATIONS[code], n) for code, n in page.body["orientations"].items())
    return ()


def figure_of_notices(
    street_id: int, name: str, label: str, said: Explanation, year: int | None
) -> PublicFigure | None:
    kind = OF_NOTICES[name]
    year = year or newest_year(street_id, kind)
    if year is None or newest_year(street_id, kind) is None:
        return None
    rows = counted_notices(street_id, year, kind)
    as_of = notices_changed_at(street_id)
    found = tuple(rows.order_by("-id")[:SHOWN])
    beside = together(street_id, year) if name == "evaluations.published" else ()
    return PublicFigure(name, label, said, year, rows.count(), as_of, (), found, kind, beside)


def figure_together(
    street_id: int, source: FigureSource, said: Explanation, year: int | None
) -> PublicFigure | None:
    """What all judgements of the year come to; None where too few are public."""
    year = year or newest_year(street_id, "result")
    value = source.count(street_id, year) if year else None
    if year is None or value is None:
        return None
    found = tuple(readable_in(street_id, year).order_by("-id")[:SHOWN])
    as_of = notices_changed_at(street_id)
    return PublicFigure(source.id, source.label, said, year, str(value), as_of, (), found, "result")


def together(street_id: int, year: int) -> tuple[Figure, ...]:
    """The figures over all projects of a year, each with its own page; none while too few are public."""
    found = values_of(street_id, year, TOGETHER, at=notices_changed_at(street_id) or timezone.now())
    return tuple(each for each in found.values() if each.value is not None)


def newest_year(street_id: int, kind: str) -> int | None:
    """The last year of which such a notice speaks; None while none was ever posted."""
    rows = posted_in_public(street_id)
    if not kind:
        first = rows.order_by("-starts_on").values_list("starts_on", flat=True).first()
        return first.year if first else None
    of_kind = rows.filter(kind=kind, project__accepted_at__isnull=False).exclude(about__startswith=OF_PARTS)
    accepted = (
        of_kind.order_by("-project__accepted_at").values_list("project__accepted_at", flat=True).first()
    )
    return day_of(accepted).year if accepted else None


def counted_notices(street_id: int, year: int, kind: str) -> QuerySet[Notice]:
    """All posted in a year, those taken down too, since they were public; of results, as the office counts them,
    those that still say something about a whole project accepted in the year."""
    if not kind:
        return posted_in(street_id, year)
    return readable_in(street_id, year, kind)


def judged_projects(street_id: int, year: int) -> int:
    """Projects accepted in the year whose residents' judgement can be read by anybody."""
    return counted_notices(street_id, year, OF_NOTICES["evaluations.published"]).count()
