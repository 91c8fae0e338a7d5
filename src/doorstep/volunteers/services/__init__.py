"""The acts on reporting-in members."""

from doorstep.volunteers.services.appeals import answer_appeal, lodge_appeal, lodge_entry_appeal
from doorstep.volunteers.services.cards import Card, confirm_service, enter_service, refuse_service
from doorstep.volunteers.services.members import (
    Registration,
    claim_post,
    feed_back,
    link_account,
    publish_post,
    read_member_phone,
    receive_member,
    report_in,
    transfer_member,
    withdraw_consent,
)
from doorstep.volunteers.services.pledges import comment_pledge, make_pledge, settle_pledge
from doorstep.volunteers.services.points import reverse_points, set_point_rules
from doorstep.volunteers.services.rewards import Offer, announce_reward, give_back, hand_over, redeem
from doorstep.volunteers.services.stars import (
    announce_star,
    answer_star,
    award_star,
    bar_from_stars,
    object_to_star,
    propose_star,
)

__all__ = [
    "Card",
    "Offer",
    "Registration",
    "announce_reward",
    "announce_star",
    "answer_appeal",
    "answer_star",
    "award_star",
    "bar_from_stars",
    "claim_post",
    "comment_pledge",
    "confirm_service",
    "enter_service",
    "feed_back",
    "give_back",
    "hand_over",
    "link_account",
    "lodge_appeal",
    "lodge_entry_appeal",
    "make_pledge",
    "object_to_star",
    "propose_star",
    "publish_post",
    "read_member_phone",
    "receive_member",
    "redeem",
    "refuse_service",
    "report_in",
    "reverse_points",
    "set_point_rules",
    "settle_pledge",
    "transfer_member",
    "withdraw_consent",
]
