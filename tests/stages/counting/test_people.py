"""Header values read once each: what is remembered of them, and for how long."""

import pytest

from invite_guard.mail.addresses import Mailbox, read_piece
from invite_guard.stages.counting import people
from invite_guard.stages.counting.people import PeopleReader
from invite_guard.stores.tally import Tally


@pytest.fixture
def tallies() -> dict[str, Tally]:
    return {}


@pytest.fixture
def reader(tallies: dict[str, Tally]) -> PeopleReader:
    return PeopleReader(tallies)


def test_what_is_remembered_takes_little_memory_and_what_is_long_takes_none(
    reader: PeopleReader,
) -> None:
    for length, remembered in ((255, 1), (256, 1), (10_000, 1), (20, 2)):
        found = reader.people(b"<jane@x.org>".rjust(length))
        assert list(found.tallies) == ["jane@x.org"]
        assert len(reader._pieces) == remembered


def test_what_comes_again_is_remembered_and_never_too_much(
    reader: PeopleReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "_KEPT", 10)
    read: list[bytes] = []

    def reads(piece: bytes) -> tuple[Mailbox, ...]:
        read.append(piece)
        return read_piece(piece)

    monkeypatch.setattr(people, "read_piece", reads)
    for number in range(100):
        reader.people(b"Ann <ann@x.org>, Bob %d <bob%d@x.org>" % (number, number))
        reader.settle()
        assert len(reader._pieces) + len(reader._before) <= 20
        assert len(reader._names) <= 10
    assert len(read) == 101


def test_a_settlement_counts_every_place_once(
    reader: PeopleReader, tallies: dict[str, Tally]
) -> None:
    for _ in range(2):
        reader.people(b"Ann <ann@x.org>, bob@x.org").to += 3
        reader.settle()
    ann, bob = tallies["ann@x.org"], tallies["bob@x.org"]
    assert (ann.role_to, ann.names, bob.role_to, bob.names) == (6, {"Ann": 6}, 6, {})


def test_another_address_in_the_place_of_a_name_is_remembered_of_whom_it_names(
    reader: PeopleReader, tallies: dict[str, Tally]
) -> None:
    reader.people(b'"ann@x.org" <ann@x.org>, "ann@x.org" <eve@evil.org>').from_ += 1
    reader.settle()
    assert tallies["ann@x.org"].names == {}
    assert tallies["eve@evil.org"].names == {"<ann@x.org>": 1}
