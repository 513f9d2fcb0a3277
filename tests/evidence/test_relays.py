"""Relays of markets and platforms, told from the people who work there."""

import pytest
from tests.people import context, person, two_way, weigh

from invite_guard.evidence.relays import RULE, is_relay
from invite_guard.model.tag import Exclusion


@pytest.mark.parametrize(
    "address",
    [
        "8f7a9b@sale.craigslist.org",
        "luca-x@guest.airbnb.com",
        "jdoe.123456@guest.booking.com",
        "interessent-77@mail.kleinanzeigen.de",
        "kx77_a1b2@members.ebay.co.uk",
        "x1y2z3@marketplace.amazon.de",
        "hit-reply@linkedin.com",
        "inmail-hit-reply@linkedin.com",
        "reply-77aa@market.example",
        "room_77aa@freelancers.example",
        "conversation+a7c@crafts.example",
        "conversation+abc@crafts.example",
        "reply+AB2CD@reply.github.com",
        "ann@users.noreply.github.com",
        "abc123xyz@privaterelay.appleid.com",
        "k2j4@mozmail.com",
        "shop.x7@ann.anonaddy.com",
        "support+id7@vendor.zendesk.com",
        "d+mta@docs.google.com",
        "luca-abc123@guest.market.example",
        "a7@reply.market.example",
        "0b9c1f6e-1d2c-4f3a-8b7e-9a0b1c2d3e4f@market.example",
        "f3a91c7b2e8d4f60@market.example",
        "u@tickets.reply.market.example",
        "123456@bugs.project.example",
        "123456-done@bugs.project.example",
        "issue7421@tracker.project.example",
    ],
)
def test_relays(address: str) -> None:
    assert is_relay(address)


@pytest.mark.parametrize(
    "address",
    [
        "anna@airbnb.com",
        "anna.roe@ext.airbnb.com",
        "anna@booking.com",
        "a.roe@amazon.de",
        "a.roe@mail.amazon.de",
        "anna@craigslist.org",
        "anna@zendesk.com",
        "anna@linkedin.com",
        "anna@github.com",
        "anna@google.com",
        "anna@etsy.com",
        "anna.roe@members.society.example",
        "anna7@members.society.example",
        "anna@bugs.project.example",
        "anna7@tracker.project.example",
        "srinivasa2k1kumar99@firm.example",
        "christophermueller1985@firm.example",
        "8615912345678@firm.example",
        "s1234567@student.school.example",
        "ab12cd34@mail.school.example",
        "anna.room@hotel.example",
        "casey.2@firm.example",
        "m.guest2@firm.example",
        "anna@host.example",
        "anna@relay.example",
        "anna@desk.example",
    ],
)
def test_people(address: str) -> None:
    assert not is_relay(address)


def test_a_relay_is_excluded_in_words_that_say_why() -> None:
    one = person("luca-x@guest.airbnb.com", "Luca", two_way())
    (seen,) = weigh(RULE, one, context(one))
    assert seen.exclusion is Exclusion.ROBOT
    assert seen.text == "a relay of airbnb.com: an invitation there reaches no person"


def test_whoever_has_an_address_of_their_own_besides_is_a_person() -> None:
    one = person("luca-x@guest.airbnb.com", "Luca Roe", two_way())
    other = person("luca@roe.example", "Luca Roe")
    both = one._replace(correspondents=(*one.correspondents, *other.correspondents))
    assert not weigh(RULE, both, context(both))


def test_relays_make_no_firm_a_place_the_owner_works_with() -> None:
    guests = [person(f"x{n}@guest.airbnb.com", "Luca", two_way()) for n in range(4)]
    staff = person("anna@airbnb.com", "Anna Roe", two_way())
    assert context(*guests, staff).ties == {"airbnb.com": 1}
