"""Schools, congregations, clubs and public bodies: circles that are often not work."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from invite_guard.evidence.base import Context, observe
from invite_guard.evidence.data import table
from invite_guard.mail.domains import domain_of, registrable
from invite_guard.mail.full_names import fold
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person

CIRCLES = ("school", "congregation", "club", "government", "university")
_WORDED = ("school", "congregation", "club", "government")
_BETWEEN = re.compile(r"[.-]")


@cache
def _words(circle: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, table('circles.toml')[f'{circle}_words']))})\b")


@cache
def _labels(circle: str) -> frozenset[str]:
    return frozenset(table("circles.toml")[f"{circle}_labels"])


@lru_cache(maxsize=1 << 14)
def circle_of(domain: str) -> str:
    """Tell from a domain which circle it belongs to, or nothing: `k12.tx.us`, `stmaryschurch.org`.

    Words inside a domain mislead often (seven traps of eight were wrong): a reason to hold only.
    """
    lists = table("circles.toml")
    labels = _BETWEEN.split(domain)[:-1]
    misled = any(part in domain for part in lists["no_circle"])
    for circle in CIRCLES:
        if (
            domain.endswith(lists[f"{circle}_ends"])
            or not _labels(circle).isdisjoint(labels)
            or (not misled and any(part in domain for part in lists[f"{circle}_parts"]))
        ):
            return circle
    return ""


class Circle:
    """Belongs to a school, a congregation, a club or a public body."""

    name = "circles"
    facts = tuple(f"circles.{circle}" for circle in CIRCLES)

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the first circle that a domain or an address book names."""
        for correspondent in person.correspondents:
            domain = domain_of(correspondent.address)
            if registrable(domain) in context.employers:
                return ()
            if circle := circle_of(domain):
                return (observe(context, f"circles.{circle}", f"{domain} looks like a {circle}"),)
        if not person.cards:
            return ()
        for text in (person.organisation, *(label for c in person.cards for label in c.labels)):
            for circle in _WORDED if text else ():
                if _words(circle).search(fold(text)):
                    return (observe(context, f"circles.{circle}", f"your address book: {text}"),)
        return ()


RULE = Circle()
