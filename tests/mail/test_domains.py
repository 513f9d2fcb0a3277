"""Whose domain a domain is."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publicsuffixlist import PublicSuffixList

from invite_guard.mail.domains import bears, labels_above, organisation_of, registrable

PSL = PublicSuffixList()
"""The list as the library reads it by itself: every rule in both spellings."""


@pytest.mark.parametrize(
    ("domain", "owner"),
    [
        ("mail.acme.co.uk", "acme.co.uk"),
        ("acme.co.uk", "acme.co.uk"),
        ("co.uk", "co.uk"),
        ("one.onmicrosoft.com", "one.onmicrosoft.com"),
        ("mail.one.onmicrosoft.com", "one.onmicrosoft.com"),
        ("onmicrosoft.com", "onmicrosoft.com"),
        ("notonmicrosoft.com", "notonmicrosoft.com"),
        ("", ""),
    ],
)
def test_a_domain_is_its_registrants(domain: str, owner: str) -> None:
    assert registrable(domain) == owner


def test_customers_of_one_company_are_no_colleagues() -> None:
    one, other = "ada@one.onmicrosoft.com", "ada@other.onmicrosoft.com"
    assert organisation_of(one) != organisation_of(other)


def test_every_rule_of_the_list_holds_as_the_library_reads_it() -> None:
    """Rules in other scripts hold in both spellings, those of every other form as they are."""
    data = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text("utf-8")
    rules = [line for line in data.splitlines() if line and not line.startswith("//")]
    assert len(rules) > 5000
    for rule in rules:
        name = rule.lstrip("!*.")
        for spelling in {name, name.encode("idna").decode()}:
            for domain in (spelling, f"acme.{spelling}", f"Mail.acme.{spelling}"):
                assert registrable(domain) == (PSL.privatesuffix(domain) or domain)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["com", "uk", "co", "jp", "kobe", "ck", "www", "Acme"]),
            st.sampled_from(["xn--fiqs8s", "中国", "xn--", "a。b"]),
            st.from_regex(r"xn--[a-z0-9-]{1,8}", fullmatch=True),
            st.text("aZ9é-_ß。", max_size=4),
        ),
        max_size=5,
    ).map(".".join)
)
@settings(max_examples=500)
def test_any_text_is_taken_as_the_library_takes_it(domain: str) -> None:
    assert registrable(domain) == (PSL.privatesuffix(domain) or domain)


@pytest.mark.parametrize(
    ("host", "above"),
    [("a.b.acme.co.uk", ["a", "b"]), ("acme.co.uk", []), ("co.uk", []), ("", [])],
)
def test_labels_above_what_was_registered(host: str, above: list[str]) -> None:
    assert labels_above(host) == above


@pytest.mark.parametrize(
    ("host", "word", "found"),
    [
        ("porterlaw.example", "porter", True),
        ("alibaba.example", "li", False),
        ("li-brothers.example", "li", True),
        ("shop.li.example", "li", True),
    ],
)
def test_a_short_word_is_borne_only_by_itself(host: str, word: str, found: bool) -> None:  # noqa: FBT001 - a table of cases
    assert bears(host, word) is found
