"""A Gmail account in memory: letters, threads, labels and their history, made of any mbox."""

import mailbox
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

_FIELD = re.compile(r"(?m)^([!-9;-~]+):[ \t]*((?:.*)(?:\n[ \t].*)*)")
SEPARATOR = "From {number}@xxx Tue Mar 12 09:15:00 +0000 2019\n"


@dataclass(frozen=True)
class Letter:
    """One message as the account keeps it."""

    id: str
    thread: str
    labels: frozenset[str]
    block: str

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Its header, field by field and unfolded, as Gmail gives it."""
        found = _FIELD.findall(self.block)
        return [(name, value.replace("\n", "").strip()) for name, value in found]


@dataclass(frozen=True)
class Event:
    """One entry of the account's history."""

    number: int
    kind: str
    letter: Letter
    labels: frozenset[str] = frozenset()


@dataclass
class Account:
    """What is behind one address."""

    address: str
    letters: dict[str, Letter] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    expired: int = 0
    """Events up to this number are forgotten: whoever asks for them gets a 404."""
    _next: int = 0x18A0000000000001
    _threads: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_mbox(cls, path: Path, address: str, own: Iterable[str] = ()) -> "Account":
        """Serve an mbox: what the owner wrote is labelled as sent, answers join their thread."""
        account = cls(address)
        mine = {address, *own}
        box = mailbox.mbox(path, create=False)
        for key in box.iterkeys():
            block = box.get_bytes(key).partition(b"\n\n")[0].decode("utf-8", "replace")
            account.add(block.replace("\r", ""), mine=mine)
        box.close()
        return account

    @property
    def history(self) -> int:
        """The number of the newest event."""
        return self.events[-1].number if self.events else 1_000

    def add(
        self, block: str, labels: Iterable[str] | None = None, mine: Iterable[str] = ()
    ) -> Letter:
        """Receive a letter."""
        fields = {name.lower(): value for name, value in _FIELD.findall(block)}
        sender = fields.get("from", "").lower()
        sent = any(f"<{address}>" in sender or sender == address for address in mine)
        kept = frozenset(labels if labels is not None else ({"SENT"} if sent else {"INBOX"}))
        letter = Letter(f"{self._next:x}", self._thread(fields), kept, block)
        self._next += 7
        self.letters[letter.id] = letter
        self._happened("messagesAdded", letter)
        return letter

    def _thread(self, fields: Mapping[str, str]) -> str:
        subject = re.sub(r"(?i)^(?:(?:re|fwd?|aw):\s*)+", "", fields.get("subject", ""))
        subject = subject.strip().lower()
        answers = re.match(r"(?i)(?:re|fwd?|aw):", fields.get("subject", ""))
        if subject and answers and subject in self._threads:
            return self._threads[subject]
        self._threads[subject] = f"{self._next:x}"
        return self._threads[subject]

    def delete(self, identity: str) -> None:
        """Delete a letter for good."""
        self._happened("messagesDeleted", self.letters.pop(identity))

    def label(self, identity: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Put labels on a letter and take some off."""
        letter = self.letters[identity]
        for kind, labels, after in (
            ("labelsAdded", frozenset(add), letter.labels | frozenset(add)),
            ("labelsRemoved", frozenset(remove), (letter.labels | set(add)) - frozenset(remove)),
        ):
            if labels:
                letter = replace(letter, labels=frozenset(after))
                self.letters[identity] = letter
                self._happened(kind, letter, labels)

    def forget_history(self) -> None:
        """Forget every event so far, as Gmail does after about a week."""
        self.expired = self.history
        self.events.append(Event(self.history + 10, "none", Letter("", "", frozenset(), "")))

    def _happened(self, kind: str, letter: Letter, labels: frozenset[str] = frozenset()) -> None:
        self.events.append(Event(self.history + 10, kind, letter, labels))

    def takeout(self, path: Path) -> Path:
        """Write the account as Google Takeout would."""
        with path.open("w", encoding="utf-8", newline="\n") as out:
            for number, letter in enumerate(self.letters.values()):
                out.write(SEPARATOR.format(number=number))
                out.write(f"X-GM-THRID: {int(letter.thread, 16)}\n")
                out.write(f"X-Gmail-Labels: {','.join(sorted(letter.labels))}\n")
                out.write(f"{letter.block}\n\nbody\n\n")
        return path
