"""A colleague's family."""

from datetime import date

from tests.people import context, person, two_way

from invite_guard.evidence.relatives import RULE
from invite_guard.model.person import Person

KNOWN = person("kim.tilney@client.example", "Kim Tilney", two_way(9, first_seen=date(2024, 1, 1)))
LATER = two_way(9, first_seen=date(2025, 1, 1))


def of(address: str, name: str, *others: Person, known: Person = KNOWN) -> list[str]:
    one = person(address, name, LATER).model_copy(update={"id": "p2"})
    return [seen.text for seen in RULE.weigh(one, context(known, one, *others))]


def test_a_younger_tie_of_the_same_rare_name_elsewhere() -> None:
    assert of("jo@gmail.com", "Jo Tilney") == [
        "has the family name of Kim Tilney, whom you knew before"
    ]


def test_two_who_write_from_work_may_be_strangers_to_each_other() -> None:
    assert of("jo@supplier.example", "Jo Tilney") == []


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
