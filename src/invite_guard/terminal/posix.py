"""The controlling terminal on Linux, macOS and other POSIX systems."""

import locale
import os
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from invite_guard.errors import NotConfirmedError

assert sys.platform != "win32"

_LINE = 4096
"""Most bytes a terminal gives as one line in canonical mode."""


class Tty:
    """`/dev/tty`: the terminal of this process's session, whatever its streams are tied to."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._encoding = locale.getencoding()

    @classmethod
    def open(cls) -> Self:
        """Open it. Raises `OSError` where the process has none, `NotConfirmedError` behind one."""
        descriptor = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            _require_foreground(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def close(self) -> None:
        """Let go of the terminal."""
        os.close(self._descriptor)

    def write(self, text: str) -> None:
        """Show text. Raises `NotConfirmedError` when the terminal is gone."""
        left = memoryview(text.encode(self._encoding, "replace"))
        with _still_there():
            while left:
                left = left[os.write(self._descriptor, left) :]

    def ask(self, question: str) -> str:
        """Show the question and read one line that was typed after it."""
        with _still_there(), self._line_mode():
            self.write(question)
            termios.tcflush(self._descriptor, termios.TCIFLUSH)
            try:
                line = os.read(self._descriptor, _LINE)
            except KeyboardInterrupt:
                self.write("\n")
                raise
        if not line.endswith(b"\n"):
            self.write("\n")
            raise NotConfirmedError("The answer ended before the line did: nothing was confirmed.")
        return line.decode(self._encoding, "replace").removesuffix("\n")

    @contextmanager
    def _line_mode(self) -> Iterator[None]:
        """See to it that a line can be typed, seen, mended and broken off; then put all back."""
        before = termios.tcgetattr(self._descriptor)
        mode = termios.tcgetattr(self._descriptor)
        mode[0] |= termios.ICRNL
        mode[1] |= termios.OPOST
        mode[3] |= termios.ICANON | termios.ECHO | termios.ECHOE | termios.ISIG
        termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, mode)
        try:
            yield
        finally:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)


def forget_typed() -> None:
    """Throw away what was typed on standard input before anything was to be seen."""
    if sys.stdin is not None and sys.stdin.isatty():
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _require_foreground(descriptor: int) -> None:
    """Fail unless this is a terminal, controls this very session, and listens to this process."""
    if os.tcgetpgrp(descriptor) != os.getpgrp():
        raise NotConfirmedError(
            "The command runs in the background, where nobody can be asked.",
            "Bring it to the foreground: run it again without `&`.",
        )


@contextmanager
def _still_there() -> Iterator[None]:
    """Take a terminal that hung up, or that this process may no longer read, for a no."""
    try:
        yield
    except (OSError, termios.error) as error:
        raise NotConfirmedError(
            "The terminal went away before the question was answered.", "Run the command again."
        ) from error
