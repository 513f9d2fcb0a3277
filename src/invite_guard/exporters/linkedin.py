"""The columns that LinkedIn's contact upload is reported to read: those of Outlook's export."""

from collections.abc import Mapping

from invite_guard.exporters.base import separated
from invite_guard.model.batch import ConfirmedBatch

_COLUMNS: Mapping[str, str] = {
    "First Name": "first_name",
    "Last Name": "last_name",
    "E-mail Address": "address",
    "Company": "organisation",
    "Job Title": "title",
}


class LinkedIn:
    """A file to upload by hand. LinkedIn documents no format, so this one may stop working."""

    name = "linkedin"

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every row or none. Raises `RefusedError`."""
        return separated(batch, _COLUMNS)
