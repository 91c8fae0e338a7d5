"""What pages, figures and printouts read about opinions on plans."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.places.paths import paths_above
from doorstep.projects import rules
from doorstep.projects.models import Opinion, OpinionClass, OpinionReply, Project

ANSWERED = Q(answered_at__isnull=False)
OPEN = Q(answered_at__isnull=True)


def collected_in(street_id: int, year: int) -> QuerySet[Opinion]:
    """Opinions that were given in this year, on whichever plan."""
    return Opinion.objects.filter(street_id=street_id, said_on__year=year)


def answered_of(street_id: int, year: int) -> QuerySet[Opinion]:
    return collected_in(street_id, year).filter(ANSWERED)


def class_choices(project: Project) -> list[tuple[str, str]]:
    """Codes and names to choose from: the project's own list, else the street's, else "other" alone."""
    lists: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    rows = OpinionClass.objects.filter(Q(project=project) | Q(project=None), street_id=project.street_id)
    for own, code, name in (
        rows.filter(active=True).order_by("order", "id").values_list("project_id", "code", "name")
    ):
        lists[own is not None].append((code, name))
    return lists[True] or lists[False] or [rules.OTHER]


def street_classes(street_id: int) -> list[tuple[str, str]]:
    """The street's own list, in its order."""
    rows = OpinionClass.objects.filter(street_id=street_id, project=None, active=True)
    return list(rows.order_by("order", "id").values_list("code", "name"))


def asking_project(actor: Actor, number: str) -> Project:
    """A project whose opinions the reader may take down or read; raises Project.DoesNotExist out of sight."""
    return Project.objects.asking(actor).select_related("place", "org", "street").get(number=number)


def public_project_id(street_id: int, number: str) -> UUID | None:
    """Which project a public page with this number is about."""
    rows = Project.objects.filter(street_id=street_id, number=number).values_list("pk", flat=True)
    return rows.first()


def asking_projects(actor: Actor) -> QuerySet[Project]:
    """Projects in sight that take opinions or have some, each with how many and how many are open."""
    rows = Project.objects.asking(actor).select_related("place", "org").filter(plan_version__gt=0)
    rows = rows.annotate(
        collected=Count("opinions"), unanswered=Count("opinions", filter=Q(opinions__answered_at=None))
    )
    return rows.filter(Q(state__in=rules.REPLANNABLE) | Q(collected__gt=0)).order_by("-id")


def plans_at(actor: Actor, path: str) -> list[Project]:
    """Plans that take opinions and are about this place or what lies around it; one statement."""
    rows = Project.objects.asking(actor).filter(path__in=paths_above(path), plan_version__gt=0)
    return list(rows.filter(state__in=rules.REPLANNABLE).order_by("number"))


def open_opinions(actor: Actor, *, limit: int) -> list[tuple[Project, int]]:
    """Projects of the reader's own sight with opinions that wait for an answer, and how many; one statement."""
    rows = Project.objects.visible_to(actor).filter(opinions__answered_at=None, opinions__isnull=False)
    found = rows.annotate(unanswered=Count("opinions")).order_by("id")[:limit]
    return [(project, int(getattr(project, "unanswered", 0))) for project in found]


def opinions_seen(actor: Actor, *, year: str, answered: bool) -> QuerySet[Opinion]:
    """Every opinion in sight of the year (all, when it is no year); the answered ones alone when asked for."""
    rows = Opinion.objects.visible_to(actor).select_related("project", "opinion_class", "version")
    if year.isdecimal() and len(year) == YEAR_DIGITS:
        rows = rows.filter(said_on__year=int(year))
    return rows.filter(ANSWERED) if answered else rows


YEAR_DIGITS = 4
FILTERS = {"cls": "opinion_class__code", "source": "source", "version": "version__number"}


def opinions_on(project: Project, *, filters: dict[str, str]) -> QuerySet[Opinion]:
    """Opinions on this project's plan, newest first, by class, source, version, adoption or part of the words."""
    asked = {name: value for name, value in filters.items() if value}
    rows = project.opinions.select_related("opinion_class", "version", "place", "entered_by")
    rows = rows.prefetch_related(Prefetch("replies", replies_that_stand(), to_attr="standing"))
    rows = rows.filter(**{column: asked[name] for name, column in FILTERS.items() if fits(name, asked)})
    if adoption := asked.get("adoption"):
        rows = rows.filter(OPEN if adoption == "open" else Q(adoption=adoption))
    if text := asked.get("text"):
        rows = rows.filter(text__icontains=text)
    return rows.order_by("-number")


def fits(name: str, asked: dict[str, str]) -> bool:
    """Whether it is asked for in a way that can be answered: a version is a number."""
    return name in asked and (name != "version" or asked[name].isdecimal())


def replies_that_stand() -> QuerySet[OpinionReply]:
    """The newest reply of each opinion: those that none corrects."""
    return OpinionReply.objects.filter(corrected_by__isnull=True).order_by("id")


def opinion_page(actor: Actor, opinion_id: UUID) -> Opinion:
    """One opinion with all its replies; raises Opinion.DoesNotExist out of sight."""
    rows = Opinion.objects.visible_to(actor).select_related(
        "project__org", "opinion_class", "version", "place", "entered_by", "released_by", "visit", "issue"
    )
    return rows.get(pk=opinion_id)


def replies_of(opinion: Opinion) -> QuerySet[OpinionReply]:
    return opinion.replies.select_related("by").order_by("id")


def chosen_opinions(project: Project, ids: list[str]) -> QuerySet[Opinion]:
    """Those of the chosen keys that are about this project's plan."""
    return project.opinions.filter(pk__in=ids).select_related("opinion_class").order_by("number")


@dataclass(frozen=True)
class ClassLine:
    """One class with how much was said and what became of it."""

    code: str
    name: str
    count: int
    unanswered: int
    adoptions: dict[str, int]

    @property
    def answered(self) -> int:
        return self.count - self.unanswered


def class_lines(project: Project) -> list[ClassLine]:
    """Every class in which something was said, in the order of the list; one statement."""
    rows = project.opinions.values_list("opinion_class__code", "opinion_class__name").annotate(
        said=Count("id"),
        unanswered=Count("id", filter=OPEN),
        **{f"on_{code}": Count("id", filter=Q(adoption=code)) for code in rules.ADOPTIONS},
    )
    return [
        ClassLine(code, name, count, unanswered, dict(zip(rules.ADOPTIONS, adoptions, strict=True)))
        for code, name, count, unanswered, *adoptions in rows.order_by(
            "opinion_class__order", "opinion_class__code"
        )
    ]


def answers_by_version(project: Project) -> dict[int | None, list[rules.AnsweredOpinion]]:
    """What was answered by each version's key (None: not yet by a version), by class; one statement."""
    rows = replies_that_stand().filter(opinion__project=project)
    found: dict[int | None, list[rules.AnsweredOpinion]] = defaultdict(list)
    for version, *answer in rows.order_by("opinion__opinion_class__order", "id").values_list(
        "opinion__answered_in__version", "opinion__opinion_class__name", "adoption", "reason", "part"
    ):
        found[version].append(rules.AnsweredOpinion(*answer))
    return found


def public_because(found: list[rules.Because]) -> list[dict[str, Any]]:
    """Class, count and answer; never the words."""
    return [
        {
            "class": each.answer.class_name,
            "count": each.count,
            "adoption": rules.ADOPTIONS[each.answer.adoption],
            "reason": each.answer.reason,
        }
        for each in found
    ]


def public_opinions(
    project: Project, lines: list[ClassLine], pending: list[rules.AnsweredOpinion]
) -> dict[str, Any]:
    """How much was said by class, what was answered since the last version, and the words that may be shown.

    Nothing is asked of the database while nobody has said anything.
    """
    return {
        "is_open": rules.takes_opinions(project.state, project.plan_version),
        "total": sum(line.count for line in lines),
        "answered": sum(line.answered for line in lines),
        "classes": [{"name": line.name, "count": line.count, "answered": line.answered} for line in lines],
        "replies": public_because(rules.grouped(pending)),
        "voices": public_voices(project) if lines else [],
    }


def public_voices(project: Project) -> list[dict[str, Any]]:
    """Words whose writer agreed to be shown, and that a second person let out."""
    rows = project.opinions.filter(may_show=True, released_at__isnull=False).order_by("number")
    return [
        {"class": name, "text": text, "adoption": rules.ADOPTIONS.get(adoption, "")}
        for name, text, adoption in rows.values_list("opinion_class__name", "text", "adoption")
    ]
