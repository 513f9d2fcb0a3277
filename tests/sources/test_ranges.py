"""An mbox in ranges: wherever it is cut, together they give what one pass gives."""

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.sources.base import START, Message, Position
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.ranges import ranges_of

CTIME = b"From jane@x.org Mon Oct  5 15:28:24 2020"
TAKEOUT = b"From 1234567890@xxx Mon Oct 05 15:28:24 +0000 2020"
PIECES = st.sampled_from(
    [
        CTIME + b"\nTo: a@x.org\n\n",
        TAKEOUT + b"\r\nTo: b@x.org\r\n\r\n",
        b"From - Mon Oct 05 15:28:24 2020\r\nTo: c@x.org\r\n",
        CTIME,
        TAKEOUT,
        b"From ",
        b"From now on at 10:30\n",
        b"\n",
        b"\n\n",
        b"\r\n\r\n",
        b"To: a@x.org",
        b"\nFrom x",
        b"\0",
        b">",
        b"X: " + b"y" * 900,
        b"z" * 3000,
    ]
)
MAIL = st.lists(PIECES | st.binary(max_size=8), max_size=30)


def apart(mbox: Mbox, start: Position, size: int) -> list[Message]:
    return [
        message
        for part in ranges_of(mbox.path, mbox.folder, start, size)
        for message in part.messages()
    ]


@settings(max_examples=150, deadline=None)
@given(MAIL, st.integers(8, 3000))
def test_any_cut_gives_the_same_messages(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], size: int
) -> None:
    path = tmp_path_factory.mktemp("m") / "a.mbox"
    path.write_bytes(CTIME + b"\nTo: first@x.org\n\nbody\n\n" + b"".join(pieces))
    mbox = Mbox(path)
    whole = list(mbox.messages())
    assert apart(mbox, START, size) == whole
    middle = whole[len(whole) // 2].position
    assert apart(mbox, middle, size) == list(mbox.messages(middle))


@pytest.mark.parametrize("size", [97, 1000, 65_536])
def test_any_cut_gives_the_same_messages_of_real_mail(
    corpora: Path, tmp_path: Path, size: int
) -> None:
    for path in sorted((corpora / "lkml" / "mbox").iterdir()):
        part = tmp_path / path.name
        part.write_bytes(path.read_bytes()[:150_000])
        assert apart(Mbox(part), START, size) == list(Mbox(part).messages())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"To: a@x.org\nFrom: b@x.org\nDate: 1 Jan 2020\n\nbody\n\n" + CTIME + b"\nTo: c@x.org\n\n",
        b"no separator\n" * 50,
        gzip.compress(CTIME + b"\nTo: a@x.org\n\n"),
    ],
)
def test_what_must_be_read_in_one_piece_is_not_cut(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(data)
    assert ranges_of(path, "", START, 10) == []


def test_what_is_appended_meanwhile_belongs_to_the_last_range(tmp_path: Path) -> None:
    message = CTIME + b"\nTo: a@x.org\n\nbody\n\n"
    path = tmp_path / "a.mbox"
    path.write_bytes(message * 10)
    ranges = ranges_of(path, "", START, 100)
    path.write_bytes(message * 12)
    assert sum(len(list(part.messages())) for part in ranges) == 12


def test_no_range_reads_on_to_the_end_of_a_line_that_never_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(CTIME + b"\nTo: a@x.org\nX-Long: " + b"x" * 40_000_000)
    start = time.process_time()
    ranges = ranges_of(path, "", START, 100_000)
    assert sum(len(list(part.messages())) for part in ranges) == 1
    assert time.process_time() - start < 5  # 400 ranges: 8 GB if each read on
