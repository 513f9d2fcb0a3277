"""What can go wrong with a database of ours, told so that a person can act on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invite_guard.errors import StoreError


@contextmanager
def told(path: Path | None = None) -> Iterator[None]:
    """Turn a failure of SQLite or the disk into one a person can act on."""
    place = f" ({path})" if path else ""
    try:
        yield
    except sqlite3.DatabaseError as error:
        busy = "locked" in str(error)
        raise StoreError(
            f"What was read cannot be kept{place}: {error}.",
            "Another scan is at work: wait for it."
            if busy
            else "Free some disk space, or `invite-guard purge` and scan again.",
        ) from error
    except OSError as error:
        raise StoreError(
            f"What was read cannot be kept{place}: {error.strerror}.",
            "Make the data folder writable.",
        ) from error
