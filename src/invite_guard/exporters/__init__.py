"""What leaves: one file a format. Each takes a ConfirmedBatch and nothing else."""

from collections.abc import Mapping
from types import MappingProxyType

from invite_guard.exporters.base import Exporter
from invite_guard.exporters.comma import Comma
from invite_guard.exporters.linkedin import LinkedIn
from invite_guard.exporters.vcard import VCard

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {exporter.name: exporter for exporter in (Comma(), LinkedIn(), VCard())}
)
"""Every format by its name."""
