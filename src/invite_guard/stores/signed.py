"""The titles people sign with, and which mails were looked at for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from invite_guard.model.correspondent import Correspondent
from invite_guard.model.signature import Signature
from invite_guard.model.source import Fingerprint, Position
from invite_guard.stores.rebuildable import Rebuildable
from invite_guard.stores.settled import COLUMNS, to_correspondents
from invite_guard.stores.tally import day

TITLES_KEPT = 3
"""Most different titles remembered of one address, the newest ones."""
SIGNED_SCHEMA = """
create table signature (
    address text not null,
    title text not null,
    organisation text not null,
    last_seen integer not null,
    primary key (address, title)
) without rowid;
create table looked_at (message integer primary key);
create table looked_through (
    key text primary key,
    size integer not null,
    stamp integer not null,
    head text not null,
    part integer not null,
    offset integer not null
) without rowid;
"""


class Signed(NamedTuple):
    """A title as it was found in one mail."""

    address: str
    title: str
    organisation: str
    moment: int
    """Seconds since 1970; 0 where the mail does not tell."""


class Looked(NamedTuple):
    """How far a source was looked through for mails to look at."""

    fingerprint: Fingerprint
    position: Position


class SignedStore(Rebuildable):
    """What `scan --signatures` adds to the store: a title, a firm, a day; never a text."""

    def writers(self) -> Iterator[Correspondent]:
        """Give every address that wrote anything."""
        asked = (
            f"select {', '.join(COLUMNS)} from correspondent where role_from > 0 and well_formed"  # noqa: S608 - our own columns
        )
        return to_correspondents(self._db.execute(asked))

    def signatures(self) -> Mapping[str, tuple[Signature, ...]]:
        """Give the titles found, newest first, by address."""
        found: defaultdict[str, list[Signature]] = defaultdict(list)
        rows = self._db.execute(
            "select address, title, organisation, last_seen from signature"
            " order by address, last_seen desc, title"
        )
        for address, title, organisation, moment in rows:
            if len(found[address]) < TITLES_KEPT:
                seen = day(moment) if moment else None
                found[address].append(
                    Signature(title=title, organisation=organisation, last_seen=seen)
                )
        return {address: tuple(titles) for address, titles in found.items()}

    def was_looked_at(self, message: int) -> bool:
        """Whether the text of a message was looked at before."""
        found = self._db.execute("select 1 from looked_at where message = ?", (message,))
        return found.fetchone() is not None

    def looked_through(self, key: str) -> Looked | None:
        """Tell how far a source was looked through, if it was."""
        row = self._db.execute(
            "select size, stamp, head, part, offset from looked_through where key = ?", (key,)
        ).fetchone()
        return Looked(Fingerprint(*row[:3]), Position(*row[3:])) if row else None

    def keep_signatures(self, found: Iterable[Signed], messages: Iterable[int]) -> None:
        """Keep the titles found, and which messages were looked at: all or nothing."""
        with self.transaction():
            for signed in found:
                self._db.execute(
                    "insert into signature values (?, ?, ?, ?) on conflict (address, title) do"
                    " update set last_seen = max(last_seen, excluded.last_seen), organisation ="
                    " iif(excluded.organisation = '', organisation, excluded.organisation)",
                    signed,
                )
            self._db.executemany(
                "insert or ignore into looked_at values (?)", ((message,) for message in messages)
            )

    def keep_looked_through(self, key: str, looked: Looked) -> None:
        """Remember that a source was looked through so far."""
        with self.transaction():
            self._db.execute(
                "insert or replace into looked_through values (?, ?, ?, ?, ?, ?)",
                (key, *looked.fingerprint, *looked.position),
            )

    def forget_signers(self, addresses: Iterable[str]) -> None:
        """Drop the titles of these addresses."""
        with self.transaction():
            self._db.executemany(
                "delete from signature where address = ?", ((a,) for a in addresses)
            )

    def forget_signatures(self) -> None:
        """Drop every title, so that all sources are looked through from the start."""
        with self.transaction():
            for table in ("signature", "looked_at", "looked_through"):
                self._db.execute(f"delete from {table}")  # noqa: S608 - names of ours
