"""How far reading is, on a terminal: bytes, messages a second, time left."""

import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

from invite_guard.terminal import safe
from invite_guard.views import words

_PAUSE = 0.2
"""Seconds between two drawings."""
_NUMBERS = 57
"""Columns that are not the name's: what bytes, messages and time take, and a short bar."""


class Silent:
    """Says nothing: for pipes and logs."""

    def start(self, name: str, size: int) -> None:
        """Begin a source."""

    def advance(self, bytes_done: int, messages: int) -> None:
        """Go on."""

    def finish(self) -> None:
        """End the source."""


class Bar:
    """One line a source, that moves; what stays of it says what was read.

    It is drawn as reading goes on and by no thread, beside which no process could be copied.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None
        self._drawn = 0.0

    def start(self, name: str, size: int) -> None:
        """Begin a source of so many bytes."""
        self._progress = Progress(
            TextColumn("{task.fields[source]}", markup=False),
            BarColumn(),
            DownloadColumn(table_column=Column(no_wrap=True)),
            _Rate(table_column=Column(no_wrap=True)),
            _TimeLeft(compact=True, table_column=Column(no_wrap=True)),
            console=self._console,
            auto_refresh=False,
        )
        room = max(8, min(40, self._console.width - _NUMBERS))
        self._progress.add_task(
            "", total=size or None, source=safe(name, room), messages=0, ended=False
        )
        self._progress.start()

    def advance(self, bytes_done: int, messages: int) -> None:
        """Say how many bytes and messages of the source are read so far."""
        if not self._progress:
            return
        due = time.monotonic() - self._drawn > _PAUSE
        if due:
            self._drawn = time.monotonic()
        self._progress.update(TaskID(0), completed=bytes_done, messages=messages, refresh=due)

    def finish(self) -> None:
        """End the source, leaving its line behind."""
        if self._progress:
            self._progress.update(TaskID(0), ended=True)
            self._progress.stop()


class _Rate(ProgressColumn):
    """Messages so far, and a second while they are read."""

    def render(self, task: Task) -> Text:
        """Write the numbers."""
        messages = task.fields["messages"]
        rate = messages / task.elapsed if task.elapsed else 0
        pace = "" if task.fields["ended"] else f", {rate:,.0f}/s"
        return Text(f"{words.count(messages, 'message')}{pace}")


class _TimeLeft(TimeRemainingColumn):
    """How long it may still take; nothing once it is over."""

    max_refresh = 0

    def render(self, task: Task) -> Text:
        """Write minutes and seconds."""
        return Text() if task.fields["ended"] else super().render(task)
