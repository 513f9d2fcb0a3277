"""Which organisation a domain belongs to."""

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList


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
    return str(_suffixes().privatesuffix(domain) or domain)


@lru_cache(maxsize=1 << 17)
def organisation_of(address: str) -> str:
    """Give the registrable domain of an address."""
    return registrable(domain_of(address))
