"""Ways to break the promises on purpose: a look that finds none of them would be worth nothing."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from invite_guard.model.batch import STDOUT
from invite_guard.stages import export
from invite_guard.stores import precious
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger

_WINDOW = 0.01
"""Seconds by which a sabotage widens the moment in which it can be caught."""


def say_before_saving() -> None:
    """Call a decision saved, and save it a little later."""
    real = Decisions.record
    waiting: list[Any] = []

    def record(self: Decisions, decisions: Any) -> None:
        for earlier in waiting:
            real(self, earlier)
        waiting[:] = [list(decisions)]

    _replace(Decisions, "record", record)
    _replace(Ledger, "prepare", _patient(Ledger.prepare, waiting, real))


def never_commit() -> None:
    """Do everything right within a transaction, and leave it open."""

    @contextmanager
    def transaction(self: Any, _: str) -> Iterator[sqlite3.Connection]:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        yield self._connection

    real = precious.Precious._prepare

    def prepare(self: Any, migrations: Any) -> None:
        real(self, migrations)
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    _replace(precious.Precious, "_prepare", prepare)
    _replace(precious.Precious, "_transaction", transaction)


def write_before_recording() -> None:
    """Let the file appear, then record the batch."""
    real = Ledger.prepare

    def prepare(self: Ledger, batch: Any, content: bytes, **told: Any) -> int:
        if told["destination"] != STDOUT:
            Path(told["destination"]).write_bytes(content)
        time.sleep(_WINDOW)
        return real(self, batch, content, **told)

    _replace(Ledger, "prepare", prepare)


def write_in_place() -> None:
    """Write the file under its own name, in two steps."""

    def write(path: Path, content: bytes, _: str) -> None:
        with path.open("wb", buffering=0) as file:
            file.write(content[:50])
            time.sleep(_WINDOW)
            file.write(content[50:])

    _replace(export, "write_new", write)


def publish_before_writing() -> None:
    """Call a batch published, then write it."""
    real = Ledger.publishing

    @contextmanager
    def publishing(self: Ledger, number: int, now: Any) -> Iterator[bytes]:
        with real(self, number, now) as content:
            pass
        time.sleep(_WINDOW)
        yield content

    _replace(Ledger, "publishing", publishing)


def _patient(real: Any, waiting: list[Any], record: Any) -> Callable[..., int]:
    def prepare(self: Any, *given: Any, **told: Any) -> int:
        time.sleep(_WINDOW)
        decisions = Decisions(self._store)
        for earlier in waiting:
            record(decisions, earlier)
        waiting.clear()
        number: int = real(self, *given, **told)
        return number

    return prepare


def _replace(owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)


SABOTAGES: Mapping[str, Callable[[], None]] = MappingProxyType(
    {
        sabotage.__name__: sabotage
        for sabotage in (
            say_before_saving,
            never_commit,
            write_before_recording,
            write_in_place,
            publish_before_writing,
        )
    }
)
