"""`make bench`, second part: what hostile text costs, and whether twice of it costs twice.

Every reader of text from strangers meets the patterns that make naive ones slow. A line a reader
and pattern: milliseconds of processor time for so many bytes, and what doubling them does.
"""

import io
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from invite_guard.evidence.titles import office_of, title_in_name
from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.headers import read_header
from invite_guard.mail.names import decode_name
from invite_guard.mail.separators import header_blocks
from invite_guard.terminal import safe

BYTES = 50_000
"""Size of the shorter text; the longer one is twice that."""
ALLOWED_MS, ALLOWED_GROWTH = 50.0, 2.5
"""Most milliseconds the longer text may take, and most times the shorter one's."""

ADDRESSES = (
    b'"\\"', b'"', b"<", b">", b"(", b")", b"()", b"[", b"]", b",", b";", b":", b"@", b".", b"\\",
    b"a ", b" ", b"a,", b"a@b,", b"a@b ", b" @ ", b'<"', b'"<', b'"@"', b'"a,"b', b'"(', b'("',
    b"(\\", b"<a@b>", b"<a@b", b"<@a:", b"a:b;", b"=?", b"=?a?q?", b"=?a?q?b?=", b"a <a@b>,",
    b"\xff", b"\x00", b"<a (", b"[mailto:", b'"" ', b".@.",
)  # fmt: skip
NAMES = (b"=?", b"=?utf-8?q?", b"=?utf-8?b?=?=", b"(", b"(via ", b"<", b"'", b" ", b"=", b"<a@b>")
HEADERS = (b"To: a\n", b"To:\n ", b"To :" + b" " * 100, b"\n\t", b"From", b"To: a\r", b"\n")
MAILBOXES = (
    b"\nFrom ",
    b"\n\nFrom x",
    b"From a@b Sun Sep 13 12:26:40 2020\n",
    b"\n",
    b"\n\nFrom \n",
    b"From x Mon Jan  1 00:00:00 2001\n",
    b"From x Mon Jan  1 00:00:00 2001\na:\n",
    b"From %s Mon Sep 17 00:00:00 2001\nFrom: a@b\n\n" % (b"0123456789" * 4),
    b"From 1@xxx Tue Mar 12 09:15:00 +0000 2019\n",
    b"\nFrom %s1:00" % (b"1:00 " * 200),
    b":\n",
    b"a:\n",
)
TITLES = (b"chief ", b"a, ", b"(", b"assistant to ", b"vice president ", b"- ", b"director de ")
SCREEN = (b"\x1b[", b"a\xcc\x81\xcc\x81\xcc\x81\xcc\x81", b"\xe2\x80\xae", b" \n", b"\xff")


class Figure(NamedTuple):
    """What one pattern costs one reader."""

    reader: str
    pattern: bytes
    milliseconds: float
    growth: float

    @property
    def passes(self) -> bool:
        """Whether both bounds hold; too short a time says nothing about growth."""
        return self.milliseconds < ALLOWED_MS and (
            self.growth < ALLOWED_GROWTH or self.milliseconds < 5
        )


def _titles(value: bytes) -> None:
    text = value.decode("latin-1")
    office_of(text)
    title_in_name(text)


def _blocks(value: bytes) -> None:
    for _ in header_blocks(io.BytesIO(value)):
        pass


READERS: Mapping[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "addresses": (read_mailboxes, ADDRESSES),
    "names": (decode_name, NAMES),
    "headers": (read_header, HEADERS),
    "mbox": (_blocks, MAILBOXES),
    "titles": (_titles, TITLES),
    "screen": (lambda value: safe(value.decode("utf-8", "surrogateescape")), SCREEN),
}


def repeated(pattern: bytes, size: int) -> bytes:
    """Give a text of so many bytes that is the pattern again and again."""
    return (pattern * (size // len(pattern) + 1))[:size]


def measure(reader: str, pattern: bytes) -> Figure:
    """Measure one pattern, the best of three."""
    read, _ = READERS[reader]
    short, long = (_milliseconds(read, repeated(pattern, BYTES * times)) for times in (1, 2))
    return Figure(reader, pattern, long, long / max(short, 0.01))


def _milliseconds(read: Callable[[bytes], object], value: bytes) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        read(value)
        times.append((time.process_time() - start) * 1000)
    return min(times)


def main() -> None:
    """Print every figure; end with 1 when one of them misses its bound."""
    print(f"{'reader':10} {'pattern':26} {'ms':>8} {'growth':>7}   at {2 * BYTES:,} bytes")
    missed = 0
    for reader, (_, patterns) in READERS.items():
        for pattern in patterns:
            figure = measure(reader, pattern)
            missed += not figure.passes
            mark = "" if figure.passes else "   MISSED"
            print(f"{reader:10} {pattern[:24]!r:26} {figure.milliseconds:8.2f} "
                  f"{figure.growth:7.2f}{mark}")  # fmt: skip
    print(f"{missed} of {sum(len(patterns) for _, patterns in READERS.values())} missed")
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
