"""The tour is walked in a real terminal, and ends badly when what is seen is not what was meant."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a POSIX terminal")


def test_the_tour_sees_what_it_is_to_see() -> None:
    told = subprocess.run(
        [sys.executable, str(EXAMPLES / "tour.py"), "--fast"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    assert told.returncode == 0, told.stderr + told.stdout[-3_000:]


def test_a_step_that_differs_ends_the_tour(tmp_path: Path) -> None:
    import tour  # noqa: PLC0415 - imports pexpect, which Windows lacks
    from tour_steps import Step  # noqa: PLC0415 - goes with the tour

    walker = tour.Tour(tmp_path, {"PATH": "/usr/bin:/bin"}, fast=True)
    walker.take(Step("as meant", "echo one; exit 3", sees=("one",), code=3))
    for step in (
        Step("a word is missing", "echo one", sees=("two",)),
        Step("a word too many", "echo one", never_sees=("one",)),
        Step("another end", "exit 1"),
    ):
        with pytest.raises(tour.DiffersError):
            walker.take(step)
