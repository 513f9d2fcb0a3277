"""Reading ahead in a thread: the same bytes, the same faults, and nobody left behind."""

import gzip
import io
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.errors import SourceError
from invite_guard.sources import detect, overlap
from invite_guard.sources.base import Message
from invite_guard.sources.files import reading
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.overlap import OpenFile, Overlapped
from invite_guard.sources.streams import GZIP, Inflated

RANDOM = Random(7)
MAIL = b"".join(
    b"From a@b Tue Mar 12 09:15:00 2019\nFrom: a@b\nTo: c%d@d\n\n%s\n\n"
    % (n, RANDOM.randbytes(5000).hex().encode())
    for n in range(300)
)
"""Three megabytes that cannot be compressed to less than half."""


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap, "cores", lambda: 2)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "mail.mbox.gz"
    path.write_bytes(gzip.compress(MAIL))
    return path


def drained(raw: io.RawIOBase, size: int) -> Iterator[bytes]:
    room = memoryview(bytearray(size))
    while got := raw.readinto(room):
        yield bytes(room[:got])


@given(
    data=st.tuples(st.binary(max_size=50), st.integers(0, 200)).map(lambda two: two[0] * two[1]),
    room=st.integers(1, 3000),
    at_once=st.integers(0, 3000),
    step=st.integers(1, 5000),
)
@settings(deadline=None, max_examples=50)
def test_it_gives_the_bytes_and_then_the_fault_of_what_it_reads(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, room: int, at_once: int, step: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.gz"
    path.write_bytes(gzip.compress(data)[:-8])
    threads = threading.active_count()
    with pytest.MonkeyPatch.context() as patch, OpenFile(path) as file:
        patch.setattr(overlap, "ROOM", room)
        patch.setattr(overlap, "AT_ONCE", at_once)
        ahead = Overlapped(Inflated(file.readinto, GZIP).readinto, file)
        found: list[bytes] = []
        for _ in range(2):
            with pytest.raises(EOFError):
                found.extend(drained(ahead, step))
        assert threading.active_count() == threads
    assert b"".join(found) == data


def test_at_the_end_there_is_nothing_however_often_asked(packed: Path) -> None:
    with OpenFile(packed) as file:
        ahead = Overlapped(Inflated(file.readinto, GZIP).readinto, file)
        assert b"".join(drained(ahead, 70_000)) == MAIL
        assert ahead.readinto(memoryview(bytearray(9))) == 0
        assert file.reached is None


def test_a_small_file_needs_no_thread(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Overlapped) -> None:
        pytest.fail("a thread was started")

    monkeypatch.setattr(Overlapped, "_start", refuse)
    assert len(list(islice(Mbox(packed).messages(), 20))) == 20
    monkeypatch.setattr(overlap, "cores", lambda: 1)
    assert len(list(Mbox(packed).messages())) == 300


def test_who_reads_no_further_leaves_no_thread_behind(packed: Path) -> None:
    threads = threading.active_count()
    messages = Mbox(packed).messages()
    assert len(list(islice(messages, 200))) == 200
    assert threading.active_count() == threads + 1
    del messages
    assert threading.active_count() == threads


def test_no_more_is_read_ahead_than_there_is_room_for(tmp_path: Path) -> None:
    taken: list[int] = []

    def fill(buffer: memoryview) -> int:
        taken.append(len(buffer))
        return len(buffer)

    path = tmp_path / "empty"
    path.touch()
    with OpenFile(path) as file:
        ahead = Overlapped(fill, file)
        for _ in islice(drained(ahead, overlap.AT_ONCE), 2):
            pass
    assert sum(taken) <= overlap.AT_ONCE + (overlap.ROOMS + 1) * overlap.ROOM


def test_where_reading_stopped_is_told_of_what_was_consumed(tmp_path: Path) -> None:
    """The thread is at the end of the file long before the reader meets the damage."""
    inner = bytearray(gzip.compress(MAIL))
    inner[len(inner) // 2] ^= 0xFF
    path = tmp_path / "mail.mbox.gz"
    path.write_bytes(inner)
    (source,) = detect(path)
    found: list[Message] = []
    with pytest.raises(SourceError) as caught:
        found.extend(source.messages())
    assert found
    assert source.read_bytes() <= len(inner)
    assert f"{source.read_bytes():,} bytes" in caught.value.message


def test_what_is_consumed_is_not_what_is_read_ahead(packed: Path) -> None:
    source = Mbox(packed)
    done = [source.read_bytes() for _ in source.messages()]
    assert done == sorted(done)
    assert done[-1] == packed.stat().st_size
    assert done[150] < done[-1]


def test_a_file_that_is_closed_is_read_by_nobody(packed: Path) -> None:
    threads = threading.active_count()
    with reading(packed) as file:
        assert isinstance(file, OpenFile)
        ahead = Overlapped(Inflated(file.readinto, GZIP).readinto, file)
        for _ in islice(drained(ahead, overlap.AT_ONCE), 2):
            pass
        assert threading.active_count() == threads + 1
    assert threading.active_count() == threads
