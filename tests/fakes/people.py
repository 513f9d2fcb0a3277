"""The part of the People API that only reads: saved contacts, other contacts, the directory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.fakes.quota import Answer, refusal

Query = Mapping[str, Sequence[str]]
Entry = dict[str, object]
_LISTS = {
    "/v1/people/me/connections": "connections",
    "/v1/otherContacts": "other",
    "/v1/people:listDirectoryPeople": "directory",
    "/v1/contactGroups": "groups",
}
_WORDS = {
    "connections": "connections",
    "other": "otherContacts",
    "directory": "people",
    "groups": "contactGroups",
}


def route(path: str) -> tuple[str, str] | None:
    """Tell which list a path means."""
    return (_LISTS[path], "") if path in _LISTS else None


@dataclass
class People:
    """The address books of one account."""

    connections: list[Entry] = field(default_factory=list)
    other: list[Entry] = field(default_factory=list)
    directory: list[Entry] | None = None
    """None for a consumer's account, which has no directory."""
    groups: list[Entry] = field(default_factory=list)
    page: int = 1_000
    expired_tokens: frozenset[str] = frozenset()
    """Sync tokens that are older than seven days."""

    def answer(self, method: str, query: Query) -> Answer:
        """Answer one call."""
        if self.expired_tokens.intersection(query.get("syncToken", ())):
            return refusal(400, "Sync token is expired. Clear local cache.", "failedPrecondition")
        entries: list[Entry] | None = getattr(self, method)
        if entries is None:
            return refusal(400, "Must be a G Suite domain user.", "failedPrecondition")
        start = int(query.get("pageToken", ["0"])[0])
        end = start + min(self.page, int(query.get("pageSize", ["100"])[0]))
        told: Entry = {_WORDS[method]: entries[start:end]} if entries else {}
        if end < len(entries):
            told["nextPageToken"] = str(end)
        return Answer(200, json.dumps(told).encode())


def entry(name: str, *addresses: str, organisation: str = "", title: str = "") -> Entry:
    """Write a contact as the People API does."""
    told: Entry = {"resourceName": f"people/{abs(hash(name)) % 10**9}"}
    if name:
        told["names"] = [{"displayName": name, "metadata": {"primary": True}}]
    told["emailAddresses"] = [{"value": address} for address in addresses]
    if organisation or title:
        told["organizations"] = [{"name": organisation, "title": title}]
    return told
