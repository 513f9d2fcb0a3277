"""Which books a path holds, alone or beside mail."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invite_guard.errors import SourceError
from invite_guard.model.card import CardKind
from invite_guard.sources.book import Book
from invite_guard.sources.book_files import LARGEST
from invite_guard.sources.books import books

Write = Callable[[str, bytes], Path]

VCARD = b"BEGIN:VCARD\nFN:Jane Roe\nEMAIL:jane@firm.example\nEND:VCARD\n"
GOOGLE = b"Given Name,E-mail 1 - Value,Group Membership\nJane,jane@firm.example,* myContacts\n"
OUTLOOK = b"First Name,Last Name,E-mail Address\nJane,Roe,jane@firm.example\n"
CONNECTIONS = b"First Name,Last Name,Company,Connected On\nAl,Dhu,Acme,3 Feb 2024\n"
INVITATIONS = (
    b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    b'Jo,Bo,"7/1/25, 9:04 PM",,OUTGOING,,\n'
)
MBOX = b"From a@b.example Tue Mar 12 09:15:00 2019\nFrom: a@b.example\nTo: c@d.example\n\nHello\n\n"


def only(path: Path) -> Book:
    (found,) = books(path)
    return found


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (VCARD, "vcard"),
        (GOOGLE, "google contacts"),
        (OUTLOOK, "contacts"),
        (b"Email\njane@firm.example\n", "contacts"),
        (CONNECTIONS, "linkedin"),
        (VCARD.decode().encode("utf-16"), "vcard"),
    ],
)
def test_a_file_is_told_by_its_content(write: Write, data: bytes, kind: str) -> None:
    path = write("download", data)
    book = only(path)
    assert (book.kind, book.name, book.key) == (kind, "download", str(path.resolve()))
    content = book.read()
    assert content.cards or content.export
    assert book.fingerprint().size == len(data)


ACCOUNTS = b"root:*:19000:0:::\nmail:*:19000:0:99999:7:::\nname:!:19000:0:::\n"


@pytest.mark.parametrize(
    "data",
    [b"", MBOX, b"a,b\n1,2\n", b"\x00\x01" * 50, b"%PDF-1.4", ACCOUNTS, b"Mail\nDear all\n"],
)
def test_other_files_hold_no_book(write: Write, data: bytes) -> None:
    assert books(write("file", data)) == []


def packed(name: str, files: dict[str, bytes], path: Path) -> Path:
    if name.endswith(".zip"):
        with zipfile.ZipFile(path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, data in files.items():
                archive.writestr(inner, data)
    else:
        with tarfile.open(path / name, "w:gz") as archive:
            for inner, data in files.items():
                info = tarfile.TarInfo(inner)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return path / name


@pytest.mark.parametrize("name", ["takeout.zip", "takeout.tgz"])
def test_contacts_inside_a_takeout_archive(name: str, tmp_path: Path) -> None:
    files = {
        "Takeout/Mail/All.mbox": MBOX,
        "Takeout/Contacts/All Contacts/All Contacts.vcf": VCARD,
        "Takeout/Contacts/Andere Kontakte/Andere Kontakte.csv": OUTLOOK,
        "Takeout/archive_browser.html": b"<html>",
    }
    book = only(packed(name, files, tmp_path))
    assert book.kind == "contacts"
    assert [card.kind for card in book.read().cards] == [CardKind.SAVED, CardKind.OTHER]


def test_an_archive_of_mail_alone_says_nothing(tmp_path: Path) -> None:
    assert books(packed("mail.zip", {"Mail/a.mbox": MBOX}, tmp_path)) == []
    found = only(packed("mail.tgz", {"Mail/a.mbox": MBOX}, tmp_path)).read()
    assert (found.cards, found.export) == ((), None)


def test_an_export_packed_and_unpacked_says_the_same(write: Write, tmp_path: Path) -> None:
    files = {
        "Connections.csv": CONNECTIONS,
        "Invitations.csv": INVITATIONS,
        "Skills.csv": b"Name\n",
    }
    for name, data in files.items():
        write(f"export/{name}", data)
    archive = only(packed("export.zip", files, tmp_path))
    folder = only(tmp_path / "export")
    assert archive.kind == folder.kind == "linkedin"
    assert archive.read() == folder.read()
    assert folder.name == "export"


def test_a_folder_of_everything(write: Write, tmp_path: Path) -> None:
    write("all/mail.mbox", MBOX)
    write("all/a.vcf", VCARD)
    write("all/b.csv", GOOGLE)
    write("all/notes.txt", b"nothing")
    write("all/linkedin/Connections.csv", CONNECTIONS)
    write("all/maildir/cur/1.csv", OUTLOOK)
    (tmp_path / "all/maildir/new").mkdir()
    found = [(book.kind, book.name) for book in books(tmp_path / "all")]
    assert found == [("vcard", "a.vcf"), ("google contacts", "b.csv"), ("linkedin", "linkedin")]


def test_a_changed_book_has_another_fingerprint(write: Write) -> None:
    path = write("a.vcf", VCARD)
    book = only(path)
    before = book.fingerprint()
    assert only(path).fingerprint() == before
    write("a.vcf", VCARD + VCARD)
    assert book.fingerprint() != before
    path.unlink()
    with pytest.raises(SourceError):
        book.fingerprint()


def test_absent_paths_say_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        books(tmp_path / "absent")


def test_what_is_larger_than_any_book_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.vcf"
    with path.open("wb") as file:
        file.write(VCARD)
        file.truncate(LARGEST)
    with pytest.raises(SourceError, match="larger than any address book"):
        only(path).read()


def test_a_damaged_archive_says_so_when_it_is_read(tmp_path: Path) -> None:
    whole = packed("export.zip", {"Connections.csv": CONNECTIONS * 999}, tmp_path)
    whole.write_bytes(whole.read_bytes()[:200])
    with pytest.raises(SourceError):
        only(whole).read()


def test_a_book_in_a_zip_is_held_against_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    path.write_bytes(path.read_bytes().replace(b"Connected On", b"Connected 0n"))
    with pytest.raises(SourceError, match="is damaged"):
        only(path).read()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.binary().map(lambda data: b"PK\x03\x04" + data)))
def test_any_bytes_are_a_book_or_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    for book in books(path):
        with suppress(SourceError):
            book.read()


def test_every_book_of_the_corpora_is_read(corpora: Path) -> None:
    found = [book for part in ("linkedin", "torture") for book in books(corpora / part)]
    kinds = [book.kind for book in found]
    assert kinds.count("vcard") >= 31
    assert kinds.count("linkedin") == 2
    assert kinds.count("contacts") + kinds.count("google contacts") == 5
    assert sum(len(book.read().cards) for book in found) >= 40
