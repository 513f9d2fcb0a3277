"""sources → titles: look at the last lines of a few mails of each person, and keep the titles."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from invite_guard.errors import SourceError
from invite_guard.evidence.titles import Office, office_of
from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.body import read_body
from invite_guard.mail.headers import read_header
from invite_guard.mail.quoting import written_lines
from invite_guard.mail.sign_off import SignOff, read_sign_off
from invite_guard.mail.signers import signer
from invite_guard.model.mailbox import is_online
from invite_guard.model.owner import Owner
from invite_guard.sources.base import START, Source
from invite_guard.sources.whole import WholeSource
from invite_guard.stages.counting.observe import Observer
from invite_guard.stages.counting.read import NEVER_READ, ON_REQUEST, Progress
from invite_guard.stages.signing.choose import SIZE, Choice, Chosen
from invite_guard.stages.signing.writers import Writer, writers
from invite_guard.stores.signed import Looked, Signed, SignedStore

PATIENCE = 5.0
"""Seconds between two times that what was found is kept."""
_NEXT = re.compile(rb"\n\r?\nFrom [^\n]{0,200}\d\d:\d\d")
"""A separator that may stand behind a message whose end is not known."""


class Looking(NamedTuple):
    """What came of looking."""

    mails: int = 0
    """How many mails were looked at."""
    unable: tuple[str, ...] = ()
    """Names of sources that hold no text of mails."""
    problems: tuple[SourceError, ...] = ()


def look_for_signatures(
    sources: Sequence[Source], store: SignedStore, owner: Owner, latest: int, progress: Progress
) -> Looking:
    """Look at what is new since the last time, after it was counted.

    Of each person a few mails are read, of these the last lines, and of these a title beside the
    sender's own name is kept. `latest`: seconds since 1970, a later date is not believed. An
    interruption leaves what was found so far, and no mail is looked at twice.
    """
    store.forget_signers(owner.addresses)  # whose they were may have been told only now
    people = writers(store, owner)
    observer = Observer(latest, NEVER_READ | ON_REQUEST)
    mails, problems, unable = 0, [], []
    for source in sources:
        if not isinstance(source, WholeSource):
            if is_online(source.key):  # of any other it was told already why it cannot be read
                unable.append(source.name)
            continue
        try:
            for done in _look(source, source, store, people, observer, progress):
                mails += done
        except SourceError as error:
            problems.append(error)
    return Looking(mails, tuple(unable), tuple(problems))


def _look(  # noqa: PLR0913, PLR0917 - one source, seen from both sides, and what is known
    source: Source,
    whole: WholeSource,
    store: SignedStore,
    people: Mapping[str, Writer],
    observer: Observer,
    progress: Progress,
) -> Iterator[int]:
    now, before = source.fingerprint(), store.looked_through(source.key)
    if before and before.fingerprint == now:
        return
    grown = before is not None and source.grown(before.fingerprint, before.position)
    start = before.position if before and grown else START
    choice = Choice(people, observer)
    problem: SourceError | None = None
    progress.start(f"{source.name}: signatures", now.size)
    try:
        for number in choice.see(source.messages(start)):
            progress.advance(source.read_bytes(), number)
    except SourceError as error:  # what came before the fault is looked at
        problem = error
    finally:
        progress.finish()
    fresh = [mail for mail in choice.chosen() if not store.was_looked_at(mail.identity)]
    yield from _read(whole, fresh, people, store.keep_signatures)
    if problem:
        raise problem
    store.keep_looked_through(source.key, Looked(now, choice.last))


def _read(
    source: WholeSource,
    chosen: Iterable[Chosen],
    people: Mapping[str, Writer],
    keep: Callable[[Iterable[Signed], Iterable[int]], None],
) -> Iterator[int]:
    """Read the mails, keeping what was found every few seconds; give how many were read."""
    wanted = {mail.extent.position: mail for mail in chosen}
    found: list[Signed] = []
    looked: list[int] = []
    begun = time.monotonic()
    try:
        for position, content in source.whole([mail.extent for mail in wanted.values()]):
            mail = wanted[position]
            if title := title_of(content, mail, people[mail.address].names):
                found.append(Signed(mail.address, *title, mail.moment))
            looked.append(mail.identity)
            if time.monotonic() - begun > PATIENCE:
                keep(found, looked)
                yield len(looked)
                found, looked, begun = [], [], time.monotonic()
    finally:
        keep(found, looked)
    yield len(looked)


def title_of(content: bytes, mail: Chosen, names: Iterable[str]) -> SignOff | None:
    """Read the title a mail is signed with, beside the name of whoever its header says wrote it."""
    if not _is_from(content, mail.address):
        return None  # the file was written anew in between
    if mail.extent.size == SIZE and (end := _NEXT.search(content)):
        content = content[: end.start()]
    body = read_body(content)
    lines, quoted = written_lines(body.text)
    if not (body.whole or quoted):
        return None
    return read_sign_off(lines, signer(mail.name, names, mail.address), _names_office)


def _is_from(content: bytes, address: str) -> bool:
    """Whether what lies there is a mail of the same sender as before."""
    head = content[: max(content.find(b"\n\n"), content.find(b"\n\r\n"))]
    return any(box.address == address for box in read_mailboxes(read_header(head).from_))


def _names_office(text: str) -> bool:
    return office_of(text) is not Office.OTHER
