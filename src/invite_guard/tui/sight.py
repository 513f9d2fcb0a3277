"""Who is in sight: a tab, a filter and an order, apart from any screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from invite_guard.model.tag import Tag
from invite_guard.stages.stand import Listed
from invite_guard.stages.told import OPEN, place


class Tab(StrEnum):
    """What a tab holds."""

    ALL = "all"
    COLLEAGUE = "colleague"
    EXECUTIVE = "executive"
    PERSONAL = "personal"
    STRANGER = "stranger"
    DECIDED = "decided"


class Order(StrEnum):
    """What the list is sorted by."""

    PROPOSED = "proposed first"
    NAME = "name"
    SURE = "how sure"
    LAST = "last direct contact"
    MAIL = "mails passed"


@dataclass(frozen=True)
class Sight:
    """What a person asked to see."""

    tab: Tab = Tab.ALL
    needle: str = ""
    """A part of a name, address, organisation, title or note; empty for everybody."""
    order: Order = Order.PROPOSED

    def next_order(self) -> "Sight":
        """Sort by the next thing."""
        orders = list(Order)
        return replace(self, order=orders[(orders.index(self.order) + 1) % len(orders)])

    def of(self, people: Sequence[Listed]) -> list[int]:
        """Give the positions of those in sight, in order."""
        holds, needle = holder(self.tab), self.needle.casefold()
        found = [
            at
            for at, person in enumerate(people)
            if holds(person) and (not needle or needle in _text(person))
        ]
        key = _KEYS.get(self.order)
        if key is not None:
            found.sort(key=lambda at: key(people[at]))
        return found


def holder(tab: Tab) -> Callable[[Listed], bool]:
    """Give what tells whether a tab holds somebody."""
    if tab is Tab.ALL:
        return lambda _: True
    if tab is Tab.DECIDED:
        return lambda person: place(person) not in OPEN
    tag = Tag(tab.value)
    return lambda person: person.tag is tag


def _text(person: Listed) -> str:
    parts = (person.name, person.organisation, person.title, person.note)
    return "\n".join((*parts, *(seen.address for seen in person.addresses))).casefold()


def _passed(person: Listed) -> int:
    return person.exchange.direct_in + person.exchange.direct_out


def _last(person: Listed) -> int:
    last = person.exchange.last_direct
    return last.toordinal() if last else 0


_KEYS: Mapping[Order, Callable[[Listed], Any]] = {
    Order.NAME: lambda person: (person.name.casefold() or "\uffff", person.address),
    Order.SURE: lambda person: -person.confidence,
    Order.LAST: lambda person: -_last(person),
    Order.MAIL: lambda person: -_passed(person),
}
