"""The publishing desk of the test street: a notice taken as far as a test needs it."""

from dataclasses import dataclass
from typing import Any

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project, ProjectStep
from doorstep.publishing import services
from doorstep.publishing.models import (
    Feedback,
    LeakSignOff,
    Notice,
    NoticePosting,
    NoticeStep,
    NoticeSubject,
    Objection,
    Snapshot,
)
from tests.projects.site import OVER, POSTED, Site

TABLES = (
    Notice,
    NoticeStep,
    NoticeSubject,
    NoticePosting,
    LeakSignOff,
    Objection,
    Snapshot,
    Feedback,
    Project,
    ProjectStep,
    Entry,
)
BOARD = "东河苑门口公告栏"


@dataclass
class Desk:
    """The clerk drafts and posts, the reviewer reviews and concludes; residents object."""

    site: Site

    @property
    def clerk(self) -> Actor:
        return self.site.clerk

    @property
    def reviewer(self) -> Actor:
        return self.site.reviewer

    @property
    def resident(self) -> Actor:
        return Actor.resident(self.site.street_id)

    def draft(self, project: Project | None = None) -> Notice:
        project = project or self.site.reviewed()
        return services.draft_notice(project_id=project.pk, by=self.clerk, at=POSTED)

    def reviewed(self, project: Project | None = None) -> Notice:
        return services.review_notice(notice_id=self.draft(project).pk, by=self.reviewer, at=POSTED)

    def posted(self, project: Project | None = None) -> Notice:
        return self.post(self.reviewed(project))

    def post(self, notice: Notice, **changes: Any) -> Notice:
        values = {"place_posted": BOARD, "by": self.clerk, "at": POSTED}
        return services.post_notice(notice_id=notice.pk, **(values | changes))

    def ended(self, project: Project | None = None) -> Notice:
        notice = self.posted(project)
        services.end_notices(at=OVER)
        return again(notice)

    def archived(self, project: Project | None = None) -> Notice:
        return self.conclude(self.ended(project))

    def withdrawn(self, project: Project | None = None) -> Notice:
        return self.withdraw(self.posted(project))

    def withdraw(self, notice: Notice, **changes: Any) -> Notice:
        values = {"reason": "户数写错了", "by": self.clerk, "at": POSTED}
        return services.withdraw_notice(notice_id=notice.pk, **(values | changes))

    def conclude(self, notice: Notice, *, by: Actor | None = None, at: Any = OVER) -> Notice:
        return services.conclude_notice(notice_id=notice.pk, by=by or self.reviewer, at=at)

    def object_to(
        self, notice: Notice, text: str = "晚上施工太吵,我家138 0000 1234", **changes: Any
    ) -> Objection:
        values = {"by": self.resident, "at": POSTED}
        return services.object_to_notice(notice_id=notice.pk, text=text, **(values | changes))

    def answer(self, objection: Objection, *, upheld: bool = False, **changes: Any) -> Objection:
        values = {"answer": "只在白天施工。", "by": self.reviewer, "at": OVER}
        return services.answer_objection(objection_id=objection.pk, upheld=upheld, **(values | changes))


def again(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def project_of(notice: Notice) -> Project:
    return Project.objects.get(pk=notice.about.partition(":")[2])


def rows_written() -> tuple[int, ...]:
    """How many rows the acts have left, to show that a refusal left none."""
    return tuple(table.objects.count() for table in TABLES)
