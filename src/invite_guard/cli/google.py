"""Reading from Google in a scan: first what it will cost, then the most useful first."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import NamedTuple

from rich.console import Console

from invite_guard.access.scopes import CONTACTS, DIRECTORY, MAIL, OTHER, SCOPES
from invite_guard.access.sign_in import credentials
from invite_guard.access.token import SignIn
from invite_guard.cli.copies import Copies
from invite_guard.cli.options import say
from invite_guard.errors import SourceError
from invite_guard.mail.labels import Label
from invite_guard.model.card import CardKind
from invite_guard.sources.base import Source
from invite_guard.sources.book import Book
from invite_guard.sources.google.calls import Caller
from invite_guard.sources.google.client import service
from invite_guard.sources.google.pacing import Pacer, SystemClock
from invite_guard.sources.google.people import Client, PeopleBook
from invite_guard.stages.copy import MailboxCopy
from invite_guard.stages.fetch import Remote, Wanted, Work, account_of, fetch, known_tariff, survey
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.mailbox import Mailbox
from invite_guard.views.fetching import FetchBar, Unwatched, estimate

_LISTS = ((CONTACTS, CardKind.SAVED), (OTHER, CardKind.OTHER), (DIRECTORY, CardKind.DIRECTORY))


def name_account(signed_in: SignIn) -> SignIn:
    """Ask Google whose account was signed in, where that was granted."""
    if not signed_in.allows(MAIL.url):
        return signed_in
    with ExitStack() as stack:
        remote = _remote(signed_in, stack, Pacer(SystemClock()))
        return signed_in.model_copy(update={"account": account_of(remote)})


class Mail(NamedTuple):
    """The mailbox of the account that is signed in."""

    remote: Remote
    store: Mailbox
    copy: MailboxCopy


class Google:
    """The account that is signed in, during one scan."""

    def __init__(self, signed_in: SignIn, mail: Mail | None, books: list[Book]) -> None:
        self.account = signed_in.account
        self.mail = mail
        self.books = books
        self.problems: list[SourceError] = []
        """What kept it from being read whole."""

    @property
    def owner(self) -> str:
        """The owner's address, as Gmail has it."""
        return self.account if self.mail else ""

    @property
    def sources(self) -> list[Source]:
        """The copy of the mailbox."""
        return [self.mail.copy] if self.mail else []

    def changed(self, counted: Correspondence) -> bool:
        """Whether messages that were counted changed or went since, so that the count is wrong."""
        if self.mail is None:
            return False
        before = counted.source(self.mail.copy.key)
        return bool(
            before and before.started and before.fingerprint.stamp != self.mail.store.generation
        )

    def rounds(self, wanted: Wanted) -> Iterator[bool]:
        """Fetch; stop where a plan is worth building, and tell whether that was the last time.

        Raises `NotSignedInError`. What keeps it from going on otherwise is in `problems`.
        """
        try:
            yield from self._fetched(wanted)
        except SourceError as error:
            self.problems.append(error)
        yield True

    def _fetched(self, wanted: Wanted) -> Iterator[bool]:
        if self.mail is None:
            return
        say("Gmail: looking at what there is.")
        work = survey(self.mail.remote, self.mail.store, wanted, _listed)
        for line in estimate(work):
            say(line)
        self._fetch(self.mail, work, first=True)
        if work.first.messages and work.whole.messages > work.first.messages:
            yield False
        self._fetch(self.mail, work, first=False)

    def _fetch(self, mail: Mail, work: Work, *, first: bool) -> None:
        messages = work.first.messages if first else work.whole.messages - work.first.messages
        minutes = work.first.minutes if first else work.whole.minutes - work.first.minutes
        if not messages:
            return
        progress = FetchBar(Console(stderr=True)) if sys.stderr.isatty() else Unwatched()
        progress.start(messages, minutes)
        try:
            fetch(mail.remote, mail.store, work, progress, first=first)
        finally:
            progress.finish()


def online(signed_in: SignIn, copies: Copies, stack: ExitStack) -> Google:
    """Connect to the account that is signed in; it is let go of with the stack."""
    if not signed_in.account:
        signed_in = name_account(signed_in)
    for scope in SCOPES:
        if not signed_in.allows(scope.url):
            say(f"Not granted at Google: {scope.name}, so {scope.loss}.")
    mail = _mail(signed_in, copies, stack) if signed_in.allows(MAIL.url) else None
    return Google(signed_in, mail, _books(signed_in, stack))


def _listed(messages: int) -> None:
    """Say now and then how far listing is: of a large mailbox it takes minutes."""
    if messages % 20_000 == 0:
        say(f"Gmail: {messages:,} messages so far.")


def wanted(include: frozenset[str], counted: Correspondence, *, categories: bool) -> Wanted:
    """Tell which mail is wanted: what was asked for now, else at the last scan."""
    names = include or frozenset(counted.get("include").split())
    return Wanted(frozenset(Label(name) for name in names), categories)


def _mail(signed_in: SignIn, copies: Copies, stack: ExitStack) -> Mail:
    store = copies.store(signed_in.account)
    remote = _remote(signed_in, stack, Pacer(SystemClock(), known_tariff(store)))
    return Mail(remote, store, MailboxCopy(store, signed_in.account))


def _remote(signed_in: SignIn, stack: ExitStack, pacer: Pacer) -> Remote:
    client = service("gmail", credentials(signed_in), signed_in.client.root)
    stack.enter_context(closing(client))
    return Remote(client, Caller(pacer, SystemClock()))


def _books(signed_in: SignIn, stack: ExitStack) -> list[Book]:
    kinds = [kind for scope, kind in _LISTS if signed_in.allows(scope.url)]
    if not kinds:
        return []
    people = service("people", credentials(signed_in), signed_in.client.root)
    stack.enter_context(closing(people))
    clock = SystemClock()
    client = Client(people, Caller(Pacer(clock), clock))
    return [PeopleBook(kind, client, signed_in.account) for kind in kinds]
