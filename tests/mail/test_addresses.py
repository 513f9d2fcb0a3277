"""Mailboxes out of address headers: whatever stands there, nobody is lost and nobody invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.benchmarks.hostile import ADDRESSES

from invite_guard.mail import addresses
from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.elements import Elements
from invite_guard.mail.headers import ADDRESS_CAP
from invite_guard.mail.mailbox_syntax import is_exportable


def good(value: str | bytes) -> list[str]:
    raw = value if isinstance(value, bytes) else value.encode()
    return [box.address for box in read_mailboxes(raw) if box.well_formed is True]


def bad(value: str | bytes) -> list[str]:
    raw = value if isinstance(value, bytes) else value.encode()
    return [box.address for box in read_mailboxes(raw) if box.well_formed is False]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("jane@x.org", ""),
        ("<JANE@X.ORG>", ""),
        ("Jane <jane@x.org>", "Jane"),
        ('"Doe, Jane" <jane@x.org>', '"Doe, Jane"'),
        ('"Doe, Jane <other@y.org>" <jane@x.org>', '"Doe, Jane <other@y.org>"'),
        ("Doe, Jane <jane@x.org>", "Doe, Jane"),
        ("Doe, Jane, Dr. <jane@x.org>", "Doe, Jane, Dr."),
        ("Jane (Sales, EMEA (north)) <jane@x.org>", "Jane"),
        ("jane@x.org (Jane Doe)", "Jane Doe"),
        ("<jane@x.org> (Jane Doe)", "Jane Doe"),
        ("jane(here)@x.org", "here"),
        ("<jane(here)@x.org>", ""),
        ("=?utf-8?Q?Doe,_Jane?= <jane@x.org>", "=?utf-8?Q?Doe,_Jane?="),
        ("=?utf-8?Q?a@b.org?= <jane@x.org>", "=?utf-8?Q?a@b.org?="),
        ("jane@x.org <jane@x.org>", "jane@x.org"),
        ("Jane [mailto:jane@x.org] <jane@x.org>", "Jane [mailto:jane@x.org]"),
        ("mailto:jane@x.org", ""),
        ("<mailto:jane@x.org?subject=hello>", ""),
        ("SMTP:jane@x.org", ""),
        ("jane@x.org.", ""),
        ("Jane <jane@x.org", "Jane"),
        ("jane@x.org>", ""),
        ("'jane@x.org'", ""),
        ('"jane"@x.org', ""),
        ('"jane@x.org"', ""),
        ("<@a.org,@b.org:jane@x.org>", ""),
        ("Team: jane@x.org;", ""),
        ("< jane @ x . org >", ""),
        ("/O=CORP/OU=NA/CN=JANE <jane@x.org>", "/O=CORP/OU=NA/CN=JANE"),
        ('"Jane Doe <jane@x.org>', '"Jane Doe'),
        ("Jane (Sales <jane@x.org>", "Jane (Sales"),
        ("\0jane@x.org\r", ""),
        ("Undisclosed: Doe, Jane <jane@x.org>;", "Doe, Jane"),
    ],
)
def test_one_mailbox_and_its_raw_name(value: str, name: str) -> None:
    assert read_mailboxes(value.encode()) == [
        Mailbox("jane@x.org", name.encode(), well_formed=True)
    ]


@pytest.mark.parametrize(
    "value",
    [
        "a@x.org, b@x.org",
        "a@x.org; b@x.org",
        "a@x.org,,;, b@x.org,",
        "Team: a@x.org, b@x.org;",
        "A: a@x.org;, B: b@x.org;",
        "undisclosed-recipients:;, a@x.org, Nobody, b@x.org",
        "<a@x.org, b@x.org",
        '"A <a@x.org>, "B" <b@x.org>',
        '"A <a@x.org>, B <b@x.org>',
        'A" <a@x.org>, "B" <b@x.org>',
        '"a@x.org, b@x.org',
        "A (x <a@x.org>, B (y) <b@x.org>",
        "</O=CORP/CN=A>, a@x.org, </O=CORP/CN=B>, b@x.org",
        "Doe, A <a@x.org>, Doe, B <b@x.org>",
        "A [home] <a@x.org>, B [work <b@x.org>",
        "=?utf-8?Q?unfinished <a@x.org>, b@x.org",
        "Re: A <a@x.org>, b@x.org",
        "\\, a@x.org, b@x.org",
        "<>, a@x.org, <b@x.org>",
    ],
)
def test_neighbours_are_never_lost(value: str) -> None:
    assert good(value) == ["a@x.org", "b@x.org"]


@pytest.mark.parametrize(
    "nonsense",
    [
        "@",
        "a@@b",
        "a@x@y",
        "<<",
        ">>",
        "((",
        "))",
        "[",
        "]",
        "a@",
        "@x.org",
        "\\",
        "::",
        "<a@",
        '""',
    ],
)
def test_a_bad_one_never_costs_its_neighbours(nonsense: str) -> None:
    value = f"a@x.org, {nonsense}, b@x.org"
    assert good(value)[0] == "a@x.org"
    assert "b@x.org" in good(value)
    assert set(good(value)) == {"a@x.org", "b@x.org"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("john@corp.com <x@evil.org>", ["x@evil.org"]),
        ("x@evil.org john@corp.com", ["x@evil.org", "john@corp.com"]),
        ("<john@corp.com> <x@evil.org>", ["john@corp.com", "x@evil.org"]),
        ("John <john@corp.com> <x@evil.org>", ["john@corp.com", "x@evil.org"]),
        ("<x@evil.org> john@corp.com", ["x@evil.org", "john@corp.com"]),
        ("John [mailto:john@corp.com] <x@evil.org>", ["x@evil.org"]),
        ("john@corp.com@evil.org", ["john@corp.com@evil.org"]),
        ("John john@corp.com", ["john@corp.com"]),
        ("john@corp .com", ["john@corp"]),
        ("john. doe@corp.com", ["doe@corp.com"]),
        ('"john@corp.com" x@evil.org', ["x@evil.org"]),
        ("john@corp.com John", ["john@corp.com"]),
        ("john@corp com", ["john@corp"]),
        ("john(x)doe@corp.com", ["doe@corp.com"]),
        ("<john(x)doe@corp.com>", ["john doe@corp.com"]),
        ('john"doe"@corp.com', ['john"doe"@corp.com']),
        ('doe"@corp.com', ['doe"@corp.com']),
        ("=?utf-8?q?john?=@corp.com", ["=?utf-8?q?john?=@corp.com"]),
        ("<a@x.org> b <c@x.org> d@x.org e", ["a@x.org", "c@x.org", "d@x.org"]),
        ("a@x.org : b@y.org", ["a@x.org", "b@y.org"]),
        ("<a@x.org> : b@y.org", ["a@x.org", "b@y.org"]),
        ("a@ b@ c", ["a@b@c"]),
        ('a@"b" c', ['a@"b"']),
        ("<[j@x.org>", ["[j@x.org"]),
        ("<j@x.org]>", ["j@x.org]"]),
        ("<j@x.org'>", ["j@x.org'"]),
        ("<a:b@c:j@x.org>", ["a:b@c:j@x.org"]),
        ("<j(a(b)c)@x.org>", ["j(a c)@x.org"]),
        ('"j"k@x.org', ['"j"k@x.org']),
        ("<@a.org:john@corp.com:x@evil.org>", ["john@corp.com:x@evil.org"]),
        ("<john@corp.com>x@evil.org", ["john@corp.com", "x@evil.org"]),
        ("<mailto:smtp:j@x.org>", ["smtp:j@x.org"]),
        ("<john@corp.com?x@evil.org>", ["john@corp.com?x@evil.org"]),
    ],
)
def test_what_two_readers_would_read_as_two_people_is_never_well_formed(
    value: str, expected: list[str]
) -> None:
    assert (good(value), bad(value)) == ([], expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"Jane Doe <jane@x.org>"', ("jane@x.org", "Jane Doe ", False)),
        ('"Jane <a@y.org> <jane@x.org>"', ("jane@x.org", "Jane <a@y.org> ", False)),
        ('"Jane <jane@x.org"', ("jane@x.org", "Jane ", False)),
        ('"jane@x.org <Jane>"', ("jane@x.org <jane", "", False)),
        (' "jane@x.org" ', ("jane@x.org", "", True)),
        ('"jane@x.org" ', ("jane@x.org", "", True)),
        ('"jane@x.org" (Jane)', ("jane@x.org", "", True)),
        ('(Jane) "jane@x.org"', ("jane@x.org", "", True)),
    ],
)
def test_an_address_wholly_in_quotes_is_given(value: str, expected: tuple[str, str, bool]) -> None:
    address, name, well_formed = expected
    assert read_mailboxes(value.encode()) == [Mailbox(address, name.encode(), well_formed)]


@pytest.mark.parametrize(
    "value", ['"Jane" "jane@x.org"', 'Jane "jane@x.org"', '"Jane" (jane@x.org)']
)
def test_words_in_quotes_beside_others_are_a_name(value: str) -> None:
    assert read_mailboxes(value.encode()) == []


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Doe, Jane <j@x.org>, Roe <k@x.org>", ["Doe, Jane", "Roe"]),
        ("Doe, <j@x.org>, Roe <k@x.org>", ["", "Roe"]),
        ("Doe, j@x.org, Roe <k@x.org>", ["", "Roe"]),
        ('Doe, "j@x.org", Roe <k@x.org>', ["", "Roe"]),
        ("Doe; Jane <j@x.org>", ["Jane"]),
        ("Doe, Team: Jane <j@x.org>", ["Jane"]),
        ("Doe, , Jane <j@x.org>", ["Doe, Jane"]),
        ("a, b, c, d, Jane <j@x.org>", ["b, c, d, Jane"]),
        ("(Doe) (J), Jane <j@x.org>", ["Doe J, Jane"]),
        ("<j@x.org>(J)", ["J"]),
        ("\0<j@x.org> (J)", ["J"]),
        ("<j@x.org>K<k@x.org>", ["", "K"]),
        ("=?utf-8?q?d@y.org?=, Jane <j@x.org>", ["=?utf-8?q?d@y.org?=, Jane"]),
        ("<a@x.org> b <c@x.org> d@x.org e", ["", "b", ""]),
        ('"x"y z@x.org w', ['"x"y w']),
        ("Jane <<j@x.org>>", ["Jane <"]),
        ("j@x.org Jane Doe (Sales)", ["Jane Doe"]),
        ("<j@x.org>\x0b(J)", ["J"]),
        ("(\x0bJ\0) <j@x.org>", ["J"]),
        ("(Doe), Jane <j@x.org>", ["Doe, Jane"]),
        ("j@x.org (J) (Doe)", ["J Doe"]),
        ("<j@x.org> (J) (Doe)", ["J Doe"]),
        ("Jane (Doe) Roe <j@x.org>", ["Jane  Roe"]),
        ("\t\x0bJane\x0c\0 <j@x.org>, [k] <k@x.org>", ["Jane", "[k]"]),
    ],
)
def test_a_name_is_what_stands_before_its_own_address(value: str, names: list[str]) -> None:
    assert [box.name.decode() for box in read_mailboxes(value.encode())] == names


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ('<"jane doe"@x.org>', '"jane doe"@x.org'),
        ('<"j.d"@x.org>', "j.d@x.org"),
        ('<"j..d"@x.org>', '"j..d"@x.org'),
        ('"j:k"@x.org', '"j:k"@x.org'),
        ("<'j@x.org'>", "j@x.org"),
        ("<j . d@x . org>", "j.d@x.org"),
        ("<\x0bj@x.org\x0c>", "j@x.org"),
        ("<j(a)@(b)x.org>", "j@x.org"),
        ("<j()@x.org>", "j@x.org"),
        ("<@a.org:j@x.org>", "j@x.org"),
        ("<@a.org,@b.org:smtp:j@x.org>", "j@x.org"),
        ("<\0smtp:j@x.org\0>", "j@x.org"),
        ("<\0[mailto:j@x.org]\0>", "j@x.org"),
        ("<j\0@x.org>", "j@x.org"),
        ("<j .d@x. org>", "j.d@x.org"),
        ("j @ x.org", "j@x.org"),
        ("j@ x.org", "j@x.org"),
        ("<'j@x.org>", "'j@x.org"),
        ("<XJ@x.orgX>", "xj@x.orgx"),
        ("<Smtp:j@x.org>", "j@x.org"),
        ("<[mailto:j@x.org]>", "j@x.org"),
        ("<j@[192.0.2.1]>", "j@[192.0.2.1]"),
        ("<j?a=b@x.org>", "j?a=b@x.org"),
        ("<j@x.org?subject=a?b>", "j@x.org"),
    ],
)
def test_one_mailbox_in_many_spellings(value: str, address: str) -> None:
    assert (good(value), bad(value)) == ([address], [])


def test_brackets_in_a_quoted_address_that_hold_none_take_none_away() -> None:
    assert bad('"<b>x@y.org"') == ["b>x@y.org"]
    assert bad('"Jane <jane@x.org> x@"') == ["jane@x.org"]


def test_quotes_that_were_not_needed_are_taken_off() -> None:
    for character in map(chr, range(32, 127)):
        for local in (f"{character}j", f"j{character}", f"j.{character}d", f"j{character}.d"):
            if character in '"\\.':
                continue
            plain = character.isalnum() or character in "_+-"
            expected = f"{local}@x.org" if plain else f'"{local}"@x.org'
            assert good(f'"{local}"@x.org;') == [expected.lower()], local


def test_a_quoted_name_may_hold_another_address_and_keeps_it_for_the_flag() -> None:
    assert read_mailboxes(b'"john@corp.com" <x@evil.org>') == [
        Mailbox("x@evil.org", b'"john@corp.com"', well_formed=True)
    ]


@pytest.mark.parametrize(
    "value",
    [
        "undisclosed-recipients:;",
        "unlisted-recipients:; (no To-header on input)",
        "",
        "Jane",
        "<Jane>",
        "Doe, Jane",
        "()",
        '"Jane"',
        "/O=CORP/CN=JANE",
        ",;,",
    ],
)
def test_phrases_are_no_mailboxes(value: str) -> None:
    assert read_mailboxes(value.encode()) == []


def test_names_and_domains_beyond_ascii() -> None:
    assert good("jane@MÜNCHEN.de") == ["jane@xn--mnchen-3ya.de"]
    assert good("jane@münchen.de".encode("latin-1")) == ["jane@xn--mnchen-3ya.de"]
    assert good("jürgen@x.org") == ["jürgen@x.org"]
    assert read_mailboxes("Jürgen <j@x.org>".encode("latin-1"))[0].name == b"J\xfcrgen"


@given(st.binary(max_size=400))
def test_never_raises_on_any_bytes(value: bytes) -> None:
    for box in read_mailboxes(value):
        assert (type(box.name), type(box.well_formed)) == (bytes, bool)
        assert box.address.encode()
        assert "@" in box.address
        assert box.address == box.address.lower()
        if is_exportable(box.address):
            assert is_exportable(read_mailboxes(box.address.encode())[0].address)


@pytest.mark.parametrize(
    "value",
    [
        b"jane@x.org",
        b"<XJ@x.orgX>",
        b"XJ@x.orgX",
        b" \t<jane@x.org>\t",
        b"Jane Doe <JANE@x.org>, joe@x.org",
        b'"Doe, Jane"<jane@x.org>,"" <joe@x.org>, ',
        b"j.-@-x.org, <j@x-->",
        b"\xc4\xd6 <j+_@x.org> ,j@x",
        b"\"O'Roe, Jane\" <jane.o'roe@x.org>, r&d@x.org, 'joe@x.org', joe'@x.org",
        b"J <j..roe@x.org>,j.@x.org, 'j@x.org",
        b'"Jane\\"<joe@x.org>, Dr." <jane@x.org>',
        b'Jane "a <joe@x.org>, b" <jane@x.org>',
        b"Jane (a <joe@x.org>, b) <jane@x.org>",
    ],
)
def test_the_short_way_reads_what_the_long_way_reads(value: bytes) -> None:
    assert read_mailboxes(value) == list(Elements(value).read())


@pytest.mark.parametrize(
    "mailbox",
    [
        b"%c@x.org",
        b"j%c@x.org",
        b"j.%c@x.org",
        b"j.d%c@x.org",
        b"j%cd@x.org",
        b"<j.%c.d@x.org>",
        b"j@%c.org",
        b"j@x%c",
        b"<j@x%c>",
        b"%c <j@x.org>",
        b"Jane %cDoe<j@x.org>",
        b'"%c" <j@x.org>',
        b'"D"%c<j@x.org>',
        b"j@x.org%c",
    ],
)
def test_it_does_so_for_every_character_in_every_place(mailbox: bytes) -> None:
    for character in range(256):
        value = mailbox % character
        for whole in (value, value + b", joe@x.org"):
            assert read_mailboxes(whole) == list(Elements(whole).read()), whole


@given(
    st.binary()
    | st.lists(st.sampled_from([b"j@x.org", b",", b"J <j@y>", b"\n", b'"'])).map(b"".join)
)
def test_the_pieces_of_a_header_together_are_the_header(value: bytes) -> None:
    assert b"".join(addresses.pieces(value)) == value


PIECES = st.sampled_from(
    [
        b'"',
        b"\\",
        b"<",
        b">",
        b"(",
        b")",
        b",",
        b";",
        b":",
        b"@",
        b".",
        b" ",
        b"[",
        b"]",
        b"a",
        b"=?utf-8?q?",
        b"?=",
        b"jane@x.org",
        b"mailto:",
        b"\xff",
        b"\0",
        b"\r\n ",
    ]
)


@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_never_raises_on_pieces_of_addresses(value: bytes) -> None:
    for box in read_mailboxes(value):
        assert (type(box.name), type(box.well_formed)) == (bytes, bool)
        assert "@" in box.address
        assert box.address.encode()


@given(
    st.lists(
        st.sampled_from(
            [
                b"a@x.org",
                b"Jane <b@x.org>",
                b'"Doe, J" <c@x.org>',
                b"d@x.org (D)",
                b"Doe, E <e@x.org>",
            ]
        )
    )
)
def test_a_list_gives_each_mailbox_once_in_order(parts: list[bytes]) -> None:
    joined = read_mailboxes(b", ".join(parts))
    assert joined == [box for part in parts for box in read_mailboxes(part)]


@pytest.mark.parametrize("piece", ADDRESSES)
def test_a_hostile_beginning_loses_nobody_behind_it(piece: bytes) -> None:
    value = piece * 1000 + b", jane@x.org, joe@x.org"
    assert good(value)[-1:] == ["joe@x.org"]


def test_only_the_capped_part_is_read_and_no_address_is_torn() -> None:
    boxes = read_mailboxes(b"jane@x.org, " * 100_000)
    assert ADDRESS_CAP // 12 - 2 < len(boxes) <= ADDRESS_CAP // 12
    assert {box.address for box in boxes} == {"jane@x.org"}
