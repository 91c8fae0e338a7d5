"""A round that chooses: opened by the organisation, filled with candidates, gated and graded by two people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from doorstep.funds import access, rules
from doorstep.funds.models import Candidate, GateCheck, Grading, GradingTalk, Selection
from doorstep.funds.reserves import standing
from doorstep.funds.services.ledger import locked_quota
from doorstep.issues.models import Issue
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import Fen
from doorstep.people.models import PartyOrg
from doorstep.projects.models import Project
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


@act
def open_selection(*, org_id: int, by: Actor, at: datetime) -> Selection:
    """Begin a round for this year's quota; one at a time, under the rubric of today.

    Refuses while the year has no quota, and while another round of the organisation is open.
    """
    org = PartyOrg.objects.get(pk=org_id, street_id=by.street_id or 0, active=True)
    require(access.can_choose(by, path=org.path))
    year = day_of(at).year
    locked_quota(org_id=org.pk, year=year)
    rounds = Selection.objects.filter(org=org, year=year)
    refuse_if(rounds.filter(state="open").exists(), "selection.open_already", name=org.name)
    selection = Selection.objects.create(
        street_id=org.street_id,
        org=org,
        path=org.path,
        year=year,
        number=rounds.count() + 1,
        rubric=rules.RUBRIC_NOW,
        state=rules.SELECTION.initial,
        state_since=at,
        opened_by_id=by.account_id or 0,
        opened_at=at,
    )
    write_entry(selection, "selection.open", by=by, at=at)
    return selection


def selection_for(selection_id: int, *, by: Actor, state: str = "open") -> Selection:
    """The round, locked; out of sight it does not exist, and once closed it takes nothing more."""
    found: Selection = (
        Selection.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("org")
        .get(pk=selection_id)
    )
    refuse_if(bool(state) and found.state != state, "selection.closed")
    return found


def candidate_for(candidate_id: int, *, by: Actor, state: str = "open") -> Candidate:
    """A candidate with its round locked."""
    rows = Candidate.objects.filter(selection__in=Selection.objects.visible_to(by))
    found = rows.select_related("project", "issue__category").get(pk=candidate_id)
    found.selection = selection_for(found.selection_id, by=by, state=state)
    return found


def write_entry(
    selection: Selection, name: str, *, by: Actor, at: datetime, about: str = "", digest: str = ""
) -> None:
    about = about or f"selection:{selection.pk}"
    record(by=by, act=name, about=about, at=at, street_id=selection.street_id, digest=digest)


@act
def add_project(*, selection_id: int, project_id: UUID, asked_fen: Fen, by: Actor, at: datetime) -> Candidate:
    """A project of the organisation asks the quota for so much.

    Refuses one that is not applied for, or runs already, one that was carried this year, and a second time.
    """
    selection = selection_for(selection_id, by=by)
    require(access.can_choose(by, path=selection.path))
    project = Project.objects.visible_to(by).get(pk=project_id)
    asks = project.org_id == selection.org_id and project.state in rules.PROJECTS_ASKING
    refuse_if(not asks, "selection.not_asking", name=project.name)
    return add(selection, asked_fen, by=by, at=at, project=project)


@act
def add_issue(*, selection_id: int, issue_id: UUID, asked_fen: Fen, by: Actor, at: datetime) -> Candidate:
    """A long-term matter within the organisation's place asks the quota for so much."""
    selection = selection_for(selection_id, by=by)
    require(access.can_choose(by, path=selection.path))
    issue = Issue.objects.visible_to(by).select_related("category").get(pk=issue_id)
    asks = issue.is_open and issue.route in rules.ROUTES_ASKING and issue.path.startswith(selection.path)
    refuse_if(not asks, "selection.not_asking", name=issue.tracking)
    return add(selection, asked_fen, by=by, at=at, issue=issue)


def add(
    selection: Selection,
    asked_fen: Fen,
    *,
    by: Actor,
    at: datetime,
    project: Project | None = None,
    issue: Issue | None = None,
) -> Candidate:
    """Once in a round, and not again in a year that carries it."""
    refuse_if(asked_fen <= 0, "fund.amount")
    same = Candidate.objects.filter(project=project, issue=issue)
    refuse_if(same.filter(selection=selection).exists(), "selection.twice")
    carried = standing().filter(outcome="carried", candidate__in=same.values("pk"))
    carried = carried.filter(candidate__selection__year=selection.year)
    refuse_if(carried.exists(), "selection.carried_already")
    candidate = Candidate.objects.create(
        selection=selection,
        street_id=selection.street_id,
        project=project,
        issue=issue,
        asked_fen=asked_fen,
        added_by_id=by.account_id or 0,
        at=at,
    )
    write_entry(selection, "selection.add", by=by, at=at, about=f"candidate:{candidate.pk}")
    return candidate


@act
def check_gate(
    *, candidate_id: int, answers: Sequence[rules.GateAnswer], by: Actor, at: datetime
) -> GateCheck:
    """Answer every question of the gate; each no with its reason. A new check takes the place of the old one.

    Refused once its choice has been made.
    """
    candidate = candidate_for(candidate_id, by=by)
    require(access.can_choose(by, path=candidate.selection.path))
    refuse_if(candidate.choices.exists(), "selection.chosen")
    refuse_if(bool(rules.unanswered(answers)), "selection.gate_open", questions=rules.unanswered(answers))
    refuse_if(bool(rules.unexplained(answers)), "selection.gate_reason", questions=rules.unexplained(answers))
    ordered = sorted(answers, key=lambda each: list(rules.GATE).index(each.code))
    salt = new_salt()
    found = GateCheck.objects.create(
        candidate=candidate,
        street_id=candidate.street_id,
        answers=[{"code": a.code, "holds": a.holds, "reason": a.reason.strip()} for a in ordered],
        passes=all(each.holds for each in ordered),
        by_id=by.account_id or 0,
        at=at,
        salt=salt,
    )
    digest = digest_of("\n".join(each["reason"] for each in found.answers).strip(), salt)
    about = f"candidate:{candidate.pk}"
    write_entry(candidate.selection, "selection.gate", by=by, at=at, about=about, digest=digest)
    return found


@act
def grade_candidate(
    *, candidate_id: int, grades: Mapping[str, int], evidence: str, by: Actor, at: datetime
) -> Grading:
    """One of two people's own reading; given once, before they may see the other's.

    Refuses before the gate is passed, a grade that is missing, no evidence, a second time and a third person.
    """
    candidate = candidate_for(candidate_id, by=by)
    lead_id = candidate.project.lead_id if candidate.project else None
    require(access.can_grade(by, path=candidate.selection.path, lead_id=lead_id))
    gate = candidate.gates.order_by("-id").first()
    refuse_if(gate is None or not gate.passes, "selection.gate_first")
    gaps = rules.rubric_gaps(candidate.selection.rubric, dict(grades))
    refuse_if(bool(gaps), "selection.grades", criteria=gaps)
    refuse_if(not evidence.strip(), "reason.needed")
    refuse_if(candidate.gradings.filter(by_id=by.account_id).exists(), "selection.graded")
    refuse_if(candidate.gradings.count() >= rules.GRADERS, "selection.two_gradings")
    salt = new_salt()
    grading = Grading.objects.create(
        candidate=candidate,
        street_id=candidate.street_id,
        grades=dict(grades),
        evidence=evidence.strip(),
        by_id=by.account_id or 0,
        at=at,
        salt=salt,
    )
    write_entry(
        candidate.selection,
        "selection.grade",
        by=by,
        at=at,
        about=f"candidate:{candidate.pk}",
        digest=digest_of(grading.evidence, salt),
    )
    return grading


@act
def talk_over(*, candidate_id: int, note: str, by: Actor, at: datetime) -> GradingTalk:
    """The two who graded say what they found out where they differed; both gradings stay as they were given."""
    candidate = candidate_for(candidate_id, by=by)
    require(candidate.gradings.filter(by_id=by.account_id).exists())
    refuse_if(not far_apart_in(candidate, at), "selection.agree")
    refuse_if(not note.strip(), "note.needed")
    salt = new_salt()
    talk = GradingTalk.objects.create(
        candidate=candidate,
        street_id=candidate.street_id,
        note=note.strip(),
        by_id=by.account_id or 0,
        at=at,
        salt=salt,
    )
    write_entry(
        candidate.selection,
        "selection.talk",
        by=by,
        at=at,
        about=f"candidate:{candidate.pk}",
        digest=digest_of(talk.note, salt),
    )
    return talk


def far_apart_in(candidate: Candidate, at: datetime) -> list[str]:
    """Criteria on which its two gradings are far apart; none while one is missing."""
    given = list(candidate.gradings.order_by("id"))
    if len(given) < rules.GRADERS:
        return []
    gap: int = rule(candidate.street_id, "funds.talk_gap", on=day_of(at))
    return rules.far_apart(given[0].grades, given[1].grades, gap)
