"""The plain form of `review`: one person shown, one key asked, each answer kept at once."""

import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from rich.console import Console

from invite_guard.cli.keeping import keep
from invite_guard.cli.output import plain
from invite_guard.cli.session import Session
from invite_guard.errors import NotConfirmedError
from invite_guard.stages.review import Pressed, Review, begin, press, write_note
from invite_guard.stages.stand import Listed
from invite_guard.stores.decisions import Decisions
from invite_guard.terminal import Terminal
from invite_guard.tui.tally import Tally
from invite_guard.views.card import render
from invite_guard.views.said import named

QUESTION = "a approve  x reject  s skip  t tag  n never  r note  c clear  u undo  q quit > "
TAG_QUESTION = "c colleague  s stranger  p personal  e executive  u back > "
NOTE_QUESTION = "Your note, for yourself (an empty line takes it away) > "
UNKNOWN = "That does nothing here: one of the keys, then Enter.\n"


def run(session: Session, people: Sequence[Listed], tally: Tally, terminal: Terminal) -> str:
    """Ask about each person until all are decided or the human quits; tell what was said.

    `tally` counts everybody who can be decided about, those not asked about included.
    """
    with closing(session.decisions()) as store:
        return _Prompting(store, tally, terminal).run(begin(people))


class _Prompting:
    """One run of questions, each answered with one line."""

    def __init__(self, store: Decisions, tally: Tally, terminal: Terminal) -> None:
        self._store = store
        self._tally = tally
        self._terminal = terminal
        self._said: Counter[str] = Counter()

    def run(self, review: Review) -> str:
        """Ask until all is said."""
        self._terminal.write(f"{self._tally.stands}\n")
        while not review.finished:
            self._show(review)
            try:
                review = self._answered(review)
            except NotConfirmedError:  # end of input: what was said so far is kept
                break
        return told(self._said)

    def _answered(self, review: Review) -> Review:
        if review.writing_note:
            return self._kept(review, write_note(review, self._terminal.ask(NOTE_QUESTION)))
        question = TAG_QUESTION if review.choosing_tag else QUESTION
        key = self._terminal.ask(question).strip()
        after, said = press(review, key.lower()) if len(key) == 1 else (review, ())
        if after is review:
            self._terminal.write(UNKNOWN)
        return self._kept(review, (after, said))

    def _kept(self, before: Review, pressed: Pressed) -> Review:
        after, said = pressed
        keep(self._store, said)
        self._said.update(map(named, said))
        self._tally.move(before, after)
        if said:
            self._terminal.write(f"Kept: {', '.join(map(named, said))}. {self._tally.stands}\n")
        return after

    def _show(self, review: Review) -> None:
        person = review.current
        if person is None or review.choosing_tag or review.writing_note:
            return
        place = f"{review.position + 1} of {len(review.people)}"

        def draw(console: Console) -> None:
            render(person, place, console)

        self._terminal.write("\n" + plain(draw, min(80, shutil.get_terminal_size().columns)))


def told(said: Counter[str]) -> str:
    """Say in one line what a review kept."""
    parts = ", ".join(f"{number} {what}" for what, number in said.items())
    return f"Kept: {parts}." if parts else "Nothing was decided."
