"""A colleague's family."""

from datetime import date

import pytest
from tests.people import context, correspondent, person, plan_of, two_way, weigh

from invite_guard.evidence.relatives import RULE
from invite_guard.model.person import Person
from invite_guard.model.tag import Disposition, Flag, Tag

KNOWN = person("kim.tilney@client.example", "Kim Tilney", two_way(9, first_seen=date(2024, 1, 1)))
LATER = two_way(9, first_seen=date(2025, 1, 1))


def of(address: str, name: str, *others: Person, known: Person = KNOWN) -> list[str]:
    one = person(address, name, LATER)._replace(id="p2")
    return [seen.text for seen in weigh(RULE, one, context(known, one, *others))]


def test_a_younger_tie_of_the_same_rare_name_elsewhere() -> None:
    assert of("jo@gmail.com", "Jo Tilney") == [
        "has the family name of Kim Tilney, whom you knew before"
    ]


def test_from_another_firm_it_weighs_less_and_is_flagged_all_the_same() -> None:
    one = person("jo@supplier.example", "Jo Tilney", LATER)._replace(id="p2")
    private = person("jo@gmail.com", "Jo Tilney", LATER)._replace(id="p2")
    (work,) = weigh(RULE, one, context(KNOWN, one))
    (free,) = weigh(RULE, private, context(KNOWN, private))
    assert work.flag is free.flag is Flag.RELATIVE
    assert work.weights[Tag.PERSONAL] < free.weights[Tag.PERSONAL]


def test_of_several_at_work_the_one_known_first_has_the_relatives() -> None:
    second = person("al@supplier.example", "Al Tilney", two_way(9, first_seen=date(2024, 6, 1)))
    first = KNOWN._replace(id="p0")
    both = context(second, first)
    assert not weigh(RULE, first, both)
    assert [seen.text for seen in weigh(RULE, second, both)] == [
        "has the family name of Kim Tilney, whom you knew before"
    ]


def test_not_at_the_same_place_nor_before_nor_of_another_name() -> None:
    assert of("jo.tilney@client.example", "Jo Tilney") == []
    assert of("jo@firm.example", "Jo Tilney") == []
    assert of("jo@gmail.com", "Jo Moe") == []
    younger = person(
        "kim.tilney@client.example", "Kim Tilney", two_way(9, first_seen=date(2026, 1, 1))
    )
    assert of("jo@gmail.com", "Jo Tilney", known=younger) == []


def test_a_common_name_shows_nothing() -> None:
    others = [person(f"t{n}@x{n}.example", f"Lee{n} Tilney") for n in range(9)]
    assert of("jo@gmail.com", "Jo Tilney", *others) == []


@pytest.mark.parametrize("name", ["Kim", "Wang", "Sharma", "Smith", "Nguyen", "Yılmaz", "Khan"])
def test_of_a_name_that_millions_bear_only_private_mail_shows_something(name: str) -> None:
    known = person("ann@client.example", f"Ann {name}", KNOWN.exchange)
    assert of("jo@supplier.example", f"Jo {name}", known=known) == []
    assert of("jo@gmail.com", f"Jo {name}", known=known) != []
    evenings = person("jo@supplier.example", f"Jo {name}", LATER._replace(at_leisure=9))
    (found,) = weigh(RULE, evenings._replace(id="p2"), context(known, evenings._replace(id="p2")))
    assert found.flag is Flag.RELATIVE


def test_they_are_flagged_and_held_however_much_passed() -> None:
    much = two_way(40, first_seen=date(2025, 1, 1), at_work=56, at_leisure=24)
    before = two_way(9, first_seen=date(2024, 1, 1))
    kim = correspondent("kim.tilney@firm.example", "Kim Tilney", before)
    jo = correspondent("jo@supplier.example", "Jo Tilney", much)
    al = correspondent("al@other.example", "Al Roe", much)
    found = {p.address: p for p in plan_of([kim, jo, al]).people}
    assert found[al.address].disposition is Disposition.PROPOSE
    assert found[jo.address].disposition is Disposition.HOLD
    assert found[jo.address].flags == (Flag.RELATIVE,)


@pytest.mark.parametrize(
    ("address", "each", "hours", "flagged"),
    [
        ("jo@supplier.example", 5, {"at_work": 8, "at_leisure": 2}, False),
        ("jo@supplier.example", 5, {"at_work": 7, "at_leisure": 3}, True),
        ("jo@supplier.example", 4, {"at_work": 8}, True),  # too little to tell
        ("jo@supplier.example", 5, {"at_work": 2}, True),
        ("jo@gmail.com", 5, {"at_work": 10}, True),
    ],
)
def test_who_works_elsewhere_and_writes_by_day_is_not_flagged(
    address: str, each: int, hours: dict[str, int], *, flagged: bool
) -> None:
    exchange = two_way(each, first_seen=date(2025, 1, 1), **hours)
    one = person(address, "Jo Tilney", exchange)._replace(id="p2")
    (found,) = weigh(RULE, one, context(KNOWN, one))
    assert found.flag is (Flag.RELATIVE if flagged else None)
    assert found.weights[Tag.PERSONAL] > 0


def test_a_tie_of_work_explains_a_name() -> None:
    second = person("al@supplier.example", "Al Roe", LATER)
    assert of("jo@supplier.example", "Jo Tilney", second) == []
    assert of("jo@gmail.com", "Jo Tilney", second) != []


def test_what_stands_beside_a_name_is_no_family_name() -> None:
    known = person("kim@client.example", "Kim Tilney, Assistant to Roe", KNOWN.exchange)
    assert of("jo@gmail.com", "Jo Roe", known=known) == []
    assert of("jo@gmail.com", "Jo Tilney", known=known) != []


def test_a_double_name_is_one_too() -> None:
    known = person("kim@client.example", "Kim Poe-Tilney", KNOWN.exchange)
    assert of("jo@gmail.com", "Jo Poe-Tilney", known=known) != []


@pytest.mark.parametrize(
    "name", ["Kimberly Tilney", "Kim Tilney", "Tilney, Kim", "Kimberley Tilney"]
)
def test_nobody_is_a_relative_of_themselves(name: str) -> None:
    assert of("kt@gmail.com", name) == []


def test_a_shared_given_name_is_no_family_name() -> None:
    known = person("kovacs@client.example", "Kovács Éva", KNOWN.exchange)
    assert of("eva@gmail.com", "Tamási Éva", known=known) == []
    assert of("eva@gmail.com", "Éva Tamási", known=known) == []
