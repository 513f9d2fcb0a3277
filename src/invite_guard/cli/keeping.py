"""Keeping at once what a review said: one transaction a key."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from invite_guard.cli.deciding import decide
from invite_guard.model.decision import Decision, NeverEntry
from invite_guard.stages.saying import Said
from invite_guard.stores.decisions import Decisions


def keep(store: Decisions, said: Sequence[Said]) -> None:
    """Put on the disk everything one key said, or nothing. Raises `StoreError`."""
    words = [word for one in said if not one.never for word in _words(one)]
    if words:
        store.record(words)
    for one in said:
        if one.never and one.lifted:
            store.lift(_entries(one))
        elif one.never:
            store.never(_entries(one))


def _words(said: Said) -> Iterator[Decision]:
    """Bind the word to the person as shown; what takes back does so at every address."""
    if said.action is None:
        return
    word = decide(said.person, said.action).model_copy(update={"note": said.note})
    addresses = [seen.address for seen in said.person.addresses]
    for address in addresses if word.takes_back else addresses[:1]:
        yield word.model_copy(update={"address": address})


def _entries(said: Said) -> Iterable[NeverEntry]:
    now = datetime.now(UTC)
    return [NeverEntry(entry=seen.address, at=now, note="review") for seen in said.person.addresses]
