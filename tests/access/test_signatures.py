"""Signatures and a live account: no text of a mail may be read there, and that is said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.google import FakeGoogle

from invite_guard.access.sign_in import sign_in
from invite_guard.access.token import TokenStore
from invite_guard.cli.google import name_account
from invite_guard.cli.main import execute
from invite_guard.errors import Exit

ME = "tobin@own.example"
HEAD = "From: {}\nTo: {}\nMessage-ID: <{}@x.example>\nDate: Tue, 1 Mar 2022 09:00:00 +0000\n"
ANN = "Ann Berg <ann@firm.example>"

pytestmark = [
    pytest.mark.usefixtures("signed"),
    pytest.mark.filterwarnings(
        # To refresh a token Google's client opens a connection, and leaves it to be collected.
        "ignore:.*unclosed.*socket:ResourceWarning",
        "ignore:.*unclosed.*socket:pytest.PytestUnraisableExceptionWarning",
    ),
]


@pytest.fixture
def signed(google: FakeGoogle, client: Any, browser: Callable[[str], None], home: Path) -> None:
    for number in range(6):
        block = HEAD.format(ANN, ME, number) if number % 2 else HEAD.format(ME, ANN, number)
        google.account.add(block, {"INBOX"} if number % 2 else {"SENT"})
    home.mkdir(parents=True, exist_ok=True)
    TokenStore(home).save(name_account(sign_in(client, browser)))
    google.calls.clear()


def test_gmail_is_refused_before_anything_is_asked_of_it(
    google: FakeGoogle, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["scan", "--signatures"]) == Exit.USAGE
    said = capsys.readouterr().err
    assert "the sign-in allows no text of a mail to be read" in said
    assert "takeout" in said
    assert google.calls == []


def test_files_are_looked_at_beside_a_sign_in(
    google: FakeGoogle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mail.mbox"
    line = "From x@y.example Tue Mar  1 09:00:00 2022\n"
    path.write_text(f"{line}{HEAD.format(ANN, ME, 9)}\nHi\nAnn Berg\nTreasurer\n", "utf-8")
    assert execute(["scan", str(path), "--me", ME, "--signatures"]) == Exit.OK
    assert "last lines of 1 mail; titles of 1 address" in capsys.readouterr().err
    assert google.calls == []


def test_what_was_fetched_before_holds_no_text(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["scan"]) == Exit.OK
    TokenStore(home).delete()
    capsys.readouterr()
    assert execute(["scan", "--signatures"]) == Exit.OK
    assert f"what was fetched of {ME} holds no text of mails" in capsys.readouterr().err
