"""What was read before and is gone: said with its whole path, and with the ways out."""

from collections.abc import Iterable

from invite_guard.errors import SourceError
from invite_guard.terminal import safe

WAYS_OUT = (
    "Bring it back. Or `invite-guard scan --full PATH` reads only what you name and forgets the "
    "rest; `invite-guard purge` forgets everything that was read."
)


def still_counts(key: str, why: SourceError) -> SourceError:
    """Say that something could not be looked at again, and that what was read of it stands."""
    return SourceError(f"{why.message} What was read of {safe(key)} still counts.", WAYS_OUT)


def not_there(keys: Iterable[str]) -> SourceError:
    """Say that what was read before would have to be read again, and cannot be."""
    return SourceError(
        "All that was read has to be counted anew, but this is no longer there as it was: "
        f"{', '.join(map(safe, keys))}.",
        WAYS_OUT,
    )
