"""Everything read from sources. Rebuildable: losing this file costs a scan and nothing else."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import ClassVar

from invite_guard.model.correspondent import Correspondent
from invite_guard.model.owner import Owner
from invite_guard.model.source import Fingerprint
from invite_guard.stores.rows import (
    SCHEMA,
    TALLY_COLUMNS,
    KeptBook,
    SourceState,
    from_book,
    from_state,
    from_tally,
    to_book,
    to_presence,
    to_state,
    to_tally,
)
from invite_guard.stores.settled import COLUMNS, to_correspondents
from invite_guard.stores.signed import SIGNED_SCHEMA, SignedStore
from invite_guard.stores.tally import Tally


class Correspondence(SignedStore):
    """The store of what was counted."""

    SCHEMA = SCHEMA + SIGNED_SCHEMA
    KEYS: ClassVar = {"source": "select key from source", "book": "select key from book"}
    VERSION = 8

    # What was settled for all sources together

    @property
    def owner(self) -> Owner | None:
        """Whose mail was counted, once that is settled."""
        text = self.get("owner")
        return Owner.model_validate_json(text) if text else None

    @owner.setter
    def owner(self, owner: Owner) -> None:
        self.put("owner", owner.model_dump_json())

    # Sources

    def sources(self) -> list[SourceState]:
        """Give every source that was ever read, in the order of first reading."""
        rows = self._db.execute("select * from source order by number")
        return [to_state(row) for row in rows]

    def outgrown(self) -> list[str]:
        """Give the keys of what only an earlier version of this program has read."""
        return [
            key
            for key in self.read_before()
            if not (self.source(key) or self.book_fingerprint(key))
        ]

    def source(self, key: str) -> SourceState | None:
        """Give what is known of one source."""
        row = self._db.execute("select * from source where key = ?", (key,)).fetchone()
        return to_state(row) if row else None

    def number(self, state: SourceState) -> int:
        """Give the number under which a source is kept, keeping it when it is new."""
        with self.transaction():
            if not self.source(state.key):
                self._db.execute(
                    "insert into source values (null, ?,?,?,?,?,?,?,?,?,?,?,?)", from_state(state)
                )
        row = self._db.execute("select number from source where key = ?", (state.key,)).fetchone()
        return int(row[0])

    def seen(self) -> Iterator[int]:
        """Give the identity of every counted message."""
        return (row[0] for row in self._db.execute("select message from seen"))

    def source_of(self, message: int) -> int | None:
        """Give the number of the source a message was counted in."""
        found = self._db.execute("select source from seen where message = ?", (message,)).fetchone()
        return int(found[0]) if found else None

    def has_counted(self, source: int) -> bool:
        """Whether any message was counted in a source."""
        found = self._db.execute("select 1 from seen where source = ? limit 1", (source,))
        return found.fetchone() is not None

    # Books

    def books(self) -> list[KeptBook]:
        """Give every address book and data export that was read, by key."""
        rows = self._db.execute("select * from book order by key")
        return [to_book(row) for row in rows]

    def book_fingerprint(self, key: str) -> Fingerprint | None:
        """Tell what a book was like when it was read, if it was."""
        row = self._db.execute("select size, stamp, head from book where key = ?", (key,))
        found = row.fetchone()
        return Fingerprint(*found) if found else None

    def keep_book(self, book: KeptBook) -> None:
        """Keep what a book says, in place of what it said before."""
        with self.transaction():
            self._db.execute("insert or replace into book values (?,?,?,?,?,?,?)", from_book(book))

    # Counting

    def checkpoint(
        self, state: SourceState, tallies: Mapping[str, Tally], seen: Mapping[int, int]
    ) -> None:
        """Add what was counted since the last checkpoint, and how far that is: all or nothing.

        `seen`: the new messages, with the number of the source each was counted in.
        """
        with self.transaction():
            # In the order of the table, which is then written from front to back.
            found = sorted(tallies.items())
            if self._db.execute("select 1 from correspondent limit 1").fetchone():
                found = [(address, self._added(address, tally)) for address, tally in found]
            rows = (from_tally(address, tally) for address, tally in found)
            marks = ",".join("?" * (len(TALLY_COLUMNS)))
            self._db.executemany(f"insert or replace into correspondent values ({marks})", rows)  # noqa: S608 - question marks
            self._remember(seen)
            self._db.execute(
                "update source set kind=?, name=?, size=?, stamp=?, head=?, part=?, offset=?,"
                " started=?, complete=?, messages=?, skipped=? where key=?",
                (*from_state(state)[1:], state.key),
            )

    def _remember(self, seen: Mapping[int, int]) -> None:
        """Keep messages as seen: handed over as one list, in half the time of one by one."""
        lists: defaultdict[int, list[int]] = defaultdict(list)
        for message in sorted(seen):
            lists[seen[message]].append(message)
        for source, messages in lists.items():
            self._db.execute(
                "insert or ignore into seen select value, ? from json_each(?)",
                (source, json.dumps(messages)),
            )

    def _added(self, address: str, tally: Tally) -> Tally:
        row = self._db.execute(
            "select * from correspondent where address = ?", (address,)
        ).fetchone()
        if row is None:
            return tally
        before = to_tally(row)
        before.merge(tally)
        return before

    def forget(self, but: Collection[str] | None = None) -> list[str]:
        """Drop every count and every position, so that all sources are read from the start.

        Where `but` is given, whatever was read under other keys is dropped as well; gives these.
        """
        read = [*(state.key for state in self.sources()), *(book.key for book in self.books())]
        read += self.read_before()
        gone = [] if but is None else [key for key in dict.fromkeys(read) if key not in but]
        with self.transaction():
            self._db.execute("delete from correspondent")
            self._db.execute("delete from seen")
            self._db.execute(
                "update source set part=0, offset=0, started=0, complete=0, messages=0,"
                " skipped='{}'"
            )
            for key in gone:
                self._db.execute("delete from source where key = ?", (key,))
                self._db.execute("delete from book where key = ?", (key,))
            if gone:
                self.put_read_before(key for key in self.read_before() if key not in gone)
        return gone

    def presences(self) -> dict[str, Tally]:
        """Give of every address what tells whether the owner is behind it; the rest is zero."""
        rows = self._db.execute(
            "select address, messages, sent_from, sent_for, delivered_to, list_post, role_from,"
            " names from correspondent where messages > 0"
        )
        return {row[0]: to_presence(row[1:]) for row in rows}

    def tallies(self) -> Iterator[tuple[str, Tally]]:
        """Give every address with its count, in alphabetical order."""
        for row in self._db.execute(
            "select * from correspondent where messages > 0 order by address"
        ):
            yield row[0], to_tally(row)

    def correspondents(self) -> list[Correspondent]:
        """Give every address as the rest of the program knows it, in alphabetical order."""
        asked = (
            f"select {', '.join(COLUMNS)} from correspondent where messages > 0 order by address"  # noqa: S608 - our own columns
        )
        return list(to_correspondents(self._db.execute(asked)))

    def size(self) -> int:
        """Count the addresses."""
        return int(self._db.execute("select count(*) from correspondent").fetchone()[0])

    def has_seen(self, address: str) -> bool:
        """Whether an address stands in any message."""
        asked = "select 1 from correspondent where address = ? and messages > 0"
        return self._db.execute(asked, (address,)).fetchone() is not None

    def has_mail_of_owner(self) -> bool:
        """Whether the owner wrote to anybody."""
        asked = "select 1 from correspondent where owner_wrote > 0 limit 1"
        return self._db.execute(asked).fetchone() is not None

    def last_seen(self) -> int | None:
        """Give the moment of the newest credible message, in seconds since 1970."""
        found: int | None = self._db.execute("select max(last_seen) from correspondent").fetchone()[
            0
        ]
        return found
