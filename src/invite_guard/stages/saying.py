"""What a key says of one person, and what takes that back."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import UNFIT_ADDRESS, Exclusion, Tag


class Key(StrEnum):
    """What each key does."""

    APPROVE = "a"
    REJECT = "x"
    SKIP = "s"
    TAG = "t"
    NEVER = "n"
    NOTE = "r"
    CLEAR = "c"
    UNDO = "u"
    QUIT = "q"


TAG_KEYS: Mapping[str, Tag] = {tag.value[0]: tag for tag in Tag}
"""The key after `t`: the first letter of the tag."""

OVERRULED = frozenset({None, Exclusion.REJECTED})
"""Exclusions that an approval takes back: the owner's own earlier word on that person."""


class Said(NamedTuple):
    """One thing to be kept at once. `never` is set for the never-list, `action` otherwise."""

    person: PlanPerson
    """As it was shown: the decision is bound to this address and this tag."""
    action: Action | None = None
    never: bool = False
    lifted: bool = False
    """Whether the never-list is left again."""
    note: str = ""


def word(person: PlanPerson, key: str) -> Said | None:
    """Give what the key says of the person; nothing where it may not be said of them."""
    match key:
        case Key.APPROVE if (
            UNFIT_ADDRESS.isdisjoint(person.flags)  # else it could not be exported
            and person.exclusion in OVERRULED
        ):
            return Said(person, Action.APPROVE)
        case Key.REJECT:
            return Said(person, Action.REJECT)
        case Key.NEVER:
            return Said(person, never=True)
        case Key.CLEAR if person.decision and person.exclusion in OVERRULED:
            return Said(person, Action.CLEAR)
    return None


def taken_back(said: Said) -> Said:
    """Say what restores how things stood before."""
    if said.never:
        return Said(said.person, never=True, lifted=True)
    before = said.person.decision
    restored = before is not None and not before.stale and before.action is not said.action
    return Said(said.person, before.action if before and restored else Action.CLEAR)
