"""When a message was written: seconds since 1970, or nothing where nobody can tell."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

EARLIEST = 378_691_200
"""1982-01-01, the year of RFC 822: what claims to be older is a clock that was never set."""
_CAP = 128
_EPOCH_DAY = date(1970, 1, 1).toordinal()

_MONTHS: Mapping[bytes, int] = {
    b"jan": 1, b"feb": 2, b"mar": 3, b"apr": 4, b"may": 5, b"jun": 6,
    b"jul": 7, b"aug": 8, b"sep": 9, b"oct": 10, b"nov": 11, b"dec": 12,
}  # fmt: skip
_ZONES: Mapping[bytes, int] = {
    b"ut": 0, b"gmt": 0, b"utc": 0, b"z": 0, b"wet": 0, b"bst": 60, b"west": 60, b"cet": 60,
    b"met": 60, b"mez": 60, b"cest": 120, b"mest": 120, b"mesz": 120, b"eet": 120, b"eest": 180,
    b"msk": 180, b"msd": 240, b"ist": 330, b"jst": 540, b"kst": 540, b"hkt": 480, b"sgt": 480,
    b"aest": 600, b"aedt": 660, b"nzst": 720, b"nzdt": 780, b"ast": -240, b"adt": -180,
    b"est": -300, b"edt": -240, b"cst": -360, b"cdt": -300, b"mst": -420, b"mdt": -360,
    b"pst": -480, b"pdt": -420, b"akst": -540, b"akdt": -480, b"hst": -600, b"brt": -180,
}  # fmt: skip
"""Minutes east of Greenwich. Of the zones of one letter only Z counts: RFC 5322 section 4.3."""

_CLOCK = rb"(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:[.,]\d{1,9})?(?:[ ]*([AaPp])\.?[Mm]\b\.?)?"
_ZONE = rb"(?:GMT|UTC)?[ ]*\(?([+-]\d{1,2}:?\d{2}|[A-Za-z]{1,5})?"
_RFC = re.compile(
    rb"(?:[^\W\d]{2,12}[.,]{0,2}[ ]*)?(\d{1,2})[ .-]{1,3}([A-Za-z]{3})[a-z]{0,6}[ .,-]{1,3}"
    rb"(\d{2,4})[ ,]+" + _CLOCK + rb"[ ]*" + _ZONE
)
_RFC_WITHOUT_CLOCK = re.compile(
    rb"(?:[A-Za-z]{2,9}[.,]{0,2}[ ]*)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ ,-]{1,2}(\d{4})\Z"
)
_CTIME = re.compile(
    rb"(?:[A-Za-z]{3,9}[.,]?[ ]+)?([A-Za-z]{3})[a-z]{0,6}\.?[ ]+(\d{1,2}),?[ ]+(?:(\d{4}),?[ ]+)?"
    + _CLOCK + rb"(?:[ ]+([+-]\d{4}|[A-Za-z]{1,5}))?(?:[ ]+(\d{4}))?(?:[ ]+([+-]\d{4}))?"
)  # fmt: skip
_ISO = re.compile(
    rb"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]+" + _CLOCK + rb"[ ]*" + _ZONE + rb")?"
)
# What nearly all mail holds. Its day and zone repeat, so that only the clock is read each time.
_USUAL = re.compile(
    rb"([A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-]\d{4})"
)


def read_date(value: bytes, latest: int) -> int | None:
    """Read a Date header: seconds since 1970-01-01 UTC; never raises.

    Knows RFC 5322 with its obsolete forms (section 4.3: years of two digits, named zones), a
    missing weekday, `ctime` and ISO 8601. None for what it cannot read, and for what cannot be
    true: before 1982, or after `latest` (the same unit; the scan's own time, give or take a day).
    """
    if usual := _USUAL.match(value):
        day, hour, minute, second, zone = usual.groups()
        seconds = _midnight(day)
        if seconds is not None:
            seconds += int(hour) * 3600 + int(minute) * 60 + int(second) - _offset(zone)
    else:
        seconds = _seconds_of(b" ".join(value[:_CAP].split()))
    if seconds is None or not EARLIEST <= seconds <= latest:
        return None
    return seconds


@lru_cache(maxsize=1 << 14)
def _midnight(day: bytes) -> int | None:
    return _seconds_of(day + b" 00:00:00")


@lru_cache(maxsize=1 << 10)
def _offset(zone: bytes) -> int:
    return _east(zone) * 60


def _seconds_of(text: bytes) -> int | None:
    if found := _RFC.match(text):
        day, month, year, hour, minute, second, half, zone = found.groups()
        return _seconds(_year(year), _month(month), day, (hour, minute, second, half), zone)
    if found := _RFC_WITHOUT_CLOCK.match(text):
        return _seconds(int(found[3]), _month(found[2]), found[1], _MIDNIGHT, None)
    if found := _CTIME.match(text):
        month, day, early, hour, minute, second, half, zone, late, last = found.groups()
        year = early or late
        if not year:
            return None
        clock = (hour, minute, second, half)
        return _seconds(int(year), _month(month), day, clock, last or zone)
    if found := _ISO.match(text):
        year, number, day, hour, minute, second, half, zone = found.groups()
        clock = (hour or b"0", minute or b"0", second, half)
        return _seconds(int(year), int(number), day, clock, zone)
    return None


_Clock = tuple[bytes, bytes, bytes | None, bytes | None]
_MIDNIGHT: _Clock = (b"0", b"0", None, None)


def _year(digits: bytes) -> int:
    """Complete a year of two or three digits (RFC 5322 section 4.3)."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def _month(name: bytes) -> int:
    return _MONTHS.get(name.lower(), 0)


def _seconds(year: int, month: int, day: bytes, clock: _Clock, zone: bytes | None) -> int | None:
    """Put the parts together; None for a day or an hour that does not exist."""
    hour, minute, second = int(clock[0]), int(clock[1]), int(clock[2] or 0)
    if clock[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if clock[3] in b"Pp" else 0)
    if hour > 24 or minute > 59 or second > 61:
        return None
    try:
        days = date(year, month, int(day)).toordinal() - _EPOCH_DAY
    except ValueError:
        return None
    return days * 86_400 + (hour * 60 + minute - _east(zone)) * 60 + second


def _east(zone: bytes | None) -> int:
    """Give the minutes east of Greenwich; an unknown or impossible zone counts as none."""
    if not zone:
        return 0
    if zone[:1] not in b"+-":
        return _ZONES.get(zone.lower(), 0)
    digits = zone[1:].replace(b":", b"").rjust(4, b"0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > 15 * 60 or int(digits[2:]) > 59:
        return 0
    return minutes if zone[:1] == b"+" else -minutes
