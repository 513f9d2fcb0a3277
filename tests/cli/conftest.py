"""A mailbox small enough to know by heart, and ways to run the command."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from invite_guard.cli.main import execute

ME = "Max Mustermann <me@corp.example>"
ANA = "Ana Ruiz <ana@corp.example>"
BEN = "Ben Sato <ben@corp.example>"
BOSS = '"Carla Kopf, CEO" <carla@bigfirm.example>'
STRANGER = "=?utf-8?q?=1B=5B2JMallory_=5Bbold=5D?= <mallory@elsewhere.example>"
ROBOT = "noreply@shop.example"


class Ran(NamedTuple):
    """What one run of the command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    """Two colleagues, one chief officer, one stranger, one robot, over a year."""
    letters = []
    for month in range(1, 11):
        for friend in (ANA, BEN):
            letters += [(friend, ME, "", month, 3), (ME, friend, "", month, 4)]
    letters += [(BOSS, ME, "", 5, 5), (ME, BOSS, "", 5, 6)]
    letters += [(ANA, ME, STRANGER, 6, 7), (ROBOT, ME, "", 7, 8)]
    path = tmp_path / "mail.mbox"
    path.write_bytes(b"".join(map(_letter, range(len(letters)), letters)))
    return path


def _letter(number: int, told: tuple[str, str, str, int, int]) -> bytes:
    from_, to, copy, month, day = told
    head = [
        f"From: {from_}",
        f"To: {to}",
        *([f"Cc: {copy}"] if copy else []),
        f"Date: {format_datetime(datetime(2025, month, day, 10, tzinfo=UTC))}",
        f"Message-ID: <{number}@corp.example>",
    ]
    return ("From x Sat Jan  1 00:00:00 2025\n" + "\n".join(head) + "\n\nHello.\n\n").encode()


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in this process, on a data folder of its own."""
    assert not home.exists()

    def ran(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = execute([str(word) for word in arguments])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def scanned(run: Run, mailbox: Path) -> Run:
    """Run a command after a scan of the mailbox."""
    assert run("scan", mailbox, "--me", "me@corp.example").code == 0
    return run


@pytest.fixture
def without_terminal(home: Path) -> Run:
    """Run one command line in a session of its own, which no terminal controls."""

    def ran(*arguments: str | Path) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "invite_guard", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "INVITE_GUARD_HOME": str(home)},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return ran
