"""What is known about a person: one file a rule, interchangeable and ignorant of each other."""

from invite_guard.evidence import (
    audience,
    exchange,
    free_mail,
    lists,
    malformed,
    organisation,
    owner,
    robots,
    roles,
    same_name,
    titles,
)
from invite_guard.evidence.base import Rule

RULES: tuple[Rule, ...] = (
    owner.RULE,
    malformed.RULE,
    lists.RULE,
    robots.RULE,
    roles.RULE,
    exchange.RULE,
    audience.RULE,
    organisation.RULE,
    free_mail.RULE,
    titles.RULE,
    same_name.RULE,
)
"""Every rule, in the order their evidence is found; the order moves no verdict."""
