"""The owner's LinkedIn data export, taken out three days after the accident.

He had a few dozen connections, some of them colleagues of his mail. On the evening of 24 February
2026 he let LinkedIn import his address book and his phone: 350 invitations left within two days.
Not a quarter was accepted when he asked for his data. Four invitations of earlier years were meant.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from invented.cast import Cast, Member
from invented.dice import Dice
from invented.words import FAMILIES

SENT = 350
ACCIDENT = datetime(2026, 2, 24, 19, 40)  # noqa: DTZ001 - LinkedIn writes times without a zone
HUMANS = ("executive", "colleague", "personal", "stranger")
TRUE_ONES = 24
"""Colleagues he was connected with before the accident."""
SHARE = {"colleague": 0.5, "executive": 0.08, "personal": 0.25, "stranger": 0.13}
"""Who accepts, by what they are to him."""
NOTES = (
    "Notes:",
    '"When exporting your connection data, you may notice that some of the addresses are missing."',
    "",
)


class Invited(NamedTuple):
    """Somebody the import invited."""

    name: str
    address: str
    organisation: str
    title: str
    accepted: bool

    @property
    def url(self) -> str:
        """Give the profile: the name as LinkedIn makes addresses of names."""
        return profile(self.name, self.address)


def profile(name: str, address: str) -> str:
    """Write the address of a profile, which nobody can have: it ends in an invented number."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
    number = Dice("profile", name, address).number(10**8, 10**9)
    return f"https://www.linkedin.com/in/{'-'.join(plain.split('-'))}-{number:x}-example"


def connected_before(cast: Cast) -> list[Member]:
    """Give the colleagues he was connected with already."""
    return Dice("connected").some(cast.of_truth("colleague"), TRUE_ONES)


def invited(cast: Cast) -> list[Invited]:
    """Give the 350: everybody of his mail who is human and not yet connected, and of his phone."""
    before = {m.address for m in connected_before(cast)}
    mail = [m for m in cast.others if m.truth in HUMANS and m.address not in before]
    lives = [m for m in mail if m.life not in {"impostor", "misleading"}]
    found = [
        Invited(m.name, m.address, m.organisation, m.title, _accepts(m.address, m.truth))
        for m in lives
    ]
    return [*found, *_of_the_phone(cast, SENT - len(found))]


def _accepts(address: str, truth: str) -> bool:
    return Dice("accepts", address).chance(SHARE[truth])


def _of_the_phone(cast: Cast, number: int) -> Iterator[Invited]:
    """Invent people whom no mail knows: plumbers, landlords, a driving teacher of long ago."""
    given = sorted(
        {m.name.split()[0] for m in cast.others if m.truth in HUMANS and m.name.isascii()}
    )
    dice = Dice("phone")
    taken = {m.name for m in cast.others}
    while number:
        name = f"{dice.pick(given)} {dice.pick(FAMILIES)}"
        if name not in taken:
            taken.add(name)
            number -= 1
            address = f"{name.replace(' ', '.').lower()}@phone.example"
            yield Invited(name, address, "", "", _accepts(address, "stranger"))


def files(cast: Cast) -> dict[str, bytes]:
    """Give the files of the export by name."""
    everyone = invited(cast)
    return {
        "Connections.csv": _connections(cast, everyone),
        "Invitations.csv": _invitations(cast, everyone),
        "ImportedContacts.csv": _imported(everyone),
        "Profile.csv": _table(
            ("First Name", "Last Name", "Maiden Name", "Headline"),
            [(*_halves(cast.owner.name), "", "Writer")],
        ),
        "Positions.csv": _table(
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            [
                ("Hartsgrove Writing", "Writer", "", "", "Jan 2021", ""),
                ("The Farthing", "Staff Writer", "", "", "Sep 2012", "Dec 2020"),
            ],
        ),
        "Email Addresses.csv": _table(
            ("Email Address", "Confirmed", "Primary", "Updated On"),
            [
                (cast.owner.also, "Yes", "Yes", "6/19/19, 10:16 AM"),
                (cast.owner.address, "Yes", "No", "6/19/15, 10:16 AM"),
            ],
        ),
    }


def _connections(cast: Cast, everyone: Sequence[Invited]) -> bytes:
    rows = [_connection(m, *_before(m)) for m in connected_before(cast)]
    rows += [_connection(one, one.name, _day(one)) for one in everyone if one.accepted]
    rows.sort(key=lambda row: datetime.strptime(row[-1], "%d %b %Y"), reverse=True)  # noqa: DTZ007 - a day
    head = (
        "First Name",
        "Last Name",
        "URL",
        "Email Address",
        "Company",
        "Position",
        "Connected On",
    )
    return "\r\n".join(NOTES).encode() + b"\r\n" + _table(head, rows)


def _before(member: Member) -> tuple[str, date]:
    """Write a name as its owner does on LinkedIn, and the day of connecting."""
    dice = Dice("profile", member.address)
    mark = dice.pick(("", "", "", "", ", PMP", " 📚", " (she/her)", ", MA"))
    return member.name + mark, date(2012, 1, 9) + timedelta(days=dice.number(0, 4_900))


def _day(one: Invited) -> date:
    return ACCIDENT.date() + timedelta(days=Dice("day", one.address).number(0, 3))


def _connection(of: Member | Invited, name: str, on: date) -> tuple[str, ...]:
    shown = of.address if Dice("shows", of.address).chance(0.04) else ""
    url = profile(of.name, of.address)
    return (*_halves(name), url, shown, of.organisation, of.title, f"{on:%d %b %Y}")


def _invitations(cast: Cast, everyone: Iterable[Invited]) -> bytes:
    own = profile(cast.owner.name, cast.owner.address)
    rows = []
    for place, one in enumerate(Dice("invitations").shuffled(list(everyone))):
        at = ACCIDENT + timedelta(seconds=place if place < 260 else 43_000 + place * 7)
        rows.append((at, cast.owner.name, one.name, "OUTGOING", own, one.url))
    for place, member in enumerate(connected_before(cast)[:4]):
        at = datetime(2025, 6 + place, 3, 11, 5)  # noqa: DTZ001 - LinkedIn writes times without a zone
        to = profile(member.name, member.address)
        rows.append((at, cast.owner.name, member.name, "OUTGOING", own, to))
    seller = cast.of_life("pitch")[0]
    url = profile(seller.name, seller.address)
    rows.append((datetime(2026, 1, 12, 8, 2), seller.name, cast.owner.name, "INCOMING", url, own))  # noqa: DTZ001 - LinkedIn writes times without a zone
    rows.sort(key=lambda row: row[0], reverse=True)
    head = (
        "From",
        "To",
        "Sent At",
        "Message",
        "Direction",
        "inviterProfileUrl",
        "inviteeProfileUrl",
    )
    return _table(head, [(a, b, _moment(at), "", way, u, v) for at, a, b, way, u, v in rows])


def _moment(at: datetime) -> str:
    return f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M %p}"


def _imported(everyone: Iterable[Invited]) -> bytes:
    head = ("FirstName", "MiddleName", "LastName", "Companies", "Title", "Emails", "CreatedAt")
    at = _moment(ACCIDENT)
    rows = [(*_named(one.name), "", "", one.address, at) for one in everyone]
    return _table(head, rows)


def _named(name: str) -> tuple[str, str, str]:
    first, last = _halves(name)
    return first, "", last


def _halves(name: str) -> tuple[str, str]:
    first, _, last = name.partition(" ")
    return first, last


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()
