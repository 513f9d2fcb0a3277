"""The whole loop in a real terminal: scan, look, ask why, decide, and hand over three people.

    python examples/tour.py           types at the speed of a hand
    python examples/tour.py --fast    as CI runs it

Works on the shipped mailbox in a data folder that is thrown away. Ends with 1 when anything that is
seen differs from what was to be seen. Needs pexpect, so Linux or macOS.
"""

import argparse
import csv
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from demo import throw_away_home
from tour_steps import Step, first_proposed, steps

ROWS, COLUMNS = 45, 100
SECONDS = 60
"""Most that one step may take."""
BREATH = 0.4
"""Seconds between a question and its answer: what was typed before the question is thrown away."""
UTF_8 = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


class DiffersError(Exception):
    """What was seen is not what was to be seen."""


class Tour:
    """One walk through the steps, shown on stdout as it happens."""

    def __init__(self, folder: Path, environment: dict[str, str], *, fast: bool) -> None:
        self._folder = folder
        self._environment = environment
        self._fast = fast

    def take(self, step: Step) -> None:
        """Type one command, answer its questions, and hold what is seen against the step."""
        print(f"\n\x1b[2m# {step.about}\x1b[0m\n\x1b[1m$ \x1b[0m", end="", flush=True)
        for char in step.command:
            print(char, end="", flush=True)
            self._pause(0.03)
        print(flush=True)
        seen, code = self._run(step)
        if code != step.code:
            raise DiffersError(f"exit code {code}, not {step.code}")
        for text in step.sees:
            if text not in seen:
                raise DiffersError(f"not seen: {text}")
        for text in step.never_sees:
            if text in seen:
                raise DiffersError(f"seen: {text}")
        self._pause(2)

    def _run(self, step: Step) -> tuple[str, int | None]:
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", step.command],
            cwd=str(self._folder),
            env=self._environment,
            dimensions=(ROWS, COLUMNS),
            encoding="utf-8",
            timeout=SECONDS,
        )
        child.logfile_read = sys.stdout
        seen = ""
        for question, answer in step.answers:
            child.expect_exact(question)
            seen += child.before + child.after
            time.sleep(BREATH)
            self._pause(1)
            child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        return CODES.sub("", seen + child.before), child.exitstatus

    def _pause(self, seconds: float) -> None:
        if not self._fast:
            time.sleep(seconds)


def walk(*, fast: bool) -> int:
    """Take every step, then look who is in the file that left."""
    with throw_away_home() as home, tempfile.TemporaryDirectory() as folder:
        here = Path(sys.executable).parent
        environment = {**home, "PATH": f"{here}{os.pathsep}{home.get('PATH', '')}"}
        environment |= {"TERM": "xterm-256color", "LC_ALL": UTF_8}
        tour = Tour(Path(folder), environment, fast=fast)
        for step in steps():
            try:
                tour.take(step)
            except (DiffersError, pexpect.ExceptionPexpect) as difference:
                first = str(difference).splitlines()[0]
                print(f"\nThe tour differs at `{step.command}`: {first}", file=sys.stderr)
                return 1
        with (Path(folder) / "batch.csv").open(encoding="utf-8", newline="") as handle:
            left = [row["email"] for row in csv.DictReader(handle)]
    if left != first_proposed(len(left)) or len(left) != 3:
        print(f"\nOther people left than were approved: {left}", file=sys.stderr)
        return 1
    print("\nEverything was as expected.")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Walk through the whole loop.")
    parser.add_argument("--fast", action="store_true", help="without pauses")
    sys.exit(walk(fast=parser.parse_args().fast))
