"""Who may be the owner, by what was sent."""

import pytest
from tests.people import (
    CC_ONLY,
    OWNER,
    context,
    correspondent,
    person,
    plan_of,
    standing,
    two_way,
    weigh,
)

from invite_guard.evidence.owner import RULE, SENT_AS, sent_from
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.views.summary import read_from

SELF = "ada.lane@old.example"
NOTES = two_way(6, they_wrote=16)
"""Of sixteen mails six went to the owner."""


def own(**signals: int) -> Correspondent:
    return correspondent(OWNER.addresses[0], OWNER.names[0], CC_ONLY, **signals)


def test_an_address_that_sent_mail_to_others_is_perhaps_the_owner_s() -> None:
    other = person(SELF, "Ada Lane", NOTES, sent_from=10)
    (fact,) = weigh(RULE, other, context(other))
    assert (fact.rule, fact.flag) == (SENT_AS, Flag.PERHAPS_SAME_PERSON)
    assert fact.text == "10 of the mails you sent are from this address: perhaps another of yours"


@pytest.mark.parametrize(
    ("wrote", "sent", "told"),
    [(16, 2, 0), (16, 3, 3), (8, 8, 0), (9, 9, 3)],  # six of theirs went to the owner
)
def test_a_few_mails_among_those_sent_say_nothing(wrote: int, sent: int, told: int) -> None:
    seen = correspondent(SELF, "Ada Lane", two_way(6, they_wrote=wrote), sent_from=sent)
    assert sent_from(seen) == told


def test_it_is_held_and_named_until_the_owner_says_who_it_is() -> None:
    other = correspondent(SELF, "Ada Lane", NOTES, sent_from=10)
    plan = plan_of([own(sent_from=50), other])
    assert {p.disposition for p in plan.people} == {Disposition.HOLD, Disposition.EXCLUDED}
    assert plan.owner.perhaps == (SELF,)
    assert any(line.startswith(f"Perhaps yours too: {SELF}.") for line in read_from(plan))
    said = plan_of([own(), other], standing(tags={SELF: Tag.COLLEAGUE}))
    assert Disposition.PROPOSE in {p.disposition for p in said.people}


def test_at_the_owner_s_own_organisation_it_is_held_too() -> None:
    (held,) = plan_of([correspondent("al@firm.example", "Ada Lane", NOTES, sent_from=10)]).people
    assert held.disposition is Disposition.HOLD


def test_somebody_the_owner_writes_for_is_held_as_perhaps_senior() -> None:
    boss = correspondent("boss@firm.example", "Bo Poe", NOTES, sent_from=10)
    plan = plan_of([own(sent_from=50, sent_for=10), boss])
    (held,) = [p for p in plan.people if p.disposition is Disposition.HOLD]
    assert held.flags == (Flag.PERHAPS_SENIOR,)
    assert "you sent 10 mails in their name: perhaps somebody you write for" in [
        fact.text for fact in held.evidence
    ]
    assert not plan.owner.perhaps
    boss = correspondent(
        "boss@firm.example", "Bo Poe", CC_ONLY._replace(they_wrote=10), sent_from=10
    )
    theirs = correspondent("pam@firm.example", "Pam Roe", two_way(9), sent_for=10)
    assert plan_of([own(), boss, theirs]).owner.perhaps == ("boss@firm.example",)


@pytest.mark.parametrize(
    ("name", "exchange", "own"),
    [
        ("Bo Poe", NOTES, False),
        ("Bo Poe", NOTES._replace(direct_out=0), True),  # no conversation
        ("Bo Byron", NOTES, True),  # the owner's, for all one can tell
        ("Ada", NOTES, True),
        ("Ада Лавлейс", NOTES, True),  # in another script than the owner's
        ("", NOTES, True),
    ],
)
def test_whom_the_owner_converses_with_is_not_the_owner(
    name: str, exchange: Exchange, *, own: bool
) -> None:
    seen = correspondent("x@firm.example", name, exchange, sent_from=8)
    plan = plan_of([seen])
    (held,) = plan.people
    assert held.disposition is Disposition.HOLD
    assert plan.owner.perhaps == (("x@firm.example",) if own else ())
    assert (Flag.PERHAPS_SENIOR in held.flags) is not own
