"""Who may do what with money (plain Python): asking, approving and paying are three people's work."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_request(actor: Actor, *, path: str) -> bool:
    return can(actor, "fund.request", at_path=path)


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
