import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.sources.kinds import SNIFF, Kind, kind_of, mail_kind

HEADER = b"From: Anna <anna@example.org>\nTo: bert@example.com\nSubject: x\n"
MBOX = b"From anna@example.org Tue Mar 12 09:15:00 2019\n" + HEADER + b"\nbody\n"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    return buffer.getvalue()


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"\r\n\n", Kind.EMPTY),
        (MBOX, Kind.MBOX),
        (MBOX.replace(b"\n", b"\r\n"), Kind.MBOX),
        (b"\n\n" + MBOX, Kind.MBOX),
        (b"\xef\xbb\xbf" + MBOX, Kind.MBOX),
        (MBOX.replace(b"From anna@example.org", b"From -"), Kind.MBOX),
        (b"the end of a body that was cut\n\n" + MBOX, Kind.MBOX),
        (b"From 162@xxx Tue Mar 12 09:15:00 +0000 2019\n" + HEADER + b"\n", Kind.MBOX),
        (HEADER + b"\nbody\n", Kind.EML),
        (HEADER, Kind.EML),
        (HEADER.replace(b"\n", b"\r\n") + b"\r\nbody", Kind.EML),
        (HEADER + b"\nForwarded:\n\n" + MBOX, Kind.EML),
        (b"1234\n" + HEADER + b"\nApple Mail's", Kind.EML),
        (b">From anna\n" + HEADER + b"\n", Kind.EML),
        (b"Received: from a by b\n\twith c;\n" + HEADER * 200, Kind.EML),
        (b"From: Anna\n\nOne field alone is no header.\n", Kind.TEXT),
        (b"From the desk of the editor, 10:30\n\nDear all\n", Kind.TEXT),
        (b"To: the reader\nThis is a note\nof mine\nDate: none\n", Kind.TEXT),
        (b"Dear Anna,\n\nFrom: and To: are words.\n", Kind.TEXT),
        (b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", Kind.VCARD),
        (b"<!DOCTYPE html>\n<p>From: x", Kind.HTML),
        (b'{"From": 1}', Kind.TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0\0", Kind.BINARY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OFFICE),
        (b"!BDN....", Kind.OUTLOOK),
        (b"\xcf\xad\x12\xfe\xc5\xfd", Kind.OUTLOOK_EXPRESS),
        (b"\x1a\0\0\4\0\0", Kind.NOTES),
        (b"BZh91AY", Kind.PACKED),
        (gzip.compress(MBOX), Kind.GZIP),
        (zipped(), Kind.ZIP),
        (tarred(), Kind.TAR),
    ],
)
def test_content_tells_the_kind(first: bytes, kind: Kind) -> None:
    assert kind_of(first[:SNIFF]) is kind


@pytest.mark.parametrize(
    ("name", "first", "kind"),
    [
        ("letter.EML", b"a body without a header\n", Kind.EML),
        ("letter.eml", MBOX, Kind.EML),
        ("1.emlx", b"42\nno header\n", Kind.EML),
        ("All mail-002.mbox", b"bGlrZSB0aGlz\nYW5k\n", Kind.MBOX),
        ("page.eml", b"<html>", Kind.HTML),
        ("sent.mbox", zipped(), Kind.ZIP),
        ("notes.txt", b"a text\n", Kind.TEXT),
        ("sent.mbox", b"", Kind.EMPTY),
        ("letter.MSG", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OUTLOOK_LETTER),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OFFICE),
        ("mac.olm", zipped(), Kind.OUTLOOK_OF_A_MAC),
        ("old.pst", b"\0\1\2", Kind.OUTLOOK),
        ("old.ost", b"!BDN", Kind.OUTLOOK),
        ("old.nsf", b"\0", Kind.NOTES),
        ("renamed", b"!BDN", Kind.OUTLOOK),
        ("letter.msg", HEADER, Kind.EML),
        ("old.pst", MBOX, Kind.MBOX),
        ("old.pst", b"", Kind.EMPTY),
        ("pst", b"\0\1\2", Kind.BINARY),
    ],
)
def test_a_name_only_decides_what_content_leaves_open(name: str, first: bytes, kind: Kind) -> None:
    assert mail_kind(name, first) is kind


@given(st.text(max_size=8), st.binary(max_size=600))
def test_any_bytes_are_of_some_kind(name: str, first: bytes) -> None:
    assert mail_kind(name, first) in Kind
