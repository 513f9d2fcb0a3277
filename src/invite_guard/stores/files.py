"""Files that appear whole or not at all, and never in the place of another."""

import os
from pathlib import Path

_SECRET = 0o600


def write_new(path: Path, content: bytes, mark: str) -> None:
    """Write a file that did not exist: whole, on the disk, readable by its owner alone.

    `mark` names this very content: what an earlier, interrupted try with the same mark left
    behind is taken away. Raises `FileExistsError` when there is anything at `path`, and `OSError`
    for a full disk or a folder that cannot be written to; then nothing is left behind.
    """
    partial = partial_file(path, mark)
    partial.unlink(missing_ok=True)
    try:
        _write(partial, content)
        _take_place(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(path.parent)


def partial_file(path: Path, mark: str) -> Path:
    """Name the file that becomes `path` once it is whole."""
    return path.with_name(f".invite-guard-{mark}.partial")


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes) -> None:
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | binary, _SECRET)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_place(partial: Path, path: Path) -> None:
    """Give the finished file its name, unless the name is taken."""
    if os.name == "nt":
        partial.rename(path)  # fails on Windows when there is a file already
        return
    try:
        path.hardlink_to(partial)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as exFAT
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _SECRET))
        partial.replace(path)  # over the empty file that is ours
