"""sources → correspondents: read what is new, count it, keep it."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from invite_guard.errors import OwnerError, SourceError
from invite_guard.mail.labels import Label
from invite_guard.model.owner import Owner
from invite_guard.sources.base import Message, Source
from invite_guard.sources.begun import beginning_of, begun
from invite_guard.stages import owner as whose
from invite_guard.stages.books import shelf_of
from invite_guard.stages.counting.count import Counter
from invite_guard.stages.counting.observe import Observer
from invite_guard.stages.counting.read import Progress, Reading, read_source
from invite_guard.stages.counting.seen import Seen
from invite_guard.stages.gone import not_there
from invite_guard.stages.provenance import plan_sources
from invite_guard.stages.unswept import unswept
from invite_guard.stores.correspondence import Correspondence

SAMPLE = 4_000
"""Messages looked at to tell the owner before counting begins, of all sources together."""
LEAST = 200
"""Messages looked at of each source, however many there are."""


class Wish(NamedTuple):
    """What the person asked of a scan."""

    me: tuple[str, ...] = ()
    """The owner's addresses where they were given; else they are inferred."""
    include: frozenset[Label] | None = None
    """Which of `ON_REQUEST` to read; None: as at the last scan, at first none."""
    latest: int = 0
    """Seconds since 1970: a later date is not believed."""
    jobs: int = 1
    """How many processes may work at once."""
    signed_in: str = ""
    """The address of the account that is signed in: the owner's for certain. Else as before."""


class Gathered(NamedTuple):
    """What came of reading."""

    owner: Owner
    problems: tuple[SourceError, ...]
    """Sources that could not be read to their end; what was read of them stands."""


@unswept()
def gather(
    sources: Sequence[Source],
    store: Correspondence,
    wish: Wish,
    progress: Progress,
    reopen: Callable[[Path], Sequence[Source]],
) -> Gathered:
    """Read what is new in the sources, add it to the store, and tell whose mail it is.

    No message is counted twice, wherever it turns up again. Who the owner is decides what
    counts as direct, so where that, or which mail is to be read, is not what the store was
    counted for, every source ever read is opened again with `reopen` and counted anew.

    Raises `OwnerError` where the owner cannot be told, and `SourceError` where nothing could be
    read. An interruption leaves what was counted so far; the next scan goes on from there.
    """
    include = _included(store) if wish.include is None else wish.include
    if wish.signed_in:
        store.put("signed_in", wish.signed_in)
    sources = begun(sources)
    owner = _expected(sources, store, wish)
    while True:
        if not _counted_for(store, owner, include):
            sources = _every(sources, store, reopen)
            _begin_anew(store, owner, include)
        problems = _read_all(
            sources, store, Reading(owner, wish.latest, include, wish.jobs), progress
        )
        settled = _settled(store, owner, wish)
        if set(settled.addresses) == set(owner.addresses):
            store.owner = settled
            return Gathered(settled, problems)
        owner = settled


def _expected(sources: Sequence[Source], store: Correspondence, wish: Wish) -> Owner:
    """Take the owner that was given, else the one known, else one told from a sample."""
    if wish.me:
        return whose.given(wish.me, {})
    known = store.owner
    if known and known.addresses:
        return known
    if not sources and not store.sources():
        return whose.without_mail(profile_of(store))
    return _from_sample(sources, store, wish)


def _settled(store: Correspondence, owner: Owner, wish: Wish) -> Owner:
    """Tell the owner again now that everything is counted."""
    tallies = store.presences()
    if wish.me or owner.reason in {whose.GIVEN, whose.UNSEEN}:
        return whose.given(owner.addresses, tallies)
    messages = sum(state.messages for state in store.sources())
    if not messages and store.books():
        return whose.without_mail(profile_of(store))
    return whose.told(tallies, messages, profile_of(store), store.get("signed_in"))


def profile_of(store: Correspondence) -> whose.Profile:
    """Give what books say of whose mail it is."""
    shelf = shelf_of(store)
    return whose.Profile(shelf.addresses, shelf.names)


def _from_sample(sources: Sequence[Source], store: Correspondence, wish: Wish) -> Owner:
    """Look at the beginning of every source; where that leaves a doubt, at all of them."""
    share = max(LEAST, SAMPLE // max(len(sources), 1))
    sample = _Sample(wish.latest)
    for source in sources:
        sample.look(beginning_of(source, share))
    try:
        return sample.owner(store)
    except OwnerError:
        sample = _Sample(wish.latest)
        for source in sources:
            sample.look(source.messages())
        if not sample.messages and store.books():
            return whose.without_mail(profile_of(store))
        if not sample.messages and sample.fault:
            raise sample.fault from None
        return sample.owner(store)


class _Sample:
    """Messages counted as nobody's, to see who is on them."""

    def __init__(self, latest: int) -> None:
        self._observer = Observer(latest)
        self._counter = Counter(())
        self.messages = 0
        self.fault: SourceError | None = None
        """Why a source could not be read to its end: the first one."""

    def look(self, messages: Iterable[Message]) -> None:
        try:
            for message in messages:
                self._counter.add(self._observer.observe(message))
                self.messages += 1
        except SourceError as error:  # which counting meets again, and tells
            self.fault = self.fault or error

    def owner(self, store: Correspondence) -> Owner:
        tallies = self._counter.tallies()
        return whose.told(tallies, self.messages, profile_of(store), store.get("signed_in"))


def _included(store: Correspondence) -> frozenset[Label]:
    return frozenset(Label(name) for name in store.get("include").split())


def _basis(owner: Owner, include: frozenset[Label]) -> dict[str, str]:
    """Give what counts depend on."""
    return {
        "counted_for": json.dumps(sorted(owner.addresses)),
        "include": " ".join(sorted(include)),
    }


def _counted_for(store: Correspondence, owner: Owner, include: frozenset[Label]) -> bool:
    return all(store.get(key) == value for key, value in _basis(owner, include).items())


def _every(
    sources: Sequence[Source], store: Correspondence, reopen: Callable[[Path], Sequence[Source]]
) -> list[Source]:
    """Add to the sources all that were read at earlier scans."""
    found = {source.key: source for source in sources}
    gone = []
    for key in [state.key for state in store.sources() if state.key not in found]:
        try:
            found[key] = {source.key: source for source in reopen(Path(key))}[key]
        except (KeyError, SourceError):
            gone.append(key)
    if gone:
        raise not_there(gone)
    return list(found.values())


def _begin_anew(store: Correspondence, owner: Owner, include: frozenset[Label]) -> None:
    store.forget()
    for key, value in _basis(owner, include).items():
        store.put(key, value)


def _read_all(
    sources: Sequence[Source], store: Correspondence, reading: Reading, progress: Progress
) -> tuple[SourceError, ...]:
    """Read each source as far as it goes. One that fails does not keep the others from it."""
    seen = Seen(store)
    problems = []
    for source in sources:
        try:
            read_source(source, store, seen, reading, progress)
        except SourceError as error:
            problems.append(error)
    if problems and not any(s.messages or s.entries for s in plan_sources(store)):
        raise problems[0]
    return tuple(problems)
