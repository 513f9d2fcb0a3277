"""LinkedIn's data export as a command gets it: named by the person, or the shipped example's."""

from contextlib import closing
from pathlib import Path

from invite_guard.cli.session import DryRun, Session
from invite_guard.cli.shipped import shipped
from invite_guard.errors import UsageError
from invite_guard.model.linkedin import LinkedInExport
from invite_guard.sources.linkedin_export import read_linkedin

EXAMPLE = "linkedin-demo.zip"


def read_export(session: Session, path: Path | None) -> LinkedInExport:
    """Read the export that is meant. Raises `UsageError` for none or one too many."""
    if session.demo:
        return read_linkedin(shipped(EXAMPLE, beside=path))
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
