"""How the copy of an online mailbox writes a message into a row."""

from collections.abc import Iterable
from typing import NamedTuple

from invite_guard.model.mailbox import Listed

VERSION = 1
"""Rises whenever the tables change. A file of another version is fetched anew."""

SCHEMA = """
create table meta (key text primary key, value text not null) without rowid;
create table message (
    id text primary key,
    thread text not null,
    labels text not null,
    place integer unique,
    left_out text not null default '',
    head blob
) without rowid;
create index pending on message (thread) where place is null;
"""


class Letter(NamedTuple):
    """One settled message: its header was fetched, or it was left out."""

    place: int
    listed: Listed
    head: bytes
    left_out: str


def words(labels: Iterable[str]) -> str:
    """Write labels into a column."""
    return " ".join(sorted(labels))


def listed_in(row: tuple[str, ...]) -> Listed:
    """Read number, conversation and labels, the first three columns of a row."""
    return Listed(row[0], row[1], frozenset(row[2].split()))
