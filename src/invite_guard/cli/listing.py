"""What words on the never-list mean: an address, a domain, or all addresses of a person."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from invite_guard.cli.session import Session
from invite_guard.cli.who import find
from invite_guard.errors import InviteGuardError, NotFoundError, UsageError
from invite_guard.mail.never_list import keys, meant
from invite_guard.model.decision import NeverEntry
from invite_guard.terminal import safe

_NO_NAME = frozenset("@*/:")
"""What no name holds: somebody wrote an address, a domain or a pattern."""


def entries_for(session: Session, who: str, note: str) -> list[NeverEntry]:
    """Give what to put on the list: an address or domain as it is, a person by every address.

    Raises `UsageError` for what cannot be any of these, `NotFoundError` when nobody or several
    people of the last scan are meant.
    """
    now = datetime.now(UTC)
    return [NeverEntry(entry=text, at=now, note=note) for text in _meant(session, who)]


def listed(session: Session, who: str) -> list[NeverEntry]:
    """Give the entries of the list that are meant. Raises `NotFoundError` when none is."""
    entries = session.standing().never
    found = _sharing(entries, [who.strip()])
    if not found:
        try:
            found = _sharing(entries, _meant(session, who))
        except InviteGuardError:
            found = []
    if not found:
        raise NotFoundError(
            f"“{safe(who)}” is not on the never-list.", "`invite-guard never` shows what is."
        )
    return found


def _sharing(entries: Iterable[NeverEntry], texts: Iterable[str]) -> list[NeverEntry]:
    """Give the entries that are the same as one of the texts, however they are spelled."""
    wanted = frozenset(key for text in texts for key in keys(text))
    return [entry for entry in entries if not wanted.isdisjoint(keys(entry.entry))]


def _meant(session: Session, who: str) -> Sequence[str]:
    text = who.strip()
    if not text:
        raise UsageError("Nobody is called nothing.", "Name an address, a domain or a person.")
    if found := meant(text):
        return found
    try:
        person = find(session.dry_run().plan, text)
    except NotFoundError as error:
        if _NO_NAME.isdisjoint(text):
            raise
        raise UsageError(
            f"“{safe(text)}” is neither an address nor a domain.",
            "Name a whole address, a domain such as example.com, or a person of the last scan.",
        ) from error
    return [seen.address for seen in person.addresses]
