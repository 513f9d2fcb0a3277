"""Google → the copy of the mailbox: what happened since, what is pending, the most useful first."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from invite_guard.mail.labels import Label
from invite_guard.mail.mailbox_syntax import normalise
from invite_guard.model.mailbox import Listed
from invite_guard.sources.google.calls import Caller
from invite_guard.sources.google.fetching import Fetcher
from invite_guard.sources.google.listing import Account, HistoryExpiredError
from invite_guard.sources.google.tariff import RECENT, Tariff
from invite_guard.sources.google.work import SENT, Estimate, Job, jobs
from invite_guard.stores.mailbox import Mailbox


class Remote(NamedTuple):
    """The account that is signed in."""

    service: Any
    """Google's client of Gmail."""
    caller: Caller


class Wanted(NamedTuple):
    """Which mail is worth its quota, besides what always is."""

    include: frozenset[Label] = frozenset()
    """Spam and trash."""
    categories: bool = False
    """Promotions and social: what Gmail files as sent in bulk."""


class Work(NamedTuple):
    """What is ahead."""

    jobs: tuple[Job, ...]
    first: Estimate
    """Until the first plan: the conversations the owner wrote in."""
    whole: Estimate
    known: bool
    """Whether the quota of the project is known, so that the minutes are more than a guess."""


class Progress(Protocol):
    """Told how far fetching is."""

    def advance(self, messages: int, units: int, tariff: Tariff) -> None:
        """Say how many messages came, and what was spent on them."""
        ...


def account_of(remote: Remote) -> str:
    """Ask whose account is signed in."""
    return normalise(Account(remote.service, remote.caller).profile().address)


def survey(remote: Remote, store: Mailbox, wanted: Wanted, listed: Callable[[int], None]) -> Work:
    """Learn what the mailbox holds, or what happened in it since, and plan the work.

    `listed` is told how many messages were found. Raises `SourceError` where Google does not
    answer; the copy is then as it was.
    """
    account = Account(remote.service, remote.caller)
    _catch_up(account, store, listed)
    _arrange(store, wanted)
    return _planned(store, remote)


def fetch(remote: Remote, store: Mailbox, ahead: Work, progress: Progress, *, first: bool) -> None:
    """Fetch what is pending and keep every batch at once; with `first`, for the first plan only.

    Raises `SourceError` or `NotSignedInError` where Google lets nothing more through. However
    this ends, what was kept is whole, and what was not is still pending.
    """
    chosen = [job for job in ahead.jobs if (job.phase == SENT) == first]
    pacer = remote.caller.pacer
    before = pacer.spent.copy()
    fetched = 0
    try:
        for harvest in Fetcher(remote.service, remote.caller, chosen).harvests():
            store.settle(harvest.letters, harvest.gone)
            fetched += len(harvest.letters) + len(harvest.gone)
            progress.advance(fetched, pacer.prices.cost(pacer.spent - before), pacer.prices)
    finally:
        _remember(store, pacer.tariff)


def known_tariff(store: Mailbox) -> Tariff | None:
    """Give the tariff an earlier scan learned."""
    text = store.get("tariff")
    return Tariff(*json.loads(text)) if text else None


def _remember(store: Mailbox, tariff: Tariff | None) -> None:
    if tariff is not None:
        store.put("tariff", json.dumps(tariff))


def _catch_up(account: Account, store: Mailbox, listed: Callable[[int], None]) -> None:
    since = store.get("history")
    if since:
        try:
            store.apply(account.changes(since))
        except HistoryExpiredError:
            pass
        else:
            return
    # The moment comes first: what happens while the listing goes on is told by the next changes.
    store.list_anew(account.everything(account.profile().history, listed))


def _arrange(store: Mailbox, wanted: Wanted) -> None:
    """Leave out what is not wanted, and take up what now is. What was once asked for stays so."""
    categories = wanted.categories or bool(store.get("categories"))
    if categories:
        store.put("categories", "yes")
    sent = store.sent_threads()
    taken, left = [], []
    for message, was in store.headless():
        reason = _reason(message, wanted.include, bulk=categories or message.thread in sent)
        if was and was != reason:
            taken.append(message.id)
        if reason and was != reason:
            left.append((message.id, reason))
    store.take_up(taken)
    store.leave_out(left)


_NEVER: Mapping[str, str] = {"CHAT": "chat", "DRAFT": "draft"}
_ON_REQUEST: Mapping[str, Label] = {"SPAM": Label.SPAM, "TRASH": Label.TRASH}
_BULK: Mapping[str, str] = {"CATEGORY_PROMOTIONS": "promotions", "CATEGORY_SOCIAL": "social"}


def _reason(message: Listed, include: frozenset[Label], *, bulk: bool) -> str:
    """Say why a message is not fetched, or nothing."""
    reasons = [_NEVER[label] for label in message.labels & _NEVER.keys()]
    asked_for = {_ON_REQUEST[label] for label in message.labels & _ON_REQUEST.keys()}
    reasons += [label.value for label in asked_for - include]
    if not reasons and not bulk:
        reasons = [_BULK[label] for label in message.labels & _BULK.keys()]
    return min(reasons, default="")


def _planned(store: Mailbox, remote: Remote) -> Work:
    ahead = jobs(store.pending(), store.sent_threads())
    tariff = remote.caller.pacer.tariff
    prices = tariff or RECENT
    first = [job for job in ahead if job.phase == SENT]
    return Work(
        tuple(ahead),
        Estimate.of(first, prices),
        Estimate.of(ahead, prices),
        known=tariff is not None,
    )
