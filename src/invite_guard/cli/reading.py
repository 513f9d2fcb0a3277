"""Which sources a scan reads, and how it tells what it found of them."""

import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.console import Console

from invite_guard.access.token import TokenStore
from invite_guard.cli.copies import Copies
from invite_guard.cli.finding import Again, again, named, read_before
from invite_guard.cli.options import Invocation, say
from invite_guard.cli.output import wants_color
from invite_guard.cli.session import Session
from invite_guard.cli.shipped import shipped
from invite_guard.errors import SourceError, UsageError
from invite_guard.mail.labels import Label
from invite_guard.model.mailbox import is_online
from invite_guard.sources.base import Source
from invite_guard.stages.counting.together import processors
from invite_guard.stages.gather import Wish, gather
from invite_guard.stages.intake import Found, read_some, take_in
from invite_guard.stores.correspondence import Correspondence
from invite_guard.terminal import safe
from invite_guard.views.progress import Bar, Silent

if TYPE_CHECKING:
    from invite_guard.cli.google import Google

EXAMPLE = "takeout-demo.zip"


class Order(NamedTuple):
    """What the words of a scan asked for."""

    paths: tuple[Path, ...] = ()
    me: tuple[str, ...] = ()
    include: frozenset[str] = frozenset()
    full: bool = False
    categories: bool = False
    """Whether bulk mail is worth its quota, where mail is fetched from Gmail."""
    signatures: bool = False
    """Whether the last lines of mails are looked at for titles."""
    jobs: int | None = None
    """How many processes may work at once; None: as many as are of use."""


def read(session: Session, order: Order, invocation: Invocation) -> bool:
    """Read what is new, and tell whether everything could be read.

    Raises `UsageError` where there is nothing to read, and what detecting and gathering raise.
    """
    with ExitStack() as stack:
        if order.signatures:
            require_files(session, order)
        store = stack.enter_context(closing(session.correspondence()))
        copies = Copies(session, stack)
        google = _google(session, order, copies, stack)
        found, gone = _sought(session, order, store, google)
        if not order.paths:
            found = found._replace(mail=[*found.mail, *copies.known(store)])
        if order.full:
            _forget(store, found if order.paths else None)
        scan = _Scan(session, order, store, copies, _progress(invocation))
        try:
            read = scan.online(found, google) if google else scan.read(found)
            problems = (*gone, *read)
            outgrown = [key for key in store.outgrown() if not is_online(key)]
        except KeyboardInterrupt:
            say("\nWhat was read so far is kept: the same command goes on from there.")
            raise
    _tell(problems)
    if outgrown:
        names = ", ".join(safe(Path(key).name) for key in outgrown)
        say(f"Warning: Not counted until read again after the update: {names}.")
        say(f"{session.command('scan')} reads again what is still there.")
    return not problems


class _Scan(NamedTuple):
    """One scan at work."""

    session: Session
    order: Order
    store: Correspondence
    copies: Copies
    progress: Bar | Silent

    def read(self, found: Found) -> tuple[SourceError, ...]:
        """Read what is new, and give what could not be read."""
        problems = take_in(
            found,
            self.store,
            _wish(self.session, self.order),
            self.progress,
            self.copies.reopen,
            anew=self.order.full,
        )
        if self.order.signatures:
            from invite_guard.cli.signatures import look

            problems = (
                *problems,
                *look(found.mail, self.store, self.progress, anew=self.order.full),
            )
        return problems

    def online(self, found: Found, google: "Google") -> tuple[SourceError, ...]:
        """Fetch from Google, counting where a plan is worth it, and give what could not be read."""
        from invite_guard.cli.google import wanted
        from invite_guard.views.fetching import first_plan

        mail = {source.key: source for source in (*found.mail, *google.sources)}
        every = Found(list(mail.values()), [*found.books, *google.books])
        unread = read_some(every, self.store, anew=self.order.full)
        problems: tuple[SourceError, ...] = ()
        wish = wanted(self.order.include, self.store, categories=self.order.categories)
        for last in google.rounds(wish):
            if google.changed(self.store):
                self._count_anew()
            problems = self._count(every.mail, google.owner)
            if not last:
                say(first_plan(self.session.dry_run().plan.totals))
        return (*unread, *google.problems, *problems)

    def _count(self, mail: Sequence[Source], signed_in: str = "") -> tuple[SourceError, ...]:
        wish = _wish(self.session, self.order)._replace(signed_in=signed_in)
        return gather(mail, self.store, wish, self.progress, self.copies.reopen).problems

    def _count_anew(self) -> None:
        """Forget the counts, as messages changed or went, if all that was read is still there."""
        keys = [state.key for state in self.store.sources()]
        if all(is_online(key) or Path(key).exists() for key in keys):
            self.store.forget()
        else:
            say("Mail that was deleted in Gmail still counts: a file read earlier is not there.")


def _google(session: Session, order: Order, copies: Copies, stack: ExitStack) -> "Google | None":
    """Connect to Google where somebody is signed in and no path was named."""
    signed_in = None if session.demo or order.paths else TokenStore(session.folder).load()
    if signed_in is None:
        return None
    from invite_guard.cli.google import online

    return online(signed_in, copies, stack)


def require_files(session: Session, order: Order) -> None:
    """Refuse to look for titles in Gmail: the sign-in lets no text of a mail be read.

    Raises `UsageError`, before anything is read.
    """
    if session.demo or order.paths or TokenStore(session.folder).load() is None:
        return
    raise UsageError(
        "Signatures cannot be read in Gmail: the sign-in allows no text of a mail to be read.",
        "Get your mail from takeout.google.com: `invite-guard scan takeout.zip --signatures`.",
    )


def _sought(
    session: Session, order: Order, store: Correspondence, google: "Google | None"
) -> Again:
    if session.demo or order.paths:
        demo = [shipped(EXAMPLE, beside=order.paths)] if session.demo else []
        return Again(named(demo or order.paths), ())
    before = read_before(store)
    if not before and google is None:
        raise UsageError(
            "There is nothing to read yet.",
            "Name your mail, `invite-guard scan takeout.zip`, or try `invite-guard scan --demo`.",
        )
    known = [Path(key) for key in before if not is_online(key)]
    if google and not order.full:  # a file that went does not keep what is new from being fetched
        known = [path for path in known if path.exists()]
    return again(known, whole=order.full)


def _forget(store: Correspondence, only: Found | None) -> None:
    """Forget what was counted; with `only`, whatever else was read too, which is told."""
    kept = only and [*(source.key for source in only.mail), *(book.key for book in only.books)]
    if forgotten := store.forget(kept):
        say(f"Forgotten, as only what was named is to count: {safe(', '.join(forgotten))}.")


def _wish(session: Session, order: Order) -> Wish:
    return Wish(
        me=order.me or session.settings.me,
        include=frozenset(Label(name) for name in order.include) if order.include else None,
        latest=int(time.time()),
        jobs=order.jobs or processors(),
    )


def _progress(invocation: Invocation) -> Bar | Silent:
    if not sys.stderr.isatty():
        return Silent()
    color: Literal["auto"] | None = "auto" if wants_color(invocation) else None
    return Bar(Console(stderr=True, color_system=color, markup=False, emoji=False, highlight=False))


def _tell(problems: Iterable[SourceError]) -> None:
    """Tell each once: an archive of mail and address books fails those who read either."""
    for told in dict.fromkeys(f"{problem.message} {problem.hint}" for problem in problems):
        say(f"Warning: {told}".rstrip())
