"""Partners' agreements, what they bring, what is needed, and where the two meet."""

from doorstep.delivery.models.agreements import (
    Agreement,
    AgreementProject,
    AgreementReminder,
    AgreementStep,
)
from doorstep.delivery.models.meetings import JointMeeting, JointMeetingPartner, Promise
from doorstep.delivery.models.needs import Match, MatchRating, MatchStep, NeedItem, ResourceItem
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
    "Pledged",
    "Promise",
    "ResourceItem",
]
