"""Which sources a scan reads, and how it tells what it found of them."""

import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from rich.console import Console

from invite_guard.cli.options import Invocation, say
from invite_guard.cli.output import wants_color
from invite_guard.cli.session import Session
from invite_guard.errors import SourceError, UsageError
from invite_guard.mail.labels import Label
from invite_guard.sources.base import Source
from invite_guard.sources.book import Book
from invite_guard.sources.books import books
from invite_guard.sources.detect import detect
from invite_guard.stages.books import read_books
from invite_guard.stages.gather import Wish, gather
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Bar, Silent

EXAMPLE = "takeout-demo.zip"


class Order(NamedTuple):
    """What the words of a scan asked for."""

    paths: tuple[Path, ...] = ()
    me: tuple[str, ...] = ()
    include: frozenset[str] = frozenset()
    full: bool = False


def read(session: Session, order: Order, invocation: Invocation) -> bool:
    """Read what is new, and tell whether everything could be read.

    Raises `UsageError` where there is nothing to read, and what detecting and gathering raise.
    """
    with closing(session.correspondence()) as store:
        found = _found(_paths(session, order, store))
        if order.full:
            store.forget()
        try:
            unread = read_books(found.books, store, anew=order.full)
            if unread and not (found.mail or store.books()):
                raise unread[0]
            wish = _wish(session, order)
            gathered = gather(found.mail, store, wish, _progress(invocation), detect)
        except KeyboardInterrupt:
            say("\nWhat was read so far is kept: the same command goes on from there.")
            raise
    problems = (*unread, *gathered.problems)
    _tell(problems)
    return not problems


def _paths(session: Session, order: Order, store: Correspondence) -> Sequence[Path]:
    if session.demo:
        if order.paths:
            raise UsageError("--demo reads the shipped example only.", "Leave out PATH, or --demo.")
        return [_example()]
    read_before = [*(state.key for state in store.sources()), *(b.key for b in store.books())]
    known = [Path(key) for key in dict.fromkeys(read_before)]
    if not order.paths and not known:
        raise UsageError(
            "There is nothing to read yet.",
            "Name your mail, `invite-guard scan takeout.zip`, or try `invite-guard scan --demo`.",
        )
    if order.full:
        return [*order.paths, *known]
    return order.paths or known


def _example() -> Path:
    found = files("invite_guard") / "demo" / EXAMPLE
    if not isinstance(found, Path) or not found.is_file():
        raise SourceError("This installation lacks the example.", "Install invite-guard again.")
    return found


class _Found(NamedTuple):
    """What lies at some paths."""

    mail: Sequence[Source]
    books: Sequence[Book]


def _found(paths: Sequence[Path]) -> _Found:
    """Give each source and book once, however often and by whatever path it was named."""
    mail: dict[str, Source] = {}
    shelf: dict[str, Book] = {}
    for path in paths:
        here = books(path)
        shelf |= {book.key: book for book in here}
        try:
            mail |= {source.key: source for source in detect(path)}
        except SourceError:
            if not here:
                raise
    return _Found(list(mail.values()), list(shelf.values()))


def _wish(session: Session, order: Order) -> Wish:
    return Wish(
        me=order.me or session.settings.me,
        include=frozenset(Label(name) for name in order.include) if order.include else None,
        latest=int(time.time()),
    )


def _progress(invocation: Invocation) -> Bar | Silent:
    if not sys.stderr.isatty():
        return Silent()
    color: Literal["auto"] | None = "auto" if wants_color(invocation) else None
    return Bar(Console(stderr=True, color_system=color, markup=False, emoji=False, highlight=False))


def _tell(problems: Iterable[SourceError]) -> None:
    for problem in problems:
        say(f"Warning: {problem.message} {problem.hint}".rstrip())
