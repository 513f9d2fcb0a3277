"""Which entries of a LinkedIn export may be which people: by name and organisation, near linear."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.given_names import SPELT, forms_of
from invite_guard.mail.organisations import owns_domain, same_organisation
from invite_guard.mail.person_names import Agreement, Called, compare, read_name
from invite_guard.model.person import Person

NAMES = 8
"""Most names of one person that are looked at, most frequent first."""
_WRITTEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*'?")
CROWD = 100
"""Most namesakes that are looked at one by one: of more, nobody can be told for certain."""


class Entry(NamedTuple):
    """What an export says of one person."""

    name: str
    organisation: str = ""


class Link(NamedTuple):
    """A person who may be an entry."""

    person: int
    entry: int
    agreement: Agreement
    same_organisation: bool
    """Whether the organisations agree; where either is unknown they do not."""


class Links(NamedTuple):
    """Everybody who may be anybody, and which names are too common to tell."""

    links: tuple[Link, ...]
    crowded: frozenset[int]
    """People of whom not every namesake was looked at."""


def link(people: Sequence[Person], entries: Sequence[Entry]) -> Links:
    """Find who may be whom by name.

    Time grows with the number of people and of entries, not with their product: people of a name
    are compared with at most `CROWD` entries of that name.
    """
    index = _Index(entries)
    found: list[Link] = []
    crowded: set[int] = set()
    for number, person in enumerate(people):
        candidates, cut = index.candidates(readings(person))
        if cut:
            crowded.add(number)
        places = organisations(person) if candidates else ()
        for entry, agreement in candidates.items():
            same = _agrees(entries[entry].organisation, places)
            found.append(Link(number, entry, agreement, same))
    return Links(tuple(found), frozenset(crowded))


def readings(person: Person) -> tuple[Called, ...]:
    """Give every way in which any name of the person can be read."""
    names = dict.fromkeys(card.name for card in person.cards)
    for correspondent in person.correspondents:
        names.update(dict.fromkeys(name for name, _ in correspondent.names[:NAMES]))
    found = dict.fromkeys(r for name in list(names)[:NAMES] for r in read_name(name))
    if not found:
        spelt = dict.fromkeys(r for c in person.correspondents for r in _from_address(c.address))
        found = dict.fromkeys((*read_name(person.name), *spelt))
    return tuple(found)


def organisations(person: Person) -> tuple[str, ...]:
    """Give where the person works, as domains (with a dot, no space) and as names."""
    domains = {organisation_of(c.address) for c in person.correspondents}
    names = [card.organisation for card in person.cards if card.organisation]
    return (*sorted(d for d in domains if d and not is_free_mail(d)), *names)


@lru_cache(maxsize=1 << 12)
def _from_address(address: str) -> tuple[Called, ...]:
    """Read `jane.roe@`, `j.roe@` and `jroe@` as names."""
    local = address.rpartition("@")[0].partition("+")[0].strip("0123456789")
    parts = [part for part in local.replace("_", ".").split(".") if _WRITTEN.fullmatch(part)]
    if len(parts) > 1:
        return read_name(" ".join(parts))
    if len(parts) == 1 and len(parts[0]) > 4:
        return read_name(f"{parts[0][0]} {parts[0][1:]}")
    return ()


def _agrees(organisation: str, places: Iterable[str]) -> bool:
    if not organisation:
        return False
    return any(
        owns_domain(organisation, place)
        if "." in place and " " not in place
        else same_organisation(organisation, place)
        for place in places
    )


class _Index:
    """Entries by family name and what given names have in common."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries: defaultdict[Called, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for read in read_name(entry.name, profile=True)[:1]:
                self._entries[read].append(number)
        self._names: defaultdict[str, defaultdict[str, list[Called]]]
        self._names = defaultdict(lambda: defaultdict(list))
        for called in self._entries:
            marks = set(_marks(called, letter=">"))
            for family in called.whole | called.parts:
                for mark in marks:
                    self._names[family][mark].append(called)
        self._cache: dict[Called, Mapping[Called, Agreement]] = {}

    def candidates(self, names: Iterable[Called]) -> tuple[dict[int, Agreement], bool]:
        """Give the entries somebody of these names may be, and whether there were too many."""
        agreed: dict[Called, Agreement] = {}
        for name in names:
            for other, agreement in self._alike(name).items():
                agreed[other] = max(agreement, agreed.get(other, Agreement.NONE))
        found: dict[int, Agreement] = {}
        for other in sorted(agreed, key=lambda o: (-agreed[o], self._entries[o][0])):
            for entry in self._entries[other]:
                if len(found) == CROWD:
                    return found, True
                found[entry] = agreed[other]
        return found, False

    def _alike(self, name: Called) -> Mapping[Called, Agreement]:
        if name not in self._cache:
            marks = set(_marks(name, letter="="))
            near: set[Called] = set()
            for family in name.whole | name.parts:
                same = self._names.get(family)
                if same:
                    near.update(other for mark in marks for other in same.get(mark, ()))
            compared = {other: compare(name, other) for other in near}
            self._cache[name] = {o: a for o, a in compared.items() if a}
        return self._cache[name]


def _marks(name: Called, *, letter: str) -> Iterator[str]:
    """Give what two given names that can agree at all have in common.

    A form of the name; its ends, where a letter between may be wrong; or its first letter, which
    whole names keep under another `letter` than they ask for: two whole names do not meet by it.
    """
    for given in {*name.given, *name.other, *name.middle}:
        if len(given) == 1:
            yield from (f"={given}", f">{given}")
        elif given:
            yield given
            yield from forms_of(given)
            yield f"{letter}{given[0]}"
            if len(given) >= SPELT:
                yield f"{given[0]}~{given[-1]}"
