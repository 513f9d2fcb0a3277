"""What every format is: a confirmed batch in, bytes out."""

from typing import Protocol

from invite_guard.model.batch import ConfirmedBatch


class Exporter(Protocol):
    """One format."""

    name: str
    """What `--format` takes."""
    about: str
    """One line for the help."""

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every row or none.

        Raises `RefusedError`, naming the person, for a cell that a spreadsheet would run or that
        holds control characters: it is not rewritten.
        """
        ...
