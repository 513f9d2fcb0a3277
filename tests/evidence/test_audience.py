"""Why somebody has no tie, in words that are true."""

import pytest
from tests.people import context, person, weigh

from invite_guard.evidence.audience import RULE
from invite_guard.model.correspondent import Exchange

PROGRAM = "never a direct mail: only mail that a program sent, or that went to many"
LIST = "never a direct mail: only mail through a mailing list"
ELSEWHERE = "never a direct mail: they wrote to an address not known as yours"
NO_MORE = "never a direct mail, smallest audience 1"


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ({}, ELSEWHERE),
        ({"sent_from": 4, "delivered_to": 4}, ELSEWHERE),
        ({"bulk_from": 4}, PROGRAM),
        ({"auto_from": 4}, PROGRAM),
        ({"promoted_from": 4}, PROGRAM),
        ({"bulk_from": 4, "promoted_from": 4}, PROGRAM),
        ({"bulk_from": 2, "list_from": 2}, PROGRAM),
        ({"list_from": 4, "promoted_from": 4}, LIST),
        ({"bulk_from": 2}, NO_MORE),
        ({"list_from": 1}, NO_MORE),
    ],
)
def test_mail_of_programs_and_lists_is_no_sign_of_another_address(
    marks: dict[str, int], text: str
) -> None:
    wrote = Exchange(they_wrote=4, smallest_audience=1)
    one = person("kim@shop.example", "Kim Poe", wrote, **marks)
    assert [seen.text for seen in weigh(RULE, one, context(one))] == [text]


def test_a_crowd_is_told_by_its_size() -> None:
    one = person("kim@shop.example", "Kim Poe", Exchange(they_wrote=1, smallest_audience=7))
    (seen,) = weigh(RULE, one, context(one))
    assert seen.text == "never a direct mail, smallest audience 7"
