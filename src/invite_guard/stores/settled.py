"""From a row of the store straight to a correspondent: there are hundreds of thousands of them."""

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from invite_guard.model.correspondent import (
    ADDED_UP,
    Correspondent,
    Exchange,
    MonthActivity,
    Roles,
    Signals,
)
from invite_guard.stores.tally import day, estimate

COLUMNS = (
    *("address", "well_formed", "messages", "introduced_by", "names"),
    *("role_from", "role_to", "role_cc", "role_bcc"),
    *Signals._fields,
    *("role_from", *ADDED_UP[1:-1]),
    *("thread_bits", "smallest_audience", "first_seen", "last_seen", "last_direct", "months"),
)
"""What is asked of the table, in the order in which the nouns have it."""
_SIGNALS = 5 + len(Roles._fields)
_EXCHANGE = _SIGNALS + len(Signals._fields)
_THREADS = _EXCHANGE + len(ADDED_UP) - 1


def to_correspondents(rows: Iterable[tuple[Any, ...]]) -> Iterator[Correspondent]:
    """Read rows of `COLUMNS`. What many have alike is one value, which saves half of the room."""
    roles: dict[tuple[int, ...], Roles] = {}
    signals: dict[tuple[int, ...], Signals] = {}
    for row in rows:
        address, well_formed, messages, introduced_by, names = row[:5]
        stood, marks = row[5:_SIGNALS], row[_SIGNALS:_EXCHANGE]
        bits, audience, first, last, direct, months = row[_THREADS:]
        yield Correspondent(
            address,
            bool(well_formed),
            _names(names) if names != "{}" else (),
            messages,
            roles.get(stood) or roles.setdefault(stood, Roles._make(stood)),
            Exchange._make(
                (
                    *row[_EXCHANGE:_THREADS],
                    _threads(int.from_bytes(bits, "little").bit_count()),
                    audience,
                    day(first),
                    day(last),
                    day(direct),
                    _months(months) if months != "{}" else (),
                )
            ),
            signals.get(marks) or signals.setdefault(marks, Signals._make(marks)),
            introduced_by or None,
        )


_read = json.JSONDecoder().raw_decode
"""Reads what `json.loads` does; with nothing around it to be passed over, in half the time."""


def _names(text: str) -> tuple[tuple[str, int], ...]:
    found, _ = _read(text)
    if len(found) == 1:
        return tuple(found.items())
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _months(text: str) -> tuple[MonthActivity, ...]:
    found, _ = _read(text)
    return tuple(sorted([_month(month, *passed) for month, passed in found.items()]))


@lru_cache(maxsize=20_000)
def _month(month: str, came: int, went: int) -> MonthActivity:
    """Give what many had alike in a month as one value."""
    return MonthActivity(int(month), came, went)


_threads = cache(lambda ones: estimate((1 << ones) - 1))
"""How many conversations set so many bits."""
