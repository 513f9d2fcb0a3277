"""Addresses under which a market, a platform or a mask passes mail on: nobody is invited there."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import table
from invite_guard.mail.domains import labels_above, registrable
from invite_guard.mail.full_names import fold
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion

_APART = re.compile(r"[._+-]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_RUNS = re.compile(r"\d+|[a-z]+")
_DIGIT = re.compile(r"\d")
LONG = 16
"""Letters and digits from which on a part of a name was chosen by no human, where they take turns
every third place: `srinivasa2k1kumar99` is still a name.
"""
FEW = 4
"""So many runs of letters and of digits, at a host that may be a relay, were hardly chosen either.
"""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("relays.toml")[name])


def is_relay(address: str) -> bool:
    """Tell whether mail to the address is passed on by a machine: `x7@guest.market.example`."""
    local, _, host = fold(address).rpartition("@")
    return _only_relays(host) or _is_made(local, host)


@lru_cache(maxsize=1 << 14)
def _only_relays(host: str) -> bool:
    """Tell whether a host has no other addresses."""
    own = registrable(host)
    if own in _list("domains") or (host != own and own in _list("tenants")):
        return True
    above = labels_above(host)
    if not above:
        return False
    labels = [*above, own.partition(".")[0]]
    ends = {".".join(labels[start:]) for start in range(len(labels))}
    return not (_list("hosts").isdisjoint(ends) and _list("host_labels").isdisjoint(above))


def _is_made(local: str, host: str) -> bool:
    """Tell whether no human chose a local part: by its words, or its length and disorder."""
    numbered = _DIGIT.search(local) is not None
    if not numbered and "reply" not in local and "+" not in local:
        return False
    words = _APART.split(local)
    if "reply" in words:
        return True
    if len(words) > 1 and words[0] in _list("local_words") and (numbered or "+" in local):
        return True
    if not numbered:
        return False
    if len(local) >= LONG and (_UUID.search(local) or any(map(_in_disorder, words))):
        return True
    return _perhaps_relays(host) and _is_numbered(local)


@lru_cache(maxsize=1 << 14)
def _perhaps_relays(host: str) -> bool:
    return not _list("perhaps_labels").isdisjoint(labels_above(host))


def _in_disorder(word: str) -> bool:
    return len(word) >= LONG and 3 * len(_RUNS.findall(word)) >= len(word)


def _is_numbered(local: str) -> bool:
    return sum(c.isdigit() for c in local) >= FEW - 1 or len(_RUNS.findall(local)) >= FEW


class Relay:
    """A relay: what reaches it is handed on to somebody for a while, or to nobody."""

    name = "relays"
    facts = ("relays.address",)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where no address of the person is their own."""
        if not all(map(is_relay, subject.addresses)):
            return ()
        where = registrable(subject.hosts[0])
        text = f"a relay of {where}: an invitation there reaches no person"
        return (observe(context, "relays.address", text, exclusion=Exclusion.ROBOT),)


RULE = Relay()
