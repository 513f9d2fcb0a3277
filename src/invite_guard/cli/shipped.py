"""What is shipped for `--demo`."""

from importlib.resources import files
from pathlib import Path

from invite_guard.errors import SourceError, UsageError


def shipped(name: str, *, beside: object) -> Path:
    """Find a file of the example. Raises `UsageError` where another was named `beside` it."""
    if beside:
        raise UsageError("--demo reads the shipped example only.", "Leave out PATH, or --demo.")
    found = files("invite_guard") / "demo" / name
    if not isinstance(found, Path) or not found.is_file():
        raise SourceError("This installation lacks the example.", "Install invite-guard again.")
    return found
