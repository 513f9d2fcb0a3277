"""Approvals that are too young wait; a clock that was set back frees nobody."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.errors import Exit, OverLimitError
from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanDecision, PlanPerson
from invite_guard.stages.holding import age

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def approved(hours: float) -> PlanPerson:
    """Make somebody approved so many hours ago."""
    word = PlanDecision(action=Action.APPROVE, at=NOW - timedelta(hours=hours))
    given: Any = {"id": f"p{hours}", "decision": word}
    return PlanPerson.model_construct(**given)


def test_the_young_wait_and_the_old_leave() -> None:
    old, young = approved(25), approved(23)
    assert age([young, old], 24, NOW) == ([old], [young])
    assert age([young, old], 0, NOW) == ([young, old], [])
    assert age([], 24, NOW) == ([], [])
    assert age([young], 23, NOW) == ([young], [])


def test_when_everybody_is_young_it_says_from_when_on() -> None:
    with pytest.raises(OverLimitError, match="less than 24 hours ago") as caught:
        age([approved(1), approved(23)], 24, NOW)
    assert caught.value.hint.startswith("The first may leave from 2026-03-04 06:06 on; ")
    assert caught.value.exit_code is Exit.OVER_LIMIT


def test_the_moment_is_told_by_the_clock_of_who_asks() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-5)))
    with pytest.raises(OverLimitError) as caught:
        age([approved(23)], 24, there)
    assert "from 2026-03-04 01:06 on" in caught.value.hint


def test_an_approval_of_the_future_is_young() -> None:
    with pytest.raises(OverLimitError):
        age([approved(-400)], 1, NOW)


@given(st.lists(st.floats(-99, 99), unique=True), st.floats(0, 99))
def test_everybody_is_in_one_of_the_two(hours: list[float], hold: float) -> None:
    people = [approved(number) for number in hours]
    try:
        aged = age(people, hold, NOW)
    except OverLimitError:
        assert all(NOW - p.decision.at < timedelta(hours=hold) for p in people if p.decision)
    else:
        assert len(aged.ripe) + len(aged.young) == len(people)
        assert not any(p in aged.young for p in aged.ripe)
