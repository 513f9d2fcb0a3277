"""A disk that is really full: what was called saved stays, the rest is told, and room mends it."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux" or os.geteuid() != 0:
    pytest.skip("only root on Linux can make a small disk", allow_module_level=True)

from tests.torture.kill_rounds import leave, look, make_people, save, store

from invite_guard.errors import InviteGuardError, StoreError
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 400 KB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_loses_nothing_and_room_mends_it(disk: Path, tmp_path: Path) -> None:
    home, log = disk / "home", tmp_path / "said"
    home.mkdir()
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * 150_000)
    with log.open("wb") as said:
        refused = _until_refused(home, said.fileno())
        assert isinstance(refused, StoreError) or "No space" in str(refused.__cause__)
        look(home, log.read_text().splitlines(), Counter())
        ballast.unlink()
        _decide(home, 9999, said.fileno())
    seen: Counter[str] = Counter()
    look(home, log.read_text().splitlines(), seen)
    assert "saved ada.9999.0.0@firm.example" in log.read_text()


def _until_refused(home: Path, pipe: int) -> InviteGuardError:
    for number in range(1000):
        try:
            _decide(home, number, pipe)
        except InviteGuardError as error:
            return error
    pytest.fail("the disk never filled up")


def _decide(home: Path, number: int, pipe: int) -> None:
    people = make_people(number, 0)
    with Decisions.open(store(home)) as decisions:
        save(decisions, people, pipe)
        leave(home, Ledger(decisions.store), people, pipe, f"{number}-0")
