"""One of the logs that share the precious file."""

from pathlib import Path
from typing import Self

from invite_guard.stores.precious import PATIENCE, Precious


class Part:
    """A log in the precious file: opened with it, or beside another log of the same file."""

    def __init__(self, store: Precious) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path, *, patience: float = PATIENCE) -> Self:
        """Open the precious file for this log. Raises `StoreError`."""
        return cls(Precious.open(path, patience=patience))

    @property
    def store(self) -> Precious:
        """The open file, which another log may share."""
        return self._store

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
