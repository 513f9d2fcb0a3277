"""What every book is: people written down on purpose or by a program, read whole."""

from typing import Protocol

from invite_guard.model.book import BookContent
from invite_guard.model.source import Fingerprint

__all__ = ["Book", "BookContent", "Fingerprint"]


class Book(Protocol):
    """An address book or a LinkedIn data export."""

    @property
    def kind(self) -> str:
        """`google contacts`, `outlook contacts`, `vcard`, `linkedin`: for people and the plan."""
        ...

    @property
    def name(self) -> str:
        """What a person calls it: the file or folder name, without its path."""
        ...

    @property
    def key(self) -> str:
        """What the store knows it by: the resolved path, and the place in it where it is inside."""
        ...

    def fingerprint(self) -> Fingerprint:
        """Look at the book without reading it through. Raises `SourceError` when it is gone."""
        ...

    def read(self) -> BookContent:
        """Read it whole. Raises `SourceError` where it cannot be read."""
        ...
