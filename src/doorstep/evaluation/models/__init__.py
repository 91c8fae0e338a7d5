"""What a measurement of satisfaction is made of, row by row."""

from doorstep.evaluation.models.answers import (
    AnswerFlag,
    Response,
    ResponseRecall,
    ResponseReply,
    SiteAssessment,
)
from doorstep.evaluation.models.asking import CallAttempt, CallTask
from doorstep.evaluation.models.evaluations import (
    Evaluation,
    EvaluationDraw,
    EvaluationResult,
    EvaluationStep,
    FrameMember,
    PartRunner,
)
from doorstep.evaluation.models.mending import Rectification, Solicitation

__all__ = [
    "AnswerFlag",
    "CallAttempt",
    "CallTask",
    "Evaluation",
    "EvaluationDraw",
    "EvaluationResult",
    "EvaluationStep",
    "FrameMember",
    "PartRunner",
    "Rectification",
    "Response",
    "ResponseRecall",
    "ResponseReply",
    "SiteAssessment",
    "Solicitation",
]
