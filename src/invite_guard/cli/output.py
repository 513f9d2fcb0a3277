"""The one owner of stdout: tables to the screen, plain text to pipes, whole files or none."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from invite_guard.cli.options import Invocation
from invite_guard.errors import InviteGuardError
from invite_guard.terminal import safe

PLAIN_WIDTH = 160
"""Columns of a table that no screen limits: the same whatever window a pipe was started from."""

Draw = Callable[[Console], None]


def show(draw: Draw, invocation: Invocation, file: Path | None = None) -> None:
    """Print a view: in colour and paged on a terminal, plain everywhere else."""
    if _to_file(file) or not stdout().isatty():
        write(_drawn(draw, PLAIN_WIDTH, color=False), file)
        return
    columns, lines = shutil.get_terminal_size()
    color = wants_color(invocation)
    text = _drawn(draw, columns, color=color)
    if invocation.pager and text.count("\n") >= lines:
        os.environ.setdefault("LESS", "-FRX")  # what was read stays on the screen afterwards
        click.echo_via_pager(text, color=color)
    else:
        click.echo(text, stdout(), nl=False, color=color)


def write(text: str, file: Path | None = None) -> None:
    """Print data as they are, or put them into a file that only its owner reads."""
    write_parts([text], file)


def write_parts(parts: Iterable[str], file: Path | None = None) -> None:
    """Do so part by part, as they are made: for what is no document before its last part."""
    if file is None or not _to_file(file):
        out = stdout()
        for part in _ended(parts):
            click.echo(part, out, nl=False)
        return
    try:
        _replace(file, parts)
    except OSError as error:
        raise InviteGuardError(
            f"{safe(file.name or str(file))} cannot be written: {error.strerror}.",
            "Name a file in a folder that is there and that you can write to.",
        ) from error


def stdout() -> TextIO:
    """Give standard output. Raises `InviteGuardError` where the process was given none."""
    if sys.stdout is None:
        raise InviteGuardError("Standard output is closed.", "Leave it open, or give -o FILE.")
    return sys.stdout


def plain(draw: Draw, width: int = PLAIN_WIDTH) -> str:
    """Give a view as text without colours or codes."""
    return _drawn(draw, width, color=False)


def _to_file(file: Path | None) -> bool:
    return file is not None and str(file) != "-"


def _drawn(draw: Draw, width: int, *, color: bool) -> str:
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=color,
        color_system="auto" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    draw(console)
    text = buffer.getvalue()
    if color:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])


def wants_color(invocation: Invocation) -> bool:
    """Whether colour may be shown where it can be (no-color.org)."""
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return invocation.color and not refused


def _ended(parts: Iterable[str]) -> Iterator[str]:
    """End the last line where it is not ended."""
    end = ""
    for part in parts:
        yield part
        end = part[-1:] or end
    if end != "\n":
        yield "\n"


def _replace(file: Path, parts: Iterable[str]) -> None:
    """Write beside the file, then put it in its place: a reader sees the old or the new, whole.

    A device or a named pipe is written to as it is: putting a file in its place would destroy it.
    """
    if file.exists() and not file.is_file():
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines(parts)
        return
    folder = file.resolve().parent
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
            out.writelines(_ended(parts))
        draft.replace(file.resolve())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
