"""What a tie is worth, and how it is told."""

from datetime import date

import pytest
from tests.people import OWNER, TODAY, context, person, two_way, weigh

from invite_guard.evidence.audience import RULE as AUDIENCE
from invite_guard.evidence.exchange import (
    HALF_LIFE_MONTHS,
    ONE_SIDED,
    OUTGOING,
    RULE,
    THIN,
    interactions_rank,
)
from invite_guard.model.correspondent import Exchange, MonthActivity

NOW = TODAY.year * 12 + TODAY.month - 1


def texts(exchange: Exchange) -> list[str]:
    one = person("kim@firm.example", "Kim Poe", exchange)
    known = context(one)
    return [seen.text for rule in (RULE, AUDIENCE) for seen in weigh(rule, one, known)]


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
        (
            Exchange(they_wrote=4, smallest_audience=1),
            "never a direct mail: they wrote to an address not known as yours",
        ),
        (Exchange(they_wrote=3, direct_in=3), "3 mails from them, none from you to them directly"),
        (
            Exchange(owner_wrote=1, owner_addressed=1, direct_out=1),
            "1 mail from you, none from them to you directly",
        ),
    ],
)
def test_what_passed_is_told_in_words(exchange: Exchange, text: str) -> None:
    assert text in texts(exchange)


def test_of_the_owner_nothing_is_told_that_passed_with_the_owner() -> None:
    own = person(OWNER.addresses[0], "Ada Byron", Exchange(they_wrote=9, smallest_audience=1))
    assert not weigh(AUDIENCE, own, context(own))


def keys(exchange: Exchange) -> set[str]:
    one = person("kim@client.example", "Kim Poe", exchange)
    return {seen.rule for seen in weigh(RULE, one, context(one))}


@pytest.mark.parametrize(
    ("exchange", "thin"),
    [
        (two_way(1), True),
        (two_way(2), False),
        (two_way(2, close_in=0), True),
        (two_way(3, close_in=0), False),
        (two_way(1, direct_out=9, close_out=9), True),
    ],
)
def test_too_little_both_ways_is_thin_however_much_one_wrote(
    exchange: Exchange, *, thin: bool
) -> None:
    assert (THIN in keys(exchange)) is thin


@pytest.mark.parametrize(
    ("came", "went", "one_sided"),
    [(2, 12, True), (12, 2, True), (2, 11, False), (4, 24, True), (5, 60, False)],
)
def test_a_side_that_hardly_answers_makes_no_conversation(
    came: int, went: int, *, one_sided: bool
) -> None:
    exchange = two_way(came, direct_out=went, close_out=went)
    assert (ONE_SIDED in keys(exchange)) is one_sided


def test_a_tie_of_many_months_lasts_and_one_of_a_few_weeks_was_an_errand() -> None:
    def over(*months: int) -> set[str]:
        return keys(two_way(5, months=tuple(MonthActivity(m, 1, 1) for m in months)))

    assert "exchange.lasting" in over(*range(100, 104))
    assert "exchange.errand" in over(100, 101)
    assert over(100, 102) & {"exchange.lasting", "exchange.errand"} == set()


def test_who_began_is_told_where_months_tell() -> None:
    def began(*months: MonthActivity) -> bool:
        return "exchange.began" in keys(two_way(5, months=months))

    march = 2021 * 12 + 2
    assert began(MonthActivity(march, 0, 1), MonthActivity(march + 1, 5, 4))
    assert not began(MonthActivity(march, 1, 1))
    assert not began(MonthActivity(march, 1, 0), MonthActivity(march + 1, 4, 5))
    months = (MonthActivity(march, 0, 1), MonthActivity(march + 1, 5, 4))
    assert "you wrote first, in 2021-03" in texts(two_way(5, months=months))


def test_conversations_that_go_back_and_forth() -> None:
    assert "3 direct mails to a conversation" in texts(two_way(6, threads=4))
    assert "exchange.depth" not in keys(two_way(6, threads=5))
    assert "exchange.depth" not in keys(two_way(6, threads=0))
    assert "exchange.depth" not in keys(two_way(6, threads=4, replies_out=0))
