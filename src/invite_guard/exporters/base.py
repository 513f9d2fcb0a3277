"""What every format is: a confirmed batch in, bytes out."""

import csv
import io
from collections.abc import Mapping
from typing import Protocol

from invite_guard.errors import RefusedError
from invite_guard.model.batch import ConfirmedBatch, Row
from invite_guard.model.cell import unfit
from invite_guard.terminal import safe


class Exporter(Protocol):
    """One format."""

    name: str
    """What `--format` takes."""

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every row or none.

        Raises `RefusedError`, naming the person, for a cell that a spreadsheet would run or that
        holds control characters: it is not rewritten.
        """
        ...


def separated(batch: ConfirmedBatch, columns: Mapping[str, str]) -> bytes:
    """Write comma-separated values: for each title of a column, what a row holds by that name.

    RFC 4180: UTF-8 without a mark, CRLF line ends, quotes only where a cell needs them. Raises
    `RefusedError`.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([getattr(row, name) for name in columns.values()] for row in cleared(batch))
    return text.getvalue().encode("utf-8")


def cleared(batch: ConfirmedBatch) -> tuple[Row, ...]:
    """Give the rows to write, after looking at every cell.

    Raises `TypeError` for anything but a confirmed batch, `RefusedError` for a cell.
    """
    if type(batch) is not ConfirmedBatch:
        raise TypeError("only a confirmed batch can be exported")
    for row in batch.rows:
        reason = unfit(row)
        if reason:
            raise RefusedError(
                f"{safe(row.name or row.address)} cannot be exported: {safe(reason)}.",
                "Mend the entry where it comes from and scan again, or reject the person.",
            )
    return batch.rows
