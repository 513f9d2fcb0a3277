"""The file that cannot be rebuilt: decisions, never-list and ledger. Treated like money."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from invite_guard.errors import StoreError
from invite_guard.paths import ensure_private
from invite_guard.stores.schema import APPLICATION, MIGRATIONS

PATIENCE = 5.0
"""Seconds to wait for another process that writes."""

_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",  # the write-ahead log of this SQLite can lose a commit
    "PRAGMA synchronous = EXTRA",  # a commit is on the disk, and so is the end of its journal
    "PRAGMA fullfsync = ON",  # macOS: through the cache of the disk itself
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else INSERT OR REPLACE deletes past the triggers
    "PRAGMA trusted_schema = OFF",
)


class Precious:
    """An open store of decisions and ledger. Nothing in it is ever changed or deleted."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        patience: float = PATIENCE,
        migrations: Sequence[Sequence[str]] = MIGRATIONS,
    ) -> Self:
        """Open the store, make it where there is none, and bring an older one up to date.

        Raises `StoreError`: locked for longer than `patience` seconds, damaged, not a store of
        ours, not writable, or made by a newer version, which is then left untouched.
        """
        with _told(path):
            _make(path)
            _settle(path, patience)
            _refuse_unknown(path, len(migrations))
            connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
            store = cls(connection, path)
            try:
                store._prepare(migrations)
            except BaseException:
                connection.close()
                raise
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See one state of the store throughout."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the only right to write; on the disk when this ends, undone when it fails."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with _told(self._path):
            self._connection.execute(begin)
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._connection.execute("ROLLBACK")
                raise

    def _prepare(self, migrations: Sequence[Sequence[str]]) -> None:
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)
        verdict = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise _damaged(self._path)
        if _version(self._connection) < len(migrations):
            with self.writing() as connection:
                _migrate(connection, migrations)


def _migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]]) -> None:
    """Go forward, all the way or not at all: the version is part of the transaction."""
    for migration in migrations[_version(connection) :]:
        for statement in migration:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make(path: Path) -> None:
    """Make the file before SQLite does, closed to everybody else whatever the umask."""
    ensure_private(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise _unwritable(path) from error


def _settle(path: Path, patience: float) -> None:
    """Let SQLite undo what a crash left half done: before that the header may say anything."""
    if path.with_name(path.name + "-journal").exists():
        with closing(sqlite3.connect(path, timeout=patience)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _refuse_unknown(path: Path, newest: int) -> None:
    """Look at the header (SQLite file format, 1.3) without letting SQLite touch the file."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return
    if len(header) < 100 or not header.startswith(b"SQLite format 3\x00"):
        raise _foreign(path)
    version, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    if application != APPLICATION:
        raise _foreign(path)
    if version > newest:
        raise StoreError(
            "Your decisions were kept by a newer version of invite-guard.",
            "Upgrade invite-guard; the file was left as it is.",
        )


def _foreign(path: Path) -> StoreError:
    return StoreError(
        "The file of your decisions is not one that invite-guard made.",
        f"Move {path} away, or put back your copy of it.",
    )


def _damaged(path: Path) -> StoreError:
    return StoreError(
        "The file of your decisions is damaged.",
        f"Keep a copy of {path}, then put back your last good copy; do not delete it.",
    )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in a person's words what the database said."""
    try:
        yield
    except sqlite3.Error as error:
        told = _in_words(error, path)
        if told is None:
            raise
        raise told from error


def _in_words(error: sqlite3.Error, path: Path) -> StoreError | None:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(
            "Another invite-guard is writing to your decisions.",
            "Let it finish (or close its review screen), then run the command again.",
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return StoreError(
            "The disk did not take what belongs to your decisions: it may be full.",
            f"Make room on the disk of {path.parent}, then run the command again.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return _unwritable(path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _damaged(path)
    return None


def _unwritable(path: Path) -> StoreError:
    return StoreError(
        "The file of your decisions cannot be written to.",
        f"Make {path} and its folder writable for you.",
    )
