"""What every source of mail promises, shown on the same letters in every form."""

import gc
import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from invite_guard.errors import SourceError
from invite_guard.sources import detect
from invite_guard.sources.base import START, Position, Source
from invite_guard.sources.whole import Extent, WholeSource

SEPARATOR = b"From sender@example.org Tue Mar 12 09:15:00 2019\n"
TAKEOUT = b"From 1627958392716362@xxx Tue Mar 12 09:15:00 +0000 2019\n"
COUNT = 12


def head(number: int) -> bytes:
    return (
        f"From: Anna Berg <anna{number}@example.org>\n"
        f"To: bert@example.com,\n clara{number}@example.net\n"
        f"Message-ID: <{number}@example.org>\nSubject: {'x' * (number * 37)}"
    ).encode()


def letter(number: int) -> bytes:
    body = b"From the desk of somebody\n\nTo: nobody@example.org\n" * (number % 3 * 200)
    return head(number) + b"\n\nHello,\n" + body + b"\n"


def mbox(numbers: range, separator: bytes = SEPARATOR) -> bytes:
    return b"".join(separator + letter(number) + b"\n" for number in numbers)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def plain(place: Path) -> Path:
    return write(place / "mail.mbox", mbox(range(COUNT)))


def takeout_mbox(place: Path) -> Path:
    return write(place / "All mail.mbox", mbox(range(COUNT), TAKEOUT))


def crlf(place: Path) -> Path:
    return write(place / "INBOX", mbox(range(COUNT)).replace(b"\n", b"\r\n"))


def gzipped(place: Path) -> Path:
    return write(place / "mail.mbox.gz", gzip.compress(mbox(range(COUNT))))


EXPORT = {
    "Takeout/archive_browser.html": b"<!DOCTYPE html><html><body>From: x\nTo: y\n\n</body></html>",
    "Takeout/Mail/Sent.mbox": mbox(range(5), TAKEOUT),
    "Takeout/Kontakte/all.vcf": b"BEGIN:VCARD\nVERSION:3.0\nEMAIL:x@example.org\nEND:VCARD\n",
    "Takeout/Mail/letter.eml": letter(5),
    "Takeout/Mail/All mail-002.mbox": mbox(range(6, COUNT)),
    "Takeout/Mail/settings.json": b'{"From": "x", "To": "y"}',
}


def zipped(place: Path) -> Path:
    path = place / "takeout-001.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in EXPORT.items():
            archive.writestr(name, data)
    return path


def stored(place: Path) -> Path:
    path = place / "takeout-002.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in EXPORT.items():
            archive.writestr(name, data)
    return path


def tarred(place: Path, mode: str = "w") -> Path:
    path = place / "takeout.tar"
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload] # a mode in a variable
        for name, data in EXPORT.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def tgz(place: Path) -> Path:
    return tarred(place, "w:gz").rename(place / "takeout.tgz")


def maildir(place: Path) -> Path:
    for number in range(COUNT):
        folder = ("cur", "new", ".Sent/cur", ".Archive.2019/new")[number // 3]
        name = f"{1600000000 + number}.{number}.host" + ("" if "new" in folder else "!2,S")
        path = write(place / "Maildir" / folder / name, letter(number))
        os.utime(path, (1600000000 + number, 1600000000 + number))
    for name in ("cur", "new", "tmp", ".Sent/tmp", ".Archive.2019/cur", ".Archive.2019/tmp"):
        (place / "Maildir" / name).mkdir(parents=True, exist_ok=True)
    write(place / "Maildir" / "tmp" / "half", letter(99))
    write(place / "Maildir" / "dovecot-uidlist", b"3 V1275660208 N25022\n1 G1 :1.host\n")
    return place / "Maildir"


def letters(place: Path) -> Path:
    for number in range(COUNT):
        path = write(place / "mails" / str(number % 2) / f"{number}.eml", letter(number))
        os.utime(path, (1600000000 + number, 1600000000 + number))
    write(place / "mails" / "photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")
    return place / "mails"


MAKERS = [plain, takeout_mbox, crlf, gzipped, zipped, stored, tarred, tgz, maildir, letters]
Maker = Callable[[Path], Path]


@pytest.fixture(params=MAKERS, ids=lambda maker: maker.__name__)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made: Path = request.param(tmp_path)
    return made


@pytest.fixture
def source(path: Path) -> Source:
    (only,) = detect(path)
    return only


def test_every_form_gives_the_same_letters(source: Source) -> None:
    heads = [message.head.replace(b"\r\n", b"\n") for message in source.messages()]
    assert heads == [head(number) for number in range(COUNT)]


def test_a_message_is_where_its_position_says(source: Source) -> None:
    messages = list(source.messages(START))
    assert len({message.position for message in messages}) == COUNT
    for number, message in enumerate(messages):
        assert list(source.messages(message.position)) == messages[number:]


def test_positions_rise(source: Source) -> None:
    positions = [message.position for message in source.messages()]
    assert positions == sorted(positions)


def test_what_is_untouched_is_known_again(source: Source) -> None:
    before = source.fingerprint()
    for message in source.messages():
        assert source.grown(before, message.position)
    assert source.fingerprint() == before


def test_it_is_found_again_by_its_key(source: Source, path: Path) -> None:
    assert Path(source.key) == path.resolve()
    (again,) = detect(Path(source.key))
    assert (again.kind, again.name, again.key) == (source.kind, source.name, source.key)
    assert list(again.messages()) == list(source.messages())


def test_progress_rises_to_the_size(source: Source) -> None:
    size = source.fingerprint().size
    seen = [source.read_bytes()]
    for _ in source.messages():
        seen.append(source.read_bytes())  # noqa: PERF401 - looks while it reads
    seen.append(source.read_bytes())
    assert seen == sorted(seen)
    assert seen[0] == 0
    # What stands behind the last member of an archive is not read.
    assert 0 < seen[-1] <= size
    assert source.kind == "takeout" or seen[-1] == size


def test_two_readings_do_not_disturb_each_other(source: Source) -> None:
    sample = source.messages()
    first = list(islice(sample, 3))
    whole = source.messages()
    begun = list(islice(whole, 2))
    assert first + list(sample) == begun + list(whole)


def test_a_sample_left_unfinished_does_not_stop_progress(source: Source) -> None:
    list(source.messages())
    undisturbed = source.read_bytes()
    sample = source.messages()
    next(sample)
    whole = source.messages()
    next(whole)
    del sample
    gc.collect()
    list(whole)
    assert source.read_bytes() == undisturbed


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files here")
def test_nothing_stays_open(source: Source) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        next(source.messages())
    list(source.messages())
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_what_is_gone_is_told(source: Source, path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    with pytest.raises(SourceError, match="There is no file or folder"):
        source.fingerprint()
    with pytest.raises(SourceError, match="There is no file or folder"):
        list(source.messages())


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_another_source_at_the_same_path_is_no_growth(maker: Maker, tmp_path: Path) -> None:
    path = maker(tmp_path)
    (source,) = detect(path)
    before = source.fingerprint()
    last = list(source.messages())[-1].position
    for file in [path, *path.rglob("*")]:
        if file.is_file():
            data = file.read_bytes()
            file.write_bytes(data[:60] + b"!" + data[60:])
    try:
        (now,) = detect(path)
    except SourceError:
        return
    assert not now.grown(before, last)


def test_the_end_is_a_place_too(source: Source) -> None:
    last = list(source.messages())[-1]
    assert list(source.messages(last.position)) == [last]
    beyond = Position(last.position.part + 1000)
    if last.position.part:
        assert list(source.messages(beyond)) == []


def test_every_form_gives_the_chosen_messages_whole(source: Source) -> None:
    assert isinstance(source, WholeSource)
    places = [message.position for message in source.messages()][2::3]
    found = list(source.whole(Extent(place, 600) for place in places))
    assert [whole.position for whole in found] == places
    for whole in found:
        text = whole.content.replace(b"\r\n", b"\n")
        expected = next(letter(n) for n in range(COUNT) if text.startswith(head(n) + b"\n"))
        assert text[:500] == (expected + b"\n")[:500][: len(text)]
        assert b"\n\nHello,\n" in text


def test_nothing_is_read_whole_where_nothing_is_chosen(source: Source) -> None:
    assert isinstance(source, WholeSource)
    assert list(source.whole([])) == []
