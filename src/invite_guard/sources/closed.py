"""What may hold mail or contacts and cannot be read here: named, with what to do about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from invite_guard.errors import SourceError
from invite_guard.sources.files import Unreadable, shown
from invite_guard.sources.kinds import CLOSED, SNIFF, Kind, mail_kind
from invite_guard.sources.members import Member

NAMED = 3
"""Most files of one kind that are named."""
_UNPACK = "Unpack it yourself and give the folder."
_CONVERT = "Save the mail as mbox or .eml files, where it comes from or in Thunderbird; give these."
_REMEDIES: Mapping[Kind, str] = {
    Kind.OUTLOOK: "`readpst -r` makes mbox files of it; give the folder with these.",
    Kind.PACKED: _UNPACK,
    Kind.LOCKED: _UNPACK,
}
_ARCHIVES = frozenset({Kind.ZIP, Kind.TAR, Kind.GZIP})
_ARCHIVE_NAMES = (".zip", ".tar", ".tgz", ".tar.gz", ".mbox", ".mbox.gz", ".mbx.gz", ".eml.gz")
"""How archives are called that people made to keep things: the forms of many programs are archives
too, and no mail."""
_CLOSED_NAMES = (".pst", ".ost", ".olm", ".msg", ".dbx", ".nsf")
_PACKED_NAMES = (".7z", ".rar", ".bz2", ".xz", ".zst")


class Inside(NamedTuple):
    """Something within an archive that cannot be read."""

    name: str
    what: str


def closed_file(path: Path, kind: Kind) -> SourceError:
    """Say of a file that it was not read, as it is of this closed kind."""
    return _error([path], kind)


def closed_files(found: Iterable[tuple[Path, Kind]]) -> Iterator[Unreadable]:
    """Say so of the files of a folder: those of a kind together, as a source that only fails."""
    kinds: defaultdict[Kind, list[Path]] = defaultdict(list)
    for path, kind in found:
        kinds[kind].append(path)
    for kind, paths in kinds.items():
        yield Unreadable(paths[0], _error(paths, kind))


def _error(paths: Sequence[Path], kind: Kind) -> SourceError:
    names = _some([shown(path) for path in paths])
    told = f"{names} was not read: it is {kind}."
    if len(paths) > 1:
        told = f"{len(paths):,} files were not read, each {kind}: {names}."
    return SourceError(told, _REMEDIES.get(kind, _CONVERT))


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def closed_inside(member: Member) -> Inside | None:
    """Tell why a file of an archive cannot be read, where it may hold mail or contacts.

    A Takeout export has its mail as mbox files; other archives in it are documents of a drive.
    """
    name = member.name.lower()
    if member.closed:
        return Inside(member.name, member.closed)
    if not name.endswith((*_ARCHIVE_NAMES, *_CLOSED_NAMES, *_PACKED_NAMES)) or name.startswith(
        "takeout/"
    ):
        return None
    kind = mail_kind(name, member.stream.peek(SNIFF)[:SNIFF])
    if kind in _ARCHIVES:
        return Inside(member.name, "an archive within the archive")
    return Inside(member.name, kind) if kind in CLOSED else None


def not_read_inside(path: Path, inside: Sequence[Inside]) -> SourceError:
    """Say of an archive what in it could not be read."""
    told = _some([f"{shown(Path(one.name))} ({one.what})" for one in inside])
    return SourceError(
        f"Of what is in {shown(path)}, this was not read: {told}.",
        "Unpack the archive yourself and give the folder.",
    )
