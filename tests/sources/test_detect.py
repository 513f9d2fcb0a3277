import gzip
import io
import os
import socket
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.errors import SourceError
from invite_guard.sources import detect
from invite_guard.sources.base import START, Message, Source

Write = Callable[[str, bytes], Path]
LETTER = b"From: anna@example.org\nTo: bert@example.com\n\nbody\n"
MBOX = b"From anna@example.org Tue Mar 12 09:15:00 2019\n" + LETTER + b"\n"


def tgz(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def summary(sources: list[Source]) -> list[tuple[str, str, int]]:
    return [(source.kind, source.name, len(list(source.messages()))) for source in sources]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("mail.zip", MBOX, "mbox"),
        ("mail", gzip.compress(MBOX), "mbox"),
        ("mail.mbox", zipped("a", MBOX), "takeout"),
        ("mail.zip", tgz("a", MBOX), "takeout"),
        ("mail.mbox.gz", tgz("a", LETTER), "takeout"),
        ("mail.txt", LETTER, "eml"),
        ("letter.gz", gzip.compress(LETTER), "eml"),
        ("photo.jpg", MBOX * 2, "mbox"),
    ],
)
def test_the_name_proves_nothing(write: Write, name: str, data: bytes, kind: str) -> None:
    messages = 2 if data == MBOX * 2 else 1
    assert summary(detect(write(name, data))) == [(kind, name, messages)]


@pytest.mark.parametrize("data", [b"", b"\n\n", gzip.compress(b"")])
def test_an_empty_file_has_no_messages(write: Write, data: bytes) -> None:
    assert summary(detect(write("Drafts", data))) == [("mbox", "Drafts", 0)]


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"Dear all,\nthis is a note.\n", "a text file, but neither mail nor an address book"),
        (b"<html><body>", "a web page"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "a contacts file"),
        (b"\x89PNG\r\n\x1a\n\0", "a binary file, but neither mail nor an address book"),
        (b"\xd0\xcf\x11\xe0", "an Office document"),
        (gzip.compress(b"Dear all"), "a text file, but neither mail nor an address book"),
        (gzip.compress(gzip.compress(MBOX)), "a gzip file"),
        (gzip.compress(zipped("a", MBOX)), "a zip archive"),
    ],
)
def test_what_is_no_mail_is_refused_with_what_it_looks_like(
    write: Write, data: bytes, looks_like: str
) -> None:
    path = write("thing", data)
    with pytest.raises(SourceError) as caught:
        detect(path)
    assert caught.value.message == f"thing looks like {looks_like}."
    assert "mbox" in caught.value.hint
    assert ".eml" in caught.value.hint


def test_an_absent_path_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"There is no file or folder gone\.mbox\."):
        detect(tmp_path / "gone.mbox")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_an_impossible_path_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError):
        detect(tmp_path / name)


@pytest.mark.parametrize("name", ["mail.mbox", "folder"])
def test_what_may_not_be_read_is_told(write: Write, tmp_path: Path, name: str) -> None:
    write("mail.mbox", MBOX)
    write("folder/mail.mbox", MBOX)
    locked = tmp_path / name
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("everything may be read here")
    try:
        with pytest.raises(SourceError, match="may not be read"):
            detect(tmp_path / name)
    finally:
        locked.chmod(0o700)


@pytest.mark.parametrize("name", ["a.mbox", "a"])
def test_what_may_not_be_read_does_not_keep_the_rest_from_it(
    write: Write, tmp_path: Path, name: str
) -> None:
    write("all/a.mbox", MBOX)
    write("all/a/a.mbox", MBOX)
    write("all/b.mbox", MBOX)
    locked = tmp_path / "all" / name
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("everything may be read here")
    sources = {source.key: source for source in detect(tmp_path / "all")}
    failing = sources.pop(str(locked))
    locked.chmod(0o700)
    assert [len(list(source.messages())) for source in sources.values()] == [1, 1]
    for attempt in (failing.fingerprint, lambda: next(failing.messages())):
        with pytest.raises(SourceError, match=f"{name} may not be read"):
            attempt()


def test_a_damaged_archive_does_not_keep_the_rest_from_it(write: Write, tmp_path: Path) -> None:
    write("all/broken.gz", b"\x1f\x8b\x08\0 this is no deflate stream")
    write("all/broken.zip", b"PK\x03\x04 this is no archive")
    write("all/good.mbox", MBOX)
    sources = detect(tmp_path / "all")
    assert [source.kind for source in sources] == ["unreadable", "unreadable", "mbox"]
    assert len(list(sources[2].messages())) == 1
    for source in sources[:2]:
        assert (source.grown(sources[2].fingerprint(), START), source.read_bytes()) == (False, 0)
        with pytest.raises(SourceError, match="broken"):
            next(source.messages())


@pytest.mark.parametrize("files", [{}, {"a.txt": b"Dear all", "b/c.jpg": b"\xff\xd8\0"}])
def test_a_folder_without_mail_is_told(
    write: Write, tmp_path: Path, files: dict[str, bytes]
) -> None:
    (tmp_path / "folder").mkdir()
    for name, data in files.items():
        write(f"folder/{name}", data)
    with pytest.raises(SourceError, match=r"folder holds no mail\."):
        detect(tmp_path / "folder")


def test_odd_characters_in_a_name_cannot_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\u202egpj.mbox"
    with pytest.raises(SourceError) as caught:
        detect(path)
    assert caught.value.message.isprintable()


@pytest.mark.parametrize("name", ["Über uns.mbox", "メール", "a b'c&d", "-n", "\U0001f4e7", "a\nb"])
def test_odd_names_are_read(write: Write, tmp_path: Path, name: str) -> None:
    try:
        path = write(f"folder/{name}", MBOX)
    except OSError:
        pytest.skip("no such names here")
    (source,) = detect(tmp_path / "folder")
    assert source.key == str(path.resolve())
    assert len(list(source.messages())) == 1


@pytest.mark.skipif(os.name == "nt", reason="no such names here")
def test_a_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")).write_bytes(MBOX)
    except OSError:
        pytest.skip("this file system takes text only")
    (source,) = detect(tmp_path)
    assert [message.folder for message in source.messages()] == [os.fsdecode(b"caf\xe9")]
    (tmp_path / "mails").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/mails/caf\xe9")).write_bytes(LETTER)
    (letters,) = detect(tmp_path / "mails")
    assert len(list(letters.messages())) == 1
    assert letters.grown(letters.fingerprint(), next(letters.messages()).position)


@pytest.mark.skipif(os.name == "nt", reason="links need a right here")
def test_links_are_not_followed(write: Write, tmp_path: Path) -> None:
    write("elsewhere/secret.mbox", MBOX)
    write("mail/inbox.mbox", MBOX)
    (tmp_path / "mail" / "loop").symlink_to(tmp_path / "mail")
    (tmp_path / "mail" / "out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "mail" / "again.mbox").symlink_to(tmp_path / "mail" / "inbox.mbox")
    assert summary(detect(tmp_path / "mail")) == [("mbox", "inbox.mbox", 1)]
    (tmp_path / "link").symlink_to(tmp_path / "mail")
    (linked,) = detect(tmp_path / "link")
    assert linked.key == str((tmp_path / "mail" / "inbox.mbox").resolve())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_what_is_no_file_is_not_opened(write: Write, tmp_path: Path) -> None:
    write("mail/inbox.mbox", MBOX)
    os.mkfifo(tmp_path / "mail" / "pipe.mbox")
    assert len(detect(tmp_path / "mail")) == 1
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        detect(tmp_path / "mail" / "pipe.mbox")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in folders here")
def test_a_socket_in_a_profile_is_passed_over() -> None:
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as lock:
        lock.bind(f"{short}/lock")
        Path(short, "inbox").write_bytes(MBOX)
        assert summary(detect(Path(short))) == [("mbox", "inbox", 1)]


def test_an_unpacked_takeout_folder_is_read(write: Write, tmp_path: Path) -> None:
    write("Takeout/archive_browser.html", b"<html>" + LETTER)
    write("Takeout/E-Mail/Gesendet.mbox", MBOX)
    write("Takeout/E-Mail/Alle Nachrichten einschließlich Spam.mbox", MBOX * 3)
    write("Takeout/E-Mail/Nutzereinstellungen/Filter.json", b"{}")
    write("Takeout/Kontakte/Alle.vcf", b"BEGIN:VCARD\nEND:VCARD\n")
    assert summary(detect(tmp_path / "Takeout")) == [
        ("mbox", "Alle Nachrichten einschließlich Spam.mbox", 3),
        ("mbox", "Gesendet.mbox", 1),
    ]


@pytest.mark.parametrize(
    "separator",
    [
        b"From - Tue Mar 12 09:15:00 2019\r\n",
        b"From \r\n",
    ],
)
def test_both_of_thunderbirds_separators_are_known(write: Write, separator: bytes) -> None:
    letter = b"X-Mozilla-Status: 0001\r\n" + LETTER.replace(b"\n", b"\r\n")
    path = write("Inbox", (separator + letter + b"\r\n") * 3)
    assert summary(detect(path)) == [("mbox", "Inbox", 3)]


def test_a_thunderbird_profile_is_read(write: Write, tmp_path: Path) -> None:
    profile = "x1y2z3.default-release"
    write(f"{profile}/prefs.js", b'user_pref("mail.root", "x");\n')
    write(f"{profile}/global-messages-db.sqlite", b"SQLite format 3\0")
    write(f"{profile}/Mail/Local Folders/Inbox", MBOX.replace(b"From anna@example.org", b"From -"))
    write(f"{profile}/Mail/Local Folders/Inbox.msf", b'// <!-- <mdb:mork:z v="1.4"/> -->\n')
    write(f"{profile}/Mail/Local Folders/Trash.sbd/Old", MBOX)
    write(f"{profile}/Mail/Local Folders/Drafts", b"")
    write(f"{profile}/ImapMail/imap.example.org/[Gmail].sbd/Sent Mail", MBOX * 2)
    found = detect(tmp_path / profile)
    assert summary(found) == [
        ("mbox", "Sent Mail", 2),
        ("mbox", "Inbox", 1),
        ("mbox", "Old", 1),
    ]
    folders = [next(source.messages()).folder for source in found]
    assert folders == ["[Gmail]/Sent Mail", "Inbox", "Trash/Old"]


def test_a_mixed_folder_gives_each_source_once(write: Write, tmp_path: Path) -> None:
    write("mix/a/1.eml", LETTER)
    write("mix/a/2.eml", MBOX)
    write("mix/cur/3", LETTER)
    write("mix/new/4", LETTER)
    write("mix/sent.mbox", MBOX)
    write("mix/takeout-001.zip", zipped("Takeout/Mail/a.mbox", MBOX))
    write("mix/backup.tgz", tgz("backup/inbox", MBOX))
    write("mix/report.docx", zipped("word/document.xml", b"<x/>"))
    write("mix/code.tgz", tgz("code/main.c", b"int main;"))
    sources = detect(tmp_path / "mix")
    assert summary(sources) == [
        ("maildir", "mix", 4),
        ("takeout", "backup.tgz", 1),
        ("mbox", "sent.mbox", 1),
        ("takeout", "takeout-001.zip", 1),
    ]
    assert len({source.key for source in sources}) == len(sources)


def test_what_cannot_be_read_in_a_folder_is_counted_and_named(write: Write, tmp_path: Path) -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    write("mix/family.mbox", MBOX)
    write("mix/below/old.pst", b"!BDN")
    for name in "abcde":
        write(f"mix/{name}.msg", compound)
    write("mix/mail.7z", b"7z\xbc\xaf")
    write("mix/all.zip", zipped("takeout.zip", zipped("Takeout/Mail/a.mbox", MBOX)))
    for harmless in ("letter.doc", "table.xls"):
        write(f"mix/{harmless}", compound)
    write("mix/report.docx", zipped("word/embeddings/table.xlsx", zipped("xl/a.xml", b"<x/>")))
    write("mix/photo.jpg", b"\xff\xd8\xff\0")
    found = detect(tmp_path / "mix")
    assert summary([source for source in found if source.kind != "unreadable"]) == [
        ("mbox", "family.mbox", 1)
    ]
    told = []
    for source in found:
        if source.kind == "unreadable":
            with pytest.raises(SourceError) as caught:
                next(source.messages())
            told.append(caught.value.message)
    assert sorted(told) == [
        "5 files were not read, each an Outlook message: a.msg, b.msg, c.msg and 2 more.",
        "Of what is in all.zip, this was not read: takeout.zip (an archive within the archive).",
        "mail.7z was not read: it is a compressed file of another kind.",
        "old.pst was not read: it is an Outlook data file.",
    ]
    assert len({source.key for source in found}) == len(found)


def test_what_cannot_be_read_is_told_alone_for_what_it_is(write: Write) -> None:
    with pytest.raises(SourceError, match="it is an Outlook data file") as caught:
        detect(write("old.pst", b"!BDN"))
    assert "readpst" in caught.value.hint
    with pytest.raises(SourceError, match="an archive of Outlook for Mac"):
        detect(write("mac.olm", zipped("Local/com.microsoft.__Messages/1.xml", b"<x/>")))


def test_a_letter_of_a_maildir_may_be_given_alone(write: Write, tmp_path: Path) -> None:
    (message,) = detect(write("Maildir/.Sent/cur/1:2,S".replace(":", "!"), LETTER))[0].messages()
    assert message.folder == "Sent"
    (other,) = detect(write("Sent/1.eml", LETTER))[0].messages()
    assert other.folder == "Sent"
    assert tmp_path.name not in message.folder + other.folder


@given(data=st.binary(max_size=400), name=st.sampled_from(["x", "x.mbox", "x.eml", "x.gz"]))
@settings(deadline=None)
def test_any_bytes_give_messages_or_a_source_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    for content in (data, gzip.compress(data), MBOX + data, data + MBOX, LETTER + data):
        path.write_bytes(content)
        try:
            found = [message for source in detect(path) for message in source.messages()]
        except SourceError:
            continue
        assert all(isinstance(message, Message) for message in found)
