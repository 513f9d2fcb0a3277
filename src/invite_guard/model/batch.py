"""Rows handed over once, and the proof that a human confirmed exactly those."""

import hashlib
import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, NoReturn

from invite_guard.model.base import Noun
from invite_guard.model.tag import Tag


class Row(Noun):
    """One person as shown, confirmed and exported."""

    person_id: str
    address: str
    name: str
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    title: str = ""
    linkedin_url: str = ""
    tag: Tag


def digest(rows: tuple[Row, ...]) -> str:
    """SHA-256 over every field of every row in order: two batches agree only if they are equal."""
    text = json.dumps([row.model_dump(mode="json") for row in rows], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class ConfirmedBatch:
    """Rows a human confirmed by typing the phrase at a terminal.

    Only `stages.confirm.confirm` makes one: it alone holds the seal. It can be neither copied,
    pickled nor rebuilt, so a confirmation is good for one run and one batch.
    """

    __slots__ = ("_rows", "_seal")

    def __init__(self, rows: tuple[Row, ...], seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a batch is confirmed at a terminal, not made")
        self._rows = rows
        self._seal = seal

    @property
    def rows(self) -> tuple[Row, ...]:
        """What was confirmed, in the order it was shown."""
        if self._seal is not _SEAL:
            raise TypeError("a batch is confirmed at a terminal, not made")
        return self._rows

    @property
    def digest(self) -> str:
        """What identifies exactly these rows."""
        return digest(self.rows)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("there is one kind of confirmed batch")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a confirmed batch cannot be serialised")

    def __copy__(self) -> NoReturn:
        raise TypeError("a confirmed batch cannot be copied")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise TypeError("a confirmed batch cannot be copied")


_SEAL = object()


class BatchState(StrEnum):
    """How far a batch got. A batch that stopped at `prepared` may not have reached anybody."""

    PREPARED = "prepared"
    PUBLISHED = "published"
    UNDONE = "undone"
    """Never uploaded, by the owner's own word: its people may leave anew."""


STDOUT = "-"
"""The destination of a batch that goes into no file."""


class LedgerEntry(Noun):
    """The durable record of one batch."""

    number: int
    state: BatchState
    prepared_at: datetime
    published_at: datetime | None = None
    undone_at: datetime | None = None
    format: str
    destination: str
    """A file's path, or `STDOUT`."""
    digest: str
    """SHA-256 of the exported bytes, in hexadecimal."""
    rows: tuple[Row, ...]


WEEK = timedelta(days=7)


class Week(NamedTuple):
    """Who was handed over in the last seven days, for the limit of a week."""

    batches: tuple[tuple[datetime, int], ...] = ()
    """When each batch was prepared and how many people it held, oldest first."""

    @property
    def people(self) -> int:
        """How many were handed over."""
        return sum(people for _, people in self.batches)

    def room_at(self, people: int, limit: int) -> datetime | None:
        """Tell when that many people fit; nothing when they never can, being over the limit."""
        count = self.people
        for at, left in self.batches:
            count -= left
            if count + people <= limit:
                return at + WEEK
        return None
