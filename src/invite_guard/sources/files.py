"""A file on disk: opened, followed while it is read, and told from what it was before."""

import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from invite_guard.errors import SourceError
from invite_guard.sources.base import START, Fingerprint, Message, Position
from invite_guard.sources.overlap import OpenFile
from invite_guard.sources.streams import DamagedError

HEAD = 1 << 16
"""How many first bytes of a file its fingerprint covers."""


def shown(path: Path) -> str:
    """Give the name of a file fit for a message: nothing in it can move a cursor or mislead."""
    name = path.name or str(path)
    return "".join(char if char.isprintable() else "�" for char in name)


def digest(data: bytes) -> str:
    """Tell these bytes from others."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def fingerprint(path: Path) -> Fingerprint:
    """Look at a file without reading it through. Raises `SourceError` when it is gone."""
    with reading(path) as file:
        status = os.fstat(file.fileno())
        return Fingerprint(status.st_size, status.st_mtime_ns, digest(file.read(HEAD)))


class Progress:
    """How many bytes of a file on disk were consumed, compressed ones where it is compressed."""

    __slots__ = ("_done", "_file")

    def __init__(self) -> None:
        self._done = 0
        self._file: OpenFile | None = None

    def follow(self, file: OpenFile) -> None:
        """Measure by this file from now on."""
        self._file = file

    def settle(self, file: OpenFile) -> None:
        """Keep the figure of a file that is about to be closed, unless another is followed."""
        if file is self._file:
            self._done, self._file = int(self), None

    def __int__(self) -> int:
        """Bytes consumed so far."""
        if not self._file:
            return self._done
        return self._file.tell() if self._file.reached is None else self._file.reached


class _Followed(OpenFile):
    """A file that leaves its progress behind, whoever closes it."""

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__(path, "rb")
        self._progress = progress
        progress.follow(self)

    def close(self) -> None:
        if not self.closed:
            self._progress.settle(self)
        super().close()


@contextmanager
def reading(path: Path, progress: Progress | None = None) -> Iterator[FileIO]:
    """Open a file to be read forward.

    Every way in which opening or reading can fail, inside this block too, becomes a `SourceError`.
    """
    followed = progress or Progress()
    try:
        with _Followed(path, followed) as file:
            yield file
    except EOFError as error:
        raise SourceError(
            f"{shown(path)} ends early: it was read to its end after {int(followed):,} bytes, "
            "but there should be more.",
            "Copy or download the file again; the mail before that place was read.",
        ) from error
    except (zlib.error, DamagedError) as error:
        raise SourceError(
            f"{shown(path)} is damaged: reading stopped after {int(followed):,} bytes.",
            "Copy or download the file again; the mail before that place was read.",
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def mode_of(path: Path) -> int:
    """Tell what the system says a path is. Raises `SourceError` for one absent or unreadable."""
    try:
        return path.stat().st_mode
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        raise SourceError("A path cannot hold a zero byte.", "Check the path.") from error


def unreadable(path: Path, error: OSError) -> SourceError:
    """Say why the system does not let this path be read, and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return SourceError(
            f"There is no file or folder {shown(path)}.", "Check the path: is a disk not mounted?"
        )
    if isinstance(error, PermissionError):
        return SourceError(
            f"{shown(path)} may not be read.",
            "Give yourself the right to read it, or name a copy.",
        )
    return SourceError(
        f"{shown(path)} cannot be read: {error.strerror or type(error).__name__}.",
        "Check the disk, or name a copy.",
    )


class Unreadable:
    """Something in a folder that cannot be looked at, and may be mail: a source that only fails."""

    kind = "unreadable"

    def __init__(self, path: Path, error: SourceError) -> None:
        self.name = path.name
        self.key = str(path.resolve())
        self._error = error

    def fingerprint(self) -> Fingerprint:
        """Raise the `SourceError` that says why."""
        raise self._error

    def grown(self, before: Fingerprint, at: Position) -> bool:  # noqa: ARG002 - nothing is known
        """Tell nothing of what was there before."""
        return False

    def messages(self, start: Position = START) -> Iterator[Message]:  # noqa: ARG002 - no messages
        """Raise the `SourceError` that says why, once the first message is asked for."""
        yield from self._none()

    def _none(self) -> tuple[Message, ...]:
        raise self._error

    def read_bytes(self) -> int:
        """Count nothing."""
        return 0
