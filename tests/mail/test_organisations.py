"""Names of one organisation, and its domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from invite_guard.mail.organisations import NEAR, has_legal_form, owns_domain, same_organisation


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Acme", "acme.com"),
        ("ACME, Inc.", "acme.co.uk"),
        ("Acme North America Corp.", "acme.com"),
        ("Müller & Söhne GmbH & Co. KG", "mueller-soehne.example"),
        ("Quill & Lantern", "quillandlantern.example"),
        ("The Farthing", "thefarthing.example"),
        ("Wholly Invented Names", "win.example"),
        ("Travel.example", "travel.example"),
        ("Acme Software", "acmesoftware.example"),
        ("Acme", "acmehq.example"),
        ("Bank of Ruritania", "bankofruritania.example"),
    ],
)
def test_a_domain_that_reads_like_the_name_is_theirs(name: str, domain: str) -> None:
    assert owns_domain(name, domain)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Acme", "acne.com"),
        ("First Ruritanian Bank", "first.com"),
        ("Bank of Ruritania", "bank.com"),
        ("Self-employed", "self.com"),
        ("Freelance", "freelance.com"),
        ("", "acme.com"),
        ("Acme", ""),
        ("Inc.", "acme.com"),
        ("Go", "google.com"),
    ],
)
def test_other_domains_are_not(name: str, domain: str) -> None:
    assert not owns_domain(name, domain)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Acme, Inc.", "ACME", True),
        ("Acme North America", "Acme", True),
        ("Ruritanian Steelworks Ltd", "Ruritanian Steelwork", True),
        ("S.A.P. Invented", "SAP Invented", True),
        ("First Bank", "First Steel", False),
        ("Self-employed", "Self-employed", False),
        ("", "", False),
    ],
)
def test_two_names_of_one_organisation(one: str, other: str, *, expected: bool) -> None:
    assert same_organisation(one, other) is expected
    assert same_organisation(other, one) is expected


@pytest.mark.parametrize("name", ["Acme GmbH", "Acme Inc.", "אסיל Ltd", "رسولی (تهران) LLC"])
def test_a_legal_form_ends_the_names_of_firms(name: str) -> None:
    assert has_legal_form(name)


@pytest.mark.parametrize("name", ["Jane Roe", "GmbH", "אסיל סלע", "رسولی, عسل", "אסיל סלע (Ltd)"])
def test_words_spelt_without_vowels_are_no_legal_form(name: str) -> None:
    assert not has_legal_form(name)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared(one: str, other: str) -> None:
    owns_domain(one, other)
    assert same_organisation(one, other) is same_organisation(other, one)


@given(st.text("qx", min_size=5, max_size=24), st.text("qx", min_size=5, max_size=24))
def test_names_are_one_where_nearly_all_letters_stand_in_one_order(one: str, other: str) -> None:
    assert same_organisation(one, other) == (fuzz.ratio(one, other) >= NEAR)
