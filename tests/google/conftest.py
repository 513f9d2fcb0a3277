"""A Gmail account on this machine, Google's real client connected to it, an invented mailbox."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from tests.fakes.account import Account
from tests.fakes.google import FakeGoogle, serving
from tests.fakes.oauth import CLIENT, SECRET
from tests.fakes.quota import NEW, Regime

from invite_guard.sources.google.calls import Caller
from invite_guard.sources.google.client import service
from invite_guard.sources.google.pacing import Pacer
from invite_guard.sources.google.tariff import Tariff
from invite_guard.stages.fetch import Remote, Wanted, fetch, survey
from invite_guard.stores.mailbox import Mailbox

ME = "tobin@own.example"
METADATA = "https://www.googleapis.com/auth/gmail.metadata"
Connect = Callable[..., Remote]


class Nobody:
    """Progress that nobody watches."""

    def advance(self, messages: int, units: int, tariff: Tariff) -> None: ...


def block(sender: str, to: str, subject: str, number: int, **more: str) -> str:
    """Write a header block."""
    day = 1 + number % 28
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: Tue, {day} Mar 2022 09:{number % 60:02}:00 +0000",
        f"Message-ID: <{number}@mail.example>",
        *(f"{name.replace('_', '-')}: {value}" for name, value in more.items()),
    ]
    return "\n".join(lines)


@pytest.fixture
def account() -> Account:
    """Invent a mailbox with conversations, bulk, spam, a draft and a chat."""
    made = Account(ME)
    mine = f"Tobin Hart <{ME}>"
    for n in range(12):
        ann = f"Ann{n} Berg{n} <ann{n}@firm{n % 3}.example>"
        for turn in range(1 + n % 5):
            sender, to = (mine, ann) if turn % 2 else (ann, mine)
            labels = {"SENT"} if turn % 2 else {"INBOX", "UNREAD"}
            subject = f"Re: matter {n}" if turn else f"matter {n}"
            more = {"In_Reply_To": f"<{n * 10}@mail.example>"} if turn else {}
            made.add(block(sender, to, subject, n * 10 + turn, **more), labels)
    for n, labels in enumerate(
        (
            {"CATEGORY_PROMOTIONS"},
            {"CATEGORY_PROMOTIONS"},
            {"CATEGORY_SOCIAL"},
            {"CATEGORY_UPDATES"},
            {"CATEGORY_FORUMS"},
            {"SPAM"},
            {"TRASH", "CATEGORY_PROMOTIONS"},
            {"DRAFT"},
            {"CHAT"},
        ),
        500,
    ):
        made.add(block(f"news{n}@bulk.example", mine, f"Offer {n}", n), labels)
    return made


@pytest.fixture
def served(account: Account) -> Iterator[FakeGoogle]:
    """Serve the invented mailbox, as to a project made today."""
    with serving(account) as google:
        yield google


@pytest.fixture
def serve() -> Callable[..., Any]:
    """Give a function that serves an account."""

    @contextmanager
    def started(account: Account, regime: Regime = NEW) -> Iterator[FakeGoogle]:
        with serving(account, regime) as google:
            yield google

    return started


def credentials_for(google: FakeGoogle, *scopes: str) -> Credentials:
    """Sign in without a browser."""
    return Credentials(
        None,
        refresh_token=google.oauth.grant(*(scopes or (METADATA,))),
        token_uri=f"{google.root}token",
        client_id=CLIENT,
        client_secret=SECRET,
    )


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Give a function that connects Google's client to the server."""
    clients = []

    def connected(google: FakeGoogle, tariff: Tariff | None = None) -> Remote:
        client = service("gmail", credentials_for(google), google.root)
        clients.append(client)
        return Remote(client, Caller(Pacer(google.clock, tariff), google.clock))

    yield connected
    for client in clients:
        client.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Mailbox]:
    """Open an empty copy of a mailbox."""
    opened = Mailbox.open(tmp_path / "mailbox.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def run() -> Callable[..., None]:
    """Give a function that fetches all that is wanted."""

    def fetched(remote: Remote, store: Mailbox, wanted: Wanted | None = None) -> None:
        work = survey(remote, store, wanted or Wanted(), lambda _: None)
        fetch(remote, store, work, Nobody(), first=True)
        fetch(remote, store, work, Nobody(), first=False)

    return fetched
