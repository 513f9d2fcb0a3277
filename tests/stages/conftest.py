"""Mail made in a line."""

from collections.abc import Callable, Iterable
from email.utils import formatdate
from itertools import count
from pathlib import Path

import pytest

Write = Callable[..., bytes]


@pytest.fixture
def letter() -> Write:
    """Give a function that writes a header block from keyword arguments."""
    numbers = count(1)

    def write(**fields: str) -> bytes:
        number = next(numbers)
        fields.setdefault("message_id", f"<{number}@mail.example>")
        fields.setdefault("date", formatdate(1_600_000_000 + number * 3600))
        lines = (f"{name.replace('_', '-').strip('-')}: {text}" for name, text in fields.items())
        return ("\n".join(lines) + "\n").encode()

    return write


@pytest.fixture
def mailbox(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes header blocks into an mbox."""

    def write(blocks: Iterable[bytes], name: str = "mail.mbox") -> Path:
        path = tmp_path / name
        separator = b"From someone@mail.example Sun Sep 13 12:26:40 2020\n"
        path.write_bytes(b"".join(separator + block + b"\nHello.\n\n" for block in blocks))
        return path

    return write
