"""What left, when and where to: recorded before it leaves, and never twice."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from invite_guard.errors import NotFoundError, StoreError
from invite_guard.model.batch import (
    WEEK,
    ConfirmedBatch,
    LedgerEntry,
    Row,
    Week,
)
from invite_guard.stores.decisions import moment, standing
from invite_guard.stores.gates import (
    require_prepared,
    require_room,
    require_standing,
    require_undoable,
)
from invite_guard.stores.part import Part

_BATCHES = (
    "SELECT number, iif(undone.at IS NULL, state, 'undone') AS state, prepared_at, published_at,"
    " undone.at AS undone_at, format, destination, digest"
    " FROM batch LEFT JOIN undone ON undone.batch = batch.number"
)


class Ledger(Part):
    """The durable record of every batch."""

    def prepare(  # noqa: PLR0913 - one batch, told whole
        self,
        batch: ConfirmedBatch,
        content: bytes,
        *,
        form: str,
        destination: str,
        week_limit: int,
        now: datetime,
        hold: timedelta = timedelta(0),
    ) -> int:
        """Record a batch and its exact bytes before any of them leaves; give its number.

        Everything is checked again in the same transaction: raises `StaleError` when somebody is
        in an earlier batch, on the never-list or no longer approved as shown (approved anew for
        less than `hold` included), and `OverLimitError` when the week is full by now.
        """
        with self._store.writing() as connection:
            now_standing = standing(connection)
            for row in batch.rows:
                require_standing(row, now_standing, now - hold if hold else None)
            require_room(_week(connection, now), len(batch.rows), week_limit)
            return _insert(connection, batch.rows, content, (moment(now), form, destination))

    @contextmanager
    def publishing(self, number: int, now: datetime) -> Iterator[bytes]:
        """Give the bytes of a prepared batch to write out, and record it as published after.

        The store is held meanwhile, so two processes cannot hand over the same batch. When the
        writing fails the batch stays prepared. Raises `NotFoundError` for an unknown number and
        `RefusedError` for a batch that was published before.
        """
        with self._store.writing() as connection:
            entry = _entry(connection, number)
            require_prepared(entry)
            yield _content(connection, entry)
            connection.execute(
                "UPDATE batch SET state = 'published', published_at = ? WHERE number = ?",
                (moment(now), number),
            )

    def require_undoable(self, number: int) -> None:
        """Refuse a batch that cannot be undone. Raises `NotFoundError` and `RefusedError`."""
        with self._store.reading() as connection:
            require_undoable(_entry(connection, number), _invited(connection, number))

    def undo(self, number: int, now: datetime) -> None:
        """Record that a batch was never uploaded: its people are as if it had never left.

        Raises `NotFoundError`, and `RefusedError` for one undone before, or one whose people
        LinkedIn's own export shows as invited.
        """
        with self._store.writing() as connection:
            require_undoable(_entry(connection, number), _invited(connection, number))
            connection.execute(
                "INSERT INTO undone (batch, at) VALUES (?, ?)", (number, moment(now))
            )

    def entries(self) -> list[LedgerEntry]:
        """Give every batch, oldest first."""
        with self._store.reading() as connection:
            numbers = connection.execute("SELECT number FROM batch ORDER BY number").fetchall()
            return [_entry(connection, number) for (number,) in numbers]

    def entry(self, number: int) -> LedgerEntry:
        """Give one batch. Raises `NotFoundError`."""
        with self._store.reading() as connection:
            return _entry(connection, number)

    def week(self, now: datetime) -> Week:
        """Tell who was handed over in the seven days before `now`."""
        with self._store.reading() as connection:
            return _week(connection, now)


def _insert(
    connection: sqlite3.Connection, rows: tuple[Row, ...], content: bytes, told: tuple[str, ...]
) -> int:
    newest = connection.execute("SELECT coalesce(max(number), 0) FROM batch").fetchone()[0]
    number = int(newest) + 1
    connection.executemany(
        "INSERT INTO batch_row (batch, position, address, row) VALUES (?, ?, ?, ?)",
        [
            (number, position, row.address, row.model_dump_json())
            for position, row in enumerate(rows)
        ],
    )
    connection.execute(
        "INSERT INTO batch (number, state, prepared_at, format, destination, digest, content)"
        " VALUES (?, 'prepared', ?, ?, ?, ?, ?)",
        (number, *told, _digest(content), content),
    )
    return number


def _entry(connection: sqlite3.Connection, number: int) -> LedgerEntry:
    batches = connection.execute(f"{_BATCHES} WHERE number = ?", (number,))
    batches.row_factory = sqlite3.Row
    found = batches.fetchone()
    if found is None:
        raise NotFoundError(f"There is no batch {number}.", "`invite-guard ledger` lists them all.")
    rows = connection.execute(
        "SELECT row FROM batch_row WHERE batch = ? ORDER BY position", (number,)
    )
    return LedgerEntry.model_validate(
        {**found, "rows": tuple(json.loads(text) for (text,) in rows)}
    )


def _content(connection: sqlite3.Connection, entry: LedgerEntry) -> bytes:
    query = "SELECT content FROM batch WHERE number = ?"
    content = bytes(connection.execute(query, (entry.number,)).fetchone()[0])
    if _digest(content) != entry.digest:
        raise StoreError(
            f"Batch {entry.number} is not what was recorded.",
            "Put back your last good copy of the file of decisions.",
        )
    return content


def _invited(connection: sqlite3.Connection, number: int) -> int:
    """Count whom of a batch LinkedIn's own export shows as asked or connected."""
    query = (
        "SELECT count(DISTINCT address) FROM outcome WHERE state IN ('accepted', 'pending')"
        " AND address IN (SELECT address FROM batch_row WHERE batch = ?)"
    )
    return int(connection.execute(query, (number,)).fetchone()[0])


def _week(connection: sqlite3.Connection, now: datetime) -> Week:
    """Count what was prepared, published or not: it may have left."""
    query = (
        "SELECT prepared_at, count(*) FROM batch JOIN batch_row ON batch.number = batch"
        " WHERE prepared_at > ? AND batch NOT IN (SELECT batch FROM undone)"
        " GROUP BY batch.number ORDER BY prepared_at"
    )
    found = connection.execute(query, (moment(now - WEEK),))
    return Week(tuple((datetime.fromisoformat(at), people) for at, people in found))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
