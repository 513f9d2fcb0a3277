import gzip
from io import BufferedReader, BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.sources.heads import CAP, head_from, head_of, head_within
from invite_guard.sources.streams import CHUNK, UntilFault

HEADER = b"From: Anna <anna@example.org>\nTo: bert@example.com,\n clara@example.net\nSubject: x"
NAME = st.sampled_from([b"From", b"To", b"Cc", b"X-Long-Name", b"Subject"])
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
FIELDS = st.lists(
    st.builds(lambda name, text: name + b": " + text.encode(), NAME, TEXT), min_size=1, max_size=9
)


@given(FIELDS, st.sampled_from([b"\n", b"\r\n"]), st.binary(max_size=99))
def test_the_head_ends_at_the_first_empty_line(
    fields: list[bytes], end: bytes, body: bytes
) -> None:
    head = end.join(fields)
    assert head_within(head + end + end + body) == head
    assert head_within(head + end) == head
    assert head_within(head) == head


@pytest.mark.parametrize(
    "lead",
    [
        b"\xef\xbb\xbf",
        b"\n\r\n",
        b"From anna Tue Mar 12 09:15:00 2019\n",
        b">From anna Tue Mar 12 09:15:00 2019\r\n",
        b"2345\n",
        b"\xef\xbb\xbf\n12   \nFrom x\n>From y\n",
    ],
)
def test_what_programs_put_first_is_left_out(lead: bytes) -> None:
    assert head_within(lead + HEADER + b"\n\nbody") == HEADER


def test_white_space_before_a_colon_makes_no_separator() -> None:
    header = b"From  : Anna <anna@example.org>\nTo : bert@example.com"
    assert head_within(header + b"\n\nbody") == header


def test_a_message_may_have_no_header() -> None:
    assert head_within(b"From anna Tue Mar 12 09:15:00 2019\n\nbody\n\nmore") == b""


def test_old_macintosh_line_ends_end_a_head_too() -> None:
    assert head_within(b"From: a\rTo: b\r\rbody") == b"From: a\rTo: b"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    assert head_within(data) in data


@pytest.mark.parametrize("size", [10, 8191, 8192, 8193, 100_000, CAP - 100, 3 * CAP])
def test_long_headers_are_read_up_to_the_cap(tmp_path: Path, size: int) -> None:
    header = b"To: " + b"a@example.org, " * (size // 15)
    path = tmp_path / "1"
    path.write_bytes(header + b"\n\n" + b"body " * 10_000)
    expected = header[:CAP]
    assert head_of(str(path)) == expected
    assert head_from(UntilFault(BufferedReader(BytesIO(path.read_bytes()), CHUNK))) == expected


def test_a_compressed_letter_is_read(tmp_path: Path) -> None:
    path = tmp_path / "1"
    path.write_bytes(gzip.compress(HEADER + b"\n\nbody"))
    assert head_of(str(path)) == HEADER


def test_a_damaged_compressed_letter_has_no_head(tmp_path: Path) -> None:
    path = tmp_path / "1"
    path.write_bytes(b"\x1f\x8b\x08 nonsense")
    assert head_of(str(path)) == b""
