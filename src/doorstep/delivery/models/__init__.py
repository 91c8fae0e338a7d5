"""Partners' agreements, what they bring, what is needed, and what the street sees on site."""

from doorstep.delivery.models.agreements import (
    Agreement,
    AgreementProject,
    AgreementReminder,
    AgreementStep,
)
from doorstep.delivery.models.meetings import JointMeeting, JointMeetingPartner, Promise
from doorstep.delivery.models.needs import Match, MatchRating, MatchStep, NeedItem, ResourceItem
from doorstep.delivery.models.observations import (
    Observation,
    ObservationDraw,
    ObservationStep,
    ObservationTodo,
)
from doorstep.delivery.models.pledges import Delivered, Pledged

__all__ = [
    "Agreement",
    "AgreementProject",
    "AgreementReminder",
    "AgreementStep",
    "Delivered",
    "JointMeeting",
    "JointMeetingPartner",
    "Match",
    "MatchRating",
    "MatchStep",
    "NeedItem",
    "Observation",
    "ObservationDraw",
    "ObservationStep",
    "ObservationTodo",
    "Pledged",
    "Promise",
    "ResourceItem",
]
