"""The members of zip and tar archives, one after another, each a stream that is read forward."""

import io
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from invite_guard.errors import SourceError
from invite_guard.sources.streams import CHUNK, DEFLATE, GZIP, CutShortError, Inflated, Window, skip

_BLOCK = 512
"""What everything in a tar archive is a multiple of (POSIX.1-2017, pax Interchange Format)."""
_LONGEST_NAME = 1 << 16
"""Most bytes of an extended header that are read."""
_LOCAL = struct.Struct("<4s22xHH")
"""Local file header: signature, and the lengths of name and extra field (APPNOTE.TXT, 4.3.7)."""
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_MAIL_NAME = (".mbox", ".mbx", ".eml", ".emlx")


class Form(StrEnum):
    """How an archive is written."""

    ZIP = "zip"
    TAR = "tar"
    TGZ = "tgz"


class Member(NamedTuple):
    """One file of an archive."""

    name: str
    stream: io.BufferedReader
    """Its bytes. Good until the next member is asked for."""


def members(file: io.FileIO, form: Form) -> Iterator[Member]:
    """Go through an archive in the order its members lie in the file.

    Folders, links and the like are given as empty files, so that the count stays what it is.
    Raises `CutShortError`, `zipfile.BadZipFile` or `zlib.error` where the archive is damaged, and
    `SourceError` for mail that is locked with a password or packed in a way Python cannot undo.
    """
    if form is Form.ZIP:
        return _zip_members(file)
    raw = Inflated(file, GZIP) if form is Form.TGZ else file
    return _tar_members(io.BufferedReader(raw, CHUNK))


def _empty() -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO())


def _zip_members(file: io.FileIO) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        listing = sorted(archive.infolist(), key=lambda info: info.header_offset)
    for info in listing:
        yield Member(info.filename, _zip_stream(file, info))


def _zip_stream(file: io.FileIO, info: zipfile.ZipInfo) -> io.BufferedReader:
    locked = info.flag_bits & _ENCRYPTED
    unknown = info.compress_type not in {_STORED, _DEFLATED}
    if (locked or unknown) and info.filename.lower().endswith(_MAIL_NAME):
        raise SourceError(
            "The mail in this archive is locked with a password."
            if locked
            else "The mail in this archive is packed in a way that cannot be read here.",
            "Unpack it yourself and give the folder.",
        )
    if locked or unknown or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
        return _empty()
    _to_payload(file, info)
    packed = Window(file, info.compress_size)
    raw = packed if info.compress_type == _STORED else Inflated(packed, DEFLATE)
    return io.BufferedReader(raw, CHUNK)


def _to_payload(file: io.FileIO, info: zipfile.ZipInfo) -> None:
    file.seek(info.header_offset)
    local = file.read(_LOCAL.size)
    if len(local) < _LOCAL.size:
        raise CutShortError
    signature, name, extra = _LOCAL.unpack(local)
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile
    file.seek(name + extra, io.SEEK_CUR)


def _tar_members(stream: io.BufferedReader) -> Iterator[Member]:
    name = ""
    while (info := _tar_header(stream)) is not None:
        padding = -info.size % _BLOCK
        if info.type in {tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME}:
            if info.size > _LONGEST_NAME:
                raise CutShortError
            name = _long_name(info, stream.read(info.size)) or name
            skip(stream, padding)
            continue
        window = Window(stream, info.size)
        regular = info.type in {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
        yield Member(name or info.name, io.BufferedReader(window, CHUNK) if regular else _empty())
        skip(stream, window.left + padding)
        name = ""


def _tar_header(stream: io.BufferedReader) -> tarfile.TarInfo | None:
    """Read the header of the next member; none at the archive's end."""
    block = stream.read(_BLOCK)
    if not block.strip(b"\0"):
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise CutShortError from error


def _long_name(info: tarfile.TarInfo, data: bytes) -> str:
    if info.type == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    for record in data.split(b"\n"):
        key, _, value = record.partition(b"=")
        if key.endswith(b" path"):
            return value.decode("utf-8", "surrogateescape")
    return ""
