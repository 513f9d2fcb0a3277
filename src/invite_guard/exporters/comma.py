"""Comma-separated values, for any program: every column this tool knows."""

from collections.abc import Mapping

from invite_guard.exporters.base import separated
from invite_guard.model.batch import ConfirmedBatch

_COLUMNS: Mapping[str, str] = {
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "address",
    "company": "organisation",
    "title": "title",
    "tag": "tag",
    "linkedin_url": "linkedin_url",
}


class Comma:
    """RFC 4180: UTF-8 without a mark, CRLF line ends, quotes only where a cell needs them."""

    name = "csv"

    def render(self, batch: ConfirmedBatch) -> bytes:
        """Write every row or none. Raises `RefusedError`."""
        return separated(batch, _COLUMNS)
