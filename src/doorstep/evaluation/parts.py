"""What can be judged inside a project, beside the project itself: parts that programmes and partners carried out."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from doorstep.delivery.models import JointMeeting
from doorstep.evaluation.models import Evaluation
from doorstep.kernel.registry import Part, PartKind, programmes


def joint_meetings(project_id: UUID) -> Sequence[Part]:
    """Meetings of partners at which something was promised for this project."""
    rows = JointMeeting.objects.filter(promises__project_id=project_id).distinct()
    return [
        Part(str(each.pk), title_of(each), each.held_on, frozenset({each.by}))
        for each in rows.order_by("held_on", "id")
    ]


def title_of(meeting: JointMeeting) -> str:
    return f"{meeting.held_on.month}月{meeting.held_on.day}日联席会议：{meeting.topic}"


JOINT_MEETINGS: Final = PartKind("joint_meeting", "联席会议", joint_meetings)


def part_kinds() -> tuple[PartKind, ...]:
    """The core's own kind first, then those that the installed programmes bring, by programme."""
    return (JOINT_MEETINGS, *(kind for each in programmes() for kind in each.project_steps))


def parts_of(project_id: UUID) -> list[tuple[PartKind, Part]]:
    return [(kind, part) for kind in part_kinds() for part in kind.of_project(project_id)]


def part_of(project_id: UUID, kind_code: str, ref: str) -> Part | None:
    """One part of the project; None when nobody knows it any more."""
    found = (part for kind, part in parts_of(project_id) if (kind.code, part.ref) == (kind_code, ref))
    return next(found, None)


def unjudged_parts(project_id: UUID) -> list[tuple[PartKind, Part]]:
    """Parts without a measurement of their own."""
    rows = Evaluation.objects.filter(project_id=project_id).exclude(part_kind="")
    taken = set(rows.values_list("part_kind", "part_ref"))
    return [(kind, part) for kind, part in parts_of(project_id) if (kind.code, part.ref) not in taken]
