"""Promise: mail is only read, subjects and bodies are not kept, no network without a sign-in."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECRETS = ("secret-of-the-subject", "secret-of-the-body", "secret-of-the-attachment")
MAIL = f"""\
From x@y.example Mon Jan  6 10:00:00 2025
From: Ana Ruiz <ana@corp.example>
To: me@own.example
Subject: {SECRETS[0]}
Message-ID: <1@corp.example>
Date: Mon, 6 Jan 2025 10:00:00 +0000

{SECRETS[1]}
Content-Disposition: attachment; filename={SECRETS[2]}
"""
WATCH = """
import sys

def told(event, given):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"}:
        raise RuntimeError(f"the network was reached for: {event}")

sys.addaudithook(told)
"""
"""Ends the program as soon as it reaches for the network (PEP 578)."""


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    path = tmp_path / "mail.mbox"
    path.write_text(MAIL, "utf-8", newline="\n")
    return path


@pytest.fixture
def watched(tmp_path: Path, home: Path) -> dict[str, str]:
    """Give an environment in which no Python can use the network."""
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WATCH, "utf-8")
    return {**os.environ, "INVITE_GUARD_HOME": str(home), "PYTHONPATH": str(folder)}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def scan(mailbox: Path, environment: dict[str, str]) -> None:
    words = ("-m", "invite_guard", "scan", str(mailbox), "--me", "me@own.example")
    said = run(environment, *words)
    assert said.returncode == 0, said.stderr


def test_the_watch_would_see_the_network(watched: dict[str, str]) -> None:
    said = run(watched, "-c", "import socket; socket.getaddrinfo('localhost', 80)")
    assert "the network was reached for" in said.stderr


def test_no_command_reaches_for_the_network(mailbox: Path, watched: dict[str, str]) -> None:
    scan(mailbox, watched)
    for words in (("plan",), ("explain", "ana@corp.example"), ("ledger",), ("never",), ("config",)):
        said = run(watched, "-m", "invite_guard", *words)
        assert said.returncode == 0, said.stderr


def test_the_mail_is_as_it_was(mailbox: Path, watched: dict[str, str]) -> None:
    before = (hashlib.sha256(mailbox.read_bytes()).hexdigest(), mailbox.stat().st_mtime_ns)
    beside = sorted(path.name for path in mailbox.parent.iterdir())
    mailbox.chmod(0o400)
    scan(mailbox, watched)
    assert before == (
        hashlib.sha256(mailbox.read_bytes()).hexdigest(),
        mailbox.stat().st_mtime_ns,
    )
    assert sorted(path.name for path in mailbox.parent.iterdir() if path.name != "home") == beside


def test_subjects_and_bodies_are_nowhere_kept(
    mailbox: Path, watched: dict[str, str], home: Path
) -> None:
    scan(mailbox, watched)
    files = [path for path in home.rglob("*") if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)
    assert b"ana@corp.example" in kept
    assert not [secret for secret in SECRETS if secret.encode() in kept]


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX's")
def test_what_is_kept_only_the_owner_can_read(
    mailbox: Path, watched: dict[str, str], home: Path
) -> None:
    scan(mailbox, watched)
    open_to_others = [p.name for p in [home, *home.rglob("*")] if p.stat().st_mode & 0o077]
    assert open_to_others == []
