"""How many will accept: the owner's own history where there is enough, else a stated prior."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import NOW, correspondent, decision, plan_of, standing, two_way

from invite_guard.config import Settings
from invite_guard.model.batch import Week
from invite_guard.model.decision import Action
from invite_guard.model.outcome import Record
from invite_guard.model.tag import Tag
from invite_guard.stages.confirm import confirm
from invite_guard.stages.expect import COLD, ENOUGH, SENIOR, expect, in_words

GOOD = {Tag.COLLEAGUE: Record(accepted=30, ripe=40)}


def test_without_history_the_vendors_figures_hold() -> None:
    cold = expect([Tag.COLLEAGUE] * 20, {})
    assert cold.expected == pytest.approx(20 * COLD)
    assert not cold.own
    assert not cold.drags
    senior = expect([Tag.EXECUTIVE] * 20, {})
    assert senior.expected == pytest.approx(20 * SENIOR)
    assert senior.drags


def test_enough_history_takes_the_place_of_the_prior() -> None:
    found = expect([Tag.COLLEAGUE] * 20, GOOD)
    assert found.own
    assert found.expected == pytest.approx(20 * 30.5 / 41, abs=0.01)
    thin = {Tag.COLLEAGUE: Record(accepted=ENOUGH - 1, ripe=ENOUGH - 1)}
    assert not expect([Tag.COLLEAGUE] * 20, thin).own


def test_executives_are_not_expected_to_answer_as_colleagues_do() -> None:
    found = expect([Tag.COLLEAGUE] * 5 + [Tag.EXECUTIVE] * 15, GOOD)
    assert found.drags
    assert not found.own
    own = {**GOOD, Tag.EXECUTIVE: Record(accepted=18, ripe=20)}
    assert not expect([Tag.EXECUTIVE] * 15, own).drags


def test_history_of_others_stands_in_for_a_tag_without_one() -> None:
    assert expect([Tag.STRANGER] * 4, GOOD).own


def test_nobody_accepts_nothing() -> None:
    found = expect([], {})
    assert (found.people, found.expected, found.low, found.high, found.drags) == (0, 0, 0, 0, False)


def test_the_interval_is_that_of_the_beta_binomial() -> None:
    """20 of a rate distributed as Beta(2.85, 7.15): 5 % below 1 or 2, 95 % reached at 12."""
    found = expect([Tag.COLLEAGUE] * 20, {})
    assert (found.low, found.high) == (1, 12)


@given(
    st.lists(st.sampled_from(list(Tag)), max_size=80),
    st.dictionaries(
        st.sampled_from(list(Tag)),
        st.integers(0, 99).map(lambda n: Record(accepted=n // 3, ripe=n)),
    ),
)
def test_the_expected_number_lies_in_its_interval(
    people: list[Tag], history: dict[Tag, Record]
) -> None:
    found = expect(people, history)
    assert 0 <= found.low <= found.high <= len(people)
    assert found.low - 1 <= found.expected <= found.high + 1


def test_it_is_told_with_what_it_rests_on() -> None:
    (told,) = in_words(expect([Tag.COLLEAGUE] * 20, {}), "these 20")
    assert told == (
        "Of these 20, about 6 (1 to 12) may be expected to accept, by vendors' studies (26 to 31 % "
        "of cold invitations, 19 % of the C-suite)."
    )
    (told,) = in_words(expect([Tag.COLLEAGUE] * 20, GOOD), "these 20")
    assert told.endswith("by your own record (30 of 40 accepted).")
    _, warning = in_words(expect([Tag.EXECUTIVE] * 5, GOOD), "these 5")
    assert warning.startswith(
        "WARNING: they would pull your acceptance rate down: 19 % expected, 74 % is your"
    )


def test_it_stands_in_the_dry_run_and_before_the_question(terminal: Callable[..., Any]) -> None:
    mail = [correspondent("kim.poe@firm.example", "Kim Poe", two_way(9))]
    plan = plan_of(mail, standing(decision("kim.poe@firm.example", Action.APPROVE)))
    assert plan.outlook
    assert (plan.outlook.people, plan.outlook.expected) == (1, 0.28)
    asked = terminal("invite 1")
    confirm(
        plan, asked, limits=Settings(), week=Week(), now=NOW, form="csv", destination="-", first=1
    )
    told = asked.shown.partition("invite 1")[0]
    assert "Of this one, 0 to 1 may be expected to accept, by vendors' studies" in told


def test_a_batch_that_would_pull_the_rate_down_is_warned_of(terminal: Callable[..., Any]) -> None:
    mail = [correspondent("lee.moe@client.example", "Lee Moe, CEO", two_way(9))]
    said = standing(decision("lee.moe@client.example", Action.APPROVE, Tag.EXECUTIVE))
    asked = terminal("invite 1")
    confirm(
        plan_of(mail, said),
        asked,
        limits=Settings(),
        week=Week(),
        now=NOW,
        form="csv",
        destination="-",
    )
    assert "WARNING: they would pull your acceptance rate down" in asked.shown
