"""One run of one command: how long it took, and the most memory it held."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Run(NamedTuple):
    """What one run cost."""

    seconds: float
    """Wall time, from before the process is made until it is gone."""
    processor: float | None
    """Seconds of processor time, its own and the system's for it; None where it is not told."""
    peak: float | None
    """Most memory resident at once, in MB (10^6 bytes); None where it is not told.

    The system counts from the fork on, so nothing smaller than this program itself is seen.
    """


def run(command: Sequence[str], environment: Mapping[str, str], output: Path) -> Run:
    """Run to the end, with standard output into a file. Raises `SystemExit` where it fails."""
    with output.open("wb") as file:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.PIPE,
            env=os.environ | environment,
        )
        assert process.stderr is not None
        talk = process.stderr.read()
        code, processor, peak = _wait(process)
        seconds = time.perf_counter() - begin
    if code != 0:
        raise SystemExit(f"{command[0]} ended with {code}: {talk.decode(errors='replace')[-500:]}")
    return Run(seconds, processor, peak)


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float | None, float | None]:
    if sys.platform == "win32":
        return process.wait(), None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def middle(runs: Sequence[Run]) -> Run:
    """Give the median of each measure."""
    processors = [r.processor for r in runs if r.processor is not None]
    peaks = [r.peak for r in runs if r.peak is not None]
    return Run(
        median(r.seconds for r in runs),
        median(processors) if processors else None,
        median(peaks) if peaks else None,
    )
