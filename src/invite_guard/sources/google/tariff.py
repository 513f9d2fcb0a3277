"""What a call costs and how much may be spent a minute: Google's prices differ by project age.

https://developers.google.com/gmail/api/reference/quota
"""

from collections.abc import Mapping
from enum import StrEnum
from math import log
from typing import NamedTuple


class Method(StrEnum):
    """The methods that are called."""

    PROFILE = "profile"
    LIST = "list"
    GET = "get"
    THREAD = "thread"
    HISTORY = "history"
    PEOPLE = "people"


class Tariff(NamedTuple):
    """What a project pays in quota units, and how many it has."""

    limit: int
    """Units a minute for one user."""
    get: int
    thread: int
    list: int = 5
    history: int = 2
    profile: int = 1
    people: int = 0
    """The People API counts calls, of which there are few."""

    def price(self, method: Method) -> int:
        """Units one call costs."""
        return int(getattr(self, method.value))

    def cost(self, calls: Mapping[Method, int]) -> int:
        """Units that so many calls cost."""
        return sum(self.price(method) * count for method, count in calls.items())


RECENT = Tariff(limit=6_000, get=20, thread=40)
"""Projects made since 1 May 2026: what anybody gets who makes an OAuth client now."""
EARLIER = Tariff(limit=15_000, get=5, thread=10)
"""Projects from before."""


def learned(limit: int, served: Mapping[Method, int]) -> Tariff:
    """Tell the tariff from a refusal: from the limit it names, else from what was served.

    `served`: calls of the last minute. A limit neither tariff has is one that was set for the
    project; its prices are those under which what was served fits best.
    """
    for known in (RECENT, EARLIER):
        if limit == known.limit:
            return known
    spent = EARLIER.cost(served)
    if not limit:
        return RECENT if spent < EARLIER.limit / 2 else EARLIER
    best = min((RECENT, EARLIER), key=lambda t: abs(log(max(t.cost(served), 1) / limit)))
    return best._replace(limit=limit)
