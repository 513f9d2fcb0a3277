"""LinkedIn's data export as a command gets it: named by the person, or the shipped example's."""

from contextlib import closing
from importlib.resources import files
from pathlib import Path

from invite_guard.cli.session import DryRun, Session
from invite_guard.errors import SourceError, UsageError
from invite_guard.model.linkedin import LinkedInExport
from invite_guard.sources.linkedin_export import read_linkedin

EXAMPLE = "linkedin-demo.zip"


def read_export(session: Session, path: Path | None) -> LinkedInExport:
    """Read the export that is meant. Raises `UsageError` for none or one too many."""
    if session.demo:
        if path is not None:
            raise UsageError("--demo reads the shipped example only.", "Leave out PATH, or --demo.")
        return read_linkedin(_example())
    if path is None:
        raise UsageError(
            "Name LinkedIn's data export.",
            "LinkedIn: Settings & Privacy, Data privacy, Get a copy of your data; or try --demo.",
        )
    return read_linkedin(path)


def dry_run_if_read(session: Session) -> DryRun | None:
    """Build the plan from what was read, or give nothing where nothing was."""
    with closing(session.correspondence()) as store:
        if store.owner is None:
            return None
    return session.dry_run()


def _example() -> Path:
    found = files("invite_guard") / "demo" / EXAMPLE
    if not isinstance(found, Path) or not found.is_file():
        raise SourceError("This installation lacks the example.", "Install invite-guard again.")
    return found
