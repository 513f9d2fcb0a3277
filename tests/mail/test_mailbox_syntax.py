"""What is an address, what is one spelling of it, and what may leave."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.mailbox_syntax import is_exportable, is_well_formed, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foo@EXAMPLE.com", "foo@example.com"),
        (" foo@example.com. ", "foo@example.com"),
        ("foo@BÜCHER.de", "foo@xn--bcher-kva.de"),
        ("foo@xn--bcher-kva.de", "foo@xn--bcher-kva.de"),
        ("JÜRGEN@x.org", "jürgen@x.org"),
        ("ju\u0308rgen@x.org", "jürgen@x.org"),
        ("", ""),
        ("Jane", "jane"),
        ("a@" + "ü" * 300, "a@" + "ü" * 300),
        ("a@" + "ß" * 300, "a@" + "ß" * 300),
        ("a@" + "u\u0308" * 300, "a@" + "ü" * 300),
        ("a@b.BÜ.", "a@b.xn--b-eha"),
        ("STRASSE@x.org", "strasse@x.org"),
        ("straße@x.org", "straße@x.org"),
        ("a@b@BÜCHER.de", "a@b@xn--bcher-kva.de"),
        ("a@BÜ.\xa0.", "a@xn--b-eha"),
        ("a@b\u3000\xa0. .", "a@b"),
        ("ü@x.orgX", "ü@x.orgx"),
    ],
)
def test_one_spelling(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_what_is_far_too_long_for_an_address_is_not_put_in_order() -> None:
    longest = "u\u0308" * 509 + "@x.org"
    assert normalise(longest) == "ü" * 509 + "@x.org"
    assert normalise("a" + longest) == "a" + longest


@given(st.text())
def test_normalise_takes_anything(text: str) -> None:
    assert isinstance(normalise(text), str)
    assert isinstance(is_well_formed(text), bool)
    assert isinstance(is_exportable(text), bool)


@given(st.from_regex(r"[a-zA-Z0-9._+-]{1,20}@[a-zA-Z0-9.-]{1,20}", fullmatch=True))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(
    st.text(
        st.sampled_from("aA@. \xa0\u3000\u3002\u0130ßﬁ\u212a\u0345\u200b\u0301\x85-"), max_size=9
    )
)
def test_nor_does_it_for_odd_letters(text: str) -> None:
    once = normalise(f"a@{text}")
    assert normalise(once) == once


@pytest.mark.parametrize(
    "address",
    [
        "a@x.org",
        "o'brien+tag@sub.x-y.co.uk",
        "a.b-c_d@x.org",
        "1@1.org",
        "a@b.xn--p1ai",
        "a@xn--bcher-kva.de",
        "a@b.xn--vermgensberatung-pwb",
        "a@x.photography",
        "a@x." + "b" * 63,
        "a" * 64 + "@x.org",
        "a@" + ("b" * 61 + ".") * 3 + "org",
        "a" * 64 + "@" + ("b" * 61 + ".") * 3 + "org",
        "{a}@x.org",
    ],
)
def test_plain_addresses_may_leave(address: str) -> None:
    assert is_exportable(address)
    assert is_well_formed(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "a", "@", "a@", "@x.org", "a@x", "a@@x.org", "a@b@x.org", "a b@x.org", "a@x.org ",
        "a@x.org\n", "\na@x.org", "a\0@x.org", "a@x\t.org", ".a@x.org", "a.@x.org", "a..b@x.org",
        '"a"@x.org', '"a b"@x.org', "a@[1.2.3.4]", "a@1.2.3.4", "a@x.org.", "a@.org", "a@x..org",
        "a@-x.org", "a@x-.org", "a@x_y.org", "jürgen@x.org", "a@bücher.de", "a(b)@x.org",
        "<a@x.org>", "a,b@x.org", "a;b@x.org", "a:b@x.org", "a\\b@x.org", "a" * 65 + "@x.org",
        "a@" + "b" * 64 + ".org", "a" * 60 + "@" + ("b" * 61 + ".") * 3 + "orgs.orgs",
        "=?utf-8?q?a?=@x.org", "a@x.123", "A@X.ORG", "a@xn--0.org", "a@yy--0.org", "a@x.o",
        "a@x.xn-bcher", "a@x." + "b" * 64,
    ],
)  # fmt: skip
def test_nothing_else_may(address: str) -> None:
    assert not is_exportable(address)


@pytest.mark.parametrize(
    "address",
    [
        "a..b@x.org",
        "a.@x.org",
        '"a b"@x.org',
        '"a@b"@x.org',
        "a@[1.2.3.4]",
        "a@[ipv6:::1]",
        "root@localhost",
        "jürgen@x.org",
        "a.jürgen@x.org",
        "a@x_y.org",
        "a@[255.255.255.255]",
        "a@[ipv6:2001:db8::cafe:192.0.2.1]",
        "a@[ipv6:" + "0000:" * 6 + "255.255.255.255]",
    ],
)
def test_odd_mailboxes_are_well_formed_all_the_same(address: str) -> None:
    assert is_well_formed(address)
    assert not is_exportable(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@x",
        "a@b@c",
        ".a@x.org",
        "a b@x.org",
        "a@x..org",
        "a@x y",
        '"a@x.org',
        "a@[x]",
        "a@[1.2.3]",
        "a@[1.2..4]",
        "a@[.2.3.4]",
        "a@[1111.2.3.4]",
        "a@[1.2.3.4444]",
        "a@[ipv6:1]",
        "a@[ipv6ab]",
        "a@[ipv6:<a>]",
        "a@[ipv6:g::]",
        "a@[ipv6:" + "0" * 46 + "]",
        "a\x01@x.org",
        '"a@b"@xn--0.org',
        "a" * 65 + "@x.org",
        "a" * 64 + "@" + ("b" * 61 + ".") * 3 + "orgs",
        "<a@x.org",
    ],
)
def test_malformed(address: str) -> None:
    assert not is_well_formed(address)


ATEXT = frozenset(string.ascii_lowercase + string.digits + "!#$%&'*+-/=?^_`{|}~")
"""What a dot-atom is made of, in lower case (RFC 5322, 3.2.3)."""
LETTERS_AND_DIGITS = frozenset(string.ascii_lowercase + string.digits)


@pytest.mark.parametrize("local", ["{}", "{}a", "a{}", "a{}b", "a.{}", "a.b{}", "a.{}b"])
def test_a_local_part_is_made_of_the_characters_of_an_atom(local: str) -> None:
    for character in map(chr, range(128)):
        address = f"{local.format(character)}@x.org"
        assert is_exportable(address) is (character in ATEXT or address == "a.b@x.org"), address
        if character != ".":
            assert is_well_formed(address) is (character in ATEXT), address


def test_a_quoted_local_part_holds_what_shows_and_needs_a_backslash_for_two() -> None:
    for character in [*map(chr, range(128)), "é"]:
        shows = character.isprintable()
        assert is_well_formed(f'"{character}"@x.org') is (shows and character not in '"\\')
        assert is_well_formed(f'"\\{character}"@x.org') is (shows and character.isascii())


@pytest.mark.parametrize("domain", ["{}.org", "{}a.org", "a{}.org", "a{}b.org", "a.{}.org"])
def test_a_domain_is_made_of_letters_digits_and_inner_hyphens(domain: str) -> None:
    for character in map(chr, range(128)):
        if character == ".":
            continue
        address = f"a@{domain.format(character)}"
        inner = domain == "a{}b.org"
        fit = character in LETTERS_AND_DIGITS or (inner and character == "-")
        assert is_exportable(address) is fit, address
        assert is_well_formed(address) is (fit or (inner and character == "_")), address


def test_the_last_label_of_what_leaves_is_letters() -> None:
    for character in map(chr, range(128)):
        for last in (f"{character}a", f"a{character}", f"a{character}b"):
            fit = character in string.ascii_lowercase or last == "a.b"
            assert is_exportable(f"a@x.{last}") is (fit and last != "a.b"), last
