"""Who may do what with money (plain Python): asking, approving and paying are three people's work."""

from collections.abc import Collection

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import is_within
from doorstep.people.access import can, grants_with


def can_request(actor: Actor, *, path: str) -> bool:
    return can(actor, "fund.request", at_path=path)


def can_lend(actor: Actor, *, path: str, org_ids: Collection[int]) -> bool:
    """Consent is the giver's own: by the organisation, or the one above it, where the grant names one.

    A grant that names no organisation speaks for its place.
    """
    return any(
        is_within(path, each.path) and (each.org_id is None or each.org_id in org_ids)
        for each in grants_with(actor, "fund.request")
    )


def can_review(actor: Actor, *, path: str, asked_by: int) -> bool:
    """Never for one's own expense, whatever the roles."""
    return actor.account_id != asked_by and can(actor, "fund.review", at_path=path)


def can_pay(actor: Actor, *, path: str, asked_by: int) -> bool:
    return actor.account_id != asked_by and can(actor, "fund.pay", at_path=path)


def can_keep(actor: Actor, *, path: str) -> bool:
    """Quotas, sources and what is published of the money; for the whole street."""
    return can(actor, "fund.keep", at_path=path)


def can_publish(actor: Actor, *, path: str) -> bool:
    """Who keeps the money, or who puts its notice up: posting that is what publishes an expense."""
    return can_keep(actor, path=path) or can(actor, "notice.draft", at_path=path)


def can_set_measure(actor: Actor, *, path: str) -> bool:
    return can(actor, "fund.review", at_path=path)


def can_choose(actor: Actor, *, path: str) -> bool:
    """The organisation itself opens its rounds and writes down what its meeting decided."""
    return can(actor, "fund.request", at_path=path)


def can_grade(actor: Actor, *, path: str, lead_id: int | None) -> bool:
    """Whoever knows the place and does not lead the project."""
    knows = can(actor, "project.propose", at_path=path) or can(actor, "project.review", at_path=path)
    return actor.account_id is not None and actor.account_id != lead_id and knows
