"""What strangers wrote never does anything to a screen."""

import sys
import unicodedata

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.terminal import LIMIT, safe
from invite_guard.terminal.text import MARKS, REPLACEMENT, _all_ordinary, _made_safe, width

EVERYTHING = [chr(code) for code in range(sys.maxunicode + 1)]

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(
            codec=None, categories=["Cc", "Cf", "Cs", "Mn", "Me", "Mc", "Zs", "Zl", "Zp"]
        ),
        st.sampled_from("\x1b[]31mJ2H\x07\x9b\u202e\u2066\u200b\u3164\ud800\u0301\u1161\t\n\r a"),
    ),
    max_size=120,
)


def harmless(character: str) -> bool:
    category = unicodedata.category(character)
    if character == " ":
        return True
    return category[0] not in "CZ" and 0 <= width(character) <= 2


def test_every_code_point_comes_out_harmless_or_not_at_all() -> None:
    bad = [ord(c) for c in EVERYTHING if not all(map(harmless, safe(c)))]
    assert bad == []


def test_every_assigned_code_point_between_letters_is_harmless_and_stays_so() -> None:
    for character in EVERYTHING:
        if unicodedata.category(character) in {"Cn", "Co", "Cs"}:
            continue
        once = safe(f"a{character}b")
        assert all(map(harmless, once)), hex(ord(character))
        assert once == f"a{character}b" or safe(once) == once, hex(ord(character))
        assert once.startswith(("a", "á", "à")) or unicodedata.combining(character)


def test_the_short_way_for_ordinary_names_leads_to_the_same_place() -> None:
    ordinary = [c for c in EVERYTHING if _all_ordinary().fullmatch(c)]
    assert len(ordinary) > 30_000
    assert [c for c in ordinary if safe(f"a{c}b") != _made_safe(f"a{c}b", LIMIT)] == []


@given(
    st.text(st.sampled_from([c for c in EVERYTHING if _all_ordinary().fullmatch(c)]), max_size=40)
)
def test_the_short_way_is_the_same_for_whole_names(text: str) -> None:
    assert safe(text) == _made_safe(text, LIMIT)


def test_nothing_that_looks_like_nothing_comes_through() -> None:
    ignorable = (
        "\xad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u180f\u200b\u2060\u2064\u3164\ufeff\uffa0"
        "\u17b5\u2800\U0001d173\U0001d17a\U000e0000\U000e0041\U000e0fff"
    )
    for character in ignorable:
        assert safe(f"a{character}b") in {"ab", f"a{REPLACEMENT}b"}
        assert safe(f"a{character}b") != f"a{character}b"


def test_what_honest_names_hold_unseen_is_left_out_and_its_neighbours_are_shown() -> None:
    for character in [
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u061c",
        *map(chr, range(0xFE00, 0xFE10)),
    ]:
        assert safe(f"a{character}b") == "ab"
    for character in "\u061b\u1810\u2010\u2801\ufe10":
        assert safe(f"a{character}b") == f"a{character}b"


@given(HOSTILE, st.integers(2, 40))
def test_twice_is_once(text: str, limit: int) -> None:
    once = safe(text, limit)
    assert safe(once, limit) == once
    assert len(once) <= limit
    assert all(map(harmless, once))


@given(HOSTILE)
def test_a_screen_only_shows_it(text: str) -> None:
    screen = pyte.Screen(700, 3)
    pyte.Stream(screen).feed(safe(text))
    assert screen.cursor.y == 0
    assert screen.display[1].strip() == screen.display[2].strip() == ""
    assert screen.title == ""
    assert screen.cursor.attrs == pyte.Screen(1, 1).cursor.attrs


@given(HOSTILE)
def test_marks_never_pile_up(text: str) -> None:
    pile = 0
    for character in safe(text):
        pile = 0 if width(character) else pile + 1
        assert pile <= MARKS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Byron", "Ada Byron"),
        ("  Ada \t\r\n Byron ", "Ada Byron"),
        ("  Ada   Byron ", "Ada Byron"),
        ("Ada\u2028Byron", "Ada Byron"),
        ("山田\u3000太郎", "山田 太郎"),
        ("Zoe\u0308", "Zoë"),
        ("علی\u200cرضا", "علیرضا"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\U0001f469"),
        ("\x1b[31mred", "�[31mred"),
        ("\x9b2J", "�2J"),
        ("a\u202egro.live", "a�gro.live"),
        ("[red]Ada[/red]", "[red]Ada[/red]"),
        ("\ud800x", "�x"),
        ("H" + "\u0301\u0302\u0303\u0304\u0305" * 9, "H\u0301\u0302\u0303"),
        ("\u0301a", "◌\u0301a"),
        ("", ""),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_long_text_ends_in_an_ellipsis_and_no_valid_address_is_cut() -> None:
    assert safe("x" * 400) == "x" * (LIMIT - 1) + "…"
    address = "l" * 64 + "@" + "d" * 255
    assert safe(address) == address


def test_time_does_not_grow_with_what_is_cut_off() -> None:
    assert safe("\u0301" * 10_000_000).startswith("◌")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abcd", "abcd"),
        ("abcde", "abc…"),
        ("ab cde", "ab…"),
        ("éßàñ", "éßàñ"),
        ("áḃċḋé", "áḃċ…"),
        ("\u200cabcd", "abcd"),
        ("  a  b  c ", "a b…"),
    ],
)
def test_what_is_too_long_ends_in_an_ellipsis_within_the_limit(text: str, shown: str) -> None:
    assert safe(text, 4) == shown


def test_unseen_characters_before_a_name_hide_it_only_where_there_are_very_many() -> None:
    assert safe("\u200c" * (16 * LIMIT - 1) + "Ada") == "A"
    assert safe("\u200c" * (16 * LIMIT) + "Ada") == ""


@pytest.mark.parametrize(
    ("character", "cells"), [("a", 1), ("山", 2), ("Ａ", 2), ("\u0301", 0), ("\u20dd", 0), ("ﾊ", 1)]
)
def test_a_character_takes_as_many_cells_as_a_terminal_gives_it(character: str, cells: int) -> None:
    assert width(character) == cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x\u0331\u0332\u0333", "x\u0331\u0332\u0333"),
        ("x\u0331\u0332\u0333\u0330y", "x\u0331\u0332\u0333y"),
        (
            "x\u0331\u0332\u0333\u0330y\u0331\u0332\u0333\u0330",
            "x\u0331\u0332\u0333y\u0331\u0332\u0333",
        ),
        ("a \u0331\u0332\u0333\u0330", "a ◌\u0331\u0332\u0333"),
        ("\u0331b", "◌\u0331b"),
    ],
)
def test_marks_stand_on_a_letter_three_high(text: str, shown: str) -> None:
    assert safe(text) == shown
