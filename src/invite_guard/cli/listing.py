"""What words on the never-list mean: an address, a domain, or all addresses of a person."""

from datetime import UTC, datetime

from invite_guard.cli.session import Session
from invite_guard.cli.who import find
from invite_guard.errors import InviteGuardError, NotFoundError, UsageError
from invite_guard.mail.mailbox_syntax import normalise
from invite_guard.model.decision import NeverEntry
from invite_guard.terminal import safe


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
    plainly = [entry for entry in entries if entry.entry == _written(who)]
    if plainly:
        return plainly
    try:
        meant = set(_meant(session, who))
    except InviteGuardError:
        meant = set()
    found = [entry for entry in entries if entry.entry in meant]
    if not found:
        raise NotFoundError(
            f"“{safe(who)}” is not on the never-list.", "`invite-guard never` shows what is."
        )
    return found


def _meant(session: Session, who: str) -> list[str]:
    text = _written(who)
    if not text:
        raise UsageError("Nobody is called nothing.", "Name an address, a domain or a person.")
    if "@" in text or ("." in text and " " not in text):
        return [text]
    person = find(session.dry_run().plan, who)
    return [seen.address for seen in person.addresses]


def _written(who: str) -> str:
    """Normalise an address; a domain may be written with or without an at sign before it."""
    text = who.strip()
    if "@" in text[1:]:
        return normalise(text)
    domain = text.removeprefix("@").rstrip(".")
    return normalise(f"x@{domain}").partition("@")[2] if "." in domain else domain
