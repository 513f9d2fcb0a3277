"""What a scan reads: what its words name, else what was read before, as far as that is there."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from invite_guard.errors import NoMailError, SourceError
from invite_guard.model.mailbox import is_online
from invite_guard.sources.base import Source
from invite_guard.sources.book import Book
from invite_guard.sources.books import books
from invite_guard.sources.detect import detect
from invite_guard.sources.files import Unreadable
from invite_guard.stages.gone import not_there, still_counts
from invite_guard.stages.intake import Found
from invite_guard.stores.correspondence import Correspondence


class Again(NamedTuple):
    """What was read before, looked up once more."""

    found: Found
    problems: tuple[SourceError, ...]
    """What is no longer there, or cannot be looked at: what was read of it still counts."""


def named(paths: Iterable[Path]) -> Found:
    """Give each source and book once, however often and by whatever path it was named.

    Raises `SourceError` for a path at which there is neither.
    """
    mail: dict[str, Source] = {}
    shelf: dict[str, Book] = {}
    for path in paths:
        here = books(path)
        shelf |= {book.key: book for book in here}
        try:
            mail |= {source.key: source for source in detect(path)}
        except SourceError as error:
            if not here:
                raise
            if not isinstance(error, NoMailError):
                unread = Unreadable(path, error)
                mail[unread.key] = unread
    return Found(list(mail.values()), list(shelf.values()))


def again(paths: Sequence[Path], *, whole: bool) -> Again:
    """Give the sources and books at paths that were read before.

    Raises `SourceError` where the `whole` of it is to be counted anew and one cannot be.
    """
    found: list[Found] = []
    problems: dict[Path, SourceError] = {}
    for path in paths:
        try:
            found.append(named([path]))
        except SourceError as error:
            problems[path] = still_counts(str(path), error)
    if problems and whole:
        raise not_there(map(str, problems))
    mail = {source.key: source for one in found for source in one.mail}
    shelf = {book.key: book for one in found for book in one.books}
    return Again(Found(list(mail.values()), list(shelf.values())), tuple(problems.values()))


def read_before(store: Correspondence) -> list[str]:
    """Give the keys of all that was read; of what an earlier version read, if it is there."""
    keys = [*(state.key for state in store.sources()), *(book.key for book in store.books())]
    keys += [key for key in store.outgrown() if is_online(key) or Path(key).exists()]
    return list(dict.fromkeys(keys))
