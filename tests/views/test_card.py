"""One person in a few lines."""

from collections.abc import Callable

from invite_guard.cli.output import plain
from invite_guard.model.plan import PlanEvidence, PlanPerson
from invite_guard.views.card import FACTS, render


def test_a_hint_that_is_among_the_reasons_is_said_once(
    make_person: Callable[..., PlanPerson],
) -> None:
    facts = [f"fact {number}" for number in range(FACTS + 1)]
    person = make_person(
        evidence=tuple(PlanEvidence(rule="r", text=fact, weight=1) for fact in facts),
        hints=tuple(facts),
    )
    shown = plain(lambda console: render(person, "1 of 1", console))
    assert [shown.count(fact) for fact in facts] == [1] * len(facts)
