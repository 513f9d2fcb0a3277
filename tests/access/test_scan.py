"""`scan` of a live account, as it is typed: estimate, first plan, the rest; and what goes wrong."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.access.conftest import Memory
from tests.fakes.account import Account
from tests.fakes.google import Call, FakeGoogle
from tests.fakes.people import entry

from invite_guard.access.scopes import CONTACTS, MAIL, OTHER
from invite_guard.access.sign_in import sign_in
from invite_guard.access.token import TokenStore
from invite_guard.cli.google import name_account
from invite_guard.cli.main import execute
from invite_guard.errors import Exit

ME = "tobin@own.example"
Run = Callable[..., tuple[int, str, str]]
SignIn = Callable[[], None]

pytestmark = pytest.mark.filterwarnings(
    # To refresh a token Google's client opens a connection, and leaves it to be collected.
    "ignore:.*unclosed.*socket:ResourceWarning",
    "ignore:.*unclosed.*socket:pytest.PytestUnraisableExceptionWarning",
)


def block(number: int, sender: str, to: str, subject: str) -> str:
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{number}@x.example>\n"
        f"Date: Tue, {1 + number % 28} Mar 2022 09:{number % 60:02}:00 +0000"
    )


def fill(account: Account) -> None:
    """Write to ann and hear from her often; hear from others once."""
    mine, ann = f"Tobin Hart <{ME}>", "Ann Berg <ann@firm.example>"
    for n in range(0, 40, 2):
        account.add(block(n, ann, mine, f"matter {n}"), {"INBOX"})
        account.add(block(n + 1, mine, ann, f"Re: matter {n}"), {"SENT"})
    for n in range(100, 120):
        account.add(block(n, f"Per{n} Son{n} <p{n}@else.example>", mine, f"hello {n}"), {"INBOX"})
    for n in range(200, 204):
        account.add(block(n, f"news{n}@bulk.example", mine, "Sale"), {"CATEGORY_PROMOTIONS"})
    account.add(block(300, mine, ann, "unfinished"), {"DRAFT"})


@pytest.fixture
def signed(google: FakeGoogle, client: Any, browser: Callable[[str], None], home: Path) -> SignIn:
    """Give a function that signs in."""
    fill(google.account)

    def done() -> None:
        home.mkdir(parents=True, exist_ok=True)
        TokenStore(home).save(name_account(sign_in(client, browser)))

    return done


@pytest.fixture
def run(home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs one command line: exit code, stdout, stderr."""
    monkeypatch.setenv("INVITE_GUARD_HOME", str(home))
    monkeypatch.setattr("time.sleep", lambda _: None)

    def ran(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = execute(words)
        said = capfd.readouterr()
        return code, said.out, said.err

    return ran


def people(plan: str) -> list[dict[str, Any]]:
    return json.loads(plan)["people"]  # type: ignore[no-any-return] # what JSON holds


def test_a_scan_of_gmail_is_that_of_takeout(
    google: FakeGoogle, signed: SignIn, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed()
    code, online, err = run("scan", "--categories", "--json", "--all")
    assert code == 0, err
    assert "64 messages to fetch" in err
    assert "First plan" in err
    exported = google.account.takeout(tmp_path / "takeout.mbox")
    monkeypatch.setenv("INVITE_GUARD_HOME", str(tmp_path / "other"))
    code, offline, _ = run("scan", str(exported), "--json", "--all")
    assert code == 0
    assert people(online) == people(offline)
    one, other = json.loads(online), json.loads(offline)
    assert one["totals"] == other["totals"]
    assert one["owner"]["addresses"] == other["owner"]["addresses"]
    assert one["sources"][0] | {"kind": "", "name": ""} == other["sources"][0] | {
        "kind": "",
        "name": "",
    }
    assert google.unknown == []


def test_bulk_mail_is_left_out_and_counted_until_asked_for(
    google: FakeGoogle, signed: SignIn, run: Run
) -> None:
    signed()
    _, plan, _ = run("scan", "--json", "--all")
    (mail,) = json.loads(plan)["sources"]
    assert mail["skipped"] == {"draft": 1, "promotions": 4}
    assert mail["complete"] is True
    _, plan, _ = run("scan", "--categories", "--json", "--all")
    (mail,) = json.loads(plan)["sources"]
    assert mail["skipped"] == {"draft": 1}
    assert mail["messages"] == 65
    assert google.quota.served["get"] + google.quota.served["thread"] == 64


def test_the_next_scan_sees_what_is_new_and_what_went(
    google: FakeGoogle, signed: SignIn, run: Run
) -> None:
    signed()
    run("scan")
    first = next(iter(google.account.letters))
    google.account.delete(first)
    google.account.add(block(400, "new@else.example", ME, "hi"), {"INBOX"})
    spent = google.quota.spent
    code, plan, err = run("scan", "--json", "--all")
    assert code == 0, err
    assert google.quota.spent - spent == 2 + 20
    found = {a["address"]: a for p in people(plan) for a in p["addresses"]}
    assert found["ann@firm.example"]["from"] == 19
    assert "new@else.example" in found


def test_what_cannot_be_fetched_is_never_called_complete(
    google: FakeGoogle, signed: SignIn, run: Run
) -> None:
    signed()

    google.clock.sleep(time.time() - google.clock.now())

    def after_a_while(call: Call) -> str:
        return "long" if call.kind == "batch" and call.number > 20 else ""

    google.fault = after_a_while
    code, plan, err = run("scan", "--json", "--all")
    assert code == Exit.FAILURE
    assert "still to be fetched" in err
    assert "Google asks to wait" in err
    assert json.loads(plan)["sources"][0]["complete"] is False
    google.fault = lambda _: ""
    code, plan, err = run("scan", "--json", "--all")
    assert code == 0, err
    assert json.loads(plan)["sources"][0]["complete"] is True


def test_offline_what_was_fetched_is_still_shown(
    google: FakeGoogle, signed: SignIn, run: Run
) -> None:
    signed()
    run("scan")
    google.fault = lambda _: "reset"
    code, plan, err = run("scan", "--json", "--all")
    assert code == Exit.FAILURE
    assert "cannot be reached" in err
    assert people(plan)


def test_before_anything_was_listed_nothing_is_claimed(
    google: FakeGoogle, signed: SignIn, run: Run
) -> None:
    signed()
    google.fault = lambda call: "reset" if call.kind == "list" else ""
    code, plan, err = run("scan", "--json", "--all")
    assert code == Exit.FAILURE
    assert plan == ""
    assert "listed" in err or "reached" in err


def test_a_sign_in_that_ended_is_exit_six(google: FakeGoogle, signed: SignIn, run: Run) -> None:
    signed()
    google.oauth.expire()
    google.oauth.refresh_tokens.clear()
    code, out, err = run("scan")
    assert (code, out) == (Exit.NOT_SIGNED_IN, "")
    assert "7 days" in err
    assert "auth login" in err


def test_each_missing_grant_costs_its_feature_and_no_other(
    google: FakeGoogle, signed: SignIn, run: Run
) -> None:
    google.oauth.refuse_scopes = frozenset({CONTACTS.url})
    google.people.connections = [entry("Ann Saved", "ann@firm.example", title="Editor")]
    google.people.other = [entry("Other", "other@x.example")]
    signed()
    code, _, err = run("scan")
    assert code == 0, err
    assert "Not granted at Google: contacts, so saved contacts are not read." in err
    assert not [call for call in google.calls if call.kind == "connections"]
    assert [call for call in google.calls if call.kind == "other"]
    google.oauth.refuse_scopes = frozenset({MAIL.url, OTHER.url})
    google.calls.clear()
    signed()
    code, _, err = run("scan", "--me", ME)
    assert code == 0, err
    assert {call.kind for call in google.calls} >= {"connections"}
    assert not [call for call in google.calls if call.kind in {"list", "batch", "profile"}]


def test_contacts_are_read_with_the_mail(google: FakeGoogle, signed: SignIn, run: Run) -> None:
    google.people.connections = [
        entry("Ann Berg", "ann@firm.example", organisation="Firm", title="Editor")
    ]
    signed()
    _, plan, _ = run("scan", "--json", "--all")
    ann = next(p for p in people(plan) if p["name"] == "Ann Berg")
    assert (ann["organisation"], ann["title"]) == ("Firm", "Editor")
    kinds = {source["kind"] for source in json.loads(plan)["sources"]}
    assert kinds == {"gmail", "google contacts"}


def test_after_logging_out_the_plan_stays_and_files_can_be_added(
    google: FakeGoogle, signed: SignIn, run: Run, ring: Memory, tmp_path: Path
) -> None:
    signed()
    run("scan")
    assert run("auth", "logout")[0] == 0
    assert not ring.kept
    google.calls.clear()
    more = tmp_path / "more.mbox"
    more.write_text(f"From x\n{block(900, 'new@file.example', ME, 'x')}\n\nbody\n", "utf-8")
    code, plan, err = run("scan", str(more), "--json", "--all")
    assert code == 0, err
    found = {a["address"] for p in people(plan) for a in p["addresses"]}
    assert {"new@file.example", "ann@firm.example"} <= found
    code, plan, err = run("scan", "--full", "--json", "--all")
    assert code == 0, err
    assert {a["address"] for p in people(plan) for a in p["addresses"]} == found
    assert google.calls == []


def test_purge_deletes_what_was_fetched(
    google: FakeGoogle, signed: SignIn, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed()
    run("scan")
    assert list(home.glob("gmail-*"))
    monkeypatch.setattr("invite_guard.cli.asking.require_phrase", lambda *_: None)
    assert run("purge")[0] == 0
    assert not list(home.glob("gmail-*"))
    assert google.account.letters


def test_a_path_needs_no_network(
    google: FakeGoogle, signed: SignIn, run: Run, tmp_path: Path
) -> None:
    signed()
    google.calls.clear()
    exported = google.account.takeout(tmp_path / "takeout.mbox")
    assert run("scan", str(exported))[0] == 0
    assert google.calls == []
