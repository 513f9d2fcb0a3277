"""The saved contacts, as Google Takeout writes them: one vCard file and one CSV file."""

import csv
import io

from invented.cast import Cast, Member
from invented.letters import EOL

COLUMNS = (
    *("First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name"),
    *("Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As"),
    *("Organization Name", "Organization Title", "Organization Department", "Birthday", "Notes"),
    *("Photo", "Labels", "E-mail 1 - Label", "E-mail 1 - Value"),
    *("E-mail 2 - Label", "E-mail 2 - Value"),
)


def saved(cast: Cast) -> list[Member]:
    """Give those the owner saved on purpose, by name."""
    return sorted((m for m in cast.others if m.saved), key=lambda m: (m.name, m.address))


def vcards(cast: Cast) -> bytes:
    """Write `All Contacts.vcf`: vCard 3.0 (RFC 2426)."""
    return "".join(_vcard(m) for m in saved(cast)).encode()


def _vcard(member: Member) -> str:
    given, _, family = member.name.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(member.name)}",
        f"N:{_escaped(family)};{_escaped(given)};;;",
        f"EMAIL;TYPE=INTERNET;TYPE=WORK:{member.address}",
        *([f"EMAIL;TYPE=INTERNET;TYPE=HOME:{member.also}"] if member.also else []),
        *([f"ORG:{_escaped(member.organisation)}"] if member.organisation else []),
        *([f"TITLE:{_escaped(member.title)}"] if member.title else []),
        f"CATEGORIES:{_escaped(member.saved)},myContacts",
        "END:VCARD",
    ]
    return EOL.join(lines) + EOL


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def table(cast: Cast) -> bytes:
    """Write `All Contacts.csv` with the columns Google uses."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator=EOL)
    writer.writeheader()
    for member in saved(cast):
        given, _, family = member.name.rpartition(" ")
        row = {
            "First Name": given,
            "Last Name": family,
            "Organization Name": member.organisation,
            "Organization Title": member.title,
            "Labels": f"{member.saved} ::: * myContacts",
            "E-mail 1 - Label": "* Work",
            "E-mail 1 - Value": member.address,
            "E-mail 2 - Label": "Home" if member.also else "",
            "E-mail 2 - Value": member.also,
        }
        writer.writerow(row)
    return text.getvalue().encode()
