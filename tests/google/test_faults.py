"""Whatever Google or the wire does, a scan ends complete or resumable, and counts nothing twice.

INVITE_GUARD_FAULT_RUNS says how many random runs; by default a few.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fakes.account import Account
from tests.fakes.google import Call, FakeGoogle, serving
from tests.fakes.quota import refusal
from tests.google.conftest import METADATA

from invite_guard.errors import NotSignedInError, SourceError
from invite_guard.stages.fetch import Remote, Wanted
from invite_guard.stores.mailbox import Mailbox

Connect = Callable[..., Remote]
Run = Callable[..., None]

pytestmark = pytest.mark.filterwarnings(
    # To refresh a token Google's client opens a connection, and leaves it to be collected.
    "ignore:.*unclosed.*socket:ResourceWarning",
    "ignore:.*unclosed.*socket:pytest.PytestUnraisableExceptionWarning",
)
RUNS = int(os.environ.get("INVITE_GUARD_FAULT_RUNS", "12"))
FAULTS = (
    *("crowded", "minute", "until", "long", "denied", "500", "503"),
    *("reset", "truncated", "missing", "expired"),
)
KINDS = ("profile", "list", "history", "batch", "get", "thread", "token")
WANTED = Wanted(categories=True)


def held(store: Mailbox) -> list[str]:
    return [letter.listed.id for letter in store.letters(0)]


def right_so_far(store: Mailbox, account: Account) -> None:
    """Check that nothing stands twice, and that what stands there is what the account holds."""
    identities = held(store)
    assert len(identities) == len(set(identities))
    assert set(identities) <= set(account.letters)
    if not store.get("history"):
        assert identities == [], "nothing is settled before everything is listed"


def ends_well(google: FakeGoogle, connect: Connect, run: Run, store: Mailbox) -> int:
    """Scan again and again until it is complete, checking the copy after every try."""
    for attempt in range(1, 400):
        try:
            run(connect(google), store, WANTED)
        except (SourceError, NotSignedInError):
            right_so_far(store, google.account)
            google.clock.sleep(100_000)
            continue
        right_so_far(store, google.account)
        if store.get("history") and not store.figures().pending:
            assert set(held(store)) == set(google.account.letters)
            return attempt
        assert store.figures().pending, "unfinished means pending"
    pytest.fail("never complete")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_at_each_kind_of_request(
    fault: str, kind: str, served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    if kind == "history":
        run(connect(served), store, WANTED)
        served.account.add("From: n@p.example\nTo: a@b.example\nMessage-ID: <n@x>", {"INBOX"})
    met: list[Call] = []

    def once(call: Call) -> str:
        if call.kind != kind or met:
            return ""
        met.append(call)
        return fault

    served.fault = once
    attempts = ends_well(served, connect, run, store)
    assert met, "the fault was met"
    assert attempts == 1 or fault in {"long", "denied", "missing"} or kind == "token"
    assert served.unknown == []


def test_faults_at_random(connect: Connect, run: Run, tmp_path: Path, account: Account) -> None:
    broken_off = 0
    for seed in range(RUNS):
        chance = random.Random(seed)
        rate = chance.choice((0.05, 0.1, 0.3))
        few = chance.sample(FAULTS, chance.randint(1, 4))

        def now_and_then(
            call: Call, chance: random.Random = chance, rate: float = rate, few: list[str] = few
        ) -> str:
            return chance.choice(few) if call.number < 400 and chance.random() < rate else ""

        store = Mailbox.open(tmp_path / f"{seed}.sqlite3")
        with serving(account) as google:
            google.gmail.page = 7
            google.fault = now_and_then
            broken_off += ends_well(google, connect, run, store) > 1
        store.close()
    assert broken_off, "some were broken off and went on"


def test_a_message_that_can_never_be_had_does_not_stop_the_rest(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    poison = next(i for i, one in served.account.letters.items() if "INBOX" in one.labels)
    original = served.gmail.answer

    def refusing(method: str, target: str, query: object) -> object:
        if target in {poison, served.account.letters[poison].thread}:
            return refusal(500, "Internal error", "backendError")
        return original(method, target, query)  # type: ignore[arg-type]

    served.gmail.answer = refusing  # type: ignore[method-assign, assignment]
    run(connect(served), store, WANTED)
    assert [message.id for message in store.pending()] == [poison]
    served.gmail.answer = original  # type: ignore[method-assign]
    run(connect(served), store, WANTED)
    assert set(held(store)) == set(served.account.letters)


def test_a_message_deleted_meanwhile_is_let_go(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    gone = next(i for i, one in served.account.letters.items() if "INBOX" in one.labels)

    def deleting(call: Call) -> str:
        if call.kind == "batch" and gone in served.account.letters:
            served.account.delete(gone)
        return ""

    served.fault = deleting
    run(connect(served), store, WANTED)
    assert gone not in held(store)
    assert not store.figures().pending


def test_a_revoked_sign_in_says_what_to_do(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    remote = connect(served)
    served.oauth.refresh_tokens.clear()
    with pytest.raises(NotSignedInError, match="7 days") as told:
        run(remote, store)
    assert "auth login" in told.value.hint


SCAN = """
import sys
from pathlib import Path
from google.oauth2.credentials import Credentials
from invite_guard.sources.google.calls import Caller
from invite_guard.sources.google.client import service
from invite_guard.sources.google.pacing import Pacer, SystemClock
from invite_guard.stages.fetch import Remote, Wanted, fetch, survey
from invite_guard.stores.mailbox import Mailbox
from tests.fakes.oauth import CLIENT, SECRET
from tests.google.conftest import Nobody
root, token, path = sys.argv[1:]
signed = Credentials(None, refresh_token=token, token_uri=root + "token", client_id=CLIENT,
                     client_secret=SECRET)
clock = SystemClock()
remote = Remote(service("gmail", signed, root), Caller(Pacer(clock), clock))
store = Mailbox.open(Path(path))
work = survey(remote, store, Wanted(categories=True), lambda _: None)
print("begun", flush=True)
for first in (True, False):
    fetch(remote, store, work, Nobody(), first=first)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_killed_at_any_moment_it_goes_on(
    served: FakeGoogle, connect: Connect, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "killed.sqlite3"
    for n in range(600, 750):
        served.account.add(f"From: p{n}@x.example\nTo: a@b.example\nMessage-ID: <{n}@x>", {"INBOX"})
    chance = random.Random(7)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", SCAN, served.root, served.oauth.grant(METADATA), str(path)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() * 0.1)
            process.kill()
        store = Mailbox.open(path)
        right_so_far(store, served.account)
        store.close()
    store = Mailbox.open(path)
    ends_well(served, connect, run, store)
    store.close()


@pytest.mark.parametrize("fault", ["404", "500", "reset"])
def test_where_batches_never_get_through_single_calls_do(
    fault: str, served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    served.fault = lambda call: fault if call.kind == "batch" else ""
    run(connect(served), store, WANTED)
    assert set(held(store)) == set(served.account.letters)
    assert sum(call.kind == "batch" for call in served.calls) < 8


def test_a_named_time_that_is_past_is_no_reason_to_hurry(
    served: FakeGoogle, connect: Connect, run: Run, store: Mailbox
) -> None:
    served.fault = lambda call: "past" if call.kind == "list" else ""
    with pytest.raises(SourceError, match="asks to wait"):
        run(connect(served), store, WANTED)
    assert len(served.calls) < 20
