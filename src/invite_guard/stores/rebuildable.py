"""A database that can be deleted: what it held is read again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Self

from invite_guard.errors import StoreError
from invite_guard.stores.faults import told

_BEFORE = "read_before"
WAIT = 5.0
"""Seconds to wait for another process that holds the file."""


class Rebuildable:
    """One file of tables, and a table `meta` of things to remember about them all."""

    SCHEMA: ClassVar[str]
    KEYS: ClassVar[Mapping[str, str]] = {}
    """How to ask which tables for the keys of what was read: a file made anew remembers that."""
    VERSION: ClassVar[int]
    """Rises whenever the tables change. A file of an older version is made anew."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file, making it when absent or of an older version.

        Raises `StoreError` when it is locked, damaged, of a newer version, or the disk refuses.
        """
        with told(path):
            path.touch(mode=0o600, exist_ok=True)
            connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            try:
                cls._bring_up_to_date(connection, path)
            except BaseException:
                connection.close()
                raise
            return cls(connection)

    @classmethod
    def _bring_up_to_date(cls, connection: sqlite3.Connection, path: Path) -> None:
        version = connection.execute("pragma user_version").fetchone()[0]
        if version > cls.VERSION:
            raise StoreError(
                "What was read is kept by a newer version of this program.",
                f"Update invite-guard, or delete {path} and scan again.",
            )
        if version != cls.VERSION:
            found = connection.execute("select name from sqlite_master where type = 'table'")
            tables = [str(name) for (name,) in found.fetchall()]
            left = json.dumps(cls._read_before(connection, tables)).replace("'", "''")
            drops = "".join(f"drop table {name};" for name in tables)
            remember = f"insert into meta values ('{_BEFORE}', '{left}');"  # noqa: S608 - quoted
            connection.executescript(
                f"begin; {drops} {cls.SCHEMA} {remember}"
                f"pragma user_version = {cls.VERSION}; commit;"
            )

    @classmethod
    def _read_before(cls, connection: sqlite3.Connection, tables: Sequence[str]) -> list[str]:
        """Give the keys of what an older version had read, and of what one before that had."""
        kept: list[str] = []
        if "meta" in tables:
            query = "select value from meta where key = ?"
            row = connection.execute(query, (_BEFORE,)).fetchone()
            kept += json.loads(row[0]) if row else []
        for table, question in cls.KEYS.items():
            if table in tables:
                kept += [key for (key,) in connection.execute(question)]
        return list(dict.fromkeys(kept))

    def read_before(self) -> list[str]:
        """Give the keys of what an earlier version of this program had read into this file."""
        return [str(key) for key in json.loads(self.get(_BEFORE) or "[]")]

    def put_read_before(self, keys: Iterable[str]) -> None:
        """Remember only these of them."""
        self.put(_BEFORE, json.dumps(list(keys)))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> str:
        """Give something remembered, or nothing."""
        row = self._db.execute("select value from meta where key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def put(self, key: str, value: str) -> None:
        """Remember something."""
        self._db.execute("insert or replace into meta values (?, ?)", (key, value))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything inside or nothing. Raises `StoreError` where the disk refuses."""
        with told():
            self._db.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")
