"""Whether this machine is free: figures of a busy one mean little."""

import os
import time
from pathlib import Path

WATCHED = 2.0
"""Seconds it is watched for."""
FREE = 0.05
"""Most share of its processors that may be at work for something else."""
_STAT = Path("/proc/stat")


def busy() -> float | None:
    """Give the share of all processors' time that is used while this program waits.

    None where the system does not tell (Linux does).
    """
    if not _STAT.exists():
        return None
    before = _ticks()
    time.sleep(WATCHED)
    idle, whole = (after - past for after, past in zip(_ticks(), before, strict=True))
    return max(0.0, 1 - idle / whole) if whole else None


def told(share: float | None) -> str:
    """Say in a line what the figures that follow are worth."""
    processors = f"{os.cpu_count()} processors"
    if share is None:
        return f"{processors}; whether they are free is not told by this system"
    if share <= FREE:
        return f"{processors}, free ({share:.0%} at work for others)"
    return f"{processors}, NOT FREE: {share:.0%} at work for others; believe processor time at most"


def _ticks() -> tuple[int, int]:
    """Give idle and all ticks since the start (proc(5), /proc/stat, first line)."""
    ticks = [int(word) for word in _STAT.read_text("ascii").splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)
