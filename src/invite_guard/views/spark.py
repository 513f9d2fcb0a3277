"""How much passed year by year, as a line of little bars."""

from collections.abc import Iterable
from itertools import groupby

from invite_guard.model.correspondent import MonthActivity

BARS = "▁▂▃▄▅▆▇█"
NONE = "·"
"""A year in which nothing passed: not the same as little."""


def by_year(months: Iterable[MonthActivity]) -> dict[int, tuple[int, int]]:
    """Add up direct mails of each year, from them and to them; years without any are there too."""
    found = {}
    for year, same in groupby(sorted(months), lambda month: month.month // 12):
        listed = list(same)
        found[year] = (sum(m.direct_in for m in listed), sum(m.direct_out for m in listed))
    if not found:
        return {}
    return {year: found.get(year, (0, 0)) for year in range(min(found), max(found) + 1)}


def sparkline(amounts: Iterable[int]) -> str:
    """Draw one bar an amount, the tallest for the greatest."""
    drawn = list(amounts)
    top = max(drawn, default=0)
    return "".join(BARS[-(-amount * len(BARS) // top) - 1] if amount else NONE for amount in drawn)


def timeline(months: Iterable[MonthActivity]) -> str:
    """Draw all direct mail year by year: `2019 ▂▁·█ 2022, at most 45 a year`; or nothing."""
    years = by_year(months)
    if not years:
        return ""
    sums = [sum(both) for both in years.values()]
    return f"{min(years)} {sparkline(sums)} {max(years)}, at most {max(sums):,} a year"
