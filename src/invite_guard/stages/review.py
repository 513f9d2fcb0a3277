"""Deciding about people one by one, a key at a time, apart from any screen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Disposition
from invite_guard.stages.planned import whole
from invite_guard.stages.saying import TAG_KEYS, Key, Said, taken_back, word
from invite_guard.stages.stand import Listed
from invite_guard.stages.told import after_word, in_group, is_approved, with_note, with_tag


class _Step(NamedTuple):
    """Where a key was pressed, who stood where before, and what takes it back."""

    position: int
    before: tuple[tuple[int, Listed], ...]
    undo: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Review:
    """How far a human is through the people; every key gives the next one."""

    people: tuple[Listed, ...]
    """As they stand after every key so far."""
    position: int = 0
    steps: tuple[_Step, ...] = ()
    choosing_tag: bool = False
    writing_note: bool = False
    quit: bool = False

    @property
    def current(self) -> PlanPerson | None:
        """Who is being decided about; nobody at the end."""
        return whole(self.people[self.position]) if self.position < len(self.people) else None

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to ask."""
        return self.quit or self.current is None


Pressed = tuple[Review, tuple[Said, ...]]
"""The review after a key, and what must be kept because of it."""


def begin(people: Sequence[Listed]) -> Review:
    """Begin with the first of the people, in the order they are to be asked about."""
    return Review(tuple(people))


def turn_to(review: Review, position: int) -> Review:
    """Go to another person, as a cursor does; what was half said is dropped."""
    return replace(review, position=position, choosing_tag=False, writing_note=False)


def press(review: Review, key: str) -> Pressed:
    """Give the review after one key, and what must be kept because of it.

    A key that means nothing here changes nothing.
    """
    if key == Key.UNDO:
        return _undone(review)
    if key == Key.QUIT:
        return replace(review, quit=True), ()
    person = review.current
    if person is None:
        return review, ()
    if review.choosing_tag:
        return _tagged(replace(review, choosing_tag=False), person, key)
    return _decided(review, person, key)


def write_note(review: Review, text: str) -> Pressed:
    """Note something on the current person, for oneself; no text takes the note away."""
    quiet = replace(review, writing_note=False)
    person = quiet.current
    note = text.strip()
    if person is None or note == person.note:
        return quiet, ()
    step = _step(quiet, person, Said(person, Action.NOTE, note=person.note))
    return (
        _put(quiet, {quiet.position: with_note(person, note)}, step),
        (Said(person, Action.NOTE, note=note),),
    )


def approve_group(review: Review, positions: Iterable[int]) -> Pressed:
    """Approve, in one step that one key undoes, those of the group that may be: see `in_group`."""
    chosen = {at: whole(review.people[at]) for at in positions if in_group(review.people[at])}
    if not chosen:
        return review, ()
    step = _Step(
        review.position,
        tuple(chosen.items()),
        tuple(taken_back(Said(person, Action.APPROVE)) for person in chosen.values()),
    )
    people = {at: after_word(person, Action.APPROVE) for at, person in chosen.items()}
    said = tuple(Said(person, Action.APPROVE) for person in chosen.values())
    return _put(review, people, step), said


def changed(before: Review, after: Review) -> list[int]:
    """Give the positions of those whom a key changed, or an undoing changed back."""
    step = after.steps if len(after.steps) > len(before.steps) else before.steps
    if len(after.steps) == len(before.steps):
        return []
    return [at for at, _ in step[-1].before if before.people[at] is not after.people[at]]


def _decided(review: Review, person: PlanPerson, key: str) -> Pressed:
    match key:
        case Key.TAG:
            return replace(review, choosing_tag=True), ()
        case Key.NOTE:
            return replace(review, writing_note=True), ()
    if key == Key.SKIP or (key == Key.APPROVE and is_approved(person)):
        return _forward(_put(review, {}, _step(review, person))), ()
    said = word(person, key)
    if said is None:
        return review, ()
    step = _step(review, person, taken_back(said))
    natural = _natural(review, person)
    after = after_word(person, None if said.never else said.action, natural)
    changed = _put(review, {review.position: after}, step)
    return (changed if key == Key.CLEAR else _forward(changed)), (said,)


def _tagged(review: Review, person: PlanPerson, key: str) -> Pressed:
    """Correct the tag and stay: whoever has a new tag is looked at again before a decision."""
    tag = TAG_KEYS.get(key)
    if tag is None or tag is person.tag:
        return review, ()
    corrected = with_tag(person, tag)
    before = Said(person, Action.TAG if person.corrected else Action.UNTAG)
    step = _step(review, person, before)
    return (
        _put(review, {review.position: corrected}, step),
        (Said(corrected, Action.TAG),),
    )


def _undone(review: Review) -> Pressed:
    if review.choosing_tag or review.writing_note:
        return replace(review, choosing_tag=False, writing_note=False), ()
    if not review.steps:
        return review, ()
    *earlier, last = review.steps
    back = replace(review, position=last.position, steps=tuple(earlier), quit=False)
    return replace(back, people=_replaced(back.people, dict(last.before))), last.undo


def _step(review: Review, person: PlanPerson, *undo: Said) -> _Step:
    return _Step(review.position, ((review.position, person),), undo)


def _forward(review: Review) -> Review:
    return replace(review, position=review.position + 1)


def _put(review: Review, people: Mapping[int, Listed], step: _Step) -> Review:
    return replace(review, people=_replaced(review.people, people), steps=(*review.steps, step))


def _replaced(people: tuple[Listed, ...], changed: Mapping[int, Listed]) -> tuple[Listed, ...]:
    if not changed:
        return people
    copied = list(people)
    for at, person in changed.items():
        copied[at] = person
    return tuple(copied)


def _natural(review: Review, person: PlanPerson) -> Disposition:
    """Tell what the dry run means to do with a person whose exclusion is taken back.

    Only known of those who were excluded in this review; others are held until the next plan.
    """
    for step in reversed(review.steps):
        for _, earlier in step.before:
            if earlier.id == person.id and earlier.exclusion is None:
                return earlier.disposition
    return Disposition.HOLD
