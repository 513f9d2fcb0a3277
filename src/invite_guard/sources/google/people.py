"""Google Contacts, through the People API: saved contacts, other contacts, and the directory.

Each is read whole at every scan: a thousand entries a call make that a handful of calls, where
tokens for what is new last seven days and then mean reading everything anyhow.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from invite_guard.mail.kinship import is_relation_of_kin
from invite_guard.model.book import BookContent
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.mailbox import PEOPLE
from invite_guard.sources.book import Fingerprint
from invite_guard.sources.entry import card
from invite_guard.sources.google.calls import Caller, Request
from invite_guard.sources.google.tariff import Method

_FIELDS = "names,nicknames,emailAddresses,organizations,memberships,urls,relations"
_FEWER = "names,emailAddresses"
"""What Google gives of other contacts."""
_SOURCES = ("DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE", "DIRECTORY_SOURCE_TYPE_DOMAIN_CONTACT")
_PAGE = 1_000
_MOST_PAGES = 500
_FILLED_BY_GOOGLE = frozenset({"myContacts", "all", "blocked", "chatBuddies", "starred"})


class Client(NamedTuple):
    """Google's client of the People API, and who calls it."""

    service: Any
    caller: Caller


class PeopleBook:
    """One of the lists of people an account has."""

    def __init__(self, kind: CardKind, client: Client, account: str) -> None:
        self.kind = _KINDS[kind].name
        self.name = account
        self.key = f"{PEOPLE}{kind}:{account}"
        self._card_kind = kind
        self._client = client

    def fingerprint(self) -> Fingerprint:
        """Tell nothing of what changed: it is always read again."""
        return Fingerprint(0, time.time_ns(), "")

    def read(self) -> BookContent:
        """Read it whole; nothing where the account has no such list, as consumers no directory.

        Raises `SourceError` or `NotSignedInError` where Google does not give it.
        """
        listing = _KINDS[self._card_kind]
        try:
            groups = _groups(self._client) if self._card_kind is CardKind.SAVED else {}
            entries = list(_pages(self._client, listing))
        except LookupError:
            return BookContent()
        cards = [_card(self._card_kind, entry, groups) for entry in entries]
        kept = tuple(found for found in cards if found)
        skipped = {"empty": len(cards) - len(kept)} if len(cards) > len(kept) else {}
        return BookContent(cards=kept, skipped=skipped)


class _Listing(NamedTuple):
    name: str
    """For people and the plan."""
    call: Callable[..., Any]
    field: str
    wanted: Mapping[str, object]


_KINDS: Mapping[CardKind, _Listing] = {
    CardKind.SAVED: _Listing(
        "google contacts",
        lambda service, **more: service.people().connections().list(**more),
        "connections",
        {"resourceName": "people/me", "personFields": _FIELDS, "pageSize": _PAGE},
    ),
    CardKind.OTHER: _Listing(
        "google other contacts",
        lambda service, **more: service.otherContacts().list(**more),
        "otherContacts",
        {"readMask": _FEWER, "pageSize": _PAGE},
    ),
    CardKind.DIRECTORY: _Listing(
        "google directory",
        lambda service, **more: service.people().listDirectoryPeople(**more),
        "people",
        {
            "readMask": "names,emailAddresses,organizations",
            "sources": list(_SOURCES),
            "pageSize": _PAGE,
        },
    ),
}


def _pages(client: Client, listing: _Listing) -> Iterator[Mapping[str, Any]]:
    """Give every entry of a list. Raises `LookupError` where there is no such list."""
    token = ""
    for _ in range(_MOST_PAGES):
        more = {"pageToken": token} if token else {}
        call = listing.call(client.service, **listing.wanted, **more)
        page = client.caller.one(Request(Method.PEOPLE, call))
        yield from page.get(listing.field, ())
        token = page.get("nextPageToken", "")
        if not token:
            return


def _groups(client: Client) -> dict[str, str]:
    """Name the groups the owner made, and those Google offers to file people under."""
    listing = _Listing(
        "", lambda service, **more: service.contactGroups().list(**more), "contactGroups", {}
    )
    found = {}
    for group in _pages(client, listing._replace(wanted={"pageSize": _PAGE})):
        if group.get("name") not in _FILLED_BY_GOOGLE:
            name = str(group.get("formattedName") or group.get("name") or "")
            found[str(group.get("resourceName", ""))] = name
    return found


def _card(
    kind: CardKind, entry: Mapping[str, Any], groups: Mapping[str, str]
) -> ContactCard | None:
    name = _first(entry.get("names", ()))
    work = _first(entry.get("organizations", ()))
    return card(
        kind=kind,
        name=str(name.get("displayName", "")),
        organisation=str(work.get("name", "")),
        title=str(work.get("title", "")),
        addresses=_values(entry.get("emailAddresses", ())),
        labels=list(_labels(entry.get("memberships", ()), groups)),
        urls=_values(entry.get("urls", ())),
        called=_values(entry.get("nicknames", ())),
        kin=[
            str(one.get("person", ""))
            for one in entry.get("relations", ())
            if is_relation_of_kin(str(one.get("type", "")))
        ],
    )


def _first(several: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Choose what the account holds for the main one, else what is current, else the first."""
    found = list(several)

    def rank(one: Mapping[str, Any]) -> tuple[bool, bool]:
        return not one.get("metadata", {}).get("primary"), not one.get("current")

    return min(found, key=rank, default={})


def _values(several: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(one.get("value", "")) for one in several]


def _labels(memberships: Iterable[Mapping[str, Any]], groups: Mapping[str, str]) -> Iterator[str]:
    for membership in memberships:
        group = membership.get("contactGroupMembership", {}).get("contactGroupResourceName", "")
        if group in groups:
            yield groups[group]
