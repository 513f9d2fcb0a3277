"""What humans said of people, kept for ever: the latest word counts."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.model.decision import Action, Decision, NeverEntry, Standing
from invite_guard.model.tag import Tag
from invite_guard.stores.part import Part

_COLUMNS = "action, person_id, address, name, tag, at, note"

_EXPORTED = "SELECT address FROM batch_row WHERE batch NOT IN (SELECT batch FROM undone)"


class Decisions(Part):
    """The log of approvals, rejections, corrections and the never-list."""

    def record(self, decisions: Iterable[Decision]) -> None:
        """Add decisions, all or none; they are on the disk when this returns."""
        rows = [_packed(decision) for decision in decisions]
        with self._store.writing() as connection:
            connection.executemany(
                f"INSERT INTO decision ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - column names of ours
                rows,
            )

    def never(self, entries: Iterable[NeverEntry]) -> None:
        """Put addresses and domains on the never-list."""
        self._note_never("add", entries)

    def lift(self, entries: Iterable[NeverEntry]) -> None:
        """Take entries off the never-list; the log keeps that they were on it."""
        self._note_never("lift", entries)

    def standing(self) -> Standing:
        """Tell what holds now, the ledger's addresses included."""
        with self._store.reading() as connection:
            return standing(connection)

    def history(self) -> list[Decision]:
        """Give every decision ever recorded, oldest first."""
        with self._store.reading() as connection:
            return _log(connection)

    def _note_never(self, action: str, entries: Iterable[NeverEntry]) -> None:
        rows = [(action, _text(e.entry), _text(e.note), moment(e.at)) for e in entries]
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT INTO never (action, entry, note, at) VALUES (?, ?, ?, ?)", rows
            )


def standing(connection: sqlite3.Connection) -> Standing:
    """Replay the log within a transaction that is open already."""
    words: dict[str, Decision] = {}
    tags: dict[str, Decision] = {}
    notes: dict[str, Decision] = {}
    kept = {Action.TAG: tags, Action.UNTAG: tags, Action.NOTE: notes}
    for decision in _log(connection):
        log = kept.get(decision.action, words)
        mailbox = canonical(decision.address)
        if decision.takes_back:
            log.pop(mailbox, None)
        else:
            log[mailbox] = decision
    exported = connection.execute(_EXPORTED).fetchall()
    return Standing(
        decisions=words,
        tags=tags,
        notes=notes,
        never=_never(connection),
        exported=frozenset(canonical(address) for (address,) in exported),
    )


def moment(at: datetime) -> str:
    """Write a moment so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _log(connection: sqlite3.Connection) -> list[Decision]:
    query = f"SELECT {_COLUMNS} FROM decision ORDER BY number"  # noqa: S608 - column names of ours
    return [
        Decision(
            action=Action(action),
            person_id=person,
            address=address,
            name=name,
            tag=Tag(tag),
            at=datetime.fromisoformat(at),
            note=note,
        )
        for action, person, address, name, tag, at, note in connection.execute(query)
    ]


def _never(connection: sqlite3.Connection) -> tuple[NeverEntry, ...]:
    listed: dict[str, NeverEntry] = {}
    query = "SELECT action, entry, note, at FROM never ORDER BY number"
    for action, entry, note, at in connection.execute(query):
        if action == "add":
            listed[entry] = NeverEntry(entry=entry, note=note, at=datetime.fromisoformat(at))
        else:
            listed.pop(entry, None)
    return tuple(listed.values())


def _packed(decision: Decision) -> tuple[str, ...]:
    return (
        decision.action,
        _text(decision.person_id),
        _text(decision.address),
        _text(decision.name),
        decision.tag,
        moment(decision.at),
        _text(decision.note),
    )


def _text(text: str) -> str:
    """Give text that UTF-8 can hold: a name from broken mail may have lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
