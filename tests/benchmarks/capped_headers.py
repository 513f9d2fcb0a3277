"""`make bench`, third part: what the longest headers cost, made of generated pieces.

Each piece is repeated until the header is as long as any that is read; the slowest are told.
"""

import time

from tests.torture.generated import inputs

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.headers import ADDRESS_CAP, read_header
from invite_guard.mail.names import decode_name

PIECES = 150
TOLD = 5
"""How many of the slowest are told."""


def milliseconds(data: bytes) -> float:
    """Take the time that everything takes which is done with a header; the best of five."""
    times = []
    for _ in range(5):
        begun = time.process_time()
        fields = read_header(data)
        for name in {box.name for box in read_mailboxes(fields.to)}:
            decode_name(name)
        times.append((time.process_time() - begun) * 1000)
    return min(times)


def headers() -> dict[bytes, bytes]:
    """Make the headers, by the piece they repeat."""
    made = {}
    for piece in inputs("addresses", PIECES, seed=1):
        line = piece.replace(b"\n", b" ") or b"x"
        made[line] = b"To: " + line * (ADDRESS_CAP // len(line))
    for mark in b"'([<` =?\\":
        names = (b'"%d %s" <a@x.org>' % (n, bytes([mark]) * 4_000) for n in range(64))
        made[bytes([mark])] = b"To: " + b", ".join(names)
    return made


def main() -> None:
    """Measure all, and print the slowest."""
    taken = sorted(((milliseconds(header), piece) for piece, header in headers().items()))
    print(f"\n{len(taken)} headers as long as can be; the slowest, in milliseconds")
    for figure, piece in taken[-TOLD:]:
        print(f"{figure:8.1f}  {piece[:60]!r}")


if __name__ == "__main__":
    main()
