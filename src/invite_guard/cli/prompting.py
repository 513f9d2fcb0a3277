"""The plain form of `review`: one person shown, one key asked, each answer kept at once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime

from rich.console import Console

from invite_guard.cli.deciding import decide
from invite_guard.cli.output import plain
from invite_guard.cli.session import Session
from invite_guard.errors import NotConfirmedError
from invite_guard.model.decision import Action, NeverEntry
from invite_guard.model.plan import PlanPerson
from invite_guard.stages.review import Review, Said, begin, press
from invite_guard.stores.decisions import Decisions
from invite_guard.terminal import Terminal
from invite_guard.views import words
from invite_guard.views.card import render

QUESTION = "a approve  x reject  s skip  t tag  n never  u undo  q quit > "
TAG_QUESTION = "c colleague  s stranger  p personal  e executive  u back > "
UNKNOWN = "That does nothing here: one of the keys, then Enter.\n"


def run(session: Session, people: Sequence[PlanPerson], terminal: Terminal) -> str:
    """Ask about each person until all are decided or the human quits; tell what was said."""
    review = begin(people)
    said: Counter[str] = Counter()
    with closing(session.decisions()) as store:
        while not review.finished:
            _show(review, terminal)
            try:
                key = terminal.ask(TAG_QUESTION if review.choosing_tag else QUESTION).strip()
            except NotConfirmedError:  # end of input: what was said so far is kept
                break
            after, word = press(review, key.lower()) if len(key) == 1 else (review, None)
            if word:
                _keep(store, word)
                said[_named(word)] += 1
            elif after is review:
                terminal.write(UNKNOWN)
            review = after
    told = ", ".join(f"{number} {what}" for what, number in said.items())
    return f"Kept: {told}." if told else "Nothing was decided."


def _show(review: Review, terminal: Terminal) -> None:
    person = review.current
    if person is None or review.choosing_tag:
        return
    place = f"{review.position + 1} of {len(review.people)}"

    def draw(console: Console) -> None:
        render(person, place, console)

    terminal.write("\n" + plain(draw, width=80))


def _keep(store: Decisions, said: Said) -> None:
    if said.never:
        entries = list(_entries(said.person))
        if said.lifted:
            store.lift(entries)
        else:
            store.never(entries)
    elif said.action is not None:
        store.record([decide(said.person, said.action)])


def _entries(person: PlanPerson) -> Iterable[NeverEntry]:
    now = datetime.now(UTC)
    return (NeverEntry(entry=seen.address, at=now, note="review") for seen in person.addresses)


def _named(said: Said) -> str:
    if said.never:
        return "lifted" if said.lifted else "never"
    return {
        Action.APPROVE: "approved",
        Action.REJECT: "rejected",
        Action.TAG: "tagged",
        Action.CLEAR: "undone",
    }.get(said.action or Action.CLEAR, words.count(1, "word"))
