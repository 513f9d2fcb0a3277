"""A line that stands on the terminal while something takes long, and is wiped off afterwards."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 5_000
"""Addresses from which working out a plan takes so long that one wonders."""


@contextmanager
def working_out(addresses: int) -> Iterator[None]:
    """Say meanwhile, on a terminal only, that it is worked out where so many addresses stand."""
    text = f"Working out where {addresses:,} addresses stand..."
    watched = sys.stderr is not None and sys.stderr.isatty()
    if addresses < MANY or not watched or len(text) >= shutil.get_terminal_size().columns:
        yield
        return
    sys.stderr.write(text)
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f"\r{' ' * len(text)}\r")  # in letters that every terminal understands
        sys.stderr.flush()
