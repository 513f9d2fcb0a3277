"""The tables say what was measured, and a hundredth that is put back is put back whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.benchmarks.contestants import GROW, readers
from tests.benchmarks.forms import archives, letters
from tests.benchmarks.idle import told
from tests.benchmarks.measure import Result, Run
from tests.benchmarks.tables import report
from tests.benchmarks.takeout import Shape, write

from invite_guard.sources.detect import detect

SHAPE = Shape(300, 50)
PHASES = {
    "find messages": 0.1,
    "read headers": 0.2,
    "count": 0.3,
    "write the store": 0.1,
    "load the store": 0.1,
    "merge": 0.1,
    "plan": 0.1,
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.mbox"
    write(path, SHAPE)
    return path


def test_ratios_are_of_wall_time_and_shares_add_up() -> None:
    runs = [("invite-guard scan", 3.0), ("grep -c ^From ", 1.5), ("wc -l", 0.5)]
    readings = [Result(name, Run(seconds, seconds, None), 5) for name, seconds in runs]
    lines = list(report(SHAPE, 600_000_000, readings, PHASES))
    assert lines[2].split()[-5:] == ["5", "100", "-", "2.0", "6.0"]
    shares = {line[:38].strip(): line[:66].split()[-1] for line in lines if "%" in line}
    assert [shares[name] for name in ("reading", "the store", "the plan")] == ["60%", "20%", "20%"]
    assert lines[-1].split() == ["reading", "alone,", "MB/s", "1,000"]


def test_a_busy_machine_is_told() -> None:
    assert "NOT FREE: 40%" in told(0.4)
    assert "free (1%" in told(0.01)


def test_a_mailbox_that_grew_is_whole_again(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    size = tmp_path / "size"
    scan = tmp_path / "scan"
    scan.write_text(f"#!/bin/sh\nwc -c < {file} > {size}\n")
    scan.chmod(0o755)
    if sys.platform == "win32":
        pytest.skip("no shell")
    subprocess.run([sys.executable, "-c", GROW, str(file), str(scan)], check=True)
    assert file.read_bytes() == before
    assert 0 < len(before) - int(size.read_text()) < len(before) // 20


def test_every_form_holds_the_same_mail(file: Path, tmp_path: Path) -> None:
    field = [*readers(file), *letters(SHAPE, tmp_path), *archives(file, tmp_path)]
    scanned = {
        path
        for contestant in field
        if contestant.command[1:2] == ["scan"]
        for path in map(Path, contestant.command[2:3])
    }
    assert len(scanned) == 4
    for path in scanned:
        assert sum(1 for source in detect(path) for _ in source.messages()) == SHAPE.messages, path
