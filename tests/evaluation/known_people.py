"""Real names turned into a LinkedIn export at run time: who is connected is known by address.

Every address that two mailboxes know is one human seen by two owners. The mail is the first
mailbox; the connection bears the name the other mailboxes give that human, or the name that the
corpus publishes, as people write their own names on LinkedIn. So both names are real, and nobody
here wrote either. Half of these humans are connected; half are not, and work at the same places.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.headers import read_header
from invite_guard.mail.names import decode_name
from invite_guard.mail.person_names import read_name
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.linkedin import Connection
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.sources.detect import detect
from invite_guard.stages.merge import merge

Names = Mapping[str, Counter[str]]
"""Names by address, and how often each was seen."""
NOBODY = Owner(addresses=("nobody@owner.example",))
MOVED = 20
"""In a hundred connections, so many have another employer on LinkedIn by now."""
WITH_ADDRESS = 5
"""In a hundred connections, so many show their address."""
DOUBLED = 5
"""For so many in a hundred, somebody else of that name is connected as well."""


class Trial(NamedTuple):
    """One mailbox and an export to it."""

    people: list[Person]
    connections: list[Connection]
    truth: Mapping[str, int]
    """The connection of each connected address."""


def chance(*words: object) -> int:
    """Throw a die of a hundred sides that always falls the same way for these words."""
    text = "/".join(map(str, words)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=4).digest(), "big") % 100


def read_names(path: Path) -> Names:
    """Read which names stand beside which addresses in a mailbox."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for message in detect(path)[0].messages():
        fields = read_header(message.head)
        for value in (fields.from_, fields.to, fields.cc):
            for box in read_mailboxes(value):
                if box.well_formed:
                    found[box.address][decode_name(box.name)] += 1
    return found


def humans(corpora: Path) -> Mapping[str, tuple[str, str]]:
    """Give for each published address its human's first address, and published name."""
    with (corpora / "enron" / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        address: (row["emails"].split()[0], row["name"].strip())
        for row in rows
        for address in row["emails"].split()
        if address not in row["ambiguous_emails"].split()
    }


def trials(corpora: Path) -> Iterator[Trial]:
    """Make a trial of each mailbox."""
    published = humans(corpora)
    boxes = {path.stem: read_names(path) for path in sorted((corpora / "enron/mbox").glob("*"))}
    for owner, mail in boxes.items():
        elsewhere: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for other, names in boxes.items():
            if other != owner:
                for address, counts in names.items():
                    elsewhere[address].update(counts)
        yield trial(mail, elsewhere, published)


def trial(mail: Names, elsewhere: Names, published: Mapping[str, tuple[str, str]]) -> Trial:
    """Make people of the mail, and connections of half of those whom others know too."""
    seen = [
        Correspondent(address=a, names=tuple((n, k) for n, k in c.most_common() if n))
        for a, c in sorted(mail.items())
    ]
    people = merge(seen, [], NOBODY)
    connections: list[Connection] = []
    truth: dict[str, int] = {}
    for person in people:
        own = [a for a in person.addresses if a in elsewhere]
        names = [published[a][1] for a in own if a in published]
        names += [n for a in own for n, _ in elsewhere[a].most_common() if read_name(n)]
        if not names or chance(person.addresses[0]) < 50:
            continue
        truth |= dict.fromkeys(person.addresses, len(connections))
        connections += entries(names[0], own[0])
    return Trial(people, connections, truth)


def entries(name: str, address: str) -> Iterator[Connection]:
    """Write a connection as the export has it, and now and then another one of that name."""
    domain = organisation_of(address)
    company = "" if is_free_mail(domain) else f"{domain.partition('.')[0].title()} Corp."
    if chance("moved", address) < MOVED:
        company = "Somewhere Else Ltd."
    shown = address if chance("shown", address) < WITH_ADDRESS else ""
    yield Connection(name=as_on_a_profile(name), organisation=company, address=shown)
    if chance("doubled", address) < DOUBLED:
        yield Connection(name=as_on_a_profile(name), organisation="Another Firm Inc.")


def as_on_a_profile(name: str) -> str:
    """Put given name before family name, as LinkedIn does."""
    family, comma, given = name.partition(",")
    return f"{given} {family}".strip() if comma else name
