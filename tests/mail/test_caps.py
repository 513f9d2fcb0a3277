"""How much of a header is read, and that the rest is told."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.caps import ADDRESS_CAP, ODD_MARKS, TEXT_CAP, capped
from invite_guard.mail.headers import read_header

PLAIN = b'"Roe, Jane" <jane@x.org>, '
ODD = b"Roe, Jane <jane@x.org>, "
"""The comma stands without quotes, so it takes a closer look."""


@pytest.mark.parametrize(
    "value", [b"", b"jane@x.org", PLAIN * 600, ODD * 1_400, b"x" * ADDRESS_CAP]
)
def test_what_real_mail_holds_is_read_whole(value: bytes) -> None:
    assert capped(value) == (value, False)


def test_ten_thousand_plain_recipients_are_read() -> None:
    value = PLAIN * (ADDRESS_CAP // len(PLAIN))
    fields = read_header(b"To: " + value)
    assert not fields.truncated
    assert len(read_mailboxes(fields.to)) == ADDRESS_CAP // len(PLAIN)


ATOM = (string.ascii_letters + string.digits + "_+-").encode()
SPECIAL = b'"(),:;<>@[]\\' + bytes(range(32))
"""What is no part of a name without quotes (RFC 5322, 3.2.3)."""


@pytest.mark.parametrize(
    ("mailbox", "characters"),
    [
        (b"%c@x.org", ATOM),
        (b"j%c@x.org", ATOM),
        (b"j.%c@x.org", ATOM),
        (b"j@%c.org", ATOM.replace(b"_", b"").replace(b"+", b"")),
        (b"j@a.b%c", ATOM[:-3]),
        (b" \t%c <j@x.org>\t ", bytes(set(range(256)) - set(SPECIAL))),
        (b'"Doe%cJane"\t <j@x.org>', bytes(set(range(256)) - set(b'"\\'))),
    ],
)
def test_of_many_in_the_usual_form_nobody_is_cut_off(mailbox: bytes, characters: bytes) -> None:
    for character in characters:
        value = mailbox % character + b"," + b"j@x.org," * ODD_MARKS
        assert capped(value) == (value, False), character


def test_many_odd_ones_are_cut_at_a_comma_and_that_is_told() -> None:
    fields = read_header(b"To: " + PLAIN * 1_000 + ODD * 5_000)
    assert fields.truncated
    boxes = read_mailboxes(fields.to)
    assert {(box.address, box.well_formed) for box in boxes} == {("jane@x.org", True)}
    assert len(boxes) == 1_000 + ODD_MARKS // 8
    assert len(fields.to) > TEXT_CAP


@given(st.lists(st.sampled_from([PLAIN, ODD, b"()", b"a@b ", b"\xff", b",", b'"']), max_size=9))
def test_what_is_left_begins_the_value_and_needs_no_second_cut(pieces: list[bytes]) -> None:
    value = b"".join(pieces) * 3_000
    kept, cut = capped(value)
    assert value.startswith(kept)
    assert cut is (kept != value)
    assert capped(kept) == (kept, False)


def test_so_many_marks_of_the_grammar_are_read_whichever_they_are() -> None:
    for character in range(256):
        is_mark = character <= 0x20 or character in b'"(),:;<>@[]\\='
        value = b"\xff%c" % character * ODD_MARKS
        assert capped(value) == (value, False)
        assert capped(value + b"\xff%c" % character)[1] is is_mark, character


def test_a_list_without_a_comma_is_given_up_rather_than_torn() -> None:
    assert capped(b"x" * (ADDRESS_CAP + 1)) == (b"", True)


def test_the_cut_keeps_as_many_as_it_says_to_the_last() -> None:
    assert capped(b"a," * ODD_MARKS) == (b"a," * ODD_MARKS, False)
    assert capped(b"a," * ODD_MARKS + b"b,") == ((b"a," * ODD_MARKS)[:-1], True)
