"""The members of zip and tar archives, one after another, each a stream that is read forward."""

import io
import re
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from invite_guard.sources.kinds import Kind
from invite_guard.sources.overlap import overlapped
from invite_guard.sources.payload import Checked, Window
from invite_guard.sources.streams import (
    CHUNK,
    DEFLATE,
    HELD,
    CutShortError,
    DamagedError,
    Inflated,
    ahead,
    skip,
    unpacked,
)

_BLOCK = 512
"""What everything in a tar archive is a multiple of (POSIX.1-2017, pax Interchange Format)."""
_LONGEST_EXTENSION = 1 << 16
"""Most bytes of an extended header that are read."""
_LOCAL = struct.Struct("<4s2xHH4xIIIHH")
"""Local file header: signature, flags, method, checksum, packed and plain size, and the lengths of
name and extra field (APPNOTE.TXT, 4.3.7)."""
_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_HARMLESS = re.compile(
    r"/$|\.(?:jpe?g|png|gif|heic|webp|tiff?|svg|mp[34]|m4a|mov|avi|wav|pdf|docx?|xlsx?|pptx?|od[tsp]"
    r"|html?|css|js|json|xml|ics)$",
    re.IGNORECASE,
)
"""How files are called that hold neither mail nor contacts, locked or not."""


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
    closed: str = ""
    """Why it cannot be read, where it may hold mail or contacts; it is empty then."""


def members(file: io.FileIO, form: Form) -> Iterator[Member]:
    """Go through an archive in the order its members lie in the file.

    Folders, links and the like are given as empty files, so that the count stays what it is.
    Raises `CutShortError`, `DamagedError` or `zlib.error` where the archive is damaged.
    """
    if form is not Form.ZIP:
        return _tar_members(unpacked(file, gzip=form is Form.TGZ))
    try:
        with zipfile.ZipFile(file) as archive:
            listing = sorted(archive.infolist(), key=lambda info: info.header_offset)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        return _unlisted_members(file)
    return _listed_members(file, listing)


def _empty() -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO())


def _listed_members(file: io.FileIO, listing: Iterable[zipfile.ZipInfo]) -> Iterator[Member]:
    for info in listing:
        with _listed(file, info) as stream:
            closed = _closed(info.filename, info.flag_bits, info.compress_type)
            yield Member(info.filename, stream, closed)


def _listed(file: io.FileIO, info: zipfile.ZipInfo) -> io.BufferedReader:
    if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
        return _empty()
    file.seek(info.header_offset)
    local = _local_header(file)
    file.seek(local.name_length + local.extra_length, io.SEEK_CUR)
    return _payload(file, info.compress_size, info.flag_bits, info.compress_type, info.CRC)


def _closed(name: str, flags: int, method: int) -> str:
    """Say why a member cannot be read that is not to be left out in silence; else nothing."""
    if _readable(flags, method) or _HARMLESS.search(name):
        return ""
    return Kind.LOCKED if flags & _ENCRYPTED else "packed in a way that cannot be read here"


def _readable(flags: int, method: int) -> bool:
    return not flags & _ENCRYPTED and method in {_STORED, _DEFLATED}


def _payload(
    file: io.FileIO, size: int, flags: int, method: int, checksum: int
) -> io.BufferedReader:
    if not _readable(flags, method):
        return _empty()
    packed = Window(file.readinto, size)
    if method == _STORED:
        return io.BufferedReader(Checked(packed.readinto, checksum), HELD)
    raw = Checked(Inflated(packed.readinto, DEFLATE).readinto, checksum)
    return io.BufferedReader(overlapped(raw, raw.readinto, file), HELD)


class _Local(NamedTuple):
    signature: bytes
    flags: int
    method: int
    checksum: int
    packed_size: int
    size: int
    name_length: int
    extra_length: int


def _local_header(file: io.FileIO) -> _Local:
    data = file.read(_LOCAL.size)
    if len(data) < _LOCAL.size:
        raise CutShortError
    local = _Local(*_LOCAL.unpack(data))
    if local.signature != _SIGNATURE:
        raise DamagedError
    return local


def _unlisted_members(file: io.FileIO) -> Iterator[Member]:
    """Go through a zip archive whose table of contents, at its end, is missing.

    Ends in `CutShortError`: more members may have stood there.
    """
    file.seek(0)
    while file.read(len(_SIGNATURE)) == _SIGNATURE:
        file.seek(-len(_SIGNATURE), io.SEEK_CUR)
        local = _local_header(file)
        name = file.read(local.name_length).decode("utf-8", "replace")
        extra = file.read(local.extra_length)
        begin = file.tell()
        if local.flags & _SIZES_FOLLOW:
            yield from _sized_later(file, name, local)
            continue
        size = _packed_size(local, extra)
        with _payload(file, size, local.flags, local.method, local.checksum) as stream:
            yield Member(name, stream, _closed(name, local.flags, local.method))
        file.seek(begin + size)
    file.seek(0, io.SEEK_END)
    raise CutShortError


def _sized_later(file: io.FileIO, name: str, local: _Local) -> Iterator[Member]:
    """Give a member that only ends where its compression says so, then go to the next."""
    if local.method != _DEFLATED or local.flags & _ENCRYPTED:
        raise DamagedError
    inflated = Inflated(file.readinto, DEFLATE)
    raw = overlapped(inflated, inflated.readinto, file)
    stream: io.BufferedReader = io.BufferedReader(raw, HELD)
    yield Member(name, stream)
    while stream.read(CHUNK):
        pass
    after = file.tell() - len(inflated.beyond)
    file.seek(after)
    # The checksum and sizes that follow are 12 to 24 bytes, with or without a signature.
    file.seek(after + max(file.read(28).find(b"PK", 4), 0))


def _packed_size(local: _Local, extra: bytes) -> int:
    """Tell the size of a member's data, from the zip64 field (APPNOTE.TXT, 4.5.3) if it has one."""
    while len(extra) >= 4 and local.packed_size == 0xFFFFFFFF:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == 1 and length >= 16 and len(extra) >= 20:
            return int(struct.unpack_from("<Q", extra, 12)[0])
        extra = extra[4 + length :]
    return local.packed_size


def _tar_members(stream: io.BufferedReader) -> Iterator[Member]:
    name, size = "", -1
    while (info := _tar_header(stream)) is not None:
        if info.type in {tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME}:
            name, size = _extension(info, stream, name, size)
            continue
        window = Window(ahead(stream), info.size if size < 0 else size)
        padding = -window.left % _BLOCK
        regular = info.type in {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
        yield Member(name or info.name, io.BufferedReader(window, HELD) if regular else _empty())
        skip(stream, window.left + padding)
        name, size = "", -1
    while stream.read(CHUNK):  # to the checksum: nothing else may tell that a byte is another one
        pass


def _tar_header(stream: io.BufferedReader) -> tarfile.TarInfo | None:
    """Read the header of the next member; none at the archive's end."""
    block = stream.read(_BLOCK)
    if not block.strip(b"\0"):
        return None
    if len(block) < _BLOCK:
        raise CutShortError
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise DamagedError from error
    if info.size < 0:
        raise DamagedError
    return info


def _extension(
    info: tarfile.TarInfo, stream: io.BufferedReader, name: str, size: int
) -> tuple[str, int]:
    """Read what an extended header says of the next member's name and size, where it does."""
    if info.size > _LONGEST_EXTENSION:
        raise DamagedError
    data = stream.read(info.size)
    skip(stream, -info.size % _BLOCK)
    if info.type == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape"), size
    for record in data.split(b"\n"):
        key, _, value = record.partition(b"=")
        if key.endswith(b" path"):
            name = value.decode("utf-8", "surrogateescape")
        if key.endswith(b" size") and value.isdigit():
            size = int(value)
    return name, size
