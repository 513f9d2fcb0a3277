"""The part of Gmail's API that only reads, as `gmail.metadata` lets it be seen."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from tests.fakes.account import Account, Event, Letter
from tests.fakes.quota import Answer, refusal

_Item = TypeVar("_Item")
Query = Mapping[str, Sequence[str]]
_ROUTES = (
    ("profile", re.compile(r"/gmail/v1/users/me/profile$")),
    ("list", re.compile(r"/gmail/v1/users/me/messages$")),
    ("get", re.compile(r"/gmail/v1/users/me/messages/([0-9a-f]+)$")),
    ("thread", re.compile(r"/gmail/v1/users/me/threads/([0-9a-f]+)$")),
    ("history", re.compile(r"/gmail/v1/users/me/history$")),
)
HIDDEN = frozenset({"SPAM", "TRASH"})


def route(path: str) -> tuple[str, str] | None:
    """Tell which method a path means, and of what."""
    for name, pattern in _ROUTES:
        if match := pattern.match(path):
            return name, match[1] if match.groups() else ""
    return None


class Gmail:
    """Answers for one account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.page = 500

    def answer(self, method: str, target: str, query: Query) -> Answer:
        """Answer one call."""
        if "q" in query:
            return refusal(403, "Metadata scope does not support 'q' parameter", "forbidden")
        if method in {"get", "thread"} and query.get("format") != ["metadata"]:
            return refusal(403, "Metadata scope doesn't allow format FULL", "forbidden")
        found: object = getattr(self, f"_{method}")(target, query)
        if found is None:
            return refusal(404, "Requested entity was not found.", "notFound")
        return Answer(200, json.dumps(found).encode())

    def _profile(self, _: str, __: Query) -> object:
        account = self.account
        return {
            "emailAddress": account.address,
            "messagesTotal": len(account.letters),
            "threadsTotal": len({letter.thread for letter in account.letters.values()}),
            "historyId": str(account.history),
        }

    def _list(self, _: str, query: Query) -> object:
        wanted = frozenset(query.get("labelIds", ()))
        hidden = frozenset() if query.get("includeSpamTrash") == ["true"] else HIDDEN
        found = [
            letter
            for letter in reversed(self.account.letters.values())
            if wanted <= letter.labels and not hidden & letter.labels
        ]
        page, more = self._paged(found, query)
        listed = [{"id": letter.id, "threadId": letter.thread} for letter in page]
        return ({"messages": listed} if listed else {}) | more | {"resultSizeEstimate": 201}

    def _get(self, target: str, query: Query) -> object:
        letter = self.account.letters.get(target)
        return _shown(letter, query) if letter else None

    def _thread(self, target: str, query: Query) -> object:
        letters = [one for one in self.account.letters.values() if one.thread == target]
        shown = [_shown(letter, query) for letter in letters]
        return {"id": target, "historyId": "1", "messages": shown} if letters else None

    def _history(self, _: str, query: Query) -> object:
        start = int(query["startHistoryId"][0])
        if start < self.account.expired:
            return None
        events = [event for event in self.account.events if event.number > start]
        page, more = self._paged([e for e in events if e.kind != "none"], query)
        told = [_event(event) for event in page]
        return ({"history": told} if told else {}) | more | {"historyId": str(self.account.history)}

    def _paged(self, found: list[_Item], query: Query) -> tuple[list[_Item], dict[str, str]]:
        size = min(int(query.get("maxResults", ["100"])[0]), self.page)
        start = int(query.get("pageToken", ["0"])[0])
        end = start + size
        return found[start:end], ({"nextPageToken": str(end)} if end < len(found) else {})


def _shown(letter: Letter, query: Query) -> dict[str, object]:
    wanted = {name.lower() for name in query.get("metadataHeaders", ())}
    headers = [
        {"name": name, "value": value}
        for name, value in letter.fields
        if not wanted or name.lower() in wanted
    ]
    shown: dict[str, object] = {
        "id": letter.id,
        "threadId": letter.thread,
        "labelIds": sorted(letter.labels),
        "payload": {"headers": headers},
    }
    if "fields" not in query:
        shown["snippet"] = "the words the body begins with"
    return shown


def _event(event: Event) -> dict[str, object]:
    letter = event.letter
    message = {"id": letter.id, "threadId": letter.thread, "labelIds": sorted(letter.labels)}
    told: dict[str, object] = {"message": message}
    if event.labels:
        told["labelIds"] = sorted(event.labels)
    return {"id": str(event.number), "messages": [message], event.kind: [told]}
