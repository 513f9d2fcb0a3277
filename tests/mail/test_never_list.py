"""Words for the never-list: taken as they are copied, refused where they name nobody."""

from datetime import UTC, datetime

import pytest

from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.mail.never_list import NeverList, meant
from invite_guard.model.decision import NeverEntry


def entry(text: str) -> NeverEntry:
    return NeverEntry(entry=text, at=datetime(2026, 3, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "rival.example",
        "Rival.Example.",
        "@rival.example",
        ".rival.example",
        "*.rival.example",
        "*@rival.example",
        "*@*.rival.example",
        "@*.rival.example",
        "rival.example/",
        "www.rival.example",
        "https://rival.example",
        "HTTP://www.rival.example:8080/",
        "  rival.example ",
    ],
)
def test_a_domain_is_told_however_it_was_copied(text: str) -> None:
    assert meant(text) == ("rival.example",)


@pytest.mark.parametrize(
    "text",
    [
        "Jane@Rival.Example",
        "mailto:jane@rival.example",
        "MAILTO:jane@rival.example?subject=Hi%20there",
        "Jane Roe <jane@rival.example>",
        '"Roe, Jane" <mailto:jane@rival.example>',
        "<jane@rival.example>",
        "jane@rival.example,",
        "jane@rival.example (Jane)",
    ],
)
def test_an_address_is_told_however_it_was_copied(text: str) -> None:
    assert meant(text) == ("jane@rival.example",)


def test_several_addresses_and_names_in_other_letters_are_told() -> None:
    assert meant("a@x.example, B <b@y.example>") == ("a@x.example", "b@y.example")
    assert meant("https://bücher.example/") == ("xn--bcher-kva.example",)
    assert meant("*.gov") == ("gov",), "all below a top-level domain, when that is written out"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jane",
        "Jane Roe",
        "Dr. Jane Roe",
        "gov",
        "*",
        "*.",
        "@",
        "*rival*",
        "j*@rival.example",
        "rival.*",
        "https://site.example/in/jane",
        "https://site.example?who=jane",
        "https://",
        "http://[::1",
        "http://localhost",
        "rival.example/people",
        "a..b",
        "x@[10.0.0.1",
        "john@corp.example <x@evil.example>",
        "jane@rival.example, and others@",
    ],
)
def test_what_names_neither_is_nothing(text: str) -> None:
    assert meant(text) == ()


@pytest.mark.parametrize(
    ("listed", "address", "covered"),
    [
        ("a@b.example", "a@b.example", True),
        ("a@b.example", "xa@b.example", False),
        ("b.example", "a@b.example", True),
        ("b.example", "a@deep.b.example", True),
        ("b.example", "a@ab.example", False),
        ("b.example", "b.example@c.example", False),
        ("a.n.n@gmail.com", "ann@gmail.com", True),
        ("ann@gmail.com", "a.nn+shop@googlemail.com", True),
        ("ann@gmail.com", "anna@gmail.com", False),
        ("a.n.n@b.example", "ann@b.example", False),
        ("gmail.com", "a.nn@gmail.com", True),
        ("*.b.example", "a@b.example", True),
        ("https://b.example", "a@b.example", True),
        ("mailto:a@b.example", "a@b.example", True),
        ("a b@c.example", "a b@c.example", True),
    ],
)
def test_whom_an_entry_covers(listed: str, address: str, covered: bool) -> None:  # noqa: FBT001 - a table of cases
    assert NeverList([entry("nobody.example"), entry(listed)]).covers(address) is covered


def test_an_empty_list_covers_nobody() -> None:
    assert not NeverList([]).covers("")


def test_a_tag_without_a_base_is_the_mailbox() -> None:
    assert canonical("+tag@x.example") == "+tag@x.example"
