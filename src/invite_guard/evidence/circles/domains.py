"""Which circle a domain belongs to, by the words in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from invite_guard.evidence.data import table
from invite_guard.mail.full_names import fold

CIRCLES = ("school", "university", "congregation", "club", "government", "care", "household")
PRIVATE = ("school", "congregation", "club", "care", "household")
"""Those whose people are held unless the circle is the owner's own work."""
HEAD = 4
"""Letters by which words anywhere in a domain are found: none is shorter."""
_BETWEEN = re.compile(r"[.-]")


@cache
def listed(name: str) -> frozenset[str]:
    """Read a list of words, folded."""
    return frozenset(map(fold, table("circles.toml")[name]))


@lru_cache(maxsize=1 << 14)
def circle_of(domain: str) -> str:
    """Tell from a domain which circle it belongs to, or nothing: `k12.tx.us`, `stmaryschurch.org`.

    Words inside a domain mislead often (seven traps of eight were wrong): a reason to hold only.
    """
    *labels, top = _BETWEEN.split(domain)
    named = {*labels, *(f"{label}.{top}" for label in labels)}
    held = _held(domain)
    misled = not held.isdisjoint(_as_written("no_circle"))
    for circle in CIRCLES:
        if domain.endswith(table("circles.toml")[f"{circle}_ends"]):
            return circle
        if not held.isdisjoint(_as_written(f"{circle}_surely")):
            return circle
        if misled and circle in PRIVATE:
            continue
        if not listed(f"{circle}_labels").isdisjoint(named) or _borders(labels, circle):
            return circle
        if not held.isdisjoint(_as_written(f"{circle}_parts")):
            return circle
    return ""


def circle_supplied(domain: str) -> str:
    """Tell the circle of a domain, or whom it supplies: dental practices, of `dentalsupply.com`."""
    found = circle_of(domain)
    return found or circle_of(_supplies().sub("", domain))


@cache
def _supplies() -> re.Pattern[str]:
    return re.compile("|".join(table("circles.toml")["supplies"]))


def _held(domain: str) -> set[str]:
    """Give the words anywhere in a domain that speak for a circle or against any."""
    return {
        part
        for at in range(len(domain) - HEAD + 1)
        for part in _parts_by_head().get(domain[at : at + HEAD], ())
        if domain.startswith(part, at)
    }


@cache
def _parts_by_head() -> Mapping[str, tuple[str, ...]]:
    """Give all of them by their first letters, as few domains hold any."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    kinds = ("no_circle", *(f"{c}_{kind}" for c in CIRCLES for kind in ("surely", "parts")))
    for part in frozenset[str]().union(*map(_as_written, kinds)):
        found[part[:HEAD]].append(part)
    return {head: tuple(parts) for head, parts in found.items()}


@cache
def _as_written(name: str) -> frozenset[str]:
    return frozenset(table("circles.toml").get(name, ()))


def _borders(labels: Iterable[str], circle: str) -> bool:
    """Whether a part of a domain begins or ends in a word of a circle: inside it may be another."""
    lists = table("circles.toml")
    starts, tails = lists.get(f"{circle}_starts", ()), lists.get(f"{circle}_tails", ())
    return any(label.startswith(starts) or label.endswith(tails) for label in labels)
