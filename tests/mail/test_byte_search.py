"""Finding bytes: the same places, whichever search is at work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail import byte_search
from invite_guard.mail.byte_search import finder

HAY = st.lists(st.sampled_from([b"\nFrom ", b"\n", b"From", b" ", b"x", b"\0"]), max_size=30)


@given(HAY, st.integers(-3, 90), st.integers(-3, 90))
def test_it_finds_what_a_plain_search_finds(pieces: list[bytes], start: int, stop: int) -> None:
    hay = bytearray(b"".join(pieces) or b"?")
    expected = hay.find(b"\nFrom ", start, stop) if 0 <= start < stop else -1
    assert finder(hay, b"\nFrom ")(start, stop) == expected


def test_without_a_c_library_python_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(byte_search, "_memmem", lambda: None)
    find = finder(bytearray(b"ab\nFrom c\nFrom d"), b"\nFrom ")
    assert (find(0, 16), find(3, 16), find(10, 16)) == (2, 9, -1)


def test_what_changes_in_the_buffer_is_seen() -> None:
    buffer = bytearray(20)
    find = finder(buffer, b"\nFrom ")
    buffer[5:11] = b"\nFrom "
    assert find(0, 20) == 5
