import gzip
import io
import os
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.errors import NoMailError, SourceError
from invite_guard.sources import detect
from invite_guard.sources.archive import Archive
from invite_guard.sources.base import Message
from invite_guard.sources.members import Form, members

SEPARATOR = b"From 1627958392716362@xxx Tue Mar 12 09:15:00 +0000 2019\n"


def head(number: int) -> bytes:
    return b"From: a%d@example.org\nTo: b@example.org" % number


def mbox(*numbers: int) -> bytes:
    """Write letters whose bodies differ, so that each takes its share of an archive."""
    return b"".join(SEPARATOR + head(number) + b"\n\n" + body(number) + b"\n" for number in numbers)


def body(number: int) -> bytes:
    return b"".join(b"%x\n" % (n * n * 7919 + number * 10**9) for n in range(3000))


def write_zip(path: Path, files: dict[str, bytes], *, streamed: bool = False) -> Path:
    """Write a zip archive; a streamed one gives the sizes of its members after their data."""
    buffer = io.BytesIO()
    sink = _Unseekable(buffer) if streamed else buffer
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


class _Unseekable(io.RawIOBase):
    def __init__(self, sink: io.BytesIO) -> None:
        super().__init__()
        self._sink = sink

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._sink.write(data)  # type: ignore[arg-type] # passed on as it came


def write_tar(path: Path, files: dict[str, bytes], mode: str, form: int) -> Path:
    with tarfile.open(path, mode, format=form) as archive:  # type: ignore[call-overload] # a mode in a variable
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def read_until_error(source: object) -> tuple[list[Message], SourceError]:
    assert isinstance(source, Archive)
    found: list[Message] = []
    with pytest.raises(SourceError) as caught:
        found.extend(source.messages())
    return found, caught.value


EXPORT = {
    "Takeout/archive_browser.html": b"<html></html>",
    "Takeout/Mail/Posteingang.mbox": mbox(1, 2, 3),
    "Takeout/Mail/Gesendet.mbox": mbox(4, 5),
    "Takeout/Mail/leer.mbox": b"",
}
FILES = st.dictionaries(
    st.from_regex(r"[a-zé/ ]{1,300}", fullmatch=True).filter(lambda n: n.strip("/") == n),
    st.binary(max_size=2000),
    max_size=5,
)


@given(files=FILES, streamed=st.sampled_from([False, True]))
@settings(deadline=None)
def test_every_member_of_a_zip_is_given(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], streamed: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.zip"
    write_zip(path, files, streamed=bool(streamed))
    with io.FileIO(path) as file:
        found = {member.name: member.stream.read() for member in members(file, Form.ZIP)}
    assert found == files


@given(
    files=FILES,
    mode=st.sampled_from(["w", "w:gz"]),
    form=st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]),
)
@settings(deadline=None)
def test_every_member_of_a_tar_is_given(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], mode: str, form: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.tar"
    write_tar(path, files, mode, form)
    with io.FileIO(path) as file:
        kind = Form.TGZ if mode == "w:gz" else Form.TAR
        found = {member.name: member.stream.read() for member in members(file, kind)}
    assert found == files


def test_members_of_any_number_and_language_are_read(tmp_path: Path) -> None:
    (source,) = detect(write_zip(tmp_path / "takeout.zip", EXPORT))
    found = list(source.messages())
    assert [message.head for message in found] == [head(n) for n in (1, 2, 3, 4, 5)]
    assert [message.folder for message in found] == ["Posteingang"] * 3 + ["Gesendet"] * 2
    assert source.kind == "takeout"


def test_each_part_of_a_split_export_is_a_source(tmp_path: Path) -> None:
    first = {"Takeout/archive_browser.html": b"<html></html>", "Takeout/Drive/a.txt": b"x"}
    second = {"Takeout/Mail/All mail Including Spam and Trash.mbox": mbox(1, 2)}
    third = {
        "Takeout/Mail/All mail Including Spam and Trash-002.mbox": b"bGlrZSB0aGlz\n" * 500 + mbox(3)
    }
    for number, files in enumerate([first, second, third], 1):
        write_zip(tmp_path / f"takeout-20240101T000000Z-{number:03}.zip", files)
    sources = detect(tmp_path)
    assert [len(list(source.messages())) for source in sources] == [0, 2, 1]
    again = [source for path in sorted(tmp_path.iterdir()) for source in detect(path)]
    assert [source.key for source in again] == [source.key for source in sources]


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_cut_zip_gives_what_is_there(tmp_path: Path, share: float, *, streamed: bool) -> None:
    path = write_zip(tmp_path / "takeout.zip", EXPORT, streamed=streamed)
    whole = list(detect(path)[0].messages())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    found, error = read_until_error(detect(path)[0])
    assert found == whole[: len(found)]
    assert len(found) >= int(share * 5) - 1
    assert "ends early" in error.message
    assert f"{int(len(data) * share):,} bytes" in error.message


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_tar_gives_what_is_there(tmp_path: Path, mode: str, share: float) -> None:
    path = write_tar(tmp_path / "takeout.tgz", EXPORT, mode, tarfile.GNU_FORMAT)
    whole = list(detect(path)[0].messages())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    found, error = read_until_error(detect(path)[0])
    assert found == whole[: len(found)]
    assert len(found) >= int(share * 5) - 1
    assert "ends early" in error.message


@pytest.mark.parametrize("harm", ["one bit of the checksum", "no checksum", "another byte"])
def test_damage_that_only_the_checksum_shows_is_told(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "takeout.tgz"
    with gzip.open(path, "wb", compresslevel=0) as file:  # stored, so that a byte stays a byte
        bare = write_tar(tmp_path / "t", {"All.mbox": mbox(1, 2)}, "w", tarfile.PAX_FORMAT)
        file.write(bare.read_bytes())
    data = path.read_bytes()
    (source,) = detect(path)
    whole = list(source.messages())
    path.write_bytes(
        {
            "one bit of the checksum": data[:-8] + bytes([data[-8] ^ 1]) + data[-7:],
            "no checksum": data[:-8],
            "another byte": data.replace(b"a1@example.org", b"b1@example.org"),
        }[harm]
    )
    (source,) = detect(path)
    found, _ = read_until_error(source)
    assert len(found) == len(whole) == 2


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"Takeout/Mail/All.mbox": mbox(1, 2)}, id="an mbox"),
        pytest.param({"Takeout/Mail/1.eml": head(1) + b"\n\n" + body(1) * 9}, id="a letter"),
    ],
)
def test_another_byte_in_a_member_of_a_zip_is_told(
    tmp_path: Path, files: dict[str, bytes], packing: int
) -> None:
    """Such damage stands out by the checksum alone; everything in the member is given first."""
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    whole = list(detect(path)[0].messages())
    ((_, checksum),) = [(i.filename, i.CRC) for i in zipfile.ZipFile(path).infolist()]
    sound = path.read_bytes()
    for other in (0, checksum ^ 1):
        path.write_bytes(sound.replace(struct.pack("<I", checksum), struct.pack("<I", other)))
        found, error = read_until_error(detect(path)[0])
        assert found == whole
        assert "is damaged" in error.message


def test_a_damaged_tar_is_told(tmp_path: Path) -> None:
    path = write_tar(tmp_path / "takeout.tar", EXPORT, "w", tarfile.GNU_FORMAT)
    data = bytearray(path.read_bytes())
    data[data.index(b"Takeout/Mail/Gesendet")] ^= 0xFF
    path.write_bytes(data)
    found, error = read_until_error(detect(path)[0])
    assert len(found) == 3
    assert "is damaged" in error.message


def test_mail_longer_than_a_tar_header_can_say_is_read(tmp_path: Path) -> None:
    """The pax format gives such a size in an extended header, and zero in the plain one."""
    data = mbox(1, 2)
    info = tarfile.TarInfo("Takeout/Mail/a.mbox")
    info.pax_headers = {"size": str(len(data)), "mtime": "1.5"}
    block = info.tobuf(tarfile.PAX_FORMAT)
    path = tmp_path / "takeout.tar"
    padding = bytes(-len(data) % 512)
    last = tarfile.TarInfo("Takeout/Mail/b.mbox")
    last.size = len(mbox(3))
    end = last.tobuf() + mbox(3) + bytes(-last.size % 512 + 1024)
    path.write_bytes(block + data + padding + end)
    assert [message.head for message in detect(path)[0].messages()] == [head(1), head(2), head(3)]


def locked(path: Path, name: str) -> Path:
    """Mark the only member of an archive as encrypted, in its own header and in the table."""
    write_zip(path, {name: mbox(1)})
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    return path


def test_locked_mail_is_told(tmp_path: Path) -> None:
    path = locked(tmp_path / "takeout.zip", "Takeout/Mail/Sent.mbox")
    with pytest.raises(SourceError, match=r"takeout\.zip, .*Sent\.mbox \(locked with a") as caught:
        list(detect(path)[0].messages())
    assert "Unpack" in caught.value.hint


def test_a_locked_picture_is_no_obstacle(tmp_path: Path) -> None:
    path = locked(tmp_path / "takeout.zip", "Takeout/photo.jpg")
    assert list(detect(path)[0].messages()) == []
    with pytest.raises(NoMailError, match="holds no mail"):
        detect(locked(tmp_path / "photos.zip", "photo.jpg"))


@pytest.mark.parametrize("name", ["Inbox", "contacts.vcf", "people.csv", "mail.zip", "a/old.pst"])
def test_what_may_hold_mail_or_contacts_is_told_where_it_is_locked(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(SourceError, match="locked with a password"):
        detect(locked(tmp_path / "some.zip", name))


def test_beside_locked_mail_the_rest_is_read(tmp_path: Path) -> None:
    path = locked(tmp_path / "some.zip", "a.mbox")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("b.mbox", mbox(2))
    found, error = read_until_error(detect(path)[0])
    assert [message.head for message in found] == [head(2)]
    assert "not read: a.mbox (locked with a password)" in error.message


def test_mail_packed_in_another_way_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("Mail/Sent.mbox", mbox(1))
    with pytest.raises(SourceError, match="packed in a way"):
        detect(path)


def test_a_zip_without_mail_is_refused(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "report.docx", {"word/document.xml": b"<xml/>", "a.xlsx": b"PK\3\4"}
    )
    with pytest.raises(SourceError, match="holds no mail"):
        detect(path)


def test_an_archive_in_an_archive_is_passed_over_and_told(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", EXPORT).read_bytes()
    files = {"b.zip": inner, "a.mbox": mbox(7), "c.mbox": inner, "old.pst": b"!BDN", "n.pst": b""}
    for outer in (
        write_zip(tmp_path / "outer.zip", files),
        write_tar(tmp_path / "outer.tgz", files, "w:gz", tarfile.PAX_FORMAT),
    ):
        found, error = read_until_error(detect(outer)[0])
        assert [message.head for message in found] == [head(7)]
        assert "b.zip (an archive within the archive), c.mbox (" in error.message
        assert "old.pst (an Outlook data file)." in error.message
        assert "n.pst" not in error.message
    with pytest.raises(SourceError, match=r"b\.zip \(an archive within"):
        detect(write_zip(tmp_path / "alone.zip", {"b.zip": inner}))


def test_archives_among_the_documents_of_an_export_are_no_mail(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", EXPORT).read_bytes()
    path = write_zip(tmp_path / "takeout.zip", EXPORT | {"Takeout/Drive/old.zip": inner})
    assert len(list(detect(path)[0].messages())) == 5


def test_odd_names_in_an_archive_do_no_harm(tmp_path: Path) -> None:
    names = ["../../../etc/x.mbox", "C:\\x.mbox", "/abs.mbox", "a\x1b[31m\u202e.mbox", "", "."]
    path = tmp_path / "odd.tar"
    write_tar(path, {name: mbox(n) for n, name in enumerate(names)}, "w", tarfile.GNU_FORMAT)
    assert len(list(detect(path)[0].messages())) == len(names)
    assert list(tmp_path.iterdir()) == [path]


def test_links_and_folders_are_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("d", tarfile.DIRTYPE), ("l", tarfile.SYMTYPE), ("f", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("a.mbox")
        info.size = len(mbox(1))
        archive.addfile(info, io.BytesIO(mbox(1)))
    (only,) = detect(path)[0].messages()
    assert (only.head, only.position.part) == (head(1), 3)


def test_a_maildir_in_an_archive_keeps_its_folders(tmp_path: Path) -> None:
    files = {"Maildir/.Sent/cur/1": head(1) + b"\n\nx", "Maildir/cur/2": head(2) + b"\n\nx"}
    path = write_tar(tmp_path / "mail.tgz", files, "w:gz", tarfile.PAX_FORMAT)
    assert [message.folder for message in detect(path)[0].messages()] == ["Maildir/Sent", "Maildir"]


def test_a_touched_archive_is_another(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "takeout.zip", EXPORT)
    (source,) = detect(path)
    before = source.fingerprint()
    last = list(source.messages())[-1].position
    os.utime(path, (1, 1))
    assert not source.grown(before, last)


@given(data=st.data())
@settings(deadline=None)
def test_no_damage_ends_in_anything_but_a_source_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "damaged"
    small = {"Takeout/Mail/a.mbox": SEPARATOR + head(1) + b"\n\nx\n", "b.eml": head(2) + b"\n\nx"}
    form = data.draw(st.sampled_from(["zip", "streamed", "w", "w:gz"]))
    if form in {"zip", "streamed"}:
        write_zip(path, small, streamed=form == "streamed")
    else:
        write_tar(path, small, form, tarfile.PAX_FORMAT)
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        found = [message for source in detect(path) for message in source.messages()]
    except SourceError:
        return
    assert all(isinstance(message, Message) for message in found)


def test_a_zip64_member_without_a_table_is_read(tmp_path: Path) -> None:
    data = mbox(1)
    extra = struct.pack("<HHQQ", 1, 16, len(data), len(data))
    name = b"Takeout/Mail/a.mbox"
    header = struct.pack(
        "<4s5H3I2H",
        *(b"PK\x03\x04", 45, 0, 0, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra)),
    )
    path = tmp_path / "takeout.zip"
    path.write_bytes(header + name + extra + data)
    found, _ = read_until_error(detect(path)[0])
    assert [message.head for message in found] == [head(1)]
