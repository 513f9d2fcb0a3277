"""The copy of an online mailbox, read like any other source: counting it anew costs no quota."""

from collections.abc import Iterator

from invite_guard.errors import SourceError
from invite_guard.model.mailbox import GMAIL
from invite_guard.sources.base import START, Fingerprint, Message, Position
from invite_guard.stores.letters import Letter
from invite_guard.stores.mailbox import Mailbox


class MailboxCopy:
    """What was fetched of a Gmail account."""

    kind = "gmail"

    def __init__(self, store: Mailbox, account: str) -> None:
        self.name = account
        self.key = GMAIL + account
        self._store = store
        self._read = 0

    def fingerprint(self) -> Fingerprint:
        """Tell the copy from what it was before, pending messages included."""
        figures = self._store.figures()
        listed = bool(self._store.get("history"))
        content = (self._store.last_place(), figures.fetched, figures.pending, listed)
        return Fingerprint(
            self._store.weight(), self._store.generation, "/".join(map(str, content))
        )

    def grown(self, before: Fingerprint, at: Position) -> bool:  # noqa: ARG002 - the generation tells
        """Whether nothing that was settled before changed or went."""
        return before.stamp == self._store.generation

    def messages(self, start: Position = START) -> Iterator[Message]:
        """Read what was fetched. Raises `SourceError` at the end while anything is missing."""
        self._read = 0
        for letter in self._store.letters(start.offset):
            self._read += len(letter.head)
            head = b"" if letter.left_out else _head(letter)
            yield Message(head, Position(0, letter.place), left_out=letter.left_out)
        figures = self._store.figures()
        if not self._store.get("history"):
            raise SourceError("Gmail was not listed yet.", "`invite-guard scan` tries again.")
        if figures.pending:
            known = figures.fetched + figures.pending
            raise SourceError(
                f"Of {known:,} messages in Gmail {figures.pending:,} are still to be fetched.",
                "`invite-guard scan` goes on from there.",
            )

    def read_bytes(self) -> int:
        """Bytes of headers read so far."""
        return self._read


def _head(letter: Letter) -> bytes:
    """Write a header block as Google Takeout does: its own fields first, numbers in decimal."""
    listed = letter.listed
    return b"\n".join(
        (
            b"X-GM-THRID: %d" % int(listed.thread, 16),
            b"X-GM-MSGID: %d" % int(listed.id, 16),
            b"X-Gmail-Labels: " + ",".join(sorted(listed.labels)).encode(),
            letter.head,
        )
    )
