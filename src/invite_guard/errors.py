"""Every expected failure: what happened, what to do about it, and the exit code it ends with."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes a script may rely on."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    PROPOSED = 3
    NOT_CONFIRMED = 4
    STALE = 5
    NOT_SIGNED_IN = 6
    OVER_LIMIT = 7
    INTERRUPTED = 130


class InviteGuardError(Exception):
    """An expected failure, told to the person in two lines: what happened and what to do.

    The message never holds text that came from a stranger unless it went through `safe()`.
    """

    exit_code: Exit = Exit.FAILURE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(InviteGuardError):
    """The words of the command do not fit together."""

    exit_code = Exit.USAGE


class SourceError(InviteGuardError):
    """A source cannot be read: absent, unreadable, of no known kind."""


class NoMailError(SourceError):
    """What lies at a path is no mail; an address book, perhaps."""


class OwnerError(InviteGuardError):
    """Whose mail it is cannot be told, or was told wrongly."""


class StoreError(InviteGuardError):
    """A file of ours cannot be used: locked, full disk, damaged, or from a newer version."""


class NotFoundError(InviteGuardError):
    """No person, batch or entry answers to the given words, or more than one does."""


class NotConfirmedError(InviteGuardError):
    """The human said no, said something else, or there was no terminal to ask at."""

    exit_code = Exit.NOT_CONFIRMED


class StaleError(InviteGuardError):
    """What was approved is no longer what would be exported."""

    exit_code = Exit.STALE


class NotSignedInError(InviteGuardError):
    """There is no sign-in at Google, or it no longer holds."""

    exit_code = Exit.NOT_SIGNED_IN


class OverLimitError(InviteGuardError):
    """More people than one batch, or one week, may hold."""

    exit_code = Exit.OVER_LIMIT


class RefusedError(InviteGuardError):
    """A row that must not leave: an ambiguous address, a cell a spreadsheet would run."""
