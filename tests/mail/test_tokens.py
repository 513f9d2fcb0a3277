"""A header value in pieces: together they are the value, and each is what RFC 5322 says it is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.tokens import TEXT, tokens

CASES = [
    (['"a'], "TEXT"),
    (['"a"', " ", "b"], "QUOTED SPACE TEXT"),
    (['"a"', "b"], "QUOTED TEXT"),
    (['"a@b"c'], "TEXT"),
    (['"a', ",", 'b"c'], "TEXT COMMA TEXT"),
    (['"a', ",", 'b"c', ", ", '"d, e"', "<f>"], "TEXT COMMA TEXT COMMA QUOTED ANGLE"),
    (['"a"', "b", ",", "c"], "QUOTED TEXT COMMA TEXT"),
    (['"a;b"', "(c)"], "QUOTED COMMENT"),
    (['"a"', "\t", '"b"'], "QUOTED SPACE QUOTED"),
    (['"a"', "\r\n ", "b"], "QUOTED SPACE TEXT"),
    (['"a"', "\x00", "b"], "QUOTED SPACE TEXT"),
    (['"a"', "<b@c>"], "QUOTED ANGLE"),
    (['"a"', "@b"], "QUOTED TEXT"),
    (['"a"', ".b"], "QUOTED TEXT"),
    (['"a"', ":", "b"], "QUOTED COLON TEXT"),
    (['"a"', ";", "b"], "QUOTED SEMICOLON TEXT"),
    (['""'], "QUOTED"),
    (['"""'], "TEXT"),
    (['""', '""'], "TEXT QUOTED"),
    (['"a\\"b"'], "QUOTED"),
    (['"a\n b"'], "QUOTED"),
    (['"a\\\nb"'], "QUOTED"),
    (["(a)"], "COMMENT"),
    (["(a(b)c)"], "COMMENT"),
    (["(a"], "TEXT"),
    (["(", "(a)"], "TEXT COMMENT"),
    (["((", "(a)"], "TEXT COMMENT"),
    (["(((("], "TEXT"),
    (["(a)", "("], "COMMENT TEXT"),
    (["a)b"], "TEXT"),
    (["(a\\)b)"], "COMMENT"),
    (["(a\\(b)"], "COMMENT"),
    (['\\"a\\"'], "TEXT"),
    (['\\"a\\"', " ", '"b"'], "TEXT SPACE QUOTED"),
    (['a\\"b', " ", '"c"'], "TEXT SPACE QUOTED"),
    (["\\(a\\)", " ", "(b)"], "TEXT SPACE COMMENT"),
    (["\\\\", "(b)"], "TEXT COMMENT"),
    (["\\(a\\)"], "TEXT"),
    (["\\\\", '"a"'], "TEXT QUOTED"),
    (["\\(a)"], "TEXT"),
    (["\\", ",", "a"], "TEXT COMMA TEXT"),
    (["\\"], "TEXT"),
    (["a\\@"], "TEXT"),
    (["=?u?q?a?="], "ENCODED"),
    (["=?u?B?a?=", "b"], "ENCODED TEXT"),
    (["b", "=?u?B?a,?="], "TEXT ENCODED"),
    (["=?u?b?a?="], "ENCODED"),
    (["=?u?Q?a?="], "ENCODED"),
    (["=?u?x?a?="], "TEXT"),
    (["=??q?a?="], "TEXT"),
    (["=?u?v?q?a?="], "TEXT"),
    (["=?u?q?a b?="], "ENCODED"),
    (['=?u?q?a"b?='], "TEXT"),
    (["=?u", " ", "v?q?a?="], "TEXT SPACE TEXT"),
    (["=a=?b"], "TEXT"),
    (["<a>"], "ANGLE"),
    (["<a b>"], "ANGLE"),
    (["< a>"], "ANGLE"),
    (["<a"], "ANGLE"),
    (["<a", ",", "b>"], "ANGLE COMMA TEXT"),
    (["<a", ", ", "b"], "ANGLE COMMA TEXT"),
    (["<a", ";"], "ANGLE SEMICOLON"),
    (["<a", " "], "ANGLE SPACE"),
    (["<a", "\t", ",", "b"], "ANGLE SPACE COMMA TEXT"),
    (["<a", " ", "b"], "TEXT SPACE TEXT"),
    (["<a", ":", "b"], "TEXT COLON TEXT"),
    (["<>"], "ANGLE"),
    (["<", ","], "ANGLE COMMA"),
    (['<"a,b"@c>'], "ANGLE"),
    (['<"a,b" @c>'], "ANGLE"),
    (['< "a>b"@c>'], "ANGLE"),
    (['<"a\\"b"@c>'], "ANGLE"),
    (['<\t"a"\t@c>'], "ANGLE"),
    (["<", '"a"', "b@c>"], "TEXT QUOTED TEXT"),
    (["< @a,@b:c@d>"], "ANGLE"),
    (["<\t@a,@b:c@d>"], "ANGLE"),
    (["<@a,@b:c@d>"], "ANGLE"),
    (["<a", ",", "b", ":", "c@d>"], "ANGLE COMMA TEXT COLON TEXT"),
    (["<", "<a>", ">"], "TEXT ANGLE TEXT"),
    (["<<", "<a>"], "TEXT ANGLE"),
    (["[a]"], "LITERAL"),
    (["[", "[a]", "]"], "TEXT LITERAL TEXT"),
    (["[a", ",", "b]"], "TEXT COMMA TEXT"),
    (["[", "<a@b>", "]"], "TEXT ANGLE TEXT"),
    (["[a"], "TEXT"),
    (["a", ",, ,", "b"], "TEXT COMMA TEXT"),
    (["a", ",\t,", "b"], "TEXT COMMA TEXT"),
    (["a", ";;,", "b"], "TEXT SEMICOLON TEXT"),
    (["a", ";\t;", "b"], "TEXT SEMICOLON TEXT"),
    (["a", " ", "; ", "b"], "TEXT SPACE SEMICOLON TEXT"),
    (["a", "::", "b"], "TEXT COLON TEXT"),
    (["\x00", "a"], "SPACE TEXT"),
    (["a", "\x0b\x0c", "b"], "TEXT SPACE TEXT"),
]
"""Pieces and their kinds: what is closed, what is left over, and what cannot be told apart."""


@pytest.mark.parametrize(("pieces", "kinds"), CASES)
def test_what_a_piece_is(pieces: list[str], kinds: str) -> None:
    found = list(tokens("".join(pieces).encode()))
    assert [text.decode() for _, text in found] == pieces
    assert " ".join(kind for kind, _ in found) == kinds


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("=?" + "u" * 64 + "?q?a?=", ["ENCODED"]),
        ("=?" + "u" * 65 + "?q?a?=", ["TEXT"]),
        ("=?u?q?" + "a" * 998 + "?=", ["ENCODED"]),
        ("=?u?q?" + "a" * 999 + "?=", ["TEXT"]),
        ("[" + "a" * 300 + "]", ["LITERAL"]),
        ("[" + "a" * 301 + "]", ["TEXT"]),
        ('<"' + "," * 128 + '"@b>', ["ANGLE"]),
        ('<"' + "," * 129 + '"@b>', ["TEXT", "QUOTED", "TEXT"]),
    ],
)
def test_what_looks_far_ahead_looks_only_so_far(value: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in tokens(value.encode())] == kinds


@pytest.mark.parametrize(
    ("piece", "kind", "apart"),
    [
        (b"a%cb", "TEXT", b" \t\r\n\x0b\x0c\0,:;<"),
        (b"=?u?q?a%cb?=", "ENCODED", b'?\r\n<>"'),
        (b"<a%cb@c>", "ANGLE", b'<>",;'),
        (b"<@a%cb:c@d>", "ANGLE", b'<>";'),
        (b"<@a:b%cc@d>", "ANGLE", b'<>",;'),
        (b"[a%cb]", "LITERAL", b'[]\\<>,;"'),
    ],
)
def test_what_a_piece_may_hold(piece: bytes, kind: str, apart: bytes) -> None:
    for character in range(256):
        value = piece % character
        assert (list(tokens(value)) == [(kind, value)]) is (character not in apart), value


def test_a_quote_that_swallows_separators_is_closed_only_where_a_word_may_end() -> None:
    for separator in b",;@":
        for character in range(256):
            value = b'"a%cb"%cc' % (separator, character)
            ends = character in b" \t\r\n\x0b\x0c\0,;:<@.("
            assert (next(tokens(value)) == ("QUOTED", value[:5])) is ends, value


@given(st.binary() | st.lists(st.sampled_from(list(b'"\\()<>[]@,;:=?q. a\0'))).map(bytes))
def test_nothing_is_lost_and_text_is_never_in_two(value: bytes) -> None:
    found = list(tokens(value))
    assert b"".join(text for _, text in found) == value
    assert all(text for _, text in found)
    kinds = [kind for kind, _ in found]
    assert all(pair != (TEXT, TEXT) for pair in pairwise(kinds))
