"""Addresses become one person only where that is certain."""

import time

import pytest
from hypothesis import given
from tests.people import OWNER, correspondent, mailboxes, plan_of, two_way

from invite_guard.evidence.exchange import APART
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.owner import Owner
from invite_guard.model.tag import Disposition, Flag
from invite_guard.stages.merge import merge


def groups(*correspondents: Correspondent, owner: Owner = OWNER) -> set[frozenset[str]]:
    return {frozenset(p.addresses) for p in merge(correspondents, [], owner)}


def joined(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return len(groups(correspondent(*one), correspondent(*other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("j.a.ne@gmail.com", ""), ("jane+news@googlemail.com", "")),
        (("jane+list@client.example", ""), ("jane@client.example", "")),
        (("jane.roe@client.example", "Jane Roe"), ("jroe@client.example", "Roe, Jane")),
        (("jane.roe@client.example", "Jane Roe"), ("roe.j@mail.client.example", "JANE ROE")),
        (("rene.muller@client.example", "René Müller"), ("rm@client.example", "Rene Muller")),
        (("jane.roe@client.co.uk", "Jane Roe"), ("jenny@eu.client.co.uk", "Jane Roe (Legal)")),
        (("k.roe@client.example", "Jane K. Roe"), ("jane.roe@client.example", "Jane K. Roe")),
    ],
)
def test_one_human_is_one_person(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert joined(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("jane.roe@gmail.com", "Jane Roe"), ("janeroe7@gmail.com", "Jane Roe")),
        (("jane@one.co.uk", "Jane Roe"), ("jane@two.co.uk", "Jane Roe")),
        (("john.smith@client.example", "John Smith"), ("john.smith2@client.example", "John Smith")),
        (("john.smith@client.example", "John Smith"), ("j.q.smith@client.example", "John Smith")),
        (("jsmith@client.example", "John Smith"), ("jqsmith@client.example", "John Smith")),
        (("a@client.example", "Jane"), ("b@client.example", "Jane")),
        (("a@client.example", ""), ("b@client.example", "")),
        (("info@client.example", "Client Desk"), ("sales@client.example", "Client Desk")),
        (("notify@hub.example", "Jane Roe"), ("jane@hub.example", "Jane Roe")),
        (("john@client.example", "John Roe Jr."), ("j@client.example", "John Roe")),
    ],
)
def test_perhaps_one_human_stays_two_people(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not joined(one, other)


def test_an_address_seen_with_many_names_has_none_of_them() -> None:
    many = Correspondent(address="hub@hub.example", names=(("Jane Roe", 2), ("Kim Poe", 2)))
    assert len(groups(many, correspondent("jane@hub.example", "Jane Roe"))) == 2


def test_the_same_name_elsewhere_is_a_hint_on_both() -> None:
    people = merge(
        [
            correspondent("jane@one.example", "Jane Roe"),
            correspondent("j@two.example", "Roe, Jane"),
        ],
        [],
        OWNER,
    )
    assert {p.address: p.hints for p in people} == {
        "jane@one.example": ("perhaps the same person as Jane Roe <j@two.example>",),
        "j@two.example": ("perhaps the same person as Jane Roe <jane@one.example>",),
    }


def test_a_common_name_gets_few_hints() -> None:
    people = merge([correspondent(f"a@d{n}.example", "Jane Roe") for n in range(50)], [], OWNER)
    assert {len(p.hints) for p in people} == {3}


def test_the_owner_is_one_person() -> None:
    owner = Owner(addresses=("ada@firm.example", "byron@gmail.com"))
    found = groups(
        *(correspondent(a) for a in ("ada@firm.example", "byron@gmail.com")), owner=owner
    )
    assert found == {frozenset(owner.addresses)}


def test_a_saved_card_joins_and_an_automatic_one_does_not() -> None:
    addresses = ("jane@one.example", "roe@gmail.com")
    for kind, people in ((CardKind.SAVED, 1), (CardKind.DIRECTORY, 1), (CardKind.OTHER, 2)):
        card = ContactCard(kind=kind, name="Jane Roe", addresses=addresses)
        assert len(merge([correspondent(a) for a in addresses], [card], OWNER)) == people


def test_a_couples_card_and_a_shared_address_join_nobody() -> None:
    couple = ContactCard(name="Jane and John Roe", addresses=("jane@a.example", "john@a.example"))
    assert len(merge([], [couple], OWNER)) == 2
    one = ContactCard(name="Jane Roe", addresses=("jane@a.example", "home@a.example"))
    other = ContactCard(name="John Roe", addresses=("john@a.example", "home@a.example"))
    assert len(merge([], [one, other], OWNER)) == 3


def test_an_entry_of_the_address_book_without_any_mail_is_a_person() -> None:
    card = ContactCard(name="Jane Roe", organisation="Client", addresses=("jane@client.example",))
    (person,) = merge([], [card], OWNER)
    assert (person.name, person.address, person.organisation) == (
        "Jane Roe",
        "jane@client.example",
        "Client",
    )


def test_the_address_in_use_comes_first() -> None:
    used = correspondent("jroe@client.example", "Jane Roe", two_way())
    (person,) = merge([correspondent("jane.roe@client.example", "Jane Roe"), used], [], OWNER)
    assert person.addresses == ("jroe@client.example", "jane.roe@client.example")


@given(mailboxes)
def test_nobody_is_lost_or_doubled_and_order_is_no_matter(mailbox: list[Correspondent]) -> None:
    people = merge(mailbox, [], OWNER)
    assert sorted(a for p in people for a in p.addresses) == sorted(c.address for c in mailbox)
    assert len({p.id for p in people}) == len(people)
    assert merge(mailbox[::-1], [], OWNER) == people


def test_an_id_stays_when_others_come_and_go() -> None:
    jane = correspondent("jane@client.example", "Jane Roe")
    (alone,) = merge([jane], [], OWNER)
    crowd = merge([jane, *(correspondent(f"x{n}@y.example") for n in range(99))], [], OWNER)
    assert alone.id in {p.id for p in crowd}
    assert len(alone.id) == 9


def test_time_grows_with_the_number_of_people_not_with_its_square() -> None:
    """A thousand namesakes at one domain and elsewhere: the worst for comparing pairs."""

    def took(number: int) -> float:
        crowd = [
            correspondent(f"jane{n}@{'firm' if n % 2 else f'd{n}'}.example", "Jane Roe")
            for n in range(number)
        ]
        start = time.process_time()
        merge(crowd, [], OWNER)
        return time.process_time() - start

    took(200)
    assert took(4000) < 8 * max(took(1000), 0.01)


def test_an_invitation_goes_to_the_address_it_can_reach() -> None:
    broken = correspondent("k..poe@client.example", "Kim Poe", two_way(9))
    valid = correspondent("kim.poe@client.example", "Kim Poe", two_way(1, direct_in=0))
    (found,) = merge([broken, valid], [], OWNER)
    assert found.addresses == (valid.address, broken.address)
    assert plan_of([broken, valid]).people[0].flags == ()


def test_nobody_steps_into_the_place_of_an_address_the_owner_wrote_to() -> None:
    broken = correspondent("k..poe@client.example", "Kim Poe", two_way(9))
    stranger = correspondent("other@client.example", "Kim Poe", two_way(9, direct_out=0))
    (found,) = merge([broken, stranger], [], OWNER)
    assert found.address == broken.address
    (planned,) = plan_of([broken, stranger]).people
    assert planned.disposition is Disposition.HOLD
    assert Flag.INVALID_ADDRESS in planned.flags


def test_mail_to_one_address_and_from_another_is_no_exchange_of_one_human() -> None:
    written_to = correspondent("jim@client.example", "Jim Kay", two_way(12, direct_in=0))
    writes = correspondent("evil@client.example", "Jim Kay", two_way(12, direct_out=0))
    (planned,) = plan_of([written_to, writes]).people
    assert planned.disposition is Disposition.HOLD
    assert planned.addresses[0].address == written_to.address
    assert APART in {fact.rule for fact in planned.evidence}


def test_an_address_that_is_shown_for_a_name_names_nobody() -> None:
    (one,) = merge([correspondent("eve@evil.example", "<jane.roe@firm.example>")], [], OWNER)
    assert (one.name, one.correspondents[0].names) == ("", (("<jane.roe@firm.example>", 3),))


def test_whoever_is_met_through_a_relay_is_not_joined_with_a_namesake_of_the_firm() -> None:
    met = correspondent("x7@guest.airbnb.com", "Luca Roe", two_way(9))
    staff = correspondent("luca.roe@airbnb.com", "Luca Roe", two_way(2))
    people = merge([met, staff], [], OWNER)
    assert [(one.addresses, one.hints) for one in people] == [
        (("luca.roe@airbnb.com",), ()),
        (("x7@guest.airbnb.com",), ()),
    ]
    (both,) = merge(
        [met, staff],
        [ContactCard(name="Luca Roe", addresses=(met.address, staff.address))],
        OWNER,
    )
    assert both.address == "luca.roe@airbnb.com"
