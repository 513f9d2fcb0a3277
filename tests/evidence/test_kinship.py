"""Relatives by what they are called, and by what an address book notes of them."""

import pytest
from tests.people import OWNER, TODAY, correspondent, person, plan_of, two_way, weigh

from invite_guard.evidence.kinship import RULE
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.person import Person
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.classify import build_context, classify

MUCH = two_way(40, at_work=80)


def seen(one: Person, *others: Person) -> list[str]:
    return [s.text for s in weigh(RULE, one, build_context([one, *others], OWNER, TODAY))]


def carded(address: str, name: str, /, **fields: object) -> Person:
    told = {"name": name, "addresses": (address,), **fields}
    return person(address, name, MUCH)._replace(cards=(ContactCard.model_validate(told),))


@pytest.mark.parametrize("name", ["Mum", "Aunt Rosa", "Lin Zhao (Wife)", "Tante Inge"])
def test_they_are_personal_and_held_wherever_they_write_from(name: str) -> None:
    one = correspondent("lin.zhao@client.example", name, MUCH)
    other = correspondent("kim@client2.example", "Kim Poe", MUCH)
    found = {p.address: p for p in plan_of([one, other]).people}
    assert found[other.address].disposition is Disposition.PROPOSE
    relative = found[one.address]
    assert (relative.tag, relative.disposition) == (Tag.PERSONAL, Disposition.HOLD)
    assert relative.flags == (Flag.RELATIVE,)
    assert relative.evidence[0].text == f"called {name}"


def test_the_address_book_says_so_of_whoever_writes_under_their_full_name() -> None:
    assert seen(carded("w@client.example", "Walter Roe", name="Dad")) == ["called Dad"]
    assert seen(carded("w@client.example", "Walter Roe", called=("Brother",))) == ["called Brother"]
    assert seen(carded("w@client.example", "Walter Roe", called=("Wally",))) == []


def test_what_others_call_somebody_once_is_not_what_they_are() -> None:
    def named(times: int) -> Person:
        names = (("Walter Roe", 20), ("Dad", times))
        one = Correspondent(address="w@client.example", names=names, exchange=MUCH)
        return Person(id="p1", name="Walter Roe", correspondents=(one,), exchange=MUCH)

    assert seen(named(1)) == []
    assert seen(named(3)) == ["called Dad"]


def test_the_owner_is_no_relative_of_theirs() -> None:
    assert seen(person("ada@firm.example", "Mum", MUCH)) == []


def test_family_noted_on_an_entry() -> None:
    text = "your address book notes {} family{}"
    spouse = carded("lea@client.example", "Lea Braun", kin=("Ada Byron",))
    assert seen(spouse) == [text.format("you as their", "")]
    assert seen(carded("lea@client.example", "Lea Braun", kin=("Ada",))) != []
    assert seen(carded("lea@client.example", "Lea Braun", kin=("Tom Braun", ""))) == []
    tom = person("tom@client2.example", "Tom Braun", MUCH)
    kim = carded("kim@client.example", "Kim Poe", kin=("Tom Braun",))
    assert seen(tom, kim) == [text.format("them as", " of Kim Poe")]
    own = carded("ada@firm.example", "Ada Byron", kin=("Tom Braun",))
    assert seen(tom, own) == [text.format("them as", " of yours")]


def test_who_is_noted_is_held() -> None:
    one = carded("lea@client.example", "Lea Braun", kin=("Ada Byron",))
    (verdict,) = classify([one], build_context([one], OWNER, TODAY))
    assert verdict.tag is Tag.PERSONAL
    assert Flag.RELATIVE in verdict.flags
