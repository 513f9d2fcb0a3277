"""sources and books → store: an archive that holds mail and address books is read through once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from invite_guard.errors import OwnerError, SourceError
from invite_guard.sources.archive import Archive
from invite_guard.sources.aside import ROOM, Aside
from invite_guard.sources.base import Source
from invite_guard.sources.book import Book
from invite_guard.sources.books import FileBook
from invite_guard.stages.books import read_books
from invite_guard.stages.counting.read import Progress
from invite_guard.stages.gather import Wish, gather, profile_of
from invite_guard.stores.correspondence import Correspondence


class Found(NamedTuple):
    """What lies at some paths."""

    mail: Sequence[Source]
    books: Sequence[Book]


def take_in(  # noqa: PLR0913 - what gathering takes, and whether to read books anew
    found: Found,
    store: Correspondence,
    wish: Wish,
    progress: Progress,
    reopen: Callable[[Path], Sequence[Source]],
    *,
    anew: bool = False,
) -> tuple[SourceError, ...]:
    """Read what is new in books and mail, and give what could not be read.

    Books come first, as they help to tell whose mail it is; but those of an archive that has to be
    decompressed wait until its mail was read, and where they change the picture, the owner is told
    again. Raises what `gather` raises, and `SourceError` where only books were to be read and none
    could be.
    """
    mail, books = found
    late = _beside(mail, books)
    early = [book for book in books if book not in late]
    unread = read_some(Found(mail, early), store, anew=anew)
    before = profile_of(store) if late else None
    problems: tuple[SourceError, ...] = ()
    failure: OwnerError | SourceError | None = None
    try:
        problems = gather(mail, store, wish, progress, reopen).problems
    except (OwnerError, SourceError) as error:
        failure = error
    unread += read_books(late, store, anew=anew)
    if late and (isinstance(failure, OwnerError) or profile_of(store) != before):
        problems = gather(mail, store, wish, progress, reopen).problems
    elif failure:
        raise failure
    return (*unread, *problems)


def read_some(found: Found, store: Correspondence, *, anew: bool) -> tuple[SourceError, ...]:
    """Read what is new in books, and give what could not be read.

    Raises `SourceError` where only books were to be read and none could be.
    """
    unread = read_books(found.books, store, anew=anew)
    if unread and not (found.mail or store.books()):
        raise unread[0]
    return unread


def _beside(mail: Sequence[Source], books: Sequence[Book]) -> list[Book]:
    """Give the books of archives out of which mail is read too, and let that keep them aside."""
    archives = {
        source.key: source
        for source in mail
        if isinstance(source, Archive) and source.is_one_stream()
    }
    late = [book for book in books if isinstance(book, FileBook) and book.key in archives]
    for book in late:
        book.aside = archives[book.key].aside = Aside(ROOM // len(late))
    return list(late)
