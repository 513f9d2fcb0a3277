"""Every message of the account by number, conversation and the labels that matter."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from invite_guard.errors import SourceError
from invite_guard.model.mailbox import KEPT_LABELS, Changes, Deletion, LabelChange, Listed, Listing
from invite_guard.sources.google.calls import Caller, Request
from invite_guard.sources.google.letters import kept_labels
from invite_guard.sources.google.tariff import Method

PAGE = 500
"""Most entries Google gives at once."""


class Profile(NamedTuple):
    """Whose account it is, and how far its history goes."""

    address: str
    messages: int
    history: str


class HistoryExpiredError(Exception):
    """Google no longer knows what happened since the last scan: everything is listed anew."""


class Account:
    """The messages of the account that is signed in, without their content."""

    def __init__(self, service: Any, caller: Caller) -> None:
        self.users = service.users()
        self._caller = caller

    def profile(self) -> Profile:
        """Ask whose account it is. Raises `SourceError` where it has no mailbox."""
        try:
            told = self._caller.one(Request(Method.PROFILE, self.users.getProfile(userId="me")))
        except LookupError as error:
            raise SourceError(
                "This Google account has no Gmail.", "Sign in with an account that has."
            ) from error
        return Profile(
            str(told.get("emailAddress", "")),
            int(told.get("messagesTotal", 0)),
            str(told.get("historyId", "")),
        )

    def everything(self, history: str, progress: Callable[[int], None]) -> Listing:
        """List every message, spam and trash too, with its labels.

        `history`: the moment before; what happens while this goes on comes with the changes since.
        Labels are learned by listing the messages under each: 5 units for 500 messages, where
        asking for one message would cost as much or four times that.
        """
        labels: dict[str, set[str]] = {}
        threads: dict[str, str] = {}
        for message in self._listed({}):
            threads[message["id"]] = message["threadId"]
            if len(threads) % PAGE == 0:
                progress(len(threads))
        for label in sorted(KEPT_LABELS):
            with suppress(LookupError):  # an account need not have every label
                for message in self._listed({"labelIds": [label]}):
                    labels.setdefault(message["id"], set()).add(label)
                    threads.setdefault(message["id"], message["threadId"])
        found = (Listed(i, t, frozenset(labels.get(i, ()))) for i, t in threads.items())
        return Listing(tuple(found), history)

    def changes(self, since: str) -> Changes:
        """Tell what happened since a moment. Raises `HistoryExpiredError`."""
        events: list[Listed | LabelChange | Deletion] = []
        newest = since
        wanted = {"userId": "me", "startHistoryId": since, "maxResults": PAGE}
        try:
            for page in self._pages(Method.HISTORY, self.users.history(), wanted):
                newest = str(page.get("historyId", newest))
                for entry in page.get("history", ()):
                    events += _events(entry)
        except LookupError as error:
            raise HistoryExpiredError from error
        return Changes(tuple(events), newest)

    def _listed(self, wanted: dict[str, Any]) -> Iterator[dict[str, str]]:
        wanted = {"userId": "me", "maxResults": PAGE, "includeSpamTrash": True, **wanted}
        for page in self._pages(Method.LIST, self.users.messages(), wanted):
            yield from page.get("messages", ())

    def _pages(
        self, method: Method, collection: Any, wanted: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        token = ""
        while True:
            more = {"pageToken": token} if token else {}
            page = self._caller.one(Request(method, collection.list(**wanted, **more)))
            yield page
            token = page.get("nextPageToken", "")
            if not token:
                return


def _events(entry: dict[str, Any]) -> Iterator[Listed | LabelChange | Deletion]:
    for told in entry.get("messagesAdded", ()):
        message = told["message"]
        yield Listed(message["id"], message["threadId"], kept_labels(message.get("labelIds")))
    for kind, added in (("labelsAdded", True), ("labelsRemoved", False)):
        for told in entry.get(kind, ()):
            labels = kept_labels(told.get("labelIds"))
            if labels:
                yield LabelChange(told["message"]["id"], labels, added)
    for told in entry.get("messagesDeleted", ()):
        yield Deletion(told["message"]["id"])
