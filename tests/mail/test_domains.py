"""Whose domain a domain is."""

import pytest

from invite_guard.mail.domains import organisation_of, registrable


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
