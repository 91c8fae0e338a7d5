"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

RESPONDENT: Final = Personal(
    purpose="问一问受益居民满意不满意",
    basis=words.AGREED,
    retention="测评结束三十天后删除",
    audience="回访员，一次只看一个人",
    kept_by="evaluation.identity_keep_days",
)
ANSWERED: Final = Personal(
    purpose="记下受益居民怎么评价、还要什么",
    basis=words.AGREED,
    retention="测评档案的期限；称呼、电话和住处三十天后删除，不再知道是谁说的",
    audience="组织和审核测评的人；办理的人看不到是谁说的",
)
JUDGED: Final = Personal(
    purpose="写明测评和整改是怎么做的",
    basis=words.PUBLIC_DUTY,
    retention="测评档案的期限",
    audience="查看满意度测评的工作人员",
)


def declare_fields() -> None:
    declare("evaluation.Response", "good missing wants", ANSWERED)
    declare("evaluation.Response", "device", ANSWERED)
    declare("evaluation.ResponseReply", "text", ANSWERED)
    declare("evaluation.ResponseRecall", "reason note", ANSWERED)
    declare("evaluation.AnswerFlag", "note", ANSWERED)
    declare("evaluation.Evaluation", "late_reason", JUDGED)
    declare("evaluation.EvaluationStep", "note", JUDGED)
    declare("evaluation.EvaluationStep", "by_name", STAFF_NAME)
    declare("evaluation.SiteAssessment", "remarks remark", JUDGED)
    declare("evaluation.Solicitation", "said wants", ANSWERED)
    declare("evaluation.Rectification", "cause action done_note", JUDGED)
    not_personal("evaluation.Evaluation", "number frame_hash", words.FIGURES)
    not_personal("evaluation.Evaluation", "part_kind part_ref", words.CODE)
    not_personal("evaluation.Evaluation", "part_title", words.NAME_OF_MATTER)
    not_personal("evaluation.FrameMember", "group stratum", "受益人群和楼栋一类的名称")
    not_personal(
        "evaluation.EvaluationDraw",
        "commit_a commit_b secret_a secret_b seed half_width allocation",
        words.FIGURES,
    )
    not_personal("evaluation.EvaluationResult", "body", words.FIGURES)
    not_personal("evaluation.CallTask", "call_after", words.FIGURES)
    not_personal("evaluation.CallAttempt", "outcome mode day_part", words.CODE)
    not_personal("evaluation.Response", "stratum mode", words.CODE)
    not_personal("evaluation.ResponseRecall", "outcome", words.CODE)
    not_personal("evaluation.AnswerFlag", "kind", words.CODE)
    not_personal("evaluation.SiteAssessment", "kind answers", words.CODE)
    not_personal("evaluation.Solicitation", "how", words.CODE)
    not_personal("evaluation.Rectification", "kind", words.CODE)
