"""Taking back a batch that was handed over and never uploaded: its people may leave anew."""

import hashlib
from datetime import datetime
from pathlib import Path

from invite_guard.errors import NotConfirmedError, RefusedError
from invite_guard.model.batch import STDOUT, BatchState, LedgerEntry
from invite_guard.stages.notice import describe_undo
from invite_guard.stores.ledger import Ledger
from invite_guard.terminal import Terminal


def undo(ledger: Ledger, number: int, terminal: Terminal, now: datetime) -> LedgerEntry:
    """Show a batch, ask whether it was never uploaded, and put its people back.

    Nobody but the human can know that. Raises `RefusedError` while the file is still where it was
    written, for a batch that was undone before or whose people LinkedIn knows as invited, and
    `NotConfirmedError` for any answer but the phrase.
    """
    entry = ledger.entry(number)
    ledger.require_undoable(number)
    _require_gone(entry)
    terminal.write(describe_undo(entry))
    phrase = f"undo {number}"
    answer = terminal.ask(f"Type  {phrase}  if it was never uploaded; anything else stops: ")
    if answer.strip() != phrase:
        raise NotConfirmedError(
            "Not confirmed: nothing was undone.",
            f"Run the command again and type {phrase} if the file was never uploaded.",
        )
    _require_gone(entry)
    ledger.undo(number, now)
    return ledger.entry(number)


def _require_gone(entry: LedgerEntry) -> None:
    """Refuse while the file lies where it could still be uploaded, beside a later batch."""
    if entry.destination == STDOUT or entry.state is BatchState.UNDONE:
        return
    file = Path(entry.destination)
    if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == entry.digest:
        raise RefusedError(
            f"The file of batch {entry.number} is still there, so it could still be uploaded.",
            "`invite-guard ledger` names it: delete it and every copy, then undo the batch.",
        )
