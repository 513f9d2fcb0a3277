"""Killed at random moments of deciding and exporting: nothing lost, nothing twice or unrecorded."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are POSIX matters")

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("INVITE_GUARD_KILL_ROUNDS", "40"))
"""More of them are run before a release: INVITE_GUARD_KILL_ROUNDS=200."""

SABOTAGES = {
    "say_before_saving": "a decision was lost after it was called saved",
    "never_commit": "a decision was lost after it was called saved",
    "write_before_recording": "a file left unrecorded",
    "write_in_place": "a file is not what was recorded",
    "publish_before_writing": "a batch is called published and did not leave",
}


def kill(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.torture.kill_rounds", str(folder), *options]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_nothing_is_lost_and_nothing_leaves_twice_or_unrecorded(tmp_path: Path) -> None:
    done = kill(tmp_path, "--rounds", str(ROUNDS), "--seed", "1")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    seen = json.loads(done.stdout)
    assert seen["rounds"] == ROUNDS
    assert seen["words said"] > 0
    assert seen["batches undone"] > 0


def test_three_at_once_lose_nothing_either(tmp_path: Path) -> None:
    rounds = ["--rounds", str(ROUNDS // 2), "--seed", "3"]
    done = kill(tmp_path, *rounds, "--processes", "3")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert json.loads(done.stdout)["words said"] > 0


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_each_broken_promise_is_noticed(tmp_path: Path, sabotage: str) -> None:
    done = kill(tmp_path, "--rounds", "200", "--seed", "2", "--sabotage", sabotage)
    assert done.returncode == 1, done.stdout + done.stderr
    assert json.loads(done.stdout)["broken"] == SABOTAGES[sabotage]
