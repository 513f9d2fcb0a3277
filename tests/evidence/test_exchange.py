"""What a tie is worth, and how it is told."""

from datetime import date

import pytest
from tests.people import TODAY, context, person, two_way

from invite_guard.evidence.audience import RULE as AUDIENCE
from invite_guard.evidence.exchange import HALF_LIFE_MONTHS, OUTGOING, RULE, interactions_rank
from invite_guard.model.correspondent import Exchange, MonthActivity

NOW = TODAY.year * 12 + TODAY.month - 1


def texts(exchange: Exchange) -> list[str]:
    one = person("kim@firm.example", "Kim Poe", exchange)
    known = context(one)
    return [seen.text for rule in (RULE, AUDIENCE) for seen in rule.weigh(one, known)]


def ranked(*months: tuple[int, int, int]) -> float:
    return interactions_rank(Exchange(months=tuple(MonthActivity(*m) for m in months)), TODAY)


def test_the_rank_halves_every_half_life_and_counts_what_the_owner_wrote_more() -> None:
    assert ranked((NOW, 1, 0)) == 1
    assert ranked((NOW, 0, 1)) == OUTGOING
    assert ranked((NOW - int(HALF_LIFE_MONTHS), 2, 0)) == pytest.approx(1)
    assert ranked((NOW, 3, 1), (NOW - 12, 8, 0)) == pytest.approx(3 + OUTGOING + 2)


def test_a_month_in_the_future_counts_as_now() -> None:
    assert ranked((NOW + 99, 1, 0)) == 1


def test_without_months_all_is_as_old_as_the_last_mail() -> None:
    old = Exchange(direct_in=2, direct_out=0, last_direct=date(TODAY.year - 1, TODAY.month, 1))
    assert interactions_rank(old, TODAY) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("exchange", "text"),
    [
        (two_way(38), "38 direct mails each way"),
        (two_way(1), "1 direct mail each way"),
        (two_way(2, direct_in=1234), "1,234 direct mails from them, 2 from you"),
        (two_way(2, direct_in=1), "only one of theirs was direct"),
        (two_way(2, direct_out=1), "only one of yours was direct"),
        (two_way(3), "6 mails with at most one other on it"),
        (two_way(3), "3 of theirs and 3 of yours are answers"),
        (
            Exchange(shared=2, smallest_audience=14),
            "only ever cc'd, on 2 mails, smallest audience 14",
        ),
        (Exchange(shared=1), "only ever cc'd, on 1 mail"),
        (Exchange(they_wrote=1, smallest_audience=9), "never a direct mail, smallest audience 9"),
        (Exchange(they_wrote=3, direct_in=3), "3 mails from them, none from you to them directly"),
        (
            Exchange(owner_wrote=1, owner_addressed=1, direct_out=1),
            "1 mail from you, none from them to you directly",
        ),
    ],
)
def test_what_passed_is_told_in_words(exchange: Exchange, text: str) -> None:
    assert text in texts(exchange)
