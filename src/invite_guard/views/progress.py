"""How far reading is, on a terminal: bytes, messages a second, time left."""

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
from rich.text import Text

from invite_guard.terminal import safe


class Silent:
    """Says nothing: for pipes and logs."""

    def start(self, name: str, size: int) -> None:
        """Begin a source."""

    def advance(self, bytes_done: int, messages: int) -> None:
        """Go on."""

    def finish(self) -> None:
        """End the source."""


class Bar:
    """One line a source, that moves."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.fields[source]}", markup=False),
            BarColumn(),
            DownloadColumn(),
            _Rate(),
            TimeRemainingColumn(compact=True),
            console=console,
            refresh_per_second=5,
        )
        self._task: TaskID | None = None
        self._messages = 0

    def start(self, name: str, size: int) -> None:
        """Begin a source of so many bytes."""
        self._messages = 0
        self._progress.start()
        self._task = self._progress.add_task(
            "", total=size or None, source=safe(name, 40), messages=0
        )

    def advance(self, bytes_done: int, messages: int) -> None:
        """Say how many bytes and messages of the source are read so far."""
        if self._task is not None:
            self._progress.update(self._task, completed=bytes_done, messages=messages)

    def finish(self) -> None:
        """End the source, leaving its line behind."""
        self._progress.stop()


class _Rate(ProgressColumn):
    """Messages so far, and a second."""

    def render(self, task: Task) -> Text:
        """Write both numbers."""
        messages = task.fields["messages"]
        rate = messages / task.elapsed if task.elapsed else 0
        return Text(f"{messages:,} messages, {rate:,.0f}/s")
