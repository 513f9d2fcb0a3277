"""Small mailboxes to read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files below a folder of the test's own; each is a second younger than the last."""
    count = iter(range(1_500_000_000, 1_600_000_000))

    def to(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        stamp = next(count)
        os.utime(path, (stamp, stamp))
        return path

    return to
