"""Whoever may be somebody held for what they are is held too, at whatever address."""

from collections.abc import Iterable

import pytest
from tests.people import OWNER, TODAY, correspondent, standing, two_way

from invite_guard.config import Settings
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Standing
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.merge import merge
from invite_guard.stages.namesakes import MANY
from invite_guard.stages.plan import outline

HERE = correspondent("kim.poe@client.example", "Kim Poe", two_way(20))
PRIVATE = "kim77@gmail.com"


def stands(
    mailbox: Iterable[Correspondent], *cards: ContactCard, said: Standing | None = None
) -> dict[str, PlanPerson]:
    people = merge(list(mailbox), cards, OWNER)
    verdicts = classify(people, build_context(people, OWNER, TODAY))
    plan = outline(
        people,
        verdicts,
        owner=OWNER,
        sources=[],
        standing=said or Standing(),
        settings=Settings(),
    ).whole()
    return {one.address: one for one in plan.people}


def test_without_a_word_on_the_namesake_somebody_is_proposed() -> None:
    found = stands([HERE], ContactCard(name="Kim Poe", title="Editor", addresses=(PRIVATE,)))
    assert found[HERE.address].disposition is Disposition.PROPOSE


@pytest.mark.parametrize(
    ("card", "why"),
    [
        (
            ContactCard(name="Kim Poe", title="Chief Executive Officer", addresses=(PRIVATE,)),
            "Chief Executive Officer, says your address book",
        ),
        (
            ContactCard(name="Poe, Kim", title="Vice President", addresses=(PRIVATE,)),
            "Vice President, says your address book",
        ),
        (
            ContactCard(name="Kim Poe", labels=("Family",), addresses=(PRIVATE,)),
            "you filed them under Family",
        ),
        (
            ContactCard(name="Kim Poe (Wife)", addresses=(PRIVATE,)),
            "called Kim Poe (Wife)",
        ),
    ],
)
def test_what_a_card_says_of_one_address_holds_the_others(card: ContactCard, why: str) -> None:
    found = stands([HERE], card)[HERE.address]
    assert found.disposition is Disposition.HOLD
    assert Flag.PERHAPS_SAME_PERSON in found.flags
    assert found.evidence[0].text == f"perhaps the same person as {card_name(card)}: {why}"
    said = standing(tags={HERE.address: Tag.COLLEAGUE})
    assert stands([HERE], card, said=said)[HERE.address].disposition is Disposition.PROPOSE


def card_name(card: ContactCard) -> str:
    return f"Kim Poe <{card.addresses[0]}>"


def test_a_title_beside_the_name_at_one_address_holds_the_other() -> None:
    there = correspondent("kpoe@board.example", "Kim Poe, CFO", two_way(1))
    assert stands([HERE, there])[HERE.address].disposition is Disposition.HOLD


@pytest.mark.parametrize(
    ("tag", "disposition"),
    [
        (Tag.EXECUTIVE, Disposition.HOLD),
        (Tag.PERSONAL, Disposition.HOLD),
        (Tag.STRANGER, Disposition.PROPOSE),
        (Tag.COLLEAGUE, Disposition.PROPOSE),
    ],
)
def test_the_owners_word_on_one_address_comes_before_a_title(
    tag: Tag, disposition: Disposition
) -> None:
    there = correspondent("kpoe@board.example", "Kim Poe, CFO", two_way(9))
    said = standing(tags={there.address: tag})
    assert stands([HERE, there], said=said)[HERE.address].disposition is disposition


@pytest.mark.parametrize(
    ("others", "disposition"),
    [(MANY - 2, Disposition.HOLD), (MANY - 1, Disposition.PROPOSE)],
)
def test_a_name_that_many_bear_tells_nothing(others: int, disposition: Disposition) -> None:
    card = ContactCard(name="Kim Poe", title="CEO", addresses=(PRIVATE,))
    crowd = [correspondent(f"kim@c{n}.example", "Kim Poe", two_way(20)) for n in range(others)]
    found = stands([HERE, *crowd], card)
    assert found[HERE.address].disposition is disposition
    assert found[PRIVATE].disposition is Disposition.HOLD


def test_another_name_is_another_person() -> None:
    card = ContactCard(name="Kim A. Poe", title="CEO", addresses=(PRIVATE,))
    assert stands([HERE], card)[HERE.address].disposition is Disposition.PROPOSE
