"""Titles in signatures: evidence as those in an address book are, and nothing besides."""

from datetime import date

import pytest
from tests.people import OWNER, TODAY, weigh

from invite_guard.evidence.base import Context
from invite_guard.evidence.titles import RULE
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.person import Person
from invite_guard.model.signature import Signature


def signing(title: str, name: str = "Jane Roe") -> Person:
    signature = Signature(title=title, last_seen=date(2024, 3, 1))
    correspondent = Correspondent(address="jane@corp.example", names=((name, 1),))
    return Person("p", name, (correspondent,), Exchange(), signatures=(signature,))


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Chief Financial Officer", "titles.top"),
        ("Vice President, Finance", "titles.perhaps"),
        ("Executive Assistant", "titles.support"),
        ("Senior Analyst", "titles.signs"),
    ],
)
def test_a_title_in_a_signature_counts_as_one_in_an_address_book(title: str, rule: str) -> None:
    (seen,) = weigh(RULE, signing(title), Context(OWNER, TODAY))
    assert (seen.rule, seen.text) == (rule, f"signs as {title} (signature, last seen 2024)")


def test_a_signature_takes_nothing_from_what_stands_beside_a_name() -> None:
    without = signing("Senior Analyst", "Jane Roe (Corp Research)")._replace(signatures=())
    told = weigh(RULE, without, Context(OWNER, TODAY))
    assert [seen.rule for seen in told] == ["titles.work"]
    both = list(
        weigh(RULE, signing("Senior Analyst", "Jane Roe (Corp Research)"), Context(OWNER, TODAY))
    )
    assert [seen.rule for seen in both] == ["titles.signs", "titles.work"]
