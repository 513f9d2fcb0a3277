"""Google's API gives the same as Google Takeout; the next day only what is new."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.fakes.account import Account
from tests.fakes.google import FakeGoogle

from invite_guard.cli.options import Invocation
from invite_guard.cli.session import Session
from invite_guard.errors import SourceError
from invite_guard.mail.labels import Label
from invite_guard.model.plan import PlanPerson
from invite_guard.sources.base import Source
from invite_guard.sources.detect import detect
from invite_guard.stages.copy import MailboxCopy
from invite_guard.stages.fetch import Remote, Wanted, fetch, survey
from invite_guard.stages.gather import Wish, gather
from invite_guard.stages.provenance import plan_sources
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.mailbox import Mailbox
from invite_guard.views.progress import Silent

Connect = Callable[..., Remote]
Run = Callable[..., None]
Serve = Callable[..., Any]


@contextmanager
def in_memory() -> Iterator[Correspondence]:
    with TemporaryDirectory() as folder, Correspondence.open(Path(folder, "c.sqlite3")) as opened:
        yield opened


def counted(*sources: Any, me: str, include: frozenset[Label] | None = None) -> dict[str, Any]:
    """Count sources in a store of their own, and give all that came of it."""
    with in_memory() as kept:
        gathered = gather(
            sources, kept, Wish((me,), include, latest=2_000_000_000), Silent(), lambda _: ()
        )
        return {
            "problems": [problem.message for problem in gathered.problems],
            "correspondents": kept.correspondents(),
            "sources": [s.model_dump(exclude={"kind", "name"}) for s in plan_sources(kept)],
        }


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert one["problems"] == other["problems"] == []
    assert one["sources"] == other["sources"]
    assert one["correspondents"] == other["correspondents"]


def test_gmail_and_takeout_give_the_same(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox, tmp_path: Path
) -> None:
    run(connect(served), store, Wanted(categories=True))
    exported = detect(served.account.takeout(tmp_path / "takeout.mbox"))
    me = served.account.address
    copy = counted(MailboxCopy(store, me), me=me)
    same(copy, counted(*exported, me=me))
    assert len(copy["correspondents"]) > 12
    assert copy["sources"][0]["skipped"] == {"chat": 1, "draft": 1, "spam": 1, "trash": 1}
    assert served.unknown == []


def test_spam_and_trash_come_when_asked_for(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox, tmp_path: Path
) -> None:
    me = served.account.address
    remote = connect(served)
    run(remote, store)
    generation = store.generation
    include = frozenset({Label.SPAM, Label.TRASH})
    run(remote, store, Wanted(include, categories=True))
    assert store.generation > generation, "what was counted as left out no longer is"
    exported = detect(served.account.takeout(tmp_path / "takeout.mbox"))
    same(
        counted(MailboxCopy(store, me), me=me, include=include),
        counted(*exported, me=me, include=include),
    )


def test_bulk_mail_waits_until_asked_for(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    remote = connect(served)
    run(remote, store)
    assert store.figures().left_out == {
        "chat": 1,
        "draft": 1,
        "spam": 1,
        "trash": 1,
        "promotions": 2,
        "social": 1,
    }
    run(remote, store, Wanted(categories=True))
    assert {"promotions", "social"}.isdisjoint(store.figures().left_out)
    run(remote, store)
    assert {"promotions", "social"}.isdisjoint(store.figures().left_out), "asked once, asked always"


def test_conversations_the_owner_wrote_in_come_first(
    served: FakeGoogle, connect: Connect, store: Mailbox
) -> None:
    remote = connect(served)
    work = survey(remote, store, Wanted(), lambda _: None)
    assert 0 < work.first.messages < work.whole.messages
    fetch(remote, store, work, Ticks(), first=True)
    held = {letter.listed.thread for letter in store.letters(0) if letter.head}
    assert held == store.sent_threads()
    copy = counted(MailboxCopy(store, served.account.address), me=served.account.address)
    assert copy["sources"][0]["complete"] is False
    assert "still to be fetched" in copy["problems"][0]


class Ticks:
    """Progress that is remembered."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def advance(self, messages: int, *_: object) -> None:
        self.seen.append(messages)


def test_the_next_day_costs_only_what_is_new(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox, tmp_path: Path
) -> None:
    run(connect(served), store, Wanted(categories=True))
    account, me = served.account, served.account.address
    letters = list(account.letters)
    account.add("From: new@person.example\nTo: tobin@own.example\nMessage-ID: <n1@x>", {"INBOX"})
    account.delete(letters[0])
    account.label(letters[3], add={"TRASH"}, remove={"INBOX"})
    account.label(letters[4], add={"STARRED"})
    draft = next(i for i, one in account.letters.items() if "DRAFT" in one.labels)
    account.label(draft, add={"SENT"}, remove={"DRAFT"})
    spent = served.quota.spent
    run(connect(served), store)
    assert served.quota.spent - spent == 2 + 2 * 20, "the history, the letter and the sent draft"
    exported = detect(account.takeout(tmp_path / "takeout.mbox"))
    same(counted(MailboxCopy(store, me), me=me), counted(*exported, me=me))
    spent = served.quota.spent
    generation = store.generation
    run(connect(served), store)
    assert served.quota.spent - spent == 2
    assert store.generation == generation


def test_a_forgotten_history_means_listing_and_the_difference(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox, tmp_path: Path
) -> None:
    run(connect(served), store, Wanted(categories=True))
    account, me = served.account, served.account.address
    letters = list(account.letters)
    account.add("From: new@person.example\nTo: tobin@own.example\nMessage-ID: <n1@x>", {"INBOX"})
    account.delete(letters[0])
    account.label(letters[3], add={"SPAM"})
    account.forget_history()
    served.quota.served.clear()
    run(connect(served), store)
    assert served.quota.served["get"] == 1
    exported = detect(account.takeout(tmp_path / "takeout.mbox"))
    same(counted(MailboxCopy(store, me), me=me), counted(*exported, me=me))


def test_labels_and_messages_are_listed_in_pages(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    served.gmail.page = 3
    run(connect(served), store, Wanted(categories=True))
    figures = store.figures()
    assert figures.fetched + sum(figures.left_out.values()) == len(served.account.letters)


def test_what_stands_in_a_header_cannot_become_another(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    evil = "From: a@a.example\nTo: tobin@own.example\x0bX-Gmail-Labels: Sent\nMessage-ID: <e@x>"
    served.account.letters.clear()
    served.account.add(evil, {"INBOX"})
    run(connect(served), store)
    (message,) = MailboxCopy(store, "me@x.example").messages()
    assert message.head.count(b"\n") == 5


def test_only_methods_that_read_are_ever_built_or_called(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    remote = connect(served)
    run(remote, store, Wanted(categories=True))
    assert served.methods == {("GET", kind) for kind in ("profile", "list", "get", "thread")}, (
        served.methods
    )
    users = remote.service.users()
    built = {
        name
        for thing in (users, users.messages(), users.threads(), users.history())
        for name in dir(thing)
        if not name.startswith("_")
    }
    assert (
        built
        == {
            *("close", "getProfile", "messages", "threads", "history"),
            *("get", "get_media", "list", "list_next", "new_batch_http_request"),
        }
        & built
    )
    for forbidden in (
        "send",
        "modify",
        "trash",
        "delete",
        "insert",
        "batchModify",
        "watch",
        "stop",
    ):
        assert not hasattr(users, forbidden)
        assert not hasattr(users.messages(), forbidden)
        assert not hasattr(users.threads(), forbidden)
    assert not hasattr(users, "settings")
    assert not hasattr(users, "drafts")


@pytest.mark.parametrize("owner", ["allen-p", "lokay-m"])
def test_an_enron_mailbox_is_the_same_both_ways(
    monkeypatch: pytest.MonkeyPatch,
    owner: str, corpora: Path, serve: Serve, connect: Connect, run: Run, store: Mailbox,
    tmp_path: Path,
) -> None:  # fmt: skip
    lines = (corpora / "enron" / "owners.csv").read_text("utf-8").splitlines()
    row = next(line for line in lines if line.startswith(f"{owner},"))
    me, *own = row.split(",")[1].split()
    account = Account.of_mbox(corpora / "enron" / "mbox" / f"{owner}.mbox", me, own)
    with serve(account) as google:
        run(connect(google), store)
        served = google.quota.served
    assert served["thread"] > 0
    exported = detect(account.takeout(tmp_path / "takeout.mbox"))
    same(counted(MailboxCopy(store, me), me=me), counted(*exported, me=me))
    online = people(tmp_path / "online", [MailboxCopy(store, me)], me, monkeypatch)
    assert online == people(tmp_path / "exported", exported, me, monkeypatch)
    assert len(online) > 100


def people(
    home: Path, sources: Sequence[Source], me: str, monkeypatch: pytest.MonkeyPatch
) -> list[PlanPerson]:
    """Give the plan of sources, as a scan makes it."""
    monkeypatch.setenv("INVITE_GUARD_HOME", str(home))
    session = Session(Invocation())
    with closing(session.correspondence()) as kept:
        wish = Wish(latest=2_000_000_000, signed_in=me)
        gather(sources, kept, wish, Silent(), lambda _: ())
    return list(session.dry_run().plan.people)


def test_pending_is_never_complete(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    run(connect(served), store, Wanted(categories=True))
    me = served.account.address
    with in_memory() as kept:
        wish = Wish((me,), latest=2_000_000_000)
        assert not gather([MailboxCopy(store, me)], kept, wish, Silent(), lambda _: ()).problems
        served.account.add("From: n@p.example\nTo: tobin@own.example\nMessage-ID: <n@x>", {"INBOX"})
        survey(connect(served), store, Wanted(), lambda _: None)
        problems = gather([MailboxCopy(store, me)], kept, wish, Silent(), lambda _: ()).problems
        assert [type(problem) for problem in problems] == [SourceError]
        assert [source.complete for source in plan_sources(kept)] == [False]
