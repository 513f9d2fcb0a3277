"""Addresses that reach nobody, or not the same mailbox to every reader."""

import pytest
from tests.people import context, person, weigh

from invite_guard.evidence.malformed import RULE
from invite_guard.model.tag import Exclusion, Flag


def seen(address: str, *, well_formed: bool = True) -> tuple[str, Exclusion | None, Flag | None]:
    one = person(address, "Kim Poe")
    first = one.correspondents[0]._replace(well_formed=well_formed)
    one = one._replace(correspondents=(first,))
    found = tuple(weigh(RULE, one, context(one)))
    return (found[0].text, found[0].exclusion, found[0].flag) if found else ("", None, None)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("kim..poe@client.example", "two dots in a row"),
        ("kim.@client.example", "a dot before the at sign"),
        ("kim@client", "no name of a domain"),
        ("kim@[192.0.2.1]", "no name of a domain"),
        ("kim@a_b.example", "a sign that is not allowed there"),
        (f"kim@client.{'x' * 64}", "its form"),
    ],
)
def test_what_is_merely_invalid_is_not_called_ambiguous(address: str, fault: str) -> None:
    assert seen(address) == (f"no valid address: {fault}", None, Flag.INVALID_ADDRESS)


@pytest.mark.parametrize(
    "address", ['"kim poe"@client.example', '"a@b"@c.example', "jürg@c.example"]
)
def test_what_programs_read_differently_is_ambiguous(address: str) -> None:
    text = "an address that not every program reads alike"
    assert seen(address) == (text, None, Flag.AMBIGUOUS_ADDRESS)


def test_where_two_addresses_can_be_read_nobody_is_a_candidate() -> None:
    told = seen("kim@client.example", well_formed=False)
    assert told == ("stands where two addresses can be read", Exclusion.MALFORMED, None)
    assert seen("kim@", well_formed=False)[:2] == ("not a valid address", Exclusion.MALFORMED)


def test_a_plain_address_is_no_remark() -> None:
    assert seen("kim.poe@client.example") == ("", None, None)
