"""The files of LinkedIn's data export: what each is, told by its columns, and what it says.

Their form is documented nowhere; it is what exports of 2012 to 2026 hold.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.linkedin import Connection, Employment, Invitation
from invite_guard.sources.cells import Row, Table, at, column, table_of
from invite_guard.sources.days import read_day
from invite_guard.sources.entry import addresses_in, card, joined_name, name_of, profile_url
from invite_guard.sources.text import one_line

_Made = TypeVar("_Made")


class Letter(NamedTuple):
    """One message between two members, as far as it is looked at: who and when, never what."""

    sender: str
    sender_url: str
    recipient: str
    recipient_url: str
    on: date


class Found(NamedTuple):
    """What one file of an export says."""

    file: str
    """What LinkedIn calls the file."""
    names: tuple[str, ...] = ()
    """The owner's."""
    addresses: tuple[str, ...] = ()
    """The owner's, the main one first."""
    connections: tuple[Connection, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    own_urls: tuple[str, ...] = ()
    """The owner's profile, where invitations tell it."""
    positions: tuple[Employment, ...] = ()
    imported: tuple[ContactCard, ...] = ()
    letters: tuple[Letter, ...] = ()
    skipped: int = 0
    """Rows that could not be read."""


def file_of(text: str) -> str:
    """Tell which file of an export begins like this; nothing when it is none."""
    table = table_of(text, lambda names: _shape_of(names) is not None)
    shape = _shape_of(frozenset(table.columns)) if table else None
    return shape.file if shape else ""


def read_file(text: str) -> Found | None:
    """Read a file of an export; nothing when it is none that says anything of people."""
    table = table_of(text, lambda names: _shape_of(names) is not None)
    shape = _shape_of(frozenset(table.columns)) if table else None
    return shape.read(table)._replace(file=shape.file) if table and shape else None


def _each(table: Table, read: Callable[[Row], _Made | None]) -> tuple[tuple[_Made, ...], int]:
    """Read every row: what could be read, each once, and how many could not."""
    found: dict[_Made, None] = {}
    skipped = 0
    for row in table.body:
        if any(map(str.strip, row)):
            made = read(row)
            if made is None:
                skipped += 1
            else:
                found[made] = None
    return tuple(found), skipped


def _connections(table: Table) -> Found:
    """Read Connections.csv. A row with only a day is somebody whose profile is hidden."""
    first, last, day = (table.columns[c] for c in ("first name", "last name", "connected on"))
    url, mail = table.columns.get("url"), table.columns.get("email address")
    firm, title = table.columns.get("company"), table.columns.get("position")
    width = len(table.columns)

    def read(row: Row) -> Connection | None:
        whole = len(row) <= width or not any(map(str.strip, row[width:]))
        on = read_day(at(row, day) if whole else at(row, len(row) - 1))
        found = Connection(
            name=joined_name(at(row, first), at(row, last)),
            address=next(iter(addresses_in([at(row, mail)])), ""),
            organisation=one_line(at(row, firm)) if whole else "",
            title=one_line(at(row, title)) if whole else "",
            url=profile_url(at(row, url)),
            connected_on=on,
        )
        return found if on or (found.name and (found.url or len(row) > 2)) else None

    connections, skipped = _each(table, read)
    return Found("", connections=connections, skipped=skipped)


def _invitations(table: Table) -> Found:
    """Read Invitations.csv. A name may hold commas and is one name all the same."""
    sender, recipient, sent = (table.columns[c] for c in ("from", "to", "sent at"))
    way = table.columns["direction"]
    from_url = table.columns.get("inviterprofileurl")
    to_url = table.columns.get("inviteeprofileurl")
    own: dict[str, None] = {}

    def read(row: Row) -> Invitation | None:
        direction = column(at(row, way))
        if direction not in {"outgoing", "incoming"}:
            return None
        outgoing = direction == "outgoing"
        urls = [profile_url(at(row, from_url)), profile_url(at(row, to_url))]
        own[urls[not outgoing]] = None
        found = Invitation(
            outgoing=outgoing,
            name=name_of(at(row, recipient if outgoing else sender)),
            url=urls[outgoing],
            sent_on=read_day(at(row, sent)),
        )
        return found if found.name or found.url else None

    invitations, skipped = _each(table, read)
    own.pop("", None)
    return Found("", invitations=invitations, own_urls=tuple(own), skipped=skipped)


def _positions(table: Table) -> Found:
    """Read Positions.csv: where the owner worked, and when."""

    def read(row: Row) -> Employment | None:
        found = Employment(
            organisation=one_line(at(row, table.columns["company name"])),
            title=one_line(at(row, table.columns["title"])),
            started=read_day(at(row, table.columns["started on"])),
            ended=read_day(at(row, table.columns.get("finished on"))),
        )
        return found if found.organisation else None

    positions, skipped = _each(table, read)
    return Found("", positions=positions, skipped=skipped)


def _profile(table: Table) -> Found:
    """Read Profile.csv: the owner's name, the maiden name as another."""
    first, last = table.columns["first name"], table.columns["last name"]
    maiden = table.columns.get("maiden name")
    names: dict[str, None] = {}
    for row in table.body:
        names[joined_name(at(row, first), at(row, last))] = None
        if at(row, maiden):
            names[joined_name(at(row, first), at(row, maiden))] = None
    return Found("", names=tuple(filter(None, names)))


def _email_addresses(table: Table) -> Found:
    """Read Email Addresses.csv: the owner's, the primary one first; only confirmed ones."""
    mail, confirmed = table.columns["email address"], table.columns["confirmed"]
    primary = table.columns["primary"]
    kept = [row for row in table.body if column(at(row, confirmed)) != "no"]
    kept.sort(key=lambda row: column(at(row, primary)) != "yes")
    return Found("", addresses=addresses_in(at(row, mail) for row in kept))


def _imported(table: Table) -> Found:
    """Read ImportedContacts.csv or Contacts.csv: what an earlier import handed to LinkedIn."""
    first = table.named("firstname", "first name")
    middle, last = table.named("middlename"), table.named("lastname", "last name")
    whole = table.named("fullname", "full name")
    mail = table.named("emails", "email address")

    def read(row: Row) -> ContactCard | None:
        parts = [at(row, place) for place in (*first, *middle, *last)]
        full = next((at(row, place) for place in whole), "")
        return card(
            kind=CardKind.OTHER,
            name=joined_name(*parts) or full,
            organisation=at(row, table.columns.get("companies")),
            title=at(row, table.columns.get("title")),
            addresses=[at(row, place) for place in mail],
            urls=[at(row, place) for place in table.named("profiles", "sites")],
        )

    imported, skipped = _each(table, read)
    return Found("", imported=imported, skipped=skipped)


def _messages(table: Table) -> Found:
    """Read messages.csv: who wrote to whom and when. Several recipients make no tie to any."""
    sender, recipient, sent = (table.columns[c] for c in ("from", "to", "date"))
    from_url = table.columns.get("sender profile url")
    to_url = table.columns.get("recipient profile urls")
    draft = table.columns.get("is message draft")
    letters: list[Letter] = []
    skipped = 0
    for row in table.body:
        urls, on = at(row, to_url), read_day(at(row, sent))
        if on is None:
            skipped += 1
        elif not {",", ";"} & set(urls) and column(at(row, draft)) != "yes":
            names = name_of(at(row, sender)), name_of(at(row, recipient))
            letters.append(
                Letter(names[0], profile_url(at(row, from_url)), names[1], profile_url(urls), on)
            )
    return Found("", letters=tuple(letters), skipped=skipped)


class _Shape(NamedTuple):
    """How a file is told, and how it is read."""

    file: str
    columns: frozenset[str]
    """Folded names; a header that holds them all is this file's."""
    read: Callable[[Table], Found]


_SHAPES = tuple(
    _Shape(file, frozenset(columns.split("|")), read)
    for file, columns, read in (
        ("Connections.csv", "first name|last name|connected on", _connections),
        ("Invitations.csv", "from|to|sent at|direction", _invitations),
        ("Positions.csv", "company name|title|started on", _positions),
        ("Profile.csv", "first name|last name|headline", _profile),
        ("Email Addresses.csv", "email address|confirmed|primary", _email_addresses),
        ("ImportedContacts.csv", "firstname|lastname|emails|createdat", _imported),
        (
            "ImportedContacts.csv",
            "first name|last name|companies|email address|created at",
            _imported,
        ),
        ("messages.csv", "from|to|date|folder|subject", _messages),
    )
)


def _shape_of(columns: frozenset[str]) -> _Shape | None:
    return next((shape for shape in _SHAPES if shape.columns <= columns), None)
