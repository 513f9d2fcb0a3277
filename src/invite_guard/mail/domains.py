"""Which organisation a domain belongs to."""

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

_TENANTED = frozenset({"onmicrosoft.com"})
"""Domains under which every customer of one company has a name of its own; the list lacks them."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def domain_of(address: str) -> str:
    """Give what stands after the last at sign; empty when there is none."""
    return address.rpartition("@")[2] if "@" in address else ""


@lru_cache(maxsize=1 << 16)
def registrable(domain: str) -> str:
    """Give the part of a domain that somebody registered: `mail.acme.co.uk` is `acme.co.uk`.

    By the Public Suffix List (publicsuffix.org) as shipped with publicsuffixlist. A domain that is
    itself a suffix, and an empty one, stand for themselves.
    """
    found = str(_suffixes().privatesuffix(domain) or domain)
    if found in _TENANTED and found != domain:
        return f"{domain.removesuffix('.' + found).rpartition('.')[2]}.{found}"
    return found


@lru_cache(maxsize=1 << 17)
def organisation_of(address: str) -> str:
    """Give the registrable domain of an address."""
    return registrable(domain_of(address))
