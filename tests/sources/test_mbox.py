import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.errors import SourceError
from invite_guard.sources import detect
from invite_guard.sources.base import START, Message, Position
from invite_guard.sources.mbox import Mbox

SEPARATOR = b"From anna@example.org Tue Mar 12 09:15:00 2019\n"
LETTERS = st.lists(
    st.tuples(
        st.binary(max_size=60).map(
            lambda data: b"From: a@example.org\nX-Data: " + data.hex().encode()
        ),
        st.binary(max_size=60).map(lambda data: b"words\n" * len(data) + data.hex(" ").encode()),
    ),
    max_size=9,
)


def mbox(letters: list[tuple[bytes, bytes]]) -> bytes:
    return b"".join(SEPARATOR + head + b"\n\n" + body + b"\n" for head, body in letters)


def message(number: int, size: int = 0) -> tuple[bytes, bytes]:
    return b"From: a%d@example.org\nTo: b@example.org" % number, b"words and words\n" * size


@pytest.fixture
def grown(tmp_path: Path) -> Mbox:
    """Give an mbox of more than the bytes its fingerprint covers."""
    path = tmp_path / "INBOX"
    path.write_bytes(mbox([message(number, 2000) for number in range(4)]))
    return Mbox(path)


@given(letters=LETTERS)
@settings(deadline=None)
def test_compressed_or_not_it_is_the_same_mailbox(
    tmp_path_factory: pytest.TempPathFactory, letters: list[tuple[bytes, bytes]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    plain, packed = folder / "one.mbox", folder / "one.mbox.gz"
    plain.write_bytes(mbox(letters))
    packed.write_bytes(gzip.compress(mbox(letters)))
    heads = [head for head, _ in letters]
    assert [found.head for found in Mbox(plain).messages()] == heads
    assert list(Mbox(packed).messages()) == list(Mbox(plain).messages())


def test_an_appended_mbox_has_grown_and_only_the_new_is_read(grown: Mbox) -> None:
    before = grown.fingerprint()
    last = list(grown.messages())[-1]
    with grown.path.open("ab") as file:
        file.write(mbox([message(4), message(5)]))
    assert grown.grown(before, last.position)
    assert [found.head for found in grown.messages(last.position)] == [
        message(number)[0] for number in (3, 4, 5)
    ]


@pytest.mark.parametrize("tail", [b"\n", b"\r\n", b"\n\n"])
def test_an_appending_program_may_add_the_empty_line_itself(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "mbox"
    path.write_bytes(mbox([message(0, 3)]).removesuffix(b"\n"))
    source = Mbox(path)
    before = source.fingerprint()
    with path.open("ab") as file:
        file.write(tail + mbox([message(1)]))
    assert source.grown(before, START)


def test_an_empty_mbox_may_grow(tmp_path: Path) -> None:
    path = tmp_path / "mbox"
    path.write_bytes(b"")
    (source,) = detect(path)
    assert list(source.messages()) == []
    before = source.fingerprint()
    path.write_bytes(mbox([message(1)]))
    assert source.grown(before, START)


def rewrite_begin(data: bytes) -> bytes:
    return data.replace(b"a0@", b"x0@") + mbox([message(9)])


def delete_first(data: bytes) -> bytes:
    return data[data.index(SEPARATOR, 1) :] + mbox([message(9, 4000)])


def delete_middle(data: bytes) -> bytes:
    third = data.index(b"From: a2@") - len(SEPARATOR)
    fourth = data.index(b"From: a3@") - len(SEPARATOR)
    return data[:third] + data[fourth:] + mbox([message(9, 4000)])


def insert_late(data: bytes) -> bytes:
    fourth = data.index(b"From: a3@") - len(SEPARATOR)
    return data[:fourth] + mbox([message(9, 7)]) + data[fourth:]


def go_on_in_the_last_body(data: bytes) -> bytes:
    return data + b"a line more\n" + mbox([message(9)])


def shrink(data: bytes) -> bytes:
    return data[:-5]


def alter_in_place(data: bytes) -> bytes:
    return data[:-30] + b"W" + data[-29:]


@pytest.mark.parametrize(
    "change",
    [
        rewrite_begin,
        delete_first,
        delete_middle,
        insert_late,
        go_on_in_the_last_body,
        shrink,
        alter_in_place,
    ],
)
def test_a_rewritten_mbox_has_not_grown(grown: Mbox, change: object) -> None:
    assert callable(change)
    before = grown.fingerprint()
    last = list(grown.messages())[-1].position
    grown.path.write_bytes(change(grown.path.read_bytes()))
    os.utime(grown.path, (1, 1))
    assert not grown.grown(before, last)


def test_a_compressed_mbox_that_was_touched_is_another(tmp_path: Path) -> None:
    path = tmp_path / "mail.gz"
    path.write_bytes(gzip.compress(mbox([message(0)])))
    source = Mbox(path)
    before = source.fingerprint()
    assert source.grown(before, START)
    with path.open("ab") as file:
        file.write(gzip.compress(mbox([message(1)])))
    assert not source.grown(before, START)
    assert len(list(source.messages())) == 2


def test_a_cut_compressed_mbox_gives_what_is_there_and_says_how_far(tmp_path: Path) -> None:
    data = mbox([message(number, number % 7) for number in range(3000)])
    path = tmp_path / "mail.mbox.gz"
    packed = gzip.compress(data, 1)
    path.write_bytes(packed[: len(packed) // 2])
    found: list[Message] = []
    with pytest.raises(
        SourceError, match=f"ends early.*after {len(packed) // 2:,} bytes"
    ) as caught:
        found.extend(Mbox(path).messages())
    assert len(found) > 1000
    assert [one.head for one in found[:-1]] == [
        message(number)[0] for number in range(len(found) - 1)
    ]
    assert "read" in caught.value.hint


def test_a_damaged_compressed_mbox_gives_what_stands_before(tmp_path: Path) -> None:
    data = mbox([message(number * number, number % 7) for number in range(9000)])
    packed = bytearray(gzip.compress(data))
    packed[len(packed) // 2] ^= 0xFF
    path = tmp_path / "mail.mbox.gz"
    path.write_bytes(packed)
    found: list[Message] = []
    with pytest.raises(SourceError, match="is damaged"):
        found.extend(Mbox(path).messages())
    assert len(found) > 1000


def test_takeouts_form_is_known_in_the_middle_too(tmp_path: Path) -> None:
    takeout = b"From 1627958392716362@xxx Tue Mar 12 09:15:00 +0000 2019\r\n"
    forwarded = b"\n" + SEPARATOR + b"Subject: quoted, not a message\n\n"
    data = b"".join(takeout + message(n)[0] + b"\n\n" + forwarded for n in range(3))
    path = tmp_path / "All mail Including Spam and Trash.mbox"
    path.write_bytes(data)
    whole = list(Mbox(path).messages())
    assert [found.head for found in whole] == [message(n)[0] for n in range(3)]
    assert list(Mbox(path).messages(whole[1].position)) == whole[1:]


def test_a_part_that_begins_in_the_middle_of_a_body_is_read(tmp_path: Path) -> None:
    path = tmp_path / "All mail-002.mbox"
    path.write_bytes(b"bGlrZSB0aGlz\n" * 900 + b"\n" + mbox([message(1)]))
    (source,) = detect(path)
    assert [found.head for found in source.messages()] == [message(1)[0]]


def test_a_message_before_the_first_separator_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "sent.mbox"
    path.write_bytes(message(1)[0] + b"\n\nbody\n\n" + mbox([message(2)]))
    (source,) = detect(path)
    found = list(source.messages())
    assert [one.head for one in found] == [message(1)[0], message(2)[0]]
    assert found[0].position == Position(0, 0)
    assert list(source.messages(found[1].position)) == found[1:]


def test_an_mbox_that_shrank_ends_early(grown: Mbox) -> None:
    last = list(grown.messages())[-1].position
    grown.path.write_bytes(b"From ")
    with pytest.raises(SourceError, match="ends early"):
        list(grown.messages(last))


@pytest.mark.parametrize(
    "content",
    [
        b"From here on it is a text\n\nwithout a date.\n",
        b"From a@x.org Mon Oct  5 15:28:24 2020\rFrom: a@x.org\rTo: b@x.org\r\rHello.\r\r" * 3,
    ],
)
def test_bytes_without_any_message_are_an_error_and_not_nothing(
    tmp_path: Path, content: bytes
) -> None:
    for name, written in (("a.mbox", content), ("a.mbox.gz", gzip.compress(content))):
        path = tmp_path / name
        path.write_bytes(written)
        with pytest.raises(SourceError, match="holds no message"):
            list(Mbox(path).messages())


@pytest.mark.parametrize("content", [b"", gzip.compress(b"")])
def test_an_empty_mbox_has_no_messages(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mbox").write_bytes(content)
    assert list(Mbox(tmp_path / "a.mbox").messages()) == []
