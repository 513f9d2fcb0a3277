"""Reading the wanted fields out of a header block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.headers import ADDRESS_CAP, TEXT_CAP, Fields, read_header


def test_fields_are_unfolded_and_raw() -> None:
    fields = read_header(b"From: =?utf-8?q?J?= <a@x.org>\nTO: b@x.org,\n\tc@x.org\nSubject: no\n")
    assert fields == Fields(from_=b"=?utf-8?q?J?= <a@x.org>", to=b"b@x.org,\tc@x.org")


def test_every_field_is_read() -> None:
    names = [name.rstrip("_").replace("_", "-") for name in Fields._fields[:17]]
    names += ["X-Gmail-Labels", "X-GM-THRID", "X-GM-MSGID"]
    block = "\n".join(f"{name.title()}: {number}" for number, name in enumerate(names))
    assert read_header(block.encode()) == Fields._make(
        [*(str(number).encode() for number in range(20)), False]
    )


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_broken_line_never_costs_the_rest(end: bytes) -> None:
    lines = [
        b"no colon",
        b": no name",
        b"From : a@x.org",
        b"",
        b"To: b\0\r\xffc@x.org",
        b">From x",
        b"Cc: d@x.org",
    ]
    fields = read_header(end.join(lines))
    assert (fields.from_, fields.to, fields.cc) == (b"a@x.org", b"b\0\r\xffc@x.org", b"d@x.org")


def test_repeated_recipients_are_joined_and_the_first_of_others_counts() -> None:
    fields = read_header(b"To: a@x.org\nTo:\nTo: b@x.org\nFrom: c@x.org\nFrom: d@x.org")
    assert (fields.to, fields.from_) == (b"a@x.org, b@x.org", b"c@x.org")


def test_names_within_other_lines_are_no_fields() -> None:
    assert read_header(b"Subject: x\n To: a@x.org\nX-To: b@x.org\nTo-X: c@x.org") == Fields()


def test_a_giant_list_is_cut_after_a_whole_address_and_told() -> None:
    fields = read_header(b"To: " + b"jane@x.org, " * 40_000 + b"\nDate: " + b"x" * 100_000)
    assert fields.truncated
    assert ADDRESS_CAP - 20 < len(fields.to) <= ADDRESS_CAP
    assert fields.to.endswith(b"jane@x.org")
    assert len(fields.date) == TEXT_CAP
    assert not read_header(b"To: " + b"jane@x.org, " * 1000).truncated
    assert read_header(b"To: " + b"a" * 2 * ADDRESS_CAP).to == b""


@given(st.binary(max_size=2000))
def test_never_raises(block: bytes) -> None:
    assert isinstance(read_header(b"To: " + block), Fields)


@pytest.mark.parametrize(
    "piece", [b"To: a\n", b"To:\n ", b"To :" + b" " * 100, b"\n\t", b"From", b"To: a\r", b"\n"]
)
def test_hostile_blocks_are_read_to_their_end(piece: bytes) -> None:
    block = (piece * (1_000_000 // len(piece)))[:1_000_000] + b"\nDate: x"
    assert read_header(block).date in {b"x", b""}
