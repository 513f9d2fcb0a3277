"""The console on Windows."""

import msvcrt
import sys
from typing import Self, TextIO

from invite_guard.errors import NotConfirmedError

assert sys.platform == "win32"


class Console:
    """`CONIN$` and `CONOUT$`: the console of this process, whatever its streams are tied to."""

    def __init__(self, keys: TextIO, screen: TextIO) -> None:
        self._keys = keys
        self._screen = screen

    @classmethod
    def open(cls) -> Self:
        """Open both ends. Raises `OSError` where the process has no console."""
        keys = open("CONIN$", encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115 - a device, held open
        try:
            screen = open("CONOUT$", "w", encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115 - the same
        except OSError:
            keys.close()
            raise
        if not (keys.isatty() and screen.isatty()):
            keys.close()
            screen.close()
            raise OSError("not a console")
        return cls(keys, screen)

    def close(self) -> None:
        """Let go of the console."""
        self._keys.close()
        self._screen.close()

    def write(self, text: str) -> None:
        """Show text."""
        self._screen.write(text)
        self._screen.flush()

    def ask(self, question: str) -> str:
        """Show the question and read one line that was typed after it."""
        self.write(question)
        forget_typed()
        line = self._keys.readline()
        if not line.endswith("\n"):
            raise NotConfirmedError("The answer ended before the line did: nothing was confirmed.")
        return line.rstrip("\r\n")


def forget_typed() -> None:
    """Throw away what was typed before anything was to be seen."""
    while msvcrt.kbhit():
        msvcrt.getwch()
