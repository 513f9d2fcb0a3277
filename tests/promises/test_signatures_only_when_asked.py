"""Promise: without `--signatures` no text of a mail is looked at, with it only titles kept."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

ME = "me@own.example"
SECRETS = (
    "secret-of-the-letter",
    "secret-phone-5551234567",
    "secret-of-a-quotation",
    "Secretville",
)
BODY = f"""\
Dear Me, {SECRETS[0]} is here.

Regards,
Ana Ruiz
Chief Financial Officer
Corp Inc.
{SECRETS[1]}
1 Main Street, {SECRETS[3]}

On Monday, John Doe wrote:
> {SECRETS[2]}
> John Doe
> Chief Executive Officer
"""
RUN = """
import sys
from invite_guard.cli.main import run
try:
    run()
finally:
    print(*(name for name in sys.modules if name.startswith("invite_guard")), file=sys.stderr)
"""
"""Runs a command and names every module of the program that it loaded."""

Said = Callable[..., subprocess.CompletedProcess[str]]


def mail(body: str) -> str:
    people = (("Ana Ruiz <ana@corp.example>", ME), (ME, "ana@corp.example"))
    return "".join(
        f"From x@y.example Mon Jan  6 10:00:00 2025\nFrom: {sender}\nTo: {to}\n"
        f"Message-ID: <{number}@x.example>\nDate: Mon, 6 Jan 2025 10:00:{number} +0000\n\n{body}\n"
        for number, (sender, to) in enumerate(people * 5, start=10)
    )


@pytest.fixture
def say(home: Path, tmp_path: Path) -> Said:
    """Give a function that runs a command in a process of its own."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", RUN, *words],
            env=os.environ | {"INVITE_GUARD_HOME": str(home)},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )

    return run


def kept(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def told(home: Path) -> str:
    """Give everything the store holds, but when and as what bytes a file was found."""
    with closing(sqlite3.connect(home / "correspondence.sqlite3")) as db:
        db.execute("update source set stamp = 0, head = ''")
        return "\n".join(db.iterdump())


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    path = tmp_path / "mail.mbox"
    path.write_text(mail(BODY), "utf-8", newline="\n")
    return path


def test_without_the_flag_what_reads_texts_is_not_even_loaded(mailbox: Path, say: Said) -> None:
    readers = {"invite_guard.mail.body", "invite_guard.mail.sign_off", "invite_guard.mail.quoting"}
    for words in (("scan", str(mailbox), "--me", ME), ("plan",), ("explain", "ana@corp.example")):
        assert readers.isdisjoint(say(*words).stderr.split())
    assert readers <= set(say("scan", "--signatures").stderr.split())


def test_without_the_flag_mails_may_say_anything(mailbox: Path, say: Said, home: Path) -> None:
    """Other texts of the same length: everything kept and shown is the same."""
    seen = []
    for body in (BODY, hashlib.sha512(BODY.encode()).hexdigest() * 9):
        mailbox.write_text(mail(body[: len(BODY)].ljust(len(BODY))), "utf-8", newline="\n")
        say("scan", str(mailbox), "--me", ME, "--full")
        seen.append((told(home), say("plan", "--all", "--json").stdout))
    assert seen[0] == seen[1]


def test_with_the_flag_only_the_title_is_kept(mailbox: Path, say: Said, home: Path) -> None:
    say("scan", str(mailbox), "--me", ME, "--signatures")
    everything = kept(home)
    assert b"Chief Financial Officer" in everything
    assert b"Corp Inc." in everything
    found = [s for s in (*SECRETS, "Main Street", "Executive", "John") if s.encode() in everything]
    assert found == []
    with closing(sqlite3.connect(home / "correspondence.sqlite3")) as db:
        assert db.execute("select address, title, organisation from signature").fetchall() == [
            ("ana@corp.example", "Chief Financial Officer", "Corp Inc.")
        ]


def test_a_title_makes_an_executive_and_nothing_else_changes(mailbox: Path, say: Said) -> None:
    def ana(*words: str) -> dict[str, object]:
        say("scan", str(mailbox), "--me", ME, *words)
        people = json.loads(say("plan", "--all", "--json").stdout)["people"]
        return next(p for p in people if p["name"] == "Ana Ruiz")

    before, after = ana(), ana("--signatures")
    assert (before["tag"], before["disposition"], before["title"]) == ("colleague", "hold", "")
    assert (after["tag"], after["disposition"]) == ("executive", "hold")
    assert (after["title"], after["organisation"]) == ("Chief Financial Officer", "Corp Inc.")
    assert "signs as Chief Financial Officer (signature, last seen 2025)" in str(after["evidence"])
    assert before["exchange"] == after["exchange"]
    assert ana() == after, "a later scan without the flag keeps what is known"
