"""Deciding about people one by one: which key does what, apart from any screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Disposition, Flag, Tag


class Key(StrEnum):
    """What each key does."""

    APPROVE = "a"
    REJECT = "x"
    SKIP = "s"
    TAG = "t"
    NEVER = "n"
    UNDO = "u"
    QUIT = "q"


TAG_KEYS: Mapping[str, Tag] = {tag.value[0]: tag for tag in Tag}
"""The key after `t`: the first letter of the tag."""


class Said(NamedTuple):
    """One thing to be kept at once. `never` is set for the never-list, `action` otherwise."""

    person: PlanPerson
    """As it was shown: the decision is bound to this address and this tag."""
    action: Action | None = None
    never: bool = False
    lifted: bool = False
    """Whether the never-list is left again."""


class _Step(NamedTuple):
    """Where a key was pressed, and what takes it back."""

    position: int
    person: PlanPerson
    undo: Said | None


@dataclass(frozen=True)
class Review:
    """How far a human is through the people; every key gives the next one."""

    people: tuple[PlanPerson, ...]
    position: int = 0
    steps: tuple[_Step, ...] = ()
    choosing_tag: bool = False
    quit: bool = False

    @property
    def current(self) -> PlanPerson | None:
        """Who is being decided about; nobody at the end."""
        return self.people[self.position] if self.position < len(self.people) else None

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to ask."""
        return self.quit or self.current is None


def begin(people: Sequence[PlanPerson]) -> Review:
    """Begin with the first of the people, in the order they are to be asked about."""
    return Review(tuple(people))


def press(review: Review, key: str) -> tuple[Review, Said | None]:
    """Give the review after one key, and what must be kept because of it.

    A key that means nothing here changes nothing.
    """
    if key == Key.UNDO:
        return _undone(review)
    if key == Key.QUIT:
        return replace(review, quit=True), None
    person = review.current
    if person is None:
        return review, None
    if review.choosing_tag:
        return _tagged(replace(review, choosing_tag=False), person, key)
    return _decided(review, person, key)


def _decided(review: Review, person: PlanPerson, key: str) -> tuple[Review, Said | None]:
    if key == Key.TAG:
        return replace(review, choosing_tag=True), None
    if key == Key.SKIP:
        return _forward(review, person, None), None
    said = _said(person, key)
    return (_forward(review, person, _taken_back(said)), said) if said else (review, None)


def _said(person: PlanPerson, key: str) -> Said | None:
    match key:
        case Key.APPROVE if Flag.AMBIGUOUS_ADDRESS not in person.flags:  # it could not be exported
            return Said(person, Action.APPROVE)
        case Key.REJECT:
            return Said(person, Action.REJECT)
        case Key.NEVER:
            return Said(person, never=True)
    return None


def _taken_back(said: Said) -> Said:
    """Say what restores how things stood before."""
    if said.never:
        return Said(said.person, never=True, lifted=True)
    before = said.person.decision
    restored = before is not None and not before.stale and before.action is not said.action
    return Said(said.person, before.action if before and restored else Action.CLEAR)


def _tagged(review: Review, person: PlanPerson, key: str) -> tuple[Review, Said | None]:
    """Correct the tag and stay: whoever has a new tag is looked at again before a decision."""
    tag = TAG_KEYS.get(key)
    if tag is None or tag is person.tag:
        return review, None
    corrected = _with_tag(person, tag)
    step = _Step(review.position, person, Said(person, Action.TAG))
    return (
        replace(review, people=_put(review, corrected), steps=(*review.steps, step)),
        Said(corrected, Action.TAG),
    )


def _undone(review: Review) -> tuple[Review, Said | None]:
    if review.choosing_tag:
        return replace(review, choosing_tag=False), None
    if not review.steps:
        return review, None
    *earlier, last = review.steps
    back = replace(review, position=last.position, steps=tuple(earlier), quit=False)
    return replace(back, people=_put(back, last.person)), last.undo


def _forward(review: Review, person: PlanPerson, undo: Said | None) -> Review:
    step = _Step(review.position, person, undo)
    return replace(review, position=review.position + 1, steps=(*review.steps, step))


def _put(review: Review, person: PlanPerson) -> tuple[PlanPerson, ...]:
    at = review.position
    return (*review.people[:at], person, *review.people[at + 1 :])


def _with_tag(person: PlanPerson, tag: Tag) -> PlanPerson:
    both = person.exchange.direct_in > 0 and person.exchange.direct_out > 0
    disposition = Disposition.PROPOSE if tag is Tag.COLLEAGUE and both else Disposition.HOLD
    return person.model_copy(
        update={"tag": tag, "corrected": True, "confidence": 1.0, "disposition": disposition}
    )
