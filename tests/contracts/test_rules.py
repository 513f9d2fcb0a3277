"""What holds for every rule, whatever it looks at."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from tests.people import OWNER, TODAY, mailboxes, weigh

from invite_guard.evidence import RULES
from invite_guard.evidence.base import Rule
from invite_guard.evidence.data import PRIOR, weights
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Tag
from invite_guard.stages.classify import build_context
from invite_guard.stages.merge import merge

CARD = ContactCard(
    name="Kim Roe",
    organisation="St. Mary Church",
    title="Partner",
    labels=("Family",),
    addresses=("kim@client.example",),
)


def seen_by(rule: Rule, people: Sequence[Person]) -> list[list[Evidence]]:
    context = build_context(people, OWNER, TODAY)
    return [weigh(rule, person, context) for person in people]


def test_names_and_facts_are_unique() -> None:
    facts = [fact for rule in RULES for fact in rule.facts]
    assert len(set(facts)) == len(facts)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_fact_has_weights_and_every_weight_a_fact() -> None:
    assert set(weights()) == {PRIOR, *(fact for rule in RULES for fact in rule.facts)}


def test_no_weight_alone_decides() -> None:
    """Titles are facts; every other weight can be outweighed."""
    for key, by_tag in weights().items():
        assert set(by_tag) <= set(Tag)
        assert key == "titles.top" or all(abs(weight) <= 5 for weight in by_tag.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_facts_begin_with_the_name_of_the_rule(rule: Rule) -> None:
    assert rule.facts
    assert all(fact.startswith(f"{rule.name}.") for fact in rule.facts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@settings(max_examples=40)
@given(mailbox=mailboxes)
def test_evidence_is_declared_legible_and_the_same_every_time(
    rule: Rule, mailbox: list[Correspondent]
) -> None:
    people = merge(mailbox, [CARD], OWNER)
    first = seen_by(rule, people)
    assert first == seen_by(rule, people)
    for evidence in (seen for one in first for seen in one):
        assert evidence.rule in rule.facts
        assert evidence.text
        assert "\n" not in evidence.text
        assert isinstance(evidence, Evidence)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@settings(max_examples=20)
@given(mailbox=mailboxes)
def test_what_a_rule_sees_depends_on_no_order(rule: Rule, mailbox: list[Correspondent]) -> None:
    people = merge(mailbox, [], OWNER)
    assert seen_by(rule, people[::-1]) == seen_by(rule, people)[::-1]
