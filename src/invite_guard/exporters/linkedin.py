"""The columns that LinkedIn's contact upload is reported to read: those of Outlook's export."""

import csv
import io

from invite_guard.exporters.base import cleared
from invite_guard.model.batch import ConfirmedBatch

_COLUMNS = ("First Name", "Last Name", "E-mail Address", "Company", "Job Title")


class LinkedIn:
    """A file to upload by hand. LinkedIn documents no format, so this one may stop working."""

    name = "linkedin"
    about = "Outlook's column names, for LinkedIn's upload page; LinkedIn documents no format"

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every row or none. Raises `RefusedError`."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        for row in cleared(batch):
            writer.writerow(
                (row.first_name, row.last_name, row.address, row.organisation, row.title)
            )
        return text.getvalue().encode("utf-8")
