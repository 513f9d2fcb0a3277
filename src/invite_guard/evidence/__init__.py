"""What is known about a person: one file a rule, interchangeable and ignorant of each other."""

from invite_guard.evidence import (
    audience,
    circles,
    exchange,
    family,
    free_mail,
    hours,
    kinship,
    labels,
    lessons,
    lists,
    look_alike,
    malformed,
    organisation,
    owner,
    relatives,
    relays,
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
    relays.RULE,
    roles.RULE,
    exchange.RULE,
    audience.RULE,
    organisation.RULE,
    free_mail.RULE,
    hours.RULE,
    family.RULE,
    relatives.RULE,
    kinship.RULE,
    labels.RULE,
    circles.RULE,
    titles.RULE,
    look_alike.RULE,
    same_name.RULE,
    lessons.RULE,
)
"""Every rule, in the order their evidence is found; the order moves no verdict."""
