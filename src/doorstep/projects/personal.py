"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

OPINION: Final = Personal(
    purpose="听取居民对方案的意见并逐条答复",
    basis=words.PUBLIC_DUTY,
    retention="项目档案的期限；本人可要求删除",
    audience="看得到项目的工作人员；本人同意并经第二人审核才公开原话",
)
SIGNED: Final = Personal(
    purpose="证明验收有居民代表参加",
    basis=words.PUBLIC_DUTY,
    retention="项目档案的期限",
    audience="看得到项目的工作人员",
)
PROJECT_NOTE: Final = Personal(
    purpose="写明项目是怎么办的",
    basis=words.PUBLIC_DUTY,
    retention="项目档案的期限",
    audience="看得到项目的工作人员",
)


def declare_fields() -> None:
    declare("projects.Opinion", "text place_text", OPINION)
    declare("projects.AcceptanceSign", "person_name remark", SIGNED)
    declare("projects.ProjectStep", "by_name", STAFF_NAME)
    declare("projects.ProjectStep", "note public_note", PROJECT_NOTE)
    declare("projects.ProjectTask", "owner done_note", PROJECT_NOTE)
    declare("projects.OpinionReply", "reason", PROJECT_NOTE)
    not_personal("projects.ProjectField", "name", words.NAME_OF_MATTER)
    not_personal("projects.Project", "number name orientation in_kind", words.NAME_OF_MATTER)
    not_personal(
        "projects.Project",
        "own_reason goal baseline evidence measures public_summary public_reason",
        "项目的方案，写事不写人；公示前由第二人审核",
    )
    not_personal("projects.Beneficiary", "group unit", "受益人群的名称，只有人数")
    not_personal("projects.Milestone", "name result deviation_reason next_step", "工程进展，写事不写人")
    not_personal("projects.DifficultyRating", "reasons", "项目难度的理由，写事不写人")
    not_personal("projects.PlanVersion", "plan reason", "项目的方案，写事不写人；公示前由第二人审核")
    not_personal("projects.OpinionClass", "name", words.NAME_OF_MATTER)
    not_personal("projects.Opinion", "source adoption", words.CODE)
    not_personal("projects.OpinionReply", "adoption part", words.CODE)
    not_personal("projects.AcceptanceSign", "capacity", words.CODE)
    not_personal("projects.ProjectTask", "title", words.NAME_OF_MATTER)
