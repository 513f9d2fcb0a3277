"""Working hours and leisure."""

import pytest
from tests.people import context, person, two_way, weigh

from invite_guard.evidence.hours import RULE
from invite_guard.model.tag import Tag


@pytest.mark.parametrize(
    ("at_work", "at_leisure", "fact"),
    [
        (0, 0, ""),
        (0, 2, ""),
        (0, 3, "hours.leisure"),
        (5, 5, "hours.leisure"),
        (7, 3, ""),
        (9, 1, "hours.work"),
        (3, 0, "hours.work"),
    ],
)
def test_a_habit_shows_from_three_mails_on(at_work: int, at_leisure: int, fact: str) -> None:
    one = person(
        "kim@client.example", "Kim Poe", two_way(4, at_work=at_work, at_leisure=at_leisure)
    )
    assert [seen.rule for seen in weigh(RULE, one, context(one))] == [fact] * bool(fact)


def test_the_more_at_leisure_the_less_of_a_colleague() -> None:
    def weight(at_leisure: int) -> float:
        one = person("kim@c.example", "Kim Poe", two_way(at_work=4, at_leisure=at_leisure))
        (found,) = weigh(RULE, one, context(one))
        return found.weights[Tag.COLLEAGUE]

    assert weight(0) > 0 > weight(4) > weight(40)


def test_a_few_evenings_of_many_mails_are_no_habit() -> None:
    """Servers write `+0000`; the mails of a known hour are those from a telephone, of evenings."""

    def facts(each: int) -> list[str]:
        one = person("kim@client.example", "Kim Poe", two_way(each, at_leisure=6))
        return [seen.rule for seen in weigh(RULE, one, context(one))]

    assert facts(9) == ["hours.leisure"]
    assert facts(10) == []
