"""Lines that no window breaks, with everything still in them."""

from hypothesis import given
from hypothesis import strategies as st

from invite_guard.terminal import folded, safe
from invite_guard.terminal.fold import WINDOW
from invite_guard.terminal.text import width


def cells(line: str) -> int:
    return sum(map(width, line))


@given(st.text(max_size=300), st.integers(0, 8), st.integers(20, 100))
def test_every_line_fits_and_nothing_is_left_out(text: str, indent: int, room: int) -> None:
    line = safe(text)
    lines = folded(line, " " * indent, " " * indent, room).split("\n")
    assert all(cells(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")


def test_words_stay_whole() -> None:
    assert folded("one two three", "1 ", "  ", 9) == "1 one two\n  three"


def test_a_word_longer_than_a_line_goes_on_below() -> None:
    assert folded("a " + "b" * 12, "", "  ", 8) == "a\n  bbbbbb\n  bbbbbb"


def test_what_is_to_be_copied_stays_whole() -> None:
    assert folded("at https://a.example/long here", cells=8, whole=True) == (
        "at\nhttps://a.example/long\nhere"
    )


def test_wide_letters_count_twice() -> None:
    assert folded("\u5c71\u7530 \u592a\u90ce", cells=8) == "\u5c71\u7530\n\u592a\u90ce"


def test_spaces_between_two_things_stay() -> None:
    assert folded("a  b") == "a  b"
    assert WINDOW < 80
