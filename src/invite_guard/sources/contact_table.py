"""Address books written as tables: which column holds what, and what a row says of a person."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from invite_guard.mail.full_names import fold
from invite_guard.mail.kinship import is_relation_of_kin
from invite_guard.mail.mailbox_syntax import is_exportable, normalise
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources.cells import Row, at, table_of
from invite_guard.sources.data import contact_columns
from invite_guard.sources.entry import Entries, card, is_system_group, joined_name, name_of
from invite_guard.sources.text import decoded

NAMES = ("name", "first", "last")
"""Fields that name somebody."""
UNKNOWN = "unknown"
_LETTERS = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"(?:^| )e (?=mail|post)")
_BETWEEN = " ::: "
"""What Google puts between several values in one cell."""
_BETWEEN_GROUPS = re.compile(r" ::: |[;,]")


def fields_of(names: frozenset[str]) -> frozenset[str]:
    """Tell what a header with these columns has: fields of `contact_columns.toml`, or unknown."""
    return frozenset(_field(name) for name in names if name)


@cache
def _fields() -> Mapping[str, str]:
    return {_words(name): field for field, names in contact_columns().items() for name in names}


def _field(column: str) -> str:
    return _fields().get(_words(column), UNKNOWN)


def _words(column: str) -> str:
    """Reduce a column's name to its letters: `E-mail 2 Address` is `email address`."""
    words = " ".join(_LETTERS.findall(fold(column)))
    return _APART.sub(lambda apart: apart[0][:-1], words)


class Layout(NamedTuple):
    """Where a table has what."""

    places: Mapping[str, Sequence[int]]
    """Places of the columns that hold a field, left to right."""
    width: int

    def values(self, row: Row, field: str) -> Iterator[str]:
        """Give each value that the columns of a field hold."""
        for place in self.places.get(field, ()):
            yield from filter(None, map(str.strip, at(row, place).split(_BETWEEN)))

    def first(self, row: Row, field: str) -> str:
        """Give the first value of a field."""
        return next(self.values(row, field), "")


def read_table(
    data: bytes,
    is_header: Callable[[frozenset[str]], bool],
    kind_of: Callable[[Sequence[str]], CardKind] = lambda _: CardKind.SAVED,
) -> Entries:
    """Read an address book whose header answers to `is_header`; never raises.

    `kind_of` tells from the groups of an entry how it came about. Rows that slipped sideways keep
    their addresses and name, and lose what can no longer be told from what stands beside it.
    """
    table = table_of(decoded(data), is_header)
    if table is None:
        return Entries()
    layout = _layout(table.header)
    skipped: Counter[str] = Counter()
    found: list[ContactCard] = []
    for row in table.body:
        if any(map(str.strip, row)):
            made = _card(row, layout, kind_of)
            if made:
                found.append(made)
            else:
                skipped["empty"] += 1
    return Entries(tuple(found), dict(skipped))


def _layout(header: Row) -> Layout:
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        places.setdefault(_field(name), []).append(place)
    return Layout(places, len(header))


def _card(
    row: Row, layout: Layout, kind_of: Callable[[Sequence[str]], CardKind]
) -> ContactCard | None:
    mails = list(layout.values(row, "mail"))
    slipped = any(map(str.strip, row[layout.width :]))
    if slipped or not any("@" in mail for mail in mails):
        astray = [cell for cell in row if is_exportable(normalise(cell))]
        slipped |= bool(astray)
        mails += astray
    groups = [] if slipped else _groups(row, layout)
    return card(
        kind=kind_of(groups),
        name=_name(row, layout),
        organisation="" if slipped else layout.first(row, "organisation"),
        title="" if slipped else layout.first(row, "title"),
        addresses=mails,
        labels=[group for group in groups if not is_system_group(group)],
        urls=layout.values(row, "url"),
        called=[] if slipped else layout.values(row, "nickname"),
        kin=[] if slipped else _kin(row, layout),
    )


def _kin(row: Row, layout: Layout) -> list[str]:
    """Give the names noted as the family of this person."""
    listed = [name for cell in layout.values(row, "family") for name in _BETWEEN_GROUPS.split(cell)]
    labels, names = (layout.places.get(field, ()) for field in ("relation", "related"))
    related = [
        at(row, name)
        for label, name in zip(labels, names, strict=False)
        if is_relation_of_kin(at(row, label))
    ]
    return [*listed, *related]


def _groups(row: Row, layout: Layout) -> list[str]:
    cells = (at(row, place) for place in layout.places.get("labels", ()))
    groups = (group.strip() for cell in cells for group in _BETWEEN_GROUPS.split(cell))
    return [group for group in groups if group]


def _name(row: Row, layout: Layout) -> str:
    """Give the whole name where the table has one, else put it together."""
    whole = name_of(layout.first(row, "name"))
    return whole or joined_name(*(layout.first(row, part) for part in ("first", "middle", "last")))
