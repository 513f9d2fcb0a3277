"""Whose mail it is."""

import pytest

from invite_guard.errors import OwnerError
from invite_guard.stages.owner import GIVEN, given, infer
from invite_guard.stores.tally import Tally


def tally(messages: int, name: str = "", **counts: int) -> Tally:
    made = Tally()
    made.messages = messages
    for field, value in counts.items():
        setattr(made, field, value)
    if name:
        made.call(name, messages)
    return made


def test_who_wrote_the_sent_mail_is_the_owner() -> None:
    people = {
        "me@firm.example": tally(50, "Ann Roe", sent_from=40),
        "boss@firm.example": tally(90, "Bob Boss"),
    }
    owner = infer(people, 100)
    assert owner.addresses == ("me@firm.example",)
    assert owner.reason == "wrote 40 of 40 sent messages"
    assert owner.names == ("Ann Roe",)


def test_without_sent_mail_who_is_on_most_is_the_owner() -> None:
    people = {"me@firm.example": tally(90), "boss@firm.example": tally(30)}
    owner = infer(people, 100)
    assert (owner.addresses, owner.reason) == (("me@firm.example",), "is on 90 of 100 messages")


def test_other_addresses_of_the_same_name_are_recognised() -> None:
    people = {
        "me@firm.example": tally(80, "Ann B. Roe", sent_from=30),
        "ann@home.example": tally(20, "Roe, Ann", sent_from=10),
        "a.roe@firm.example": tally(5, "Ann Roe"),
        "ann.roe@elsewhere.example": tally(5, "Ann Roe"),
        "assistant@firm.example": tally(15, "Sam Poe", sent_from=8),
    }
    assert infer(people, 100).addresses == (
        "me@firm.example",
        "ann@home.example",
        "a.roe@firm.example",
    )


def test_an_own_address_that_breaks_the_rules_is_an_own_address() -> None:
    people = {
        "me@firm.example": tally(80, "Ann B. Roe"),
        "b..roe@firm.example": tally(20, "Ann B. Roe"),
    }
    people["b..roe@firm.example"].well_formed = False
    assert infer(people, 100).addresses == ("me@firm.example", "b..roe@firm.example")


def test_who_writes_in_the_boss_s_name_is_the_owner_of_their_sent_mail() -> None:
    people = {
        "pam@firm.example": tally(100, "Pam Reed", sent_from=20, sent_for=80),
        "boss@firm.example": tally(120, "Victor Lang", sent_from=80),
    }
    owner = infer(people, 150)
    assert owner.addresses == ("pam@firm.example",)
    assert owner.reason == "wrote 100 of 100 sent messages"


def test_the_boss_is_the_owner_of_a_mailbox_that_others_write_from() -> None:
    people = {
        "pam@firm.example": tally(100, "Pam Reed", sent_for=80),
        "boss@firm.example": tally(100, "Victor Lang", sent_from=100),
    }
    assert infer(people, 150).addresses == ("boss@firm.example",)


def test_where_all_is_written_for_another_it_is_who_gets_the_mail() -> None:
    people = {
        "pam@firm.example": tally(100, "Pam Reed", sent_for=80),
        "boss@firm.example": tally(100, "Victor Lang", sent_from=80),
    }
    with pytest.raises(OwnerError, match=r"boss@firm.example, pam@firm.example"):
        infer(people, 150)
    people["boss@firm.example"].delivered_to = 60
    assert infer(people, 150).addresses == ("boss@firm.example",)
    people["pam@firm.example"].delivered_to = 90
    assert infer(people, 150).addresses == ("pam@firm.example",)


def test_an_owner_who_sends_from_many_addresses_wrote_what_left_from_all_of_them() -> None:
    people = {
        "ann@old.example": tally(40, "Ann Roe", sent_from=40),
        "ann@new.example": tally(35, "Ann Roe", sent_from=35),
        "ann.roe@home.example": tally(30, "Roe, Ann", sent_from=30),
    }
    owner = infer(people, 105)
    assert len(owner.addresses) == 3
    assert owner.reason == "wrote 105 of 105 sent messages"


def test_a_list_is_never_the_owner() -> None:
    people = {"list@l.example": tally(100, list_post=100), "me@firm.example": tally(60)}
    assert infer(people, 100).addresses == ("me@firm.example",)


@pytest.mark.parametrize(
    "people",
    [
        {"one@a.example": tally(60), "two@b.example": tally(55)},
        {"one@a.example": tally(30), "two@b.example": tally(3)},
        {"one@a.example": tally(60, sent_from=5), "two@b.example": tally(60, sent_from=5)},
    ],
)
def test_a_doubt_names_the_likely_ones(people: dict[str, Tally]) -> None:
    with pytest.raises(OwnerError) as caught:
        infer(people, 100)
    assert "one@a.example, two@b.example" in caught.value.message
    assert caught.value.hint.endswith("--me one@a.example")


def test_a_doubt_names_those_first_who_wrote_anything() -> None:
    people = {
        "list@l.example": tally(90),
        "me@firm.example": tally(80, role_from=3),
        "boss@firm.example": tally(60, role_from=9),
    }
    with pytest.raises(OwnerError, match=r"me@firm.example, boss@firm.example, list@l.example\."):
        infer(people, 100)


@pytest.mark.parametrize(("messages", "told"), [(0, "not one message"), (3, "names anybody")])
def test_nobody_at_all(messages: int, told: str) -> None:
    with pytest.raises(OwnerError, match=told):
        infer({}, messages)


def test_the_owners_word_is_taken() -> None:
    owner = given(["Me@Firm.example", "me@firm.example"], {"me@firm.example": tally(1, "Ann Roe")})
    assert (owner.addresses, owner.names, owner.reason) == (
        ("me@firm.example",),
        ("Ann Roe",),
        GIVEN,
    )


@pytest.mark.parametrize("text", ["", "me", "me@", "two@a.example three@b.example"])
def test_what_is_no_address_is_not_taken(text: str) -> None:
    with pytest.raises(OwnerError):
        given([text], {})
