"""Days as LinkedIn writes them and spreadsheets leave them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.sources.days import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 Jan 2024", date(2024, 1, 15)),
        ("6/19/15, 10:16 AM", date(2015, 6, 19)),
        ("3/4/24, 10:16\u202fPM", date(2024, 3, 4)),
        ("19/6/2015", date(2015, 6, 19)),
        ("2024-03-15 09:30:00 UTC", date(2024, 3, 15)),
        ("2024/03/15", date(2024, 3, 15)),
        ("Jan 15, 2024", date(2024, 1, 15)),
        ("9-Mar-26", date(2026, 3, 9)),
        ("15.01.2024", date(2024, 1, 15)),
        ("45306", date(2024, 1, 15)),
        ("Oct 2021", date(2021, 10, 1)),
        ("2021", date(2021, 1, 1)),
        ("15. März 2024", date(2024, 3, 15)),
        ("3 févr. 2024", date(2024, 2, 3)),
        ("3 de mayo de 2024", date(2024, 5, 3)),
        ("3 juil. 2024", date(2024, 7, 3)),
        ("12 dez. 2023", date(2023, 12, 12)),
        ("30 Feb 2024", None),
        ("yesterday", None),
        ("", None),
        ("15 Jan 1024", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert read_day(text) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_form_of_linkedin_is_read_back(day: date) -> None:
    assert read_day(f"{day.day:02d} {day:%b} {day.year}") == day
    assert read_day(f"{day.month}/{day.day}/{day:%y}, 9:00 AM") == day


@given(st.text(max_size=80))
def test_any_text_gives_a_day_or_none(text: str) -> None:
    found = read_day(text)
    assert found is None or 1900 <= found.year < 2100
