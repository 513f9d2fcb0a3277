"""A hundred thousand inputs of every kind: nothing raises, nothing is unfit."""

import pytest
from tests.torture.generated import inputs
from tests.torture.readers import READERS

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
