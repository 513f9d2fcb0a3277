"""Splitting an mbox: every flavour, any chunk size, bounded memory."""

import io
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.mail import separators
from invite_guard.mail.separator_forms import LENIENT, PERHAPS, STRICT
from invite_guard.mail.separator_forms import TAKEOUT as TAKEOUT_FORM
from invite_guard.mail.separators import HEAD_CAP, HeaderBlocks, header_blocks, is_takeout

CTIME = b"From jane@x.org Mon Oct  5 15:28:24 2020"
TAKEOUT = b"From 1234567890@xxx Mon Oct 05 15:28:24 +0000 2020"


def read(data: bytes, **options: object) -> list[tuple[bytes, int]]:
    return list(header_blocks(io.BytesIO(data), **options))  # type: ignore[arg-type] # a test


def heads(data: bytes) -> list[bytes]:
    return [head for head, _ in read(data)]


def test_messages_come_with_the_offset_of_their_separator() -> None:
    first = CTIME + b"\nTo: a@x.org\nSubject: 1\n\nbody\n\n"
    data = first + CTIME + b"\nTo: b@x.org\n\nbody"
    assert read(data) == [(b"To: a@x.org\nSubject: 1", 0), (b"To: b@x.org", len(first))]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("lead", [b"", b"\n\n", b"\xef\xbb\xbf", b"junk\n\n"])
@pytest.mark.parametrize(
    "separator",
    [
        CTIME,
        TAKEOUT,
        b"From - Mon Oct 05 15:28:24 2020",
        b"From  Mon Oct  5 15:28:24 2020",
        b"From jane@x.org Mon Oct  5 15:28 2020",
        b"From jane@x.org Mon Oct  5 15:28:24 CEST 2020",
        b"From jane@x.org Mon Oct  5 15:28:24 2020 +0200",
        b"From jane@x.org Mon Oct  5 15:28:24 2020 remote from host",
        b'From "jane doe"@x.org Mon Oct  5 15:28:24 2020',
        b"From jane@x.org Mon, 5 Oct 2020 15:28:24 +0200",
    ],
)
def test_every_form_of_separator(separator: bytes, lead: bytes, end: bytes) -> None:
    message = separator + end + b"To: a@x.org" + end + b"Cc: b@x.org" + end + end + b"body" + end
    data = lead.replace(b"\n", end) + message + end + message
    assert heads(data) == [b"To: a@x.org" + end + b"Cc: b@x.org"] * 2


@pytest.mark.parametrize(
    "line",
    [
        b"From the start at 10:30 we knew",
        b"From a@x.org\nTo: b@x.org",
        b"From now on, Monday: nothing\nNote: more",
        b"From jane@x.org Mon Oct  5 15:28:24 2020\nno header follows",
        b">From jane@x.org Mon Oct  5 15:28:24 2020\nTo: c@x.org",
        b"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: a@x.org",
        b" From jane@x.org Mon Oct  5 15:28:24 2020\nTo: c@x.org",
    ],
)
def test_lines_of_a_body_are_no_separators(line: bytes) -> None:
    data = CTIME + b"\nTo: a@x.org\n\nbody\n\n" + line + b"\n\nmore\n"
    assert len(heads(data)) == 1


def test_a_takeout_file_has_takeout_separators_only() -> None:
    data = TAKEOUT + b"\r\nTo: a@x.org\r\n\r\n" + CTIME + b"\r\nTo: no@x.org\r\n\r\n"
    data += TAKEOUT + b"\r\nTo: b@x.org\r\n\r\n"
    assert heads(data) == [b"To: a@x.org", b"To: b@x.org"]
    assert is_takeout(data)
    assert not is_takeout(CTIME + b"\nTo: a@x.org\n")


def test_entering_at_an_offset_gives_the_rest_and_knows_takeout() -> None:
    message = TAKEOUT + b"\nTo: a@x.org\n\n" + CTIME + b"\nTo: no@x.org\n\nbody\n\n"
    data = message * 3
    whole = read(data)
    assert len(whole) == 3
    for index, (_, offset) in enumerate(whole):
        stream = io.BytesIO(data)
        stream.seek(offset)
        assert list(header_blocks(stream, offset, takeout=True)) == whole[index:]


def test_no_empty_line_between_messages() -> None:
    data = (CTIME + b"\nTo: a@x.org\nCc: b@x.org\n") * 3
    assert heads(data) == [b"To: a@x.org\nCc: b@x.org"] * 3


def test_a_header_that_is_too_long_is_cut_at_a_line_and_told() -> None:
    data = CTIME + b"\nTo: a@x.org\nX-Long: " + b"x" * (2 * HEAD_CAP) + b"\n\nbody\n\n"
    blocks = HeaderBlocks(io.BytesIO(data + CTIME + b"\nTo: b@x.org\n\n"))
    assert [(head, blocks.was_cut) for head, _ in blocks] == [
        (b"To: a@x.org", True),
        (b"To: b@x.org", False),
    ]


def test_a_million_recipients_are_kept_as_far_as_the_cap_goes() -> None:
    data = CTIME + b"\nFrom: b@x.org\nTo: " + b"jane@x.org," * 1_000_000 + b"\n\nbody\n"
    ((head, _),) = header_blocks(io.BytesIO(data))
    assert head.startswith(b"From: b@x.org\nTo: jane@x.org,")
    assert head.endswith(b",jane@x.org")
    assert HEAD_CAP - 20 < len(head) <= HEAD_CAP


class Endless(io.RawIOBase):
    """A message, and then one line that does not end for a long while."""

    def __init__(self, before: bytes, length: int, after: bytes) -> None:
        self._parts = [before, after]
        self._left = length

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as the reader calls it
        if self._parts[0]:
            count = min(len(buffer), len(self._parts[0]))
            buffer[:count] = self._parts[0][:count]
            self._parts[0] = self._parts[0][count:]
        elif self._left:
            count = min(len(buffer), self._left)
            buffer[:count] = b"x" * count
            self._left -= count
        elif len(self._parts) > 1:
            self._parts.pop(0)
            return self.readinto(buffer)
        else:
            count = 0
        return count


def test_one_line_of_300_mb_is_never_held() -> None:
    after = b"\n\n" + CTIME + b"\nTo: b@x.org\n\n"
    for before in (b"\nTo: a@x.org\n\n", b"\nTo: a@x.org\nX-Long: "):
        blocks = HeaderBlocks(Endless(CTIME + before, 300_000_000, after))
        assert [head for head, _ in blocks] == [b"To: a@x.org", b"To: b@x.org"]
        assert len(blocks._buffer) < 2_000_000


PIECES = st.sampled_from(
    [
        CTIME,
        TAKEOUT,
        b"From ",
        b"\n",
        b"\n\n",
        b"\r\n",
        b"\r\n\r\n",
        b"To: a@x.org",
        b"X: " + b"y" * 900,
        b"\nFrom x",
        b"\0",
        b"body",
        b">",
        b":",
        b"z" * 3000,
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES | st.binary(max_size=8), max_size=40), st.integers(1, 5000))
def test_any_chunk_size_gives_the_same_blocks(pieces: list[bytes], chunk: int) -> None:
    data = b"".join(pieces)
    whole = read(data)
    assert read(data, chunk=chunk) == whole
    offsets = [offset for _, offset in whole]
    assert offsets == sorted(set(offsets))
    for head, offset in whole:
        assert data.startswith(b"From ", offset)
        assert head in data[offset:]


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES | st.binary(max_size=8), max_size=40), st.integers(0, 40))
def test_a_header_ends_where_it_ends_however_far(pieces: list[bytes], near: int) -> None:
    """Near ends are found in another way than far ones."""
    data = b"\n".join([CTIME, b"To: a@x.org", b"".join(pieces)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separators, "_NEAR", near)
        far = read(data)
    assert read(data) == far


@pytest.mark.parametrize("chunk", [1, 7, 64, 4096])
def test_any_chunk_size_gives_the_same_blocks_on_real_mail(corpora: Path, chunk: int) -> None:
    for path in sorted((corpora / "lkml" / "mbox").iterdir()):
        data = path.read_bytes()[:200_000]
        assert read(data, chunk=chunk) == read(data)


def test_real_mailboxes_are_whole(corpora: Path) -> None:
    for path in sorted((corpora / "lkml" / "mbox").iterdir()):
        data = path.read_bytes()
        assert len(read(data)) == data.count(b"\nFrom mboxrd@z ") + 1


def test_big_bodies_are_passed_over() -> None:
    body = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo" * 2 + b"\n"
    data = (CTIME + b"\nTo: a@x.org\n\n" + body * 30_000 + b"\n") * 20
    assert len(read(data)) == 20


def test_a_bare_from_in_a_body_is_no_separator() -> None:
    body = b"From: a@x.org\n\nHe wrote:\n\nFrom \nhere on: see below.\n\n\nFrom \nme\n"
    mail = b"From a@x.org Sun Sep 13 12:26:40 2020\n" + body
    assert len(list(header_blocks(io.BytesIO(mail)))) == 1


def test_messages_without_an_empty_line_cost_what_others_do() -> None:
    """Found by fuzzing: each looked through all that followed it."""
    message = b"From a@b Mon Jan  6 10:00:00 2025\nTo: a\n"
    begun = time.process_time()
    assert sum(1 for _ in HeaderBlocks(io.BytesIO(message * 50_000))) == 50_000
    assert time.process_time() - begun < 5, "it was a minute"


LINES = st.lists(
    st.sampled_from(
        [
            CTIME,
            TAKEOUT,
            b"From ",
            b"From -",
            b"\nFrom \t",
            b"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001",
            b"From the desk, 10:30",
            b"From x remote from y 1:00 Mon Jan 1 00:00:00 2001 +0100",
            b"From Monday, Jan 3 10:00 in 2001",
            b">From a@b Mon Oct  5 15:28:24 2020",
            b"To : a@x.org",
            b"Message-ID: <a@b>",
            b"X-Mozilla-Status: 1",
            b"To a",
            b"",
            b"\r",
            b"body",
        ]
    ),
    min_size=1,
    max_size=12,
)
"""Lines that are separators, nearly are, or decide whether the line before is one."""


@settings(deadline=None, max_examples=300)
@given(LINES, st.sampled_from([b"\n", b"\r\n"]))
def test_every_form_has_what_is_looked_for_first(lines: list[bytes], end: bytes) -> None:
    data = b"\n" + end.join(lines) + end
    for place in (found.start() for found in re.finditer(rb"(?=\nFrom )", data)):
        if any(form.match(data, place + 1) for form in (TAKEOUT_FORM, STRICT, LENIENT)):
            assert PERHAPS.match(data, place)


@settings(deadline=None, max_examples=100)
@given(LINES, LINES, st.integers(0, 3), st.integers(1, 4000))
def test_nothing_is_passed_over_where_many_lines_are_none(
    lines: list[bytes], others: list[bytes], crowd: int, chunk: int
) -> None:
    """As if each of them were looked at by itself, before a message as within its header."""
    data = (b"\nFrom " * 997 * crowd).join(b"\n".join(part) for part in (lines, others, lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separators, "_CLOSE", -1)
        patch.setattr(separators, "PERHAPS", re.compile(rb"\nFrom "))
        singly = read(data)
    assert read(data) == singly
    assert read(data, chunk=chunk) == singly
