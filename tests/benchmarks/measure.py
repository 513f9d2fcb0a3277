"""One run of one command: how long it took, and the most memory it held."""

import compileall
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import invite_guard

if sys.platform == "win32":

    def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float | None, float | None]:
        return process.wait(), None, None
else:
    import resource

    def ended(child: int) -> tuple[int, float, float | None]:
        """Wait for a child to end: its exit code, seconds of processor time, and peak in MB."""
        _, status, usage = os.wait4(child, 0)
        hidden = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        unit = 1 if sys.platform == "darwin" else 1024
        peak = usage.ru_maxrss * unit / 1e6 if usage.ru_maxrss > hidden else None
        return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, peak

    def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float | None, float | None]:
        process.returncode, processor, peak = ended(process.pid)
        return process.returncode, processor, peak


def compiled() -> None:
    """Compile what will run, as an installation does: not every environment keeps bytecode."""
    for folder in (sysconfig.get_path("purelib"), Path(invite_guard.__file__).parent):
        compileall.compile_dir(folder, quiet=2)


class Run(NamedTuple):
    """What one run cost."""

    seconds: float
    """Wall time, from before the process is made until it is gone."""
    processor: float | None
    """Seconds of processor time, its own and the system's for it; None where it is not told."""
    peak: float | None
    """Most memory resident at once, in MB (10^6 bytes); None where it is not told.

    The system counts from the fork on, so what is smaller than this program itself is not seen.
    """


class Result(NamedTuple):
    """A command, its median run, and of how many."""

    name: str
    run: Run
    rounds: int


def run(command: Sequence[str], environment: Mapping[str, str], output: Path) -> Run:
    """Run to the end, with standard output into a file. Raises `SystemExit` where it fails."""
    begin = time.perf_counter()
    with (
        output.open("wb") as file,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.PIPE,
            env=os.environ | environment,
        ) as process,
    ):
        assert process.stderr is not None
        talk = process.stderr.read()
        code, processor, peak = _wait(process)
        seconds = time.perf_counter() - begin
    if code != 0:
        raise SystemExit(f"{command[0]} ended with {code}: {talk.decode(errors='replace')[-500:]}")
    return Run(seconds, processor, peak)


def middle(runs: Sequence[Run]) -> Run:
    """Give the median of each measure."""
    processors = [r.processor for r in runs if r.processor is not None]
    peaks = [r.peak for r in runs if r.peak is not None]
    return Run(
        median(r.seconds for r in runs),
        median(processors) if processors else None,
        median(peaks) if peaks else None,
    )
