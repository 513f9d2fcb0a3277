"""Fetching from Google in words: what it will cost, how far it is, time left."""

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text

from invite_guard.model.plan import Totals
from invite_guard.sources.google.tariff import Tariff
from invite_guard.stages.fetch import Work
from invite_guard.views.words import count


def duration(minutes: float) -> str:
    """Say how long, roughly: `less than a minute`, `about 40 minutes`, `about 8 hours`."""
    if minutes < 1:
        return "less than a minute"
    if minutes < 90:
        return f"about {count(round(minutes), 'minute')}"
    return f"about {count(round(minutes / 60), 'hour')}"


def estimate(work: Work) -> list[str]:
    """Say what is ahead before anything of it is done."""
    first, whole = work.first, work.whole
    if not whole.messages:
        return ["Gmail: nothing new to fetch."]
    lines = [
        (
            f"Gmail: {count(whole.messages, 'message')} to fetch, {whole.units:,} quota units, "
            f"{duration(whole.minutes)}."
        )
    ]
    if first.messages and whole.minutes - first.minutes > 1:
        lines.append(
            f"First the {first.messages:,} in conversations you wrote in, which decide who is a "
            f"colleague: a first plan after {duration(first.minutes)}."
        )
    if not work.known and whole.minutes > 1:
        lines.append("If your Google project is older than May 2026, it takes a tenth of that.")
    return lines


def first_plan(totals: Totals) -> str:
    """Say that there is a plan already, and what it holds."""
    return (
        f"First plan, from the conversations you wrote in: {totals.proposed:,} proposed of "
        f"{count(totals.people, 'person', 'people')}. `invite-guard plan` shows it meanwhile."
    )


class Unwatched:
    """Says nothing: for pipes and logs."""

    def start(self, messages: int, minutes: float) -> None:
        """Begin."""

    def advance(self, messages: int, units: int, tariff: Tariff) -> None:
        """Go on."""

    def finish(self) -> None:
        """End."""


class FetchBar:
    """One line that moves: messages, units a minute against the limit, time left."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("Gmail", markup=False),
            BarColumn(),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f} messages", markup=False),
            _Units(),
            _Left(),
            console=console,
            refresh_per_second=2,
        )
        self._task: TaskID | None = None

    def start(self, messages: int, minutes: float) -> None:
        """Begin with so many messages, expected to take so long."""
        self._progress.start()
        self._task = self._progress.add_task("", total=messages, units=0, limit=0, minutes=minutes)

    def advance(self, messages: int, units: int, tariff: Tariff) -> None:
        """Say how many messages came, and what was spent on them."""
        if self._task is not None:
            self._progress.update(self._task, completed=messages, units=units, limit=tariff.limit)

    def finish(self) -> None:
        """End, leaving the line behind."""
        self._progress.stop()


class _Units(ProgressColumn):
    """Quota units a minute, of those allowed."""

    def render(self, task: Task) -> Text:
        """Write both numbers."""
        minutes = max((task.elapsed or 0) / 60, 1)
        return Text(f"{task.fields['units'] / minutes:,.0f} of {task.fields['limit']:,} units/min")


class _Left(ProgressColumn):
    """Time left: by the speed so far once a minute has passed, before by the estimate."""

    def render(self, task: Task) -> Text:
        """Write it."""
        minutes, elapsed = float(task.fields["minutes"]), (task.elapsed or 0) / 60
        done = task.completed / task.total if task.total else 1
        left = elapsed / done * (1 - done) if elapsed > 1 and done else minutes * (1 - done)
        return Text(f"{duration(left)} left")
