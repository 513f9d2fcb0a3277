"""A hundred thousand inputs of every kind: nothing raises, nothing is unfit, nothing is slow."""

import time

import pytest
from tests.torture.generated import inputs
from tests.torture.readers import READERS

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.headers import ADDRESS_CAP, read_header
from invite_guard.mail.names import decode_name

NUMBERS = {
    "addresses": 22_000,
    "names": 16_000,
    "header": 16_000,
    "dates": 12_000,
    "labels": 8_000,
    "screen": 8_000,
    "mbox": 4_000,
    "vcards": 8_000,
    "tables": 3_000,
    "linkedin": 3_000,
    "people": 300,
    "signatures": 3_000,
}
"""Inputs of each reader: fewer where one takes long."""
MILLISECONDS = 50
"""Most that reading any one header may take, however long it is: all are capped."""


def test_these_are_a_hundred_thousand() -> None:
    assert sum(NUMBERS.values()) >= 100_000
    assert NUMBERS.keys() == READERS.keys()


@pytest.mark.parametrize("reader", READERS)
def test_no_input_makes_a_reader_fail(reader: str) -> None:
    read = READERS[reader]
    for data in inputs(reader, NUMBERS[reader]):
        try:
            read(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, the input is to be told
            pytest.fail(f"{type(error).__name__}: {error}: {data!r}")


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


def test_no_capped_header_is_slow() -> None:
    """Generated pieces, each repeated until the header is as long as it can be."""
    for piece in inputs("addresses", 150, seed=1):
        line = piece.replace(b"\n", b" ") or b"x"
        header = b"To: " + line * (ADDRESS_CAP // len(line))
        assert milliseconds(header) < MILLISECONDS, line
    for mark in b"'([<` =?\\":
        long = b", ".join(b'"%d %s" <a@x.org>' % (n, bytes([mark]) * 4_000) for n in range(64))
        assert milliseconds(b"To: " + long) < MILLISECONDS, mark


def test_a_reader_that_fails_is_noticed() -> None:
    """Shows that what the readers are held to can be missed."""
    for name, spoilt in (
        ("names", lambda _: "a\nb"),
        ("screen", lambda text: text),
        ("dates", lambda *_: -1),
    ):
        with pytest.MonkeyPatch.context() as patch:
            attribute = {"names": "decode_name", "screen": "safe", "dates": "read_date"}[name]
            patch.setattr(f"tests.torture.readers.{attribute}", spoilt)
            data = next(data for data in inputs(name, 99) if b"\x1b" in data or name != "screen")
            with pytest.raises(AssertionError):
                READERS[name](data)
