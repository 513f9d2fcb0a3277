"""Which organisation a domain belongs to."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from publicsuffixlist import PublicSuffixList

_TENANTED = frozenset({"onmicrosoft.com"})
"""Domains under which every customer of one company has a name of its own; the list lacks them."""

SHORT = 3
"""Letters up to which a word stands in many domains by chance."""
_BETWEEN = re.compile("[.-]")


@cache
def _rules() -> Mapping[str, Sequence[str]]:
    """Read the list, by the last label of each rule."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    data = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text("utf-8")
    for line in data.splitlines():
        if line and not line.startswith("//"):
            found[line.rpartition(".")[2]].append(line)
    return dict(found)


@cache
def _suffixes(last: str) -> PublicSuffixList:
    """Let the library read the rules for one last label, which are all that bear on it.

    Rules in other scripts as they are written there: it would add every one in A-labels.
    """
    return PublicSuffixList(_rules().get(last, ()), accept_encoded_idn=False)


def _own_part(domain: str) -> str | None:
    """Give the suffix and one label more; nothing for a suffix, and for what is no domain."""
    last = domain.removesuffix(".").rpartition(".")[2]
    return _suffixes(last if last in _rules() else "").privatesuffix(domain)


def domain_of(address: str) -> str:
    """Give what stands after the last at sign; empty when there is none."""
    return address.rpartition("@")[2] if "@" in address else ""


@lru_cache(maxsize=1 << 16)
def registrable(domain: str) -> str:
    """Give the part of a domain that somebody registered: `mail.acme.co.uk` is `acme.co.uk`.

    By the Public Suffix List (publicsuffix.org) as shipped with publicsuffixlist. A domain that is
    itself a suffix, and an empty one, stand for themselves.
    """
    labels = domain.lower().split(".")
    own = _own_part(".".join(map(_readable, labels)))
    if own:
        labels = labels if labels[-1] else labels[:-1]  # one dot at the end is none
        found = ".".join(labels[-own.count(".") - 1 :])
    else:
        found = domain
    if found in _TENANTED and found != domain:
        return f"{domain.removesuffix('.' + found).rpartition('.')[2]}.{found}"
    return found


def _readable(label: str) -> str:
    """Give an A-label as the list writes it (RFC 3492), anything else as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        text = label.removeprefix("xn--").encode("ascii").decode("punycode")
        return text if text.encode("idna") == label.encode() else label
    except UnicodeError:
        return label


def organisation_of(address: str) -> str:
    """Give the registrable domain of an address."""
    return registrable(domain_of(address))


def labels_above(host: str) -> list[str]:
    """Give the labels of a host before the part that somebody registered."""
    return host.removesuffix(registrable(host)).split(".")[:-1]


def bears(host: str, word: str) -> bool:
    """Whether a word stands in a host, or in a label of one; a short one must stand by itself."""
    return word in (host if len(word) > SHORT else _BETWEEN.split(host))
