"""Verdicts: the additive sum, its gates, and doubt."""

import time
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import CC_ONLY, OWNER, TODAY, correspondent, mailboxes, person, two_way

from invite_guard.evidence.base import Context, Subject, speaks_for
from invite_guard.evidence.data import ceiling
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.evidence import Evidence
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Flag, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages import processes
from invite_guard.stages.classify import IN_A_ROW, build_context, classify
from invite_guard.stages.merge import merge


def verdict(one: Person, *others: Person) -> Verdict:
    people = [one, *others]
    return classify(people, build_context(people, OWNER, TODAY))[0]


@pytest.mark.parametrize(
    ("one", "tag"),
    [
        (person("kim.poe@firm.example", "Kim Poe", two_way()), Tag.COLLEAGUE),
        (person("kim.poe@client.example", "Kim Poe", two_way()), Tag.COLLEAGUE),
        (person("kim.poe@firm.example", "Kim Poe"), Tag.STRANGER),
        (person("kim.poe@client.example", "Kim Poe", CC_ONLY), Tag.STRANGER),
        (person("kim@gmail.com", "Kim Byron", two_way()), Tag.PERSONAL),
        (person("kim.poe@client.example", "Kim Poe, CFO", two_way(40)), Tag.EXECUTIVE),
        (person("kim.poe@client.example", "Kim Poe (CEO)"), Tag.EXECUTIVE),
        (person("kim.poe@gmail.com", "Kim Poe", two_way(1)), Tag.STRANGER),
    ],
)
def test_each_tag_has_its_people(one: Person, tag: Tag) -> None:
    assert verdict(one).tag is tag


def test_more_exchange_makes_a_colleague_surer() -> None:
    chances = [verdict(person("k@client.example", "Kim Poe", two_way(n))) for n in (1, 3, 10, 40)]
    assert [v.confidence for v in chances] == sorted(v.confidence for v in chances)
    assert chances[-1].confidence > 0.9


def test_the_owners_own_word_in_a_label_makes_personal() -> None:
    card = ContactCard(name="Kim Poe", labels=("Family",), addresses=("kim@client.example",))
    known = correspondent("kim@client.example", "Kim Poe", two_way(8))
    people = merge([known], [card], OWNER)
    (found,) = classify(people, build_context(people, OWNER, TODAY))
    assert found.tag is Tag.PERSONAL


def test_doubt_is_a_stranger_and_says_so() -> None:
    found = verdict(person("kim.poe@gmail.com", "Kim Poe (Legal)", two_way(2)))
    assert found.tag is Tag.STRANGER
    assert found.evidence[0].text.startswith("not enough to tell (")


def test_evidence_for_the_tag_comes_first_and_the_strongest_first() -> None:
    found = verdict(person("kim.poe@firm.example", "Kim Poe", two_way(38)))
    assert [seen.text for seen in found.evidence[:2]] == [
        "same organisation",
        "38 direct mails each way",
    ]
    weights = [speaks_for(seen, found.tag) for seen in found.evidence]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("one", "exclusion"),
    [
        (person("ada@firm.example", "Ada Byron"), Exclusion.OWNER),
        (person("no-reply@shop.example", "Shop"), Exclusion.ROBOT),
        (person("info@shop.example", "Shop"), Exclusion.ROLE),
        (person("all.staff@firm.example"), Exclusion.LIST),
        (person("jane.roe@firm.example", "Jane Roe", list_post=1), Exclusion.LIST),
        (person("no-reply@lists.firm.example"), Exclusion.LIST),
        (person("jane.roe@firm.example", "Jane Roe"), None),
    ],
)
def test_who_is_no_candidate(one: Person, exclusion: Exclusion | None) -> None:
    assert verdict(one).exclusion is exclusion


def test_a_date_in_the_future_does_not_age_every_tie() -> None:
    people = [
        person("kim@firm.example", "Kim Poe", two_way(5, last_direct=date(2001, 5, 1))),
        person("spam@shop.example", "Shop", Exchange(they_wrote=1, last_seen=date(2013, 1, 1))),
    ]
    assert build_context(people, OWNER, date(2013, 1, 1)).today == date(2001, 5, 1)


def test_free_mail_is_no_employer() -> None:
    owner = Owner(addresses=("ada@gmail.com", "ada@eu.firm.co.uk", "ada@firm.example"))
    found = build_context([], owner, TODAY)
    assert found.employers == {"firm.co.uk", "firm.example"}


@given(mailboxes, st.randoms())
def test_no_verdict_depends_on_the_order_of_people(
    mailbox: list[Correspondent], random: Random
) -> None:
    def verdicts(people: Sequence[Person]) -> dict[str, Verdict]:
        found = classify(people, build_context(people, OWNER, TODAY))
        return {p.id: v for p, v in zip(people, found, strict=True)}

    people = merge(mailbox, [], OWNER)
    shuffled = people[:]
    random.shuffle(shuffled)
    assert verdicts(people) == verdicts(shuffled)


@given(mailboxes)
def test_a_verdict_is_the_same_whoever_else_is_judged(mailbox: list[Correspondent]) -> None:
    people = merge(mailbox, [], OWNER)
    context = build_context(people, OWNER, TODAY)
    assert classify(people, context) == [classify([one], context)[0] for one in people]


def test_more_people_than_a_rule_looks_at_in_a_row_are_all_judged() -> None:
    people = [person(f"kim{n}@x.example", f"Kim Poe{n}") for n in range(2 * IN_A_ROW + 1)]
    context = build_context(people, OWNER, TODAY)
    found = classify(people, context)
    assert len(found) == len(people)
    for at in (0, IN_A_ROW - 1, IN_A_ROW, 2 * IN_A_ROW):
        assert [found[at]] == classify([people[at]], context)
    assert classify([], context) == []


def test_a_second_process_judges_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [person(f"kim{n}@x.example", f"Kim Poe{n}") for n in range(40)]
    people.append(person("sales@y.example", "Sales", two_way()))
    context = build_context(people, OWNER, TODAY)
    alone = classify(people, context)
    monkeypatch.setattr(processes, "MANY", 10)
    assert classify(people, context) == alone


class _Says:
    """Says of everybody in turn what it is given."""

    name, facts = "says", ("says.so",)

    def __init__(self, *said: Evidence) -> None:
        self._left = list(said)

    def weigh(self, _: Subject, __: Context) -> list[Evidence]:
        return [self._left.pop(0)]


def test_who_is_told_of_in_other_words_or_with_other_consequences_has_a_verdict_apart() -> None:
    plain = Evidence("says.so", "so")
    said = [
        plain,
        plain._replace(text="otherwise"),
        plain._replace(exclusion=Exclusion.ROBOT),
        plain._replace(flag=Flag.RELATIVE),
        plain._replace(weights={Tag.EXECUTIVE: 9.0}),
        plain,
    ]
    people = [person(f"p{n}@x.example") for n in range(len(said))]
    verdicts = classify(people, build_context(people, OWNER, TODAY), [_Says(*said)])
    assert [next(e for e in v.evidence if e.rule == "says.so") for v in verdicts] == said
    assert verdicts[0] is verdicts[-1]
    assert verdicts[2].exclusion is Exclusion.ROBOT
    assert verdicts[3].flags == (Flag.RELATIVE,)
    assert verdicts[4].tag is Tag.EXECUTIVE


@given(mailboxes)
def test_confidence_is_a_probability(mailbox: list[Correspondent]) -> None:
    people = merge(mailbox, [], OWNER)
    for found in classify(people, build_context(people, OWNER, TODAY)):
        assert 0 <= found.confidence <= 1


def test_ten_thousand_people_are_judged_within_seconds() -> None:
    people = [
        person(f"kim{n}@d{n % 3000}.example", f"Kim Poe{n}", two_way() if n % 20 == 0 else CC_ONLY)
        for n in range(10_000)
    ]
    start = time.process_time()
    classify(people, build_context(people, OWNER, TODAY))
    assert time.process_time() - start < 8


def test_however_much_speaks_for_it_a_colleague_may_be_something_else_after_all() -> None:
    found = verdict(person("kim.poe@firm.example", "Kim Poe", two_way(4_000)))
    assert 0.95 < found.confidence <= ceiling()


def test_a_domain_that_several_of_ones_own_people_use_too_is_the_same_organisation() -> None:
    def employers(number: int) -> frozenset[str]:
        both = [
            person(f"k{n}@{domain}", f"Kim{'xyz'[n]} Poe", two_way())
            for n in range(number)
            for domain in ("firm.example", "firm-group.example", "gmail.com")
        ]
        return build_context(both, OWNER, TODAY).employers

    assert employers(2) == {"firm.example"}
    assert employers(3) == {"firm.example", "firm-group.example"}
