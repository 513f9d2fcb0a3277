"""Promise: whoever did not exchange direct mail with the owner both ways is never proposed."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.people import (
    OWNER,
    TODAY,
    correspondent,
    correspondents,
    mailboxes,
    plan_of,
    standing,
    two_way,
)

from invite_guard.config import Settings
from invite_guard.evidence import RULES
from invite_guard.evidence.data import PRIOR
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Standing
from invite_guard.model.plan import Plan
from invite_guard.model.tag import Disposition, Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import outline

KEYS = [PRIOR, *(fact for rule in RULES for fact in rule.facts)]
weightings = st.dictionaries(
    st.sampled_from(KEYS),
    st.dictionaries(st.sampled_from(Tag), st.floats(-1e6, 1e6)),
)
"""Any weights at all: the worst a file or a learner could come up with."""


def weighed(mailbox: list[Correspondent], weights: Mapping[str, Mapping[Tag, float]]) -> Plan:
    people = merge(mailbox, [], OWNER)
    context = replace(build_context(people, OWNER, TODAY), weights=weights)
    return outline(
        people,
        classify(people, context),
        owner=OWNER,
        sources=[],
        standing=Standing(),
        settings=Settings(propose_at=0.5),
    ).whole()


@given(mailboxes, weightings)
def test_no_weights_propose_anybody_without_exchange(
    mailbox: list[Correspondent], weights: Mapping[str, Mapping[Tag, float]]
) -> None:
    for person in weighed(mailbox, weights).people:
        both = person.exchange.direct_in > 0 and person.exchange.direct_out > 0
        assert both or person.tag is not Tag.COLLEAGUE
        assert both or person.disposition is not Disposition.PROPOSE


@given(mailboxes, st.sampled_from(Tag))
def test_no_correction_proposes_anybody_without_exchange(
    mailbox: list[Correspondent], tag: Tag
) -> None:
    said = standing(tags={c.address: tag for c in mailbox})
    for person in plan_of(mailbox, said, Settings(propose_at=0.5)).people:
        both = person.exchange.direct_in > 0 and person.exchange.direct_out > 0
        assert both or person.disposition is not Disposition.PROPOSE


@given(st.lists(correspondents, min_size=1, max_size=6, unique_by=lambda c: c.address))
def test_whoever_is_on_the_never_list_is_excluded_whatever_else_was_said(
    mailbox: list[Correspondent],
) -> None:
    never = mailbox[0].address
    said = standing(tags={never: Tag.COLLEAGUE}, never=[never])
    planned = plan_of(mailbox, said).people
    found = next(p for p in planned if never in {a.address for a in p.addresses})
    assert found.exclusion == "never"
    assert found.disposition is Disposition.EXCLUDED


def test_some_people_are_proposed() -> None:
    """Guards the others: a plan that proposes nobody would keep them all."""
    plan = plan_of([correspondent("jane.roe@firm.example", "Jane Roe", two_way())])
    assert [p.disposition for p in plan.people] == [Disposition.PROPOSE]
