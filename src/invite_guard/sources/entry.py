"""What entries of address books have in common, whatever program wrote them."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.full_names import fold
from invite_guard.mail.kinship import is_kinship
from invite_guard.mail.names import decode_name
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources.data import no_work
from invite_guard.sources.text import one_line

MOST = 50
"""Most addresses, groups and the like of one entry."""
_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:mwlite/)?(?:in|pub)/([\w%.~-]{2,200})"
    r"(?:[/?#]\S*)?\Z",
    re.IGNORECASE,
)
_SYSTEM_GROUP = frozenset({"my contacts", "mycontacts", "starred", "other contacts", "importedon"})
"""Groups that Google puts entries in by itself."""


def profile_url(text: str) -> str:
    """Give the one spelling of a LinkedIn profile's address; nothing where it is another address.

    `http://de.linkedin.com/in/Jane-Roe/` and `linkedin.com/in/jane-roe?trk=x` are one profile.
    """
    found = _PROFILE.match(text.strip()) if "inkedin" in text.lower() else None
    return f"https://www.linkedin.com/in/{found[1].lower()}" if found else ""


def addresses_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each address once, normalised, out of cells that may hold several or none."""
    found: dict[str, None] = {}
    for text in texts:
        if "@" in text:
            value = text.replace(";", ",").encode("utf-8", "surrogatepass")
            for box in read_mailboxes(value)[:MOST]:
                found[box.address] = None
    return tuple(found)[:MOST]


def name_of(text: str) -> str:
    """Give a name as one line, without what cannot be seen; nothing where it is only an address."""
    return decode_name(text.encode("utf-8", "replace"))


def joined_name(*parts: str) -> str:
    """Put the parts of a name together in the order they are given."""
    return name_of(" ".join(part.strip() for part in parts if part.strip()))


def labels_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the groups that the owner made, each once; those a program made say nothing."""
    found: dict[str, None] = {}
    for text in texts:
        label = one_line(text.strip().removeprefix("*"))
        if label and not is_system_group(label):
            found[label] = None
    return tuple(found)[:MOST]


def is_system_group(label: str) -> bool:
    """Whether a group is one that Google fills by itself."""
    bare = label.strip().removeprefix("*").strip().lower()
    return bare in _SYSTEM_GROUP or bare.startswith("imported on ")


def card(  # noqa: PLR0913 - an entry has this many sides
    *,
    kind: CardKind = CardKind.SAVED,
    name: str = "",
    organisation: str = "",
    title: str = "",
    addresses: Iterable[str] = (),
    labels: Iterable[str] = (),
    urls: Iterable[str] = (),
    called: Iterable[str] = (),
    kin: Iterable[str] = (),
) -> ContactCard | None:
    """Make an entry of what strangers or programs wrote; nothing where it says nothing."""
    made = ContactCard(
        kind=kind,
        name=name_of(name),
        organisation="" if _is_no_work(organisation) else one_line(organisation),
        title="" if _is_no_work(title) or is_kinship(title) else one_line(title),
        addresses=addresses_in(addresses),
        labels=labels_in(labels),
        linkedin_url=next(filter(None, map(profile_url, urls)), ""),
        called=_names([*called, title] if is_kinship(title) else called),
        kin=_names(kin),
    )
    return made if made.name or made.addresses or made.organisation else None


def _is_no_work(text: str) -> bool:
    """Whether what stands for an organisation or a title says that there is none: `Retired`."""
    return fold(text).strip(" .-") in no_work()


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(name_of, texts))))[:MOST]


class Entries(NamedTuple):
    """What was read of one file of an address book."""

    cards: tuple[ContactCard, ...] = ()
    skipped: Mapping[str, int] = {}
    """Entries passed over, by reason."""
