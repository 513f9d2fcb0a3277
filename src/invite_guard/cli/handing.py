"""From the plan to a batch that leaves: the terminal, the human, the ledger, the bytes."""

import io
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from invite_guard.cli.output import stdout
from invite_guard.cli.session import Session
from invite_guard.model.batch import LedgerEntry
from invite_guard.stages import export as out
from invite_guard.stages.confirm import confirm, confirm_again
from invite_guard.stages.undo import undo
from invite_guard.terminal import controlling_terminal


def hand_over(session: Session, *, form: str, file: Path | None, first: int | None) -> LedgerEntry:
    """Show the approved at the terminal, and let them out when the human confirms.

    Raises `NotConfirmedError` before anything else where there is no terminal.
    """
    destination = _file(file)
    stream = _stream(destination)
    exporter = out.find_exporter(form)
    with controlling_terminal() as terminal, closing(session.ledger()) as ledger:
        out.require_free(destination)
        now = datetime.now(UTC)
        batch = confirm(
            session.dry_run().plan,
            terminal,
            limits=session.settings,
            week=ledger.week(now),
            now=now.astimezone(),
            form=exporter.name,
            destination=out.name_destination(destination),
            first=first,
        )
        return out.export(
            batch,
            exporter,
            ledger,
            destination=destination,
            stdout=stream,
            week_limit=session.settings.week_limit,
            now=datetime.now(UTC),
            hold=timedelta(hours=session.settings.hold_hours),
        )


def hand_over_again(session: Session, number: int, file: Path | None) -> LedgerEntry:
    """Let out a batch that was recorded and perhaps never arrived: the identical bytes."""
    destination = _file(file)
    stream = _stream(destination)
    with controlling_terminal() as terminal, closing(session.ledger()) as ledger:
        batch = confirm_again(
            ledger.entry(number), terminal, destination=out.name_destination(destination)
        )
        return out.reissue(
            batch,
            number,
            ledger,
            destination=destination,
            stdout=stream,
            now=datetime.now(UTC),
        )


def take_back(session: Session, number: int) -> LedgerEntry:
    """Undo a batch that was never uploaded, asked at the terminal."""
    with controlling_terminal() as terminal, closing(session.ledger()) as ledger:
        return undo(ledger, number, terminal, datetime.now(UTC))


def _stream(destination: Path | None) -> BinaryIO:
    """Give where bytes go that go into no file; told before anybody is asked."""
    return stdout().buffer if destination is None else io.BytesIO()


def _file(file: Path | None) -> Path | None:
    return None if file is None or str(file) == "-" else file
