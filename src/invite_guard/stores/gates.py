"""What the ledger refuses, whoever asks: checked within the transaction that would record it."""

from datetime import datetime

from invite_guard.errors import OverLimitError, RefusedError, StaleError
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.mail.never_list import NeverList
from invite_guard.model.batch import BatchState, LedgerEntry, Row, Week
from invite_guard.model.decision import Action, Standing, staleness
from invite_guard.terminal import safe


def require_prepared(entry: LedgerEntry) -> None:
    """Refuse to hand over a batch that was handed over, or undone. Raises `RefusedError`."""
    if entry.state is BatchState.PUBLISHED:
        raise RefusedError(
            f"Batch {entry.number} was handed over already.",
            "`invite-guard ledger` shows where it went; a batch leaves once.",
        )
    if entry.state is BatchState.UNDONE:
        raise RefusedError(
            f"Batch {entry.number} was undone: it leaves no more.",
            "Its people are approved still: `invite-guard export` hands them over anew.",
        )


def require_undoable(entry: LedgerEntry, invited: int) -> None:
    """Refuse to undo a batch twice, or one of whose people so many are known as invited."""
    if entry.state is BatchState.UNDONE:
        raise RefusedError(
            f"Batch {entry.number} was undone before.", "`invite-guard ledger` lists every batch."
        )
    if invited:
        raise RefusedError(
            f"LinkedIn's export shows {invited} of batch {entry.number} as invited: it was "
            "uploaded.",
            "`invite-guard outcomes` tells more; who was invited is not invited again.",
        )


def require_standing(row: Row, now: Standing, latest: datetime | None) -> None:
    """Refuse a row whose person is not approved as shown. Raises `StaleError`.

    An approval of after `latest` is too young to count.
    """
    who = safe(row.name or row.address)
    mailbox = canonical(row.address)
    word = now.decisions.get(mailbox)
    if mailbox in now.exported:
        reason = "was exported before"
    elif NeverList(now.never).covers(row.address):
        reason = "is on the never-list"
    elif word is None or word.action is not Action.APPROVE:
        reason = "is no longer approved"
    elif latest is not None and word.at > latest:
        reason = "was approved too short a time ago"
    else:
        reason = staleness(word, row.address, row.tag)
    if reason:
        raise StaleError(
            f"Nothing was exported: {who}: {safe(reason)}.",
            "`invite-guard plan` shows how things stand; run the export again after that.",
        )


def require_room(week: Week, people: int, limit: int) -> None:
    """Refuse more people than the week has room for. Raises `OverLimitError`."""
    if week.people + people > limit:
        raise OverLimitError(
            f"Nothing was exported: {week.people} people left in the last seven days, and "
            f"{people} more would pass the limit of {limit}.",
            "`invite-guard ledger` shows when each batch left.",
        )
