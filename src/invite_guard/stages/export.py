"""A confirmed batch to a file or to standard output: recorded first, handed over once."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from invite_guard.errors import InviteGuardError, NotFoundError, RefusedError, UsageError
from invite_guard.exporters import EXPORTERS
from invite_guard.exporters.base import Exporter
from invite_guard.model.batch import STDOUT, ConfirmedBatch, LedgerEntry, digest
from invite_guard.stores.files import write_new
from invite_guard.stores.ledger import Ledger


def find_exporter(name: str) -> Exporter:
    """Give the exporter of a format. Raises `UsageError`."""
    if name not in EXPORTERS:
        raise UsageError("There is no such format.", f"Formats: {', '.join(EXPORTERS)}.")
    return EXPORTERS[name]


def name_destination(destination: Path | None) -> str:
    """Write a destination as the ledger keeps it: a whole path, or `-` for standard output."""
    if destination is None:
        return STDOUT
    return os.fsencode(destination.absolute()).decode("utf-8", "backslashreplace")


def require_free(destination: Path | None) -> None:
    """Refuse a destination that is taken or cannot be, before anybody is asked anything."""
    if destination is None:
        return
    if os.path.lexists(destination):
        raise RefusedError(
            "There is a file of that name already; an export never overwrites.",
            "Name another file after -o, or move that one away.",
        )
    if not destination.parent.is_dir():
        raise NotFoundError("The folder to export to does not exist.", "Make it first.")
    if not os.access(destination.parent, os.W_OK):
        raise RefusedError("The folder to export to cannot be written to.", "Choose another.")


def export(  # noqa: PLR0913 - one batch, told whole
    batch: ConfirmedBatch,
    exporter: Exporter,
    ledger: Ledger,
    *,
    destination: Path | None,
    stdout: BinaryIO,
    week_limit: int,
    now: datetime,
    hold: timedelta = timedelta(0),
) -> LedgerEntry:
    """Record the batch, hand it over, and record that it was; give its entry in the ledger.

    `destination` is a new file, or nothing for `stdout`. Raises what `Ledger.prepare` raises
    with nothing recorded; raises `InviteGuardError` with the batch recorded as prepared when it
    cannot be written out.
    """
    content = exporter.render(batch)
    require_free(destination)
    number = ledger.prepare(
        batch,
        content,
        form=exporter.name,
        destination=name_destination(destination),
        week_limit=week_limit,
        now=now,
        hold=hold,
    )
    _hand_over(ledger, number, destination, stdout, now)
    return ledger.entry(number)


def reissue(  # noqa: PLR0913 - one batch, told whole
    batch: ConfirmedBatch,
    number: int,
    ledger: Ledger,
    *,
    destination: Path | None,
    stdout: BinaryIO,
    now: datetime,
) -> LedgerEntry:
    """Hand over a batch that was recorded and perhaps never arrived: the identical bytes.

    `batch` is the fresh confirmation of exactly its rows, in its order. Raises `RefusedError`
    when it is another one, or when the batch was published.
    """
    entry = ledger.entry(number)
    if type(batch) is not ConfirmedBatch or batch.digest != digest(entry.rows):
        raise RefusedError(f"What was confirmed is not batch {number}.", "Run the command again.")
    _hand_over(ledger, number, destination, stdout, now)
    return ledger.entry(number)


def _hand_over(
    ledger: Ledger, number: int, destination: Path | None, stdout: BinaryIO, now: datetime
) -> None:
    try:
        with ledger.publishing(number, now) as content:
            if destination is None:
                _pour(content, stdout)
            elif not _arrived(destination, content):
                write_new(destination, content, f"batch-{number}")
    except OSError as error:
        raise InviteGuardError(
            f"Batch {number} is recorded, but could not be handed over: {_reason(error)}.",
            f"`invite-guard ledger --reissue {number}` (-o FILE) gives the same bytes, once you "
            "confirm.",
        ) from error


def _arrived(destination: Path, content: bytes) -> bool:
    """Whether a crash came after the file and before its record: then only that is missing."""
    return destination.is_file() and destination.read_bytes() == content


def _pour(content: bytes, stdout: BinaryIO) -> None:
    """Write past any buffer: what a reader did not take must not leave later, unasked."""
    stdout.flush()
    unbuffered: BinaryIO = getattr(stdout, "raw", stdout)
    left = memoryview(content)
    while left:
        left = left[unbuffered.write(left) or 0 :]
    unbuffered.flush()


def _reason(error: OSError) -> str:
    if isinstance(error, BrokenPipeError):
        return "the program that reads the output closed it"
    return error.strerror.lower() if error.strerror else "the system refused"
