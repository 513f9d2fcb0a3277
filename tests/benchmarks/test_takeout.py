"""The benchmark's mailbox is what it says: as many messages, the same every time, hard to read."""

import mailbox
from pathlib import Path

from tests.benchmarks.takeout import Shape, messages, write


def test_another_reader_counts_as_many(tmp_path: Path) -> None:
    file = tmp_path / "a.mbox"
    size = write(file, Shape(messages=200, correspondents=50))
    box = mailbox.mbox(file, create=False)
    assert len(box) == 200
    assert file.stat().st_size == size
    assert all(message["From"] and message["Date"] and message["Message-ID"] for message in box)
    box.close()


def test_the_same_seed_gives_the_same_mailbox() -> None:
    shape = Shape(messages=50, correspondents=20)
    first = list(messages(shape))
    assert first == list(messages(shape))
    assert first != list(messages(shape._replace(seed=2)))


def test_what_makes_reading_hard_is_there() -> None:
    whole = b"".join(messages(Shape(messages=400, correspondents=100)))
    for part in (
        b"=?utf-8?",
        b"xn--",
        b'"Castro, ',
        b",\r\n ",
        b"References: <",
        b"base64",
        b"\r\n>From ",
    ):
        assert part in whole


def test_few_write_much() -> None:
    whole = b"".join(messages(Shape(messages=400, correspondents=100)))
    assert whole.count(b"<person0@") > 10 * whole.count(b"<person90@")
