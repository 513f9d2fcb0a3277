"""The folders below a path, in a fixed order; links are not followed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from invite_guard.sources.files import unreadable


class Place(NamedTuple):
    """A folder and the files in it."""

    path: str
    parts: tuple[str, ...]
    """Where it lies below the path that was walked."""
    delivered: bool
    """Whether it is a maildir's `cur` or `new`: every file in it is a message."""
    files: tuple[os.DirEntry[str], ...] = ()
    """Regular, visible files by name."""
    fault: OSError | None = None
    """Why the folder cannot be looked into."""


def places(root: Path) -> Iterator[Place]:
    """Walk the folders at and below `root`, parents first.

    A maildir is a folder with `cur` and one of `new` and `tmp`; what lies in its `tmp` is not yet
    delivered. Hidden folders are entered where they are maildirs, as Maildir++ has its subfolders.
    Raises `SourceError` when `root` may not be read.
    """
    waiting = [Place(str(root), (), delivered=False)]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place.path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if not place.parts:
                raise unreadable(root, error) from error
            yield place._replace(fault=error)
            continue
        below = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
        if place.parts and place.parts[-1].startswith(".") and "cur" not in below:
            continue
        yield place._replace(files=tuple(filter(_visible, entries)))
        waiting += [
            _within(place, name, below) for name in sorted(below - _undelivered(below))[::-1]
        ]


def _within(place: Place, name: str, beside: set[str]) -> Place:
    delivered = name in {"cur", "new"} and "cur" in beside and not beside.isdisjoint({"new", "tmp"})
    return Place(str(Path(place.path, name)), (*place.parts, name), delivered)


def _undelivered(names: set[str]) -> set[str]:
    return {"tmp"} if "cur" in names else set()


def _visible(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
