"""One human: the addresses, names and contact cards that certainly belong together."""

from itertools import groupby
from typing import NamedTuple

from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import ADDED_UP, Correspondent, Exchange, MonthActivity
from invite_guard.model.signature import Signature


class Person(NamedTuple):
    """One human, as certain as the sources allow."""

    id: str
    """Short, and stable from scan to scan: made from the alphabetically first address."""
    name: str
    """The fullest name seen, as a person would write it; empty when only an address is known."""
    correspondents: tuple[Correspondent, ...]
    """Where an invitation can go first, most used before others; the first is where it would."""
    exchange: Exchange
    """What passed between the owner and any of the addresses, added up."""
    cards: tuple[ContactCard, ...] = ()
    signatures: tuple[Signature, ...] = ()
    """What they sign with, newest first: only where a scan was told to look."""
    hints: tuple[str, ...] = ()
    """Other people who may be the same human, in words; never merged by guess."""
    namesakes: tuple[str, ...] = ()
    """An address of each of them."""

    @property
    def address(self) -> str:
        """Where an invitation would go."""
        return self.correspondents[0].address

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address, the one an invitation would go to first."""
        return tuple([c.address for c in self.correspondents])

    @property
    def organisation(self) -> str:
        """The organisation an address book names, if any does."""
        return next((c.organisation for c in self.cards if c.organisation), "")

    @property
    def title(self) -> str:
        """The title an address book names, if any does."""
        return next((c.title for c in self.cards if c.title), "")

    @property
    def linkedin_url(self) -> str:
        """The profile, only where a source states it."""
        return next((c.linkedin_url for c in self.cards if c.linkedin_url), "")


def combine(exchanges: list[Exchange]) -> Exchange:
    """Add up what passed through the addresses of one human."""
    if len(exchanges) == 1:
        return exchanges[0]
    months = sorted(month for e in exchanges for month in e.months)
    return Exchange(
        **{name: sum(getattr(e, name) for e in exchanges) for name in ADDED_UP},
        smallest_audience=min(
            (e.smallest_audience for e in exchanges if e.smallest_audience), default=0
        ),
        first_seen=min((e.first_seen for e in exchanges if e.first_seen), default=None),
        last_seen=max((e.last_seen for e in exchanges if e.last_seen), default=None),
        last_direct=max((e.last_direct for e in exchanges if e.last_direct), default=None),
        months=tuple(
            _add_months(key, list(same)) for key, same in groupby(months, lambda m: m.month)
        ),
    )


def _add_months(month: int, same: list[MonthActivity]) -> MonthActivity:
    return MonthActivity(month, sum(m.direct_in for m in same), sum(m.direct_out for m in same))
