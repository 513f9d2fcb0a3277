"""Every system call that writes, killed or failing, in an approval and an export.

A sample by default; `INVITE_GUARD_SYSTEM_CALLS=all pytest tests/torture/test_system_calls.py` plays
each call with each fault. Needs strace, which only Linux has.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform != "linux" or not shutil.which("strace"):
    pytest.skip("no strace here", allow_module_level=True)

from tests.torture.kill_rounds import BrokenPromiseError, look

ROOT = Path(__file__).resolve().parents[2]
ALL = os.environ.get("INVITE_GUARD_SYSTEM_CALLS") == "all"
SAMPLE = 15
CALLS = (
    "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,"
    "ftruncate,fchmod,chmod,mkdir"
)
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")


class Moment(NamedTuple):
    """One call, by name and by how many of that name came before."""

    call: str
    number: int


def run(home: Path, strace: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*strace, sys.executable, "-B", "-m", "tests.torture.one_step", str(home), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def moments(folder: Path) -> Iterator[Moment]:
    """Record every call of a run that succeeds."""
    home, log = folder / "home", folder / "log"
    home.mkdir()
    done = run(home, ["strace", "-f", "-o", str(log), "-e", f"trace={CALLS}"])
    if "ptrace" in done.stderr:
        pytest.skip("tracing is not allowed here")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "left 1"
    seen: Counter[str] = Counter()
    for line in log.read_text("utf-8", "replace").splitlines():
        called = re.match(r"\d+ +(\w+)\(", line)
        if called:
            seen[called[1]] += 1
            yield Moment(called[1], seen[called[1]])


def play(home: Path, moment: Moment, fault: str, *words: str) -> Counter[str]:
    """Make one call fail, then hold what is left against every promise."""
    inject = f"inject={moment.call}:{fault}:when={moment.number}"
    home.mkdir()
    done = run(home, ["strace", "-f", "-o", os.devnull, "-e", inject], *words)
    seen: Counter[str] = Counter()
    look(home, done.stdout.splitlines(), seen)
    if done.returncode > 0:
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in {1, 120}, done.stderr  # 120: standard output could not be closed
    shutil.rmtree(home)
    return seen


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[Moment]:
    return list(moments(tmp_path_factory.mktemp("calls")))


def test_no_call_that_fails_breaks_a_promise(calls: list[Moment], tmp_path: Path) -> None:
    assert len(calls) > 30
    cases = [(moment, fault) for moment in calls for fault in FAULTS]
    if not ALL:
        cases = random.Random(7).sample(cases, SAMPLE)
    broken = []
    for number, (moment, fault) in enumerate(cases):
        try:
            play(tmp_path / str(number), moment, fault)
        except (BrokenPromiseError, AssertionError) as error:
            broken.append(f"{moment.call} {moment.number} {fault}: {error}")
    assert broken == []


@pytest.mark.parametrize(
    ("sabotage", "promise"),
    [
        ("write_before_recording", "a file left unrecorded"),
        ("publish_before_writing", "a batch is called published and did not leave"),
    ],
)
def test_a_sabotaged_build_is_caught(
    calls: list[Moment], tmp_path: Path, sabotage: str, promise: str
) -> None:
    def play_all() -> None:
        for number, moment in enumerate(reversed(calls)):
            play(tmp_path / str(number), moment, "signal=KILL", sabotage)

    with pytest.raises(BrokenPromiseError, match=promise):
        play_all()
