import gzip
import io
import zlib
from contextlib import nullcontext, suppress
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.sources.payload import Checked, Window
from invite_guard.sources.streams import (
    CHUNK,
    DEFLATE,
    GZIP,
    CutShortError,
    Inflated,
    UntilFault,
    skip,
)

PIECES = st.lists(st.tuples(st.binary(max_size=9), st.integers(0, 40_000)), max_size=3)
"""Data that may shrink a hundredfold when it is compressed: pieces, and how often each is said."""


def data_of(pieces: list[tuple[bytes, int]]) -> bytes:
    return b"".join(piece * times for piece, times in pieces)


def drained(raw: io.RawIOBase, steps: list[int]) -> bytes:
    """Read with buffers of the given sizes, over and over."""
    data = bytearray()
    while True:
        for size in steps:
            room = memoryview(bytearray(size))
            got = raw.readinto(room)
            if not got:
                return bytes(data)
            data += room[:got]


def until_fault(packed: bytes) -> UntilFault:
    """Read a gzip file of which something was looked at already."""
    raw = Inflated(io.BytesIO(packed).readinto, GZIP)
    stream: io.BufferedReader = io.BufferedReader(raw, CHUNK)
    with suppress(EOFError, zlib.error):
        stream.peek(1)
    return UntilFault(stream)


@given(st.lists(PIECES, min_size=1, max_size=3), st.lists(st.integers(1, 70_000), min_size=1))
def test_gzip_members_one_after_another_are_one_stream(
    parts: list[list[tuple[bytes, int]]], steps: list[int]
) -> None:
    steps = [*steps, 5000]
    packed = b"".join(gzip.compress(data_of(part)) for part in parts)
    whole = b"".join(map(data_of, parts))
    assert drained(Inflated(io.BytesIO(packed).readinto, GZIP), steps) == whole


@given(PIECES, st.binary(max_size=20), st.integers(50, 70_000))
@settings(deadline=None)
def test_a_zip_member_ends_where_its_compression_says(
    pieces: list[tuple[bytes, int]], rest: bytes, step: int
) -> None:
    engine = zlib.compressobj(wbits=DEFLATE)
    packed = engine.compress(data_of(pieces)) + engine.flush()
    inflated = Inflated(io.BytesIO(packed + rest).readinto, DEFLATE)
    assert drained(inflated, [step]) == data_of(pieces)
    assert inflated.beyond == rest


@pytest.mark.parametrize("rest", [b"\0" * 512, b"garbage", b"\x1f"])
def test_what_stands_behind_a_gzip_file_is_ignored(rest: bytes) -> None:
    assert Inflated(io.BytesIO(gzip.compress(b"mail") + rest).readinto, GZIP).read() == b"mail"


@given(PIECES, st.data())
@settings(deadline=None)
def test_a_cut_gzip_file_gives_what_is_there_and_then_says_so(
    pieces: list[tuple[bytes, int]], draw: st.DataObject
) -> None:
    packed = gzip.compress(data_of(pieces))
    cut = draw.draw(st.integers(0, len(packed) - 1))
    source = until_fault(packed[:cut])
    assert data_of(pieces).startswith(source.read(len(data_of(pieces)) + 1))
    with pytest.raises(CutShortError):
        source.check()


def test_most_of_a_cut_gzip_file_is_read() -> None:
    packed = gzip.compress(bytes(range(256)) * 4000)
    source = until_fault(packed[:-8])
    assert source.read(2_000_000) == bytes(range(256)) * 4000


def test_a_damaged_gzip_file_gives_what_stands_before_the_damage() -> None:
    data = b"".join(b"%d, " % (number * number) for number in range(100_000))
    packed = bytearray(gzip.compress(data))
    packed[len(packed) // 2] ^= 0xFF
    source = until_fault(bytes(packed))
    assert len(source.read(len(data))) > len(data) // 4
    with pytest.raises(zlib.error):
        source.check()


@given(st.integers(0, 2**32), st.lists(st.integers(1, 70_000), min_size=1, max_size=3))
@settings(deadline=None, max_examples=30)
def test_however_a_damaged_file_is_read_nothing_sound_is_lost(place: int, steps: list[int]) -> None:
    data = b"".join(b"%d, " % (number * number) for number in range(50_000))
    packed = bytearray(gzip.compress(data))
    packed[10 + place % (len(packed) - 10)] ^= 0x55
    engine, sound = zlib.decompressobj(GZIP), bytearray()
    with suppress(zlib.error):
        for byte in packed:
            sound += engine.decompress(bytes([byte]))
    raw = Inflated(io.BytesIO(packed).readinto, GZIP)
    found = bytearray()
    with suppress(zlib.error, EOFError):
        for size in cycle(steps):
            room = bytearray(size)
            found += room[: raw.readinto(memoryview(room))]
    assert found == sound
    with pytest.raises((zlib.error, EOFError)):
        raw.readinto(memoryview(bytearray(1)))


def test_all_before_a_wrong_checksum_is_read() -> None:
    packed = bytearray(gzip.compress(b"mail" * 100))
    packed[-5] ^= 1
    assert until_fault(bytes(packed)).read(500) == b"mail" * 100


def test_a_wrong_checksum_is_told() -> None:
    packed = bytearray(gzip.compress(b"mail" * 100))
    packed[-5] ^= 1
    with pytest.raises(zlib.error):
        Inflated(io.BytesIO(packed).readinto, GZIP).read()


@given(st.binary(max_size=100), st.integers(0, 100), st.integers(1, 50))
def test_a_window_is_so_long_and_no_longer(data: bytes, size: int, step: int) -> None:
    source = io.BytesIO(data)
    window = Window(source.readinto, size)
    if size <= len(data):
        assert drained(window, [step]) == data[:size]
        assert source.read() == data[size:]
    else:
        with pytest.raises(CutShortError):
            drained(window, [step])


@given(st.binary(max_size=300), st.integers(0, 400), st.sampled_from(["seeks", "does not"]))
def test_skipping_goes_past_or_says_that_it_cannot(data: bytes, count: int, how: str) -> None:
    source = io.BytesIO(data)
    raw = source if how == "seeks" else Window(source.readinto, len(data))
    stream: io.BufferedReader = io.BufferedReader(raw, 64)
    if count <= len(data):
        skip(stream, count)
        assert stream.read() == data[count:]
    else:
        with pytest.raises(CutShortError):
            skip(stream, count)


def test_a_bomb_is_read_in_small_pieces() -> None:
    packed = gzip.compress(b"\0" * 50_000_000, 9)
    inflated = Inflated(io.BytesIO(packed).readinto, GZIP)
    assert len(inflated.read(1000)) == 1000
    assert inflated.readinto(memoryview(bytearray(1000))) == 1000


@given(data=st.binary(max_size=5000), size=st.integers(1, 6000), other=st.integers(0, 99))
def test_bytes_are_held_against_their_checksum_at_the_end(
    data: bytes, size: int, other: int
) -> None:
    raw = Checked(io.BytesIO(data).readinto, zlib.crc32(data) ^ other)
    assert raw.readinto(memoryview(bytearray())) == 0  # asks for nothing, and is not the end
    found = bytearray()
    room = memoryview(bytearray(size))
    while len(found) < len(data):
        found += room[: raw.readinto(room)]
    assert found == data
    with pytest.raises(zlib.error) if other else nullcontext():
        assert raw.readinto(room) == 0
