"""Whether a message was written in working hours, by the clock of whoever wrote it."""

import re
from functools import lru_cache

_ZONE = re.compile(rb"[ ]([+-]\d\d\d\d)\b(?![ ]*[+-])")
_FROM, _UNTIL = 7, 18
"""Working hours, Monday to Friday: from the first of these hours until the second begins."""
_HOUR = 3_600
_DAY = 24 * _HOUR


@lru_cache(maxsize=1_000)
def _east(zone: bytes) -> int | None:
    """Give a zone's seconds east of Greenwich, or None where it says nothing.

    Mail servers write `+0000` whatever the sender's clock shows, and RFC 5322 section 3.3 keeps
    `-0000` for a time of unknown zone.
    """
    hours, minutes = int(zone[1:3]), int(zone[3:])
    seconds = (hours * 60 + minutes) * 60
    if not seconds or hours > 14 or minutes > 59:
        return None
    return -seconds if zone[:1] == b"-" else seconds


def in_working_hours(date: bytes, moment: int) -> bool | None:
    """Tell whether `moment`, which a Date header was read as, lies in the writer's working hours.

    None where the header does not show the writer's own clock.
    """
    zone = _ZONE.search(date)
    east = _east(zone[1]) if zone else None
    if east is None:
        return None
    day, second = divmod(moment + east, _DAY)
    weekday = (day + 3) % 7  # 1970 began on a Thursday
    return weekday < 5 and _FROM * _HOUR <= second < _UNTIL * _HOUR
