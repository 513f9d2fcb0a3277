"""What was fetched of an online mailbox, and what is still to be. Losing it costs fetching anew."""

from collections import Counter
from collections.abc import Iterable, Iterator

from invite_guard.model.mailbox import (
    Changes,
    Deletion,
    Fetched,
    Figures,
    LabelChange,
    Listed,
    Listing,
)
from invite_guard.stores.letters import SCHEMA, VERSION, Letter, listed_in, words
from invite_guard.stores.rebuildable import Rebuildable


class Mailbox(Rebuildable):
    """The copy of one account's headers.

    Every message listed is *pending* until it is *settled*, which gives it a place: those settled
    later stand behind. `generation` rises whenever a settled message changed or went, so that
    whoever counted them knows that the count no longer holds.
    """

    SCHEMA = SCHEMA
    VERSION = VERSION

    @property
    def generation(self) -> int:
        """How often settled messages changed or went."""
        return int(self.get("generation") or 0)

    # What Google says there is

    def list_anew(self, listing: Listing) -> None:
        """Take over a whole listing: what is new is pending, what is no longer listed goes."""
        with self.transaction():
            known = {listed.id: listed for listed in self._every()}
            for message in listing.messages:
                before = known.pop(message.id, None)
                if before is None:
                    self._add(message)
                elif before.labels != message.labels:
                    self._label(message.id, message.labels)
            for identity in known:
                self._delete(identity)
            self.put("history", listing.history)

    def apply(self, changes: Changes) -> None:
        """Take over what happened since, all of it or nothing."""
        with self.transaction():
            for event in changes.events:
                if isinstance(event, Deletion):
                    self._delete(event.id)
                elif isinstance(event, Listed):
                    self._add(event)
                else:
                    self._change(event)
            self.put("history", changes.history)

    # What was fetched of it

    def settle(self, letters: Iterable[Fetched], gone: Iterable[str]) -> None:
        """Keep headers that were fetched, and let go of what no longer exists."""
        with self.transaction():
            place = self.last_place()
            for letter in letters:
                row = self._db.execute("select head from message where id=?", (letter.id,))
                if (row.fetchone() or (None,))[0] is not None:
                    continue
                place += 1
                self._unsettle(letter.id)
                self._db.execute(
                    "insert or replace into message values (?,?,?,?,'',?)",
                    (letter.id, letter.thread, words(letter.labels), place, letter.head),
                )
            for identity in gone:
                self._delete(identity)

    def leave_out(self, reasons: Iterable[tuple[str, str]]) -> None:
        """Settle pending messages without fetching them, each for a reason."""
        with self.transaction():
            place = self.last_place()
            for number, (identity, reason) in enumerate(reasons, place + 1):
                self._db.execute(
                    "update message set place=?, left_out=? where id=? and place is null",
                    (number, reason, identity),
                )

    def take_up(self, identities: Iterable[str]) -> None:
        """Make messages pending that were left out."""
        with self.transaction():
            for identity in identities:
                self._unsettle(identity)

    # What there is

    def headless(self) -> list[tuple[Listed, str]]:
        """Give every message that was not fetched, with the reason if it was left out."""
        rows = self._db.execute(
            "select id, thread, labels, left_out from message where head is null"
        )
        return [(listed_in(row), row[3]) for row in rows]

    def pending(self) -> list[Listed]:
        """Give every message that is still to be fetched."""
        rows = self._db.execute("select id, thread, labels from message where place is null")
        return [listed_in(row) for row in rows]

    def sent_threads(self) -> frozenset[str]:
        """Give the conversations the owner wrote in."""
        rows = self._db.execute("select distinct thread from message where labels like '%SENT%'")
        return frozenset(row[0] for row in rows)

    def letters(self, start: int) -> Iterator[Letter]:
        """Give settled messages in the order of their places, from `start` on."""
        rows = self._db.execute(
            "select id, thread, labels, place, head, left_out from message"
            " where place >= ? order by place",
            (start,),
        )
        for row in rows:
            yield Letter(row[3], listed_in(row), row[4] or b"", row[5])

    def figures(self) -> Figures:
        """Tell how far the mailbox is fetched."""
        rows = self._db.execute(
            "select place is null, left_out, count(*) from message group by 1, 2"
        ).fetchall()
        left_out: Counter[str] = Counter({row[1]: row[2] for row in rows if row[1]})
        settled = sum(row[2] for row in rows if not row[0] and not row[1])
        return Figures(settled, sum(row[2] for row in rows if row[0]), dict(left_out))

    def weight(self) -> int:
        """Bytes of all headers."""
        return int(self._db.execute("select total(length(head)) from message").fetchone()[0])

    def _every(self) -> Iterator[Listed]:
        for row in self._db.execute("select id, thread, labels from message").fetchall():
            yield listed_in(row)

    def _add(self, message: Listed) -> None:
        self._db.execute(
            "insert or ignore into message (id, thread, labels) values (?,?,?)",
            (message.id, message.thread, words(message.labels)),
        )

    def _change(self, change: LabelChange) -> None:
        row = self._db.execute("select labels from message where id=?", (change.id,)).fetchone()
        if row is None:
            return
        before = frozenset(str(row[0]).split())
        after = before | change.labels if change.added else before - change.labels
        if after != before:
            self._label(change.id, after)

    def _label(self, identity: str, labels: frozenset[str]) -> None:
        self._changed(identity)
        self._db.execute("update message set labels=? where id=?", (words(labels), identity))

    def _delete(self, identity: str) -> None:
        self._changed(identity)
        self._db.execute("delete from message where id=?", (identity,))

    def _unsettle(self, identity: str) -> None:
        self._changed(identity)
        self._db.execute("update message set place=null, left_out='' where id=?", (identity,))

    def _changed(self, identity: str) -> None:
        """Note that a message, if it is settled, is no longer what was counted."""
        row = self._db.execute("select place from message where id=?", (identity,)).fetchone()
        if row is not None and row[0] is not None:
            self.put("generation", str(self.generation + 1))

    def last_place(self) -> int:
        """Give the highest place ever given: one that was freed is not given again."""
        newest = self._db.execute("select max(place) from message").fetchone()[0] or 0
        return int(newest)
