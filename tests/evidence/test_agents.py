"""Whoever has others send mail in their name."""

import pytest
from tests.people import CC_ONLY, context, correspondent, person, plan_of, two_way, weigh

from invite_guard.evidence.agents import RULE
from invite_guard.model.tag import Disposition, Flag

BOSS = "kim.poe@firm.example"


@pytest.mark.parametrize(("by_agent", "flagged"), [(0, False), (2, False), (3, True), (4, True)])
def test_whose_direct_mail_mostly_another_sent_is_perhaps_senior(
    by_agent: int, *, flagged: bool
) -> None:
    boss = person(BOSS, "Kim Poe", two_way(4), by_agent=by_agent)
    found = [(seen.text, seen.flag) for seen in weigh(RULE, boss, context(boss))]
    text = f"{by_agent} of 4 direct mails from them were sent by somebody else"
    assert found == ([(text, Flag.PERHAPS_SENIOR)] if flagged else [])


def test_of_those_without_mail_both_ways_nothing_is_said() -> None:
    boss = person(BOSS, "Kim Poe", CC_ONLY, by_agent=3)
    assert not weigh(RULE, boss, context(boss))


def test_they_are_held() -> None:
    (own,) = plan_of([correspondent(BOSS, "Kim Poe", two_way(9), by_agent=4)]).people
    (others,) = plan_of([correspondent(BOSS, "Kim Poe", two_way(9), by_agent=9)]).people
    assert (own.disposition, others.disposition) == (Disposition.PROPOSE, Disposition.HOLD)
