"""The acts with partners: agreements, joint meetings, needs and resources."""

from doorstep.delivery.services.agreements import (
    Terms,
    begin_agreement,
    draft_agreement,
    link_project,
    renew_agreement,
    sign_agreement,
    terminate_agreement,
)
from doorstep.delivery.services.claiming import claim_need, deliver_need, rate_match
from doorstep.delivery.services.meetings import Promised, hold_joint_meeting, settle_promise
from doorstep.delivery.services.needs import Need, move_need, write_need
from doorstep.delivery.services.offers import Offered, offer_resource
from doorstep.delivery.services.pledges import confirm_delivery, pledge_resource, reverse_delivery
from doorstep.delivery.services.timed import end_agreements, remind_of_agreements

__all__ = [
    "Need",
    "Offered",
    "Promised",
    "Terms",
    "begin_agreement",
    "claim_need",
    "confirm_delivery",
    "deliver_need",
    "draft_agreement",
    "end_agreements",
    "hold_joint_meeting",
    "link_project",
    "move_need",
    "offer_resource",
    "pledge_resource",
    "rate_match",
    "remind_of_agreements",
    "renew_agreement",
    "reverse_delivery",
    "settle_promise",
    "sign_agreement",
    "terminate_agreement",
    "write_need",
]
