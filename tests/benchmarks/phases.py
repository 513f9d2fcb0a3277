"""Where the time of one scan goes: each phase does what those before it do, and something more.

The figures are processor time of this process alone, each the difference to the phase before.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from invite_guard.cli.output import plain
from invite_guard.config import Settings
from invite_guard.model.decision import Standing
from invite_guard.model.owner import Owner
from invite_guard.sources.base import START
from invite_guard.sources.mbox import Mbox
from invite_guard.stages.classify import classify
from invite_guard.stages.context import build_context
from invite_guard.stages.counting.count import Counter
from invite_guard.stages.counting.observe import Observer
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import outline
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState
from invite_guard.stores.tally import Tally
from invite_guard.views.document import to_json
from invite_guard.views.table import render

T = TypeVar("T")
LATEST = 1 << 32
ME = Owner(addresses=("robin.owner@example.org",), reason="invented")


def find(file: Path) -> None:
    """Find the messages and cut out their headers."""
    for _ in Mbox(file).messages(START):
        pass


def observe(file: Path) -> None:
    """Read the headers too."""
    look = Observer(LATEST).observe
    for message in Mbox(file).messages(START):
        look(message)


def count(file: Path) -> Mapping[str, Tally]:
    """Count the messages too, and tally the people on them."""
    counter, look = Counter(ME.addresses), Observer(LATEST).observe
    for message in Mbox(file).messages(START):
        counter.add(look(message))
    return counter.tallies()


def phases(file: Path) -> Iterator[tuple[str, float]]:
    """Give the name of each phase and its seconds."""
    gc.disable()
    found, _ = timed(partial(find, file))
    observed, _ = timed(partial(observe, file))
    counted, tallies = timed(partial(count, file))
    yield "find messages", found
    yield "read headers", max(observed - found, 0.0)
    yield "count", max(counted - observed, 0.0)
    yield from kept(file, tallies)
    gc.enable()


def kept(file: Path, tallies: Mapping[str, Tally]) -> Iterator[tuple[str, float]]:
    """Give the phases that follow counting."""
    state = SourceState(str(file), "mbox", file.name, Mbox(file).fingerprint())
    with TemporaryDirectory() as home, Correspondence.open(Path(home) / "c") as store:
        store.number(state)
        taken, _ = timed(lambda: store.checkpoint(state, tallies, {}))
        yield "write the store", taken
        taken, correspondents = timed(store.correspondents)
        yield "load the store", taken
    taken, people = timed(lambda: merge(correspondents, [], ME))
    yield "merge", taken
    today = datetime.now(UTC).date()
    taken, verdicts = timed(lambda: classify(people, build_context(people, ME, today)))
    yield "classify", taken
    taken, plan = timed(
        lambda: outline(
            people, verdicts, owner=ME, sources=(), standing=Standing(), settings=Settings()
        ).whole()
    )
    yield "plan", taken
    yield "write the document", timed(lambda: to_json(plan))[0]
    yield "draw the table", timed(lambda: plain(lambda console: render(plan, console)))[0]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Give the seconds of processor time that some work took, and what came of it."""
    begin = time.process_time()
    done = work()
    return time.process_time() - begin, done
