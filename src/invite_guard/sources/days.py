"""Days as data exports write them, and as spreadsheets leave them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from invite_guard.mail.full_names import fold

_MONTHS = (
    "jan gen ene janv",
    "feb fev fevr",
    "mar mrz marz maerz mars maart mrt",
    "apr avr abr",
    "may mai maj mag mei",
    "jun juin giu",
    "jul juil lug",
    "aug aout ago",
    "sep sept set",
    "oct okt ott out",
    "nov",
    "dec dez dic des",
)
_MONTH: Mapping[str, int] = {
    word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(\d{1,2})\.?[-/ ](?:de )?([^\W\d_]{3,12})\.?,?[-/ ](?:de )?(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2}),? (\d{4})(?!\d)")
_MONTH_ALONE = re.compile(r"([^\W\d_]{3,12})\.?[-/ ](\d{4})(?!\d)")
_YEAR = re.compile(r"(\d{4})\Z")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?\Z")
_SERIAL_START = date(1899, 12, 30)
_EARLIEST, _LATEST = 1900, 2100


def read_day(text: str) -> date | None:
    """Read a day, a month (its first day) or a year (its first); nothing where it is none.

    Understood are what LinkedIn writes (`15 Jan 2024`, `6/19/15, 10:16 AM`, `2024-03-15 09:30:00
    UTC`, `Oct 2021`) and what a spreadsheet makes of it (`9-Mar-26`, `15.01.2024`, a serial number
    of Excel). Of `3/4/24` the month comes first, as LinkedIn has it. Two digits mean 2000 to 2099.
    """
    line = " ".join(fold(text[:60]).split())
    for pattern, made in _FORMS:
        if found := pattern.match(line):
            return made(found)
    return None


def _month(word: str) -> int:
    """Give the number of a month by its whole or shortened name; 0 where it is none."""
    return _MONTH.get(word) or _MONTH.get(word[:4]) or _MONTH.get(word[:3]) or 0


def _numeric(one: str, two: str, year: str, *, month_first: bool) -> date | None:
    month, day = (one, two) if month_first else (two, one)
    return _day(year, month, day) or _day(year, day, month)


def _day(year: str, month: str | int, day: str | int) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return found if _EARLIEST <= number < _LATEST else None


def _serial(found: re.Match[str]) -> date:
    return _SERIAL_START + timedelta(days=int(found[1]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
    (_ISO, lambda m: _day(m[1], m[2], m[3])),
    (_NUMERIC, lambda m: _numeric(m[1], m[2], m[3], month_first="." not in m[0])),
    (_DAY_FIRST, lambda m: _day(m[3], _month(m[2]), m[1])),
    (_MONTH_FIRST, lambda m: _day(m[3], _month(m[1]), m[2])),
    (_MONTH_ALONE, lambda m: _day(m[2], _month(m[1]), 1)),
    (_YEAR, lambda m: _day(m[1], 1, 1)),
    (_SERIAL, _serial),
)
