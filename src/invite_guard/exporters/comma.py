"""Comma-separated values, for any program: every column this tool knows."""

import csv
import io

from invite_guard.exporters.base import cleared
from invite_guard.model.batch import ConfirmedBatch

_COLUMNS = ("first_name", "last_name", "email", "company", "title", "tag", "linkedin_url")


class Comma:
    """RFC 4180: UTF-8 without a mark, CRLF line ends, quotes only where a cell needs them."""

    name = "csv"
    about = "first_name, last_name, email, company, title, tag, linkedin_url; UTF-8 (RFC 4180)"

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every row or none. Raises `RefusedError`."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        for row in cleared(batch):
            writer.writerow(
                (
                    row.first_name,
                    row.last_name,
                    row.address,
                    row.organisation,
                    row.title,
                    row.tag,
                    row.linkedin_url,
                )
            )
        return text.getvalue().encode("utf-8")
