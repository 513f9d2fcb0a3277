"""What rules state."""

import pytest
from tests.people import OWNER, TODAY, correspondent, two_way

from invite_guard.evidence.base import Context, observe, subject_of
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Flag, Tag


def test_a_fact_stated_of_many_is_one_value_and_other_facts_are_others() -> None:
    context = Context(OWNER, TODAY, weights={"a.fact": {Tag.PERSONAL: 2.0}})
    plain = observe(context, "a.fact", "so")
    assert observe(context, "a.fact", "so") is plain
    others = [
        observe(context, "b.fact", "so"),
        observe(context, "a.fact", "otherwise"),
        observe(context, "a.fact", "so", amount=0.5),
        observe(context, "a.fact", "so", exclusion=Exclusion.ROBOT),
        observe(context, "a.fact", "so", flag=Flag.RELATIVE),
    ]
    assert plain not in others
    assert others[2].weights == {Tag.PERSONAL: 1.0}
    assert len({id(one) for one in (plain, *others)}) == len(others) + 1


def one_of(*addresses: str, name: str = "Kim Poe") -> Person:
    """Somebody with these addresses, known by one name at each."""
    seen = tuple(correspondent(address, f"{name} {n}") for n, address in enumerate(addresses))
    return Person("p1", name, seen, two_way())


def test_a_subject_tells_what_rules_ask_for() -> None:
    one = one_of("kim@mail.zeta.example", "info@alpha.example", "kim.poe@zeta.example")
    found = subject_of(one, Context(OWNER, TODAY))
    assert found.person is one
    assert found.exchange is one.exchange
    assert found.two_way
    assert found.addresses == one.addresses
    assert found.hosts == ("mail.zeta.example", "alpha.example", "zeta.example")
    assert found.domains == ("alpha.example", "zeta.example")
    assert found.names == ("Kim Poe 0", "Kim Poe 1", "Kim Poe 2")
    assert found.full_name == ("kim", "poe")


def test_a_subject_is_the_owner_by_any_address() -> None:
    known = Context(OWNER, TODAY)
    assert subject_of(one_of("kim@x.example", *OWNER.addresses), known).is_owner
    assert not subject_of(one_of("kim@x.example"), known).is_owner


@pytest.mark.parametrize(
    ("addresses", "ordinary"),
    [
        (("kim.poe@x.example",), True),
        (("info@x.example", "kim.poe@x.example"), True),
        (("info@x.example",), False),
        (("info@x.example", "no-reply@x.example"), False),
    ],
)
def test_one_local_part_that_is_a_persons_makes_a_subject_ordinary(
    addresses: tuple[str, ...],
    ordinary: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert subject_of(one_of(*addresses), Context(OWNER, TODAY)).ordinary is ordinary


def test_an_address_without_an_at_sign_has_no_host() -> None:
    assert subject_of(one_of("kim"), Context(OWNER, TODAY)).hosts == ("",)
