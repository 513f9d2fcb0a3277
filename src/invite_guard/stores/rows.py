"""How the rebuildable store writes a source and a tally into a row."""

import json
from collections.abc import Mapping
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from invite_guard.model.book import BookContent
from invite_guard.model.source import START, Fingerprint, Position
from invite_guard.stores.tally import COUNTS, MOMENTS, NAMES_KEPT, THREAD_BITS, Tally

_COLUMNS = ("address", "well_formed", *COUNTS, *MOMENTS, "smallest_audience", "introduced_by")
_values = attrgetter(*_COLUMNS[1:])
_PACKED = ("thread_bits", "names", "months")
TALLY_COLUMNS = (*_COLUMNS, *_PACKED)
"""Every column of a tally, in the order of the table."""
SCHEMA = f"""
create table meta (key text primary key, value text not null) without rowid;
create table source (
    number integer primary key,
    key text not null unique,
    kind text not null,
    name text not null,
    size integer not null,
    stamp integer not null,
    head text not null,
    part integer not null,
    offset integer not null,
    started integer not null,
    complete integer not null,
    messages integer not null,
    skipped text not null
);
create table book (
    key text primary key,
    kind text not null,
    name text not null,
    size integer not null,
    stamp integer not null,
    head text not null,
    content text not null
) without rowid;
create table seen (message integer primary key, source integer not null);
create table correspondent ({", ".join(TALLY_COLUMNS)}, primary key (address)) without rowid;
"""


class SourceState(NamedTuple):
    """How far a source was read."""

    key: str
    kind: str
    name: str
    fingerprint: Fingerprint
    position: Position = START
    """Where the last message that was counted begins."""
    started: bool = False
    """Whether any message was counted, so that `position` means one."""
    complete: bool = False
    messages: int = 0
    skipped: Mapping[str, int] = {}


def to_state(row: tuple[object, ...]) -> SourceState:
    """Read a row of the source table."""
    _, key, kind, name, size, stamp, head, part, offset, started, complete, messages, skipped = row
    return SourceState(
        key=str(key),
        kind=str(kind),
        name=str(name),
        fingerprint=Fingerprint(_int(size), _int(stamp), str(head)),
        position=Position(_int(part), _int(offset)),
        started=bool(started),
        complete=bool(complete),
        messages=_int(messages),
        skipped=json.loads(str(skipped)),
    )


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def from_state(state: SourceState) -> tuple[object, ...]:
    """Give the columns of a source, without its number."""
    return (
        state.key,
        state.kind,
        state.name,
        *state.fingerprint,
        *state.position,
        int(state.started),
        int(state.complete),
        state.messages,
        json.dumps(dict(state.skipped), sort_keys=True),
    )


class KeptBook(NamedTuple):
    """An address book or data export as it was read."""

    key: str
    kind: str
    name: str
    fingerprint: Fingerprint
    content: BookContent


def to_book(row: tuple[object, ...]) -> KeptBook:
    """Read a row of the book table."""
    key, kind, name, size, stamp, head, content = row
    return KeptBook(
        key=str(key),
        kind=str(kind),
        name=str(name),
        fingerprint=Fingerprint(_int(size), _int(stamp), str(head)),
        content=BookContent.model_validate_json(str(content)),
    )


def from_book(book: KeptBook) -> tuple[object, ...]:
    """Give the columns of a book."""
    content = book.content.model_dump_json(exclude_defaults=True)
    return (book.key, book.kind, book.name, *book.fingerprint, content)


_written = json.JSONEncoder(sort_keys=True).encode


def from_tally(address: str, tally: Tally) -> tuple[object, ...]:
    """Give the columns of a tally, in the order of `TALLY_COLUMNS`."""
    names = tally.names
    if len(names) > NAMES_KEPT:
        names = dict(islice(names.items(), NAMES_KEPT))
    return (
        address,
        *_values(tally),
        tally.thread_bits.to_bytes(THREAD_BITS // 8, "little"),
        _written(names) if names else "{}",
        _written(tally.months) if tally.months else "{}",
    )


def to_tally(row: tuple[object, ...]) -> Tally:
    """Read a row of the correspondent table."""
    tally = Tally()
    for name, value in zip(_COLUMNS[1:], row[1:], strict=False):
        setattr(tally, name, value)
    bits, names, months = row[len(_COLUMNS) :]
    assert isinstance(bits, bytes)
    tally.well_formed = bool(tally.well_formed)
    tally.thread_bits = int.from_bytes(bits, "little")
    if names != "{}":
        tally.names = json.loads(str(names))
    if months != "{}":
        tally.months = {int(month): counts for month, counts in json.loads(str(months)).items()}
    return tally


def to_presence(row: tuple[int, int, int, int, int, int, str]) -> Tally:
    """Read those columns of a tally that tell whether the owner is behind the address."""
    tally = Tally()
    tally.messages, tally.sent_from, tally.sent_for, tally.delivered_to = row[:4]
    tally.list_post, tally.role_from, names = row[4:]
    if names != "{}":
        tally.names = json.loads(names)
    return tally
