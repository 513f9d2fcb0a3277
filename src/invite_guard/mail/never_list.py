"""What stands on the never-list: mailboxes and domains, however somebody wrote them down."""

import re
from collections.abc import Iterable

from invite_guard.mail.domains import domain_of
from invite_guard.mail.mailbox_syntax import canonical, is_well_formed, normalise
from invite_guard.model.decision import NeverEntry

_WEB = re.compile(r"https?://([^/?#@:]*)(?::\d+)?/?\Z", re.IGNORECASE)
"""The address of a web site, and of no page on it."""
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_ALL_AT = re.compile(r"(?:\*?@)?(?:\*?\.)?(?=[^.@*])")
"""What may stand before a domain of which everybody is meant: `*@`, `@`, `*.` and `.`."""


def meant(text: str) -> tuple[str, ...]:
    """Give the mailboxes or the domain that words name, normalised; nothing where they name none.

    Takes what is copied from elsewhere: a mailbox with a name beside it, a link to write to, the
    address of a web site, patterns for everybody at a domain. A link to one page names nobody.
    """
    from invite_guard.mail.addresses import read_mailboxes  # noqa: PLC0415 - start-up time

    text = text.strip()
    if site := _WEB.match(text):
        text = site[1]
    elif _MAILTO.match(text):
        text = _MAILTO.sub("", text).partition("?")[0]
    rest = text.removesuffix("/")
    everybody = _ALL_AT.match(rest)
    if everybody and (domain := _domain(rest[everybody.end() :])):
        return (domain,) if everybody[0] or "." in domain else ()
    found = read_mailboxes(text.encode("utf-8", "replace")) if "@" in text else ()
    named = [normalise(one.address) for one in found if one.well_formed]
    return tuple(named) if len(named) == len(found) and "*" not in text else ()


def _domain(text: str) -> str:
    """Give the one spelling of a domain, that of a web site as of its mail; nothing for others."""
    domain = domain_of(normalise(f"x@{text}"))
    site = domain.removeprefix("www.")
    domain = site if "." in site else domain
    alone = not set("@[") & set(text)
    return domain if alone and is_well_formed(f"x@{domain}") else ""


def keys(text: str) -> frozenset[str]:
    """Give what an entry, or words for one, are compared by: one spelling of each mailbox."""
    return frozenset(canonical(one) if "@" in one else one for one in (text, *meant(text)))


class NeverList:
    """Whom entries keep out: mailboxes in every spelling, and domains with all that is below."""

    def __init__(self, entries: Iterable[NeverEntry]) -> None:
        self._keys = frozenset(key for entry in entries for key in keys(entry.entry))

    def covers(self, address: str) -> bool:
        """Whether a normalised address is kept out."""
        if not self._keys:
            return False
        if canonical(address) in self._keys:
            return True
        labels = domain_of(address).split(".")
        return any(".".join(labels[start:]) in self._keys for start in range(len(labels)))
