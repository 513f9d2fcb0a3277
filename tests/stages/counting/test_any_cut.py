"""However a mailbox is cut, for processes, in chunks or by checkpoints: the store is the same."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.mail.separators import HeaderBlocks
from invite_guard.model.owner import Owner
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.parts import Part
from invite_guard.sources.ranges import ranges_of
from invite_guard.stages.counting import count, read, reckoning, together
from invite_guard.stages.counting.read import Reading, read_source
from invite_guard.stages.counting.seen import Seen
from invite_guard.stages.counting.worker import Ask, Worker
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Silent

ME = "owner@firm.example"
READING = Reading(Owner(addresses=(ME,), reason="given"), 2_000_000_000)
CTIME = b"From jane@x.org Mon Oct  5 15:28:24 2020"
TAKEOUT = b"From 1234567890@xxx Mon Oct 05 15:28:24 +0000 2020"


def letter(number: int, end: bytes) -> bytes:
    """Give one of a few letters: some numbers share people, and some the Message-ID."""
    lines = [
        b"From: P%d <p%d@a.example>" % (number % 5, number % 3),
        b"To: %s,%s\tq%d@b.example" % (ME.encode(), end, number % 4),
        b"Date: Mon, %d Oct 2020 15:28:24 +0200" % (1 + number % 28),
        b"Message-ID: <%d@a.example>" % (number % 9),
    ]
    return end.join([*lines, b"", b"Hello.", b"", b""])


SEPARATORS = st.sampled_from([CTIME + b"\n", CTIME + b"\r\n", TAKEOUT + b"\r\n", b"From - x\n"])
LETTERS = st.builds(letter, st.integers(0, 30), st.sampled_from([b"\n", b"\r\n"]))
HOSTILE = st.sampled_from(
    [
        b"From here at 10:30\n",
        b"\nFrom ",
        CTIME,
        TAKEOUT,
        b"\0" * 50,
        b"\r\n\r\n",
        b">From x\n",
        b"y" * 5000,
        b"To: " + b"z@z.example, " * 300,
    ]
)
MAIL = st.lists(st.tuples(SEPARATORS, LETTERS) | st.tuples(HOSTILE), min_size=1, max_size=25)


def content(path: Path, home: Path, jobs: int) -> object:
    home.unlink(missing_ok=True)
    with Correspondence.open(home) as store:
        read_source(Mbox(path), store, Seen(store), READING._replace(jobs=jobs), Silent())
        seen = sorted((message, store.source_of(message)) for message in store.seen())
        return store.sources(), store.correspondents(), seen


class Here:
    """What another process would do, done in this one."""

    def __init__(self, _: object, worker: Worker) -> None:
        self._worker: Worker = pickle.loads(pickle.dumps(worker))
        self.owed: list[tuple[int, frozenset[int]]] = []
        self.looking: int | None = None
        self._answer: object = None

    def ask(self, look: tuple[int, Part] | None) -> None:
        owed, self.owed = self.owed, []
        self.looking = look[0] if look else None
        self._answer = self._worker.answer(Ask(owed, look))

    def answer(self) -> object:
        self.looking = None
        return self._answer

    def end(self) -> None: ...


@settings(max_examples=60, deadline=None)
@given(
    MAIL,
    st.integers(40, 5_000),
    st.integers(8, 4_000),
    st.integers(1, 20),
    st.integers(2, 4),
    st.sampled_from([b"", b"no end"]),
)
def test_the_store_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    mail: list[tuple[bytes, ...]],
    size: int,
    chunk: int,
    checkpoint: int,
    jobs: int,
    tail: bytes,
) -> None:
    home = tmp_path_factory.mktemp("m")
    path = home / "a.mbox"
    path.write_bytes(CTIME + b"\n" + letter(0, b"\n") + b"".join(map(b"".join, mail)) + tail)
    whole = content(path, home / "c", jobs=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "_Member", Here)
        patch.setattr(together, "_done", lambda members: members[-1:])
        patch.setattr(Mbox, "parts", lambda mbox, start: ranges_of(mbox.path, "", start, size))
        patch.setattr(read, "STEP", 1)
        patch.setattr(reckoning, "CHECKPOINT", checkpoint)
        patch.setattr(count, "PATTERNS_KEPT", checkpoint)
        patch.setitem(HeaderBlocks.__init__.__kwdefaults__ or {}, "chunk", chunk)
        assert content(path, home / "c", jobs=jobs) == whole
        assert content(path, home / "c", jobs=1) == whole
