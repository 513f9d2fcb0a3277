"""A scan killed at any moment loses nothing and counts nothing twice.

`INVITE_GUARD_KILLS=200 pytest tests/torture/test_kill_scan.py` kills as often as that.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from invite_guard.stores.correspondence import Correspondence

KILLS = int(os.environ.get("INVITE_GUARD_KILLS", "6"))
MESSAGES = 1_500
SCAN = (
    "from invite_guard.stages.counting import read, reckoning;"
    "read.STEP, reckoning.CHECKPOINT = 50, 100;"
    "from invite_guard.cli.main import run; run()"
)
DOUBLE = (
    "from invite_guard.sources.mbox import Mbox; messages = Mbox.messages;"
    "Mbox.messages = lambda self, start=None: messages(self);"
    "from invite_guard.stages.counting.seen import Seen; Seen.source_of = lambda *_: None;"
)
"""A sabotaged scan: after a restart it counts again what it counted before."""
AHEAD = (
    "from invite_guard.sources import overlap;"
    "overlap.AT_ONCE = 1000; overlap.ROOM = 5000; overlap.cores = lambda: 2;"
)
"""A scan that decompresses even so little in a thread."""
CARD = b"BEGIN:VCARD\nFN:Ana Ruiz\nEMAIL:p3@a.example\nTITLE:Buyer\nEND:VCARD\n"


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mail") / "mail.mbox"
    with path.open("w", encoding="ascii", newline="\n") as file:
        for number in range(MESSAGES):
            person = f"p{number % 97}@a.example"
            sender, to = (person, "me@b.example") if number % 2 else ("me@b.example", person)
            file.write(
                f"From x@a.example Sun Sep 13 12:26:40 2020\nFrom: {sender}\nTo: {to}\n"
                f"Cc: c{number % 13}@c.example\nMessage-ID: <{number}@a.example>\n"
                f"Date: Sun, 13 Sep 2020 12:{number % 60:02}:40 +0000\n\nHello.\n\n"
            )
    return path


def start(home: Path, mail: Path, before: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", before + SCAN, "scan", str(mail), "--me", "me@b.example", "--json"],
        env={**os.environ, "INVITE_GUARD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def content(home: Path) -> object:
    with Correspondence.open(home / "correspondence.sqlite3") as store:
        states = [(s.complete, s.messages, s.skipped) for s in store.sources()]
        books = [book.content for book in store.books()]
        return states, books, store.correspondents()


def finished(home: Path, mail: Path, before: str = "") -> object:
    child = start(home, mail, before)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 0, errors.decode()
    return content(home)


def killed_and_finished(home: Path, mail: Path, chance: random.Random, before: str = "") -> object:
    """Kill up to three scans, each at a random moment, then let one run to its end."""
    for _ in range(chance.randint(1, 3)):
        child = start(home, mail, before)
        time.sleep(chance.uniform(0.2, 1.2))
        child.kill()
        child.communicate()
        database = home / "correspondence.sqlite3"
        if database.exists():
            with closing(sqlite3.connect(database)) as db:
                assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    return finished(home, mail, before)


def test_nothing_is_lost_and_nothing_counted_twice(mail: Path, tmp_path: Path) -> None:
    whole = finished(tmp_path / "whole", mail)
    chance = random.Random(350)
    for number in range(KILLS):
        assert killed_and_finished(tmp_path / str(number), mail, chance) == whole


def test_the_same_holds_of_an_archive_and_the_contacts_in_it(mail: Path, tmp_path: Path) -> None:
    (tmp_path / "all.vcf").write_bytes(CARD)
    archive = tmp_path / "takeout.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(mail, "Takeout/Mail/All mail.mbox")
        tar.add(tmp_path / "all.vcf", "Takeout/Contacts/all.vcf")
    whole = finished(tmp_path / "whole", archive)
    assert "Ana Ruiz" in repr(whole)
    chance = random.Random(351)
    for number in range(KILLS):
        home = tmp_path / str(number)
        assert killed_and_finished(home, archive, chance, AHEAD) == whole


def test_the_harness_can_fail(mail: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.mbox"
    half.write_bytes(mail.read_bytes()[: mail.stat().st_size // 2])
    finished(tmp_path / "twice", half, DOUBLE)
    half.write_bytes(mail.read_bytes())
    assert finished(tmp_path / "twice", half, DOUBLE) != finished(tmp_path / "whole", mail)
