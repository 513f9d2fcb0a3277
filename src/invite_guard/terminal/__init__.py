"""The terminal a person sits at: what may stand on it, and how it is asked.

Consent is given here and nowhere else: on the terminal that controls the process, never on
standard input, which anybody can feed.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from invite_guard.errors import NotConfirmedError
from invite_guard.terminal.fold import folded
from invite_guard.terminal.text import LIMIT, safe

if sys.platform == "win32":
    from invite_guard.terminal.windows import Console as _Screen
    from invite_guard.terminal.windows import forget_typed
else:
    from invite_guard.terminal.posix import Tty as _Screen
    from invite_guard.terminal.posix import forget_typed

__all__ = ["LIMIT", "Terminal", "controlling_terminal", "folded", "forget_typed", "safe"]


class Terminal(Protocol):
    """Somebody to show text to and to ask."""

    def write(self, text: str) -> None:
        """Show text. What came from strangers has gone through `safe` before."""
        ...

    def ask(self, question: str) -> str:
        """Show the question, throw away what was typed before it, and read one line.

        Raises `NotConfirmedError` at end of input, `KeyboardInterrupt` at Ctrl-C.
        """
        ...


@contextmanager
def controlling_terminal() -> Iterator[Terminal]:
    """Open the terminal that controls this process: `/dev/tty`, or the console of Windows.

    Raises `NotConfirmedError` where there is none, or where the process runs in its background.
    Nothing is read from standard input, even when that is a terminal.
    """
    try:
        screen = _Screen.open()
    except OSError as error:
        raise NotConfirmedError(
            "There is no terminal to ask at, so nothing was confirmed.",
            "Run the command yourself in a terminal: no pipe, file or setting can answer for you.",
        ) from error
    try:
        yield screen
    finally:
        screen.close()
