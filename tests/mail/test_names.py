"""Display names out of whatever a header held."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.names import (
    NAME_CAP,
    decode_name,
    decode_words,
    name_beside,
    read_beside,
    without_address,
)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Jane Doe", "Jane Doe"),
        (b'"Doe, Jane"', "Doe, Jane"),
        (b"'Jane Doe'", "Jane Doe"),
        (b"\"'Jane Doe'\"", "Jane Doe"),
        (b"Doe, Jane (Dept)", "Doe, Jane (Dept)"),
        (b"O'Brien", "O'Brien"),
        (b'"Jane \\"JJ\\" Doe"', 'Jane "JJ" Doe'),
        (b'"Jane Doe', "Jane Doe"),
        (b"Doe\\, Jane", "Doe, Jane"),
        (b"  Jane \t\r\n  Doe ", "Jane Doe"),
        (b"Jane (via Lists)", "Jane"),
        (b"'Jane Doe' via Team", "Jane Doe"),
        (b"Jane [mailto:jane@x.org]", "Jane"),
        (b"Jane <jane@x.org>", "Jane"),
        (b"jane@x.org", ""),
        (b'"jane@x.org"', ""),
        (b"<jane@x.org>", ""),
        (b"<", ""),
        (b"", ""),
        ("Jürgen".encode(), "Jürgen"),
        ("Jürgen".encode("latin-1"), "Jürgen"),
        ("Ju\u0308rgen".encode(), "Jürgen"),
        (b"caf\x81\xe9", "caf\ufffdé"),
        (b"=?utf-8?q?J=C3=BCrgen_M?=", "Jürgen M"),
        (b"=?UTF-8?B?SsO8cmdlbg==?=", "Jürgen"),
        (b"=?UTF-8?B?SsO8cmdlbg?=", "Jürgen"),
        (b"=?utf-8?q?J=C3?= =?utf-8?q?=BCrgen?=", "Jürgen"),
        (b"=?utf-8?q?Jane?= Doe =?utf-8?q?Jr?=", "Jane Doe Jr"),
        (b'"=?iso-8859-1?Q?J=FCrgen?="', "Jürgen"),
        (b"=?utf-8*de?q?Jane?=", "Jane"),
        (b"=?nonsense?Q?J=C3=BCrgen?=", "Jürgen"),
        (b"=?unicode_escape?q?=5Cx41?=", "x41"),
        (b"=?zip?q?A?=", "A"),
        (b"=?utf-8?q?=22Jane=22?=", "Jane"),
        (b"=?utf-8?q?Doe=2C_Jane?=", "Doe, Jane"),
        (b"=?iso-2022-jp?b?GyRCJDMkcxsoQg==?=", "こん"),
        (b"\x1b$B$3$s\x1b(B", "こん"),
        (b"=?gb2312?b?1eLKx9bQzsQ=?=", "这是中文"),
        (b"a\x00b\x1b[31mc", "ab[31mc"),
        ("Jane\u202eDoe\u200b".encode(), "JaneDoe"),
        (b"=?utf-8?q?a", "=?utf-8?q?a"),
    ],
)
def test_names(raw: bytes, name: str) -> None:
    assert decode_name(raw) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Jane Doe", "Jane Doe"),
        (b"eve@evil.org", ""),
        (b"<Eve@evil.org>", ""),
        (b"Eve <eve@evil.org>", "Eve"),
        (b"'mailto:eve@evil.org'", ""),
        (b"jane@x.org", "<jane@x.org>"),
        (b"'Jane@X.org'", "<jane@x.org>"),
        (b"Jane Doe <jane@x.org>", "Jane Doe <jane@x.org>"),
        (b"Jane Doe [mailto:jane@x.org]", "Jane Doe <jane@x.org>"),
        (b"=?utf-8?q?jane=40x.org?=", "<jane@x.org>"),
        (b"Jane jane@x.org Doe", "Jane jane@x.org Doe"),
        (b"Jane @ Acme", "Jane @ Acme"),
    ],
)
def test_another_address_that_ends_a_name_is_kept(raw: bytes, name: str) -> None:
    assert name_beside(*read_beside(raw), "eve@evil.org") == name


@pytest.mark.parametrize(
    ("name", "bare"),
    [("<jane@x.org>", ""), ("Jane Doe <jane@x.org>", "Jane Doe"), ("Jane Doe", "Jane Doe")],
)
def test_an_address_kept_with_a_name_is_not_shown(name: str, bare: str) -> None:
    assert without_address(name) == bare


def test_a_huge_name_is_cut() -> None:
    assert decode_name(b"a" * 1_000_000) == "a" * NAME_CAP
    assert (
        decode_name(b"=?utf-8?q?" + b"a" * 50 + b"?= " + b"=?utf-8?q?" + b"b" * 1_000_000)
        == "a" * 50
    )


@given(st.binary(max_size=300))
def test_any_bytes_give_one_clean_line(raw: bytes) -> None:
    for value in (raw, b"=?utf-7?q?" + raw + b"?=", b"=?utf-16?b?" + raw + b"?="):
        name = decode_name(value)
        assert len(name) <= NAME_CAP
        assert name.encode().decode() == name
        assert name == name.strip()
        assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in name)
        assert isinstance(decode_words(value), str)


@given(st.text(max_size=30), st.binary(max_size=60), st.sampled_from("bBqQ"))
def test_any_charset(charset: str, content: bytes, encoding: str) -> None:
    raw = f"=?{charset}?{encoding}?".encode() + content + b"?="
    name = decode_name(raw)
    assert name.encode().decode() == name


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=40))
def test_plain_names_in_utf_8_are_given_as_they_are(name: str) -> None:
    assert decode_name(name.encode()) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "piece",
    [
        b"=?",
        b"=?a?q?",
        b"=?a?q?b?=",
        b"=?a?q?b?= ",
        b'"',
        b"\\",
        b"(",
        b"[mailto:",
        b"(via ",
        b"<",
        b"'",
        b" ",
        b"=",
        b"<a@b>",
    ],
)
def test_hostile_names_end_in_a_short_line(piece: bytes) -> None:
    assert len(decode_name(piece * 100_000)) <= 200
    assert len(name_beside(*read_beside(piece * 100_000), "a@b")) <= 200
    assert "\n" not in decode_words((piece * 16_384)[:16_384])
