"""One shell on a real pseudo-terminal, worked by keys. Needs pexpect, so Linux or macOS."""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pyte

from demo import throw_away_home
from recording.screen import Emulator, Picture

COLUMNS, LINES = 100, 30
PROMPT = "$ "
PATIENCE = 180.0
"""Seconds a key may take to show what it is to show."""
QUIET = 0.4
"""Seconds without a word from the program after which its screen is taken for settled."""
UTF_8 = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


class Frame(NamedTuple):
    """What was seen after a key, and for how long it is to be shown."""

    picture: Picture
    key: str
    seconds: float


class NotSeenError(Exception):
    """A key did not show what it was to show."""


class Session:
    """A shell, and a frame for every key pressed in it."""

    def __init__(self, child: Any) -> None:
        self._child = child
        self._screen = Emulator(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.frames: list[Frame] = []
        self._until(re.escape(PROMPT))
        self._keep("", 1.0)

    def enter(self, command: str, sees: str, seconds: float) -> None:
        """Type a line, a key at a time, and end it with Enter."""
        for end, char in enumerate(command, 1):
            self._child.send(char)
            while not self._before_cursor().endswith(command[:end]):
                self._read(PATIENCE)
            self._keep("", 0.06)
        self.press("\r", "Enter", sees, seconds)

    def press(self, key: str, name: str, sees: str, seconds: float) -> None:
        """Press one key, and keep the screen once it shows what it is to show, and settled.

        `sees` is a regular expression that nothing on the screen matched before the key; an empty
        one stands for any change, be it of colour. Raises `NotSeenError` where that takes too long.
        """
        before = self._screen.picture()
        if sees and re.search(sees, self.shown, re.DOTALL):
            raise NotSeenError(f"seen before {name} was pressed: {sees}\n{self.shown}")
        self._child.send(key)
        while not sees and self._screen.picture() == before:
            self._read(QUIET)
        self._until(sees)
        while self._read(QUIET):
            pass
        self._keep(name, seconds)

    @property
    def shown(self) -> str:
        """Everything on the screen, as text."""
        return "\n".join(self._screen.display)

    def _keep(self, key: str, seconds: float) -> None:
        self.frames.append(Frame(self._screen.picture(), key, seconds))

    def _before_cursor(self) -> str:
        shown = self._screen.display[self._screen.cursor.y]
        return str(shown[: self._screen.cursor.x])

    def _until(self, sees: str) -> None:
        end = time.monotonic() + PATIENCE
        while not re.search(sees, self.shown, re.DOTALL):
            if time.monotonic() > end or not self._read(PATIENCE):
                raise NotSeenError(f"not seen: {sees}\n{self.shown}")

    def _read(self, seconds: float) -> bool:
        try:
            self._stream.feed(self._child.read_nonblocking(1 << 16, seconds))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        return True


@contextmanager
def shell() -> Iterator[Session]:
    """Open a shell in a folder and with a data folder that are thrown away."""
    with throw_away_home() as home, tempfile.TemporaryDirectory() as folder:
        here = Path(sys.executable).parent
        environment = {
            "PATH": f"{here}{os.pathsep}{home.get('PATH', os.defpath)}",
            "INVITE_GUARD_HOME": home["INVITE_GUARD_HOME"],
            "HOME": folder,
            "LC_ALL": UTF_8,
            "PS1": PROMPT,
            "TERM": "xterm-256color",
            "PAGER": f"head -n {LINES - 5}",
            "BASH_SILENCE_DEPRECATION_WARNING": "1",
        }
        child = pexpect.spawn(
            "/bin/sh", ["-i"], cwd=folder, env=environment, dimensions=(LINES, COLUMNS)
        )
        try:
            yield Session(child)
        finally:
            child.close(force=True)
