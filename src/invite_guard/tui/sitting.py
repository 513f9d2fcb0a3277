"""One sitting of a review, apart from the screen: what is said, kept, and how everybody stands."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from invite_guard.errors import InviteGuardError
from invite_guard.model.tag import Disposition
from invite_guard.stages.review import (
    Pressed,
    approve_group,
    begin,
    press,
    turn_to,
    write_note,
)
from invite_guard.stages.saying import Key, Said
from invite_guard.stages.stand import Listed
from invite_guard.stages.told import in_group
from invite_guard.terminal import safe
from invite_guard.tui.tally import Tally
from invite_guard.views import words
from invite_guard.views.said import named

Keep = Callable[[Sequence[Said]], None]
"""Puts words on the disk before it returns. Raises `InviteGuardError`."""


class Outcome(NamedTuple):
    """What became of a key."""

    text: str
    """To be told in one line."""
    changed: Sequence[int] = ()
    """Positions of those who stand otherwise than before."""
    kept: bool = True
    """False where the disk refused: then nothing changed either."""


class Sitting:
    """Everybody as they stand, and the one way in which that changes: kept first, then shown."""

    def __init__(self, people: Sequence[Listed], keep: Keep) -> None:
        self._review = begin(people)
        self._keep = keep
        self.tally = Tally(people)
        self.said: Counter[str] = Counter()
        """What was kept, by name."""

    @property
    def people(self) -> Sequence[Listed]:
        """Everybody as they stand now."""
        return self._review.people

    @property
    def position(self) -> int:
        """Who the last key was about."""
        return self._review.position

    def say(self, position: int, key: str) -> Outcome:
        """Take one key for the person at a position."""
        return self._kept(press(turn_to(self._review, position), key))

    def tag(self, position: int, key: str) -> Outcome:
        """Correct the tag; `key` is the letter of the new one."""
        choosing, _ = press(turn_to(self._review, position), Key.TAG)
        return self._kept(press(choosing, key))

    def note(self, position: int, text: str) -> Outcome:
        """Note something."""
        return self._kept(write_note(turn_to(self._review, position), text))

    def group(self, positions: Sequence[int]) -> list[int]:
        """Choose whom of these people one approval may take together."""
        return [at for at in positions if in_group(self.people[at])]

    def approve(self, positions: Sequence[int]) -> Outcome:
        """Approve a group that was shown."""
        return self._kept(approve_group(self._review, positions))

    def leads_on(self, key: str, here: int, following: int | None) -> bool:
        """Whether the cursor goes on to the following person after a key.

        Never from an approval to somebody who is held: a key held down, or pressed once too often,
        must not approve whom nobody looked at.
        """
        if following is None or key in {Key.UNDO, Key.CLEAR}:
            return False
        both = (self.people[here], self.people[following])
        return key != Key.APPROVE or all(map(_is_proposed, both))

    def _kept(self, pressed: Pressed) -> Outcome:
        after, said = pressed
        try:
            self._keep(said)
        except InviteGuardError as error:
            return Outcome(f"NOT KEPT: {error.message} {error.hint}", kept=False)
        changed = self.tally.move(self._review, after)
        self._review = after
        self.said.update(map(named, said))
        return Outcome(_told(said), changed)


def _is_proposed(person: Listed) -> bool:
    return person.disposition is Disposition.PROPOSE and person.exclusion is None


def _told(said: Sequence[Said]) -> str:
    if not said:
        return "That changes nothing here."
    if len(said) > 1:
        return f"Kept: {len(said):,} {named(said[0])}."
    who = said[0].person
    return f"Kept: {named(said[0])}: {words.name(who)} {safe(who.address)}"
