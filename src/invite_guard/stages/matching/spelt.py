"""Names that addresses spell, and what is a name beside them."""

import re
from collections.abc import Iterable, Sequence
from itertools import repeat

from invite_guard.evidence.roles import is_shared_mailbox
from invite_guard.mail.domains import bears
from invite_guard.mail.full_names import LONGEST, fold, name_words
from invite_guard.mail.given_names import Likeness, likeness
from invite_guard.model.correspondent import Correspondent

_BESIDE = re.compile(r"[(\[|/]|\s[-\u2013\u2014]\s")
_LOCAL_NAME = re.compile(r"([a-z]{2,})[._]([a-z][._])?([a-z]{2,})")


def name_spelt(correspondents: Iterable[Correspondent]) -> str:
    """Give the full name that an address spells, if one does: `jane.roe@`."""
    for correspondent in correspondents:
        local = correspondent.address.rpartition("@")[0].partition("+")[0]
        found = _LOCAL_NAME.fullmatch(local)
        if found and correspondent.well_formed and not is_shared_mailbox(local):
            first, middle, last = found.groups()
            initial = f"{middle[0].upper()}. " if middle else ""
            return f"{first.capitalize()} {initial}{last.capitalize()}"
    return ""


def completed(name: str, correspondents: Sequence[Correspondent]) -> str:
    """Give a name that is no full one, or the full one that the address spells in its place.

    Whoever is called by one word stays that, unless the address has that word or a fuller form of
    it: `Rob` of robert.roe@ is Robert Roe, `Mum` of fleet.street@ is Mum. A function's or a firm's
    name is nobody's. Where something stands beside the word, the address may have that too, as
    `Kim - Accounts` of kim.roebooks@ has the firm.
    """
    spelt = name_spelt(correspondents)
    words = name_words(name)
    if not spelt or not words or any(map(_is_nobodys, words, repeat(correspondents))):
        return spelt or name
    if beside := _BESIDE.search(name[:LONGEST]):
        written = fold(name[: beside.start()]).split()
        return spelt if set(written).issuperset(name_words(spelt)) else name
    return spelt if all(_agrees(word, name_words(spelt)) for word in words) else name


def _is_nobodys(word: str, correspondents: Iterable[Correspondent]) -> bool:
    """Whether a word is no person's name: a number, a function, what their domain has too."""
    if word.isdigit() or is_shared_mailbox(word):
        return True
    hosts = [seen.address.rpartition("@")[2] for seen in correspondents]
    return any(bears(host, word) for host in hosts)


def _agrees(word: str, spelt: Sequence[str]) -> bool:
    """Whether a full name may be of who is called by this word: Robert Roe by `Rob`, `Rroe`."""
    family = spelt[-1]
    if word.startswith(family) or word.endswith(family):
        return True
    if len(word) == 1:
        return any(full.startswith(word) for full in spelt)
    fuller = (full for full in spelt if len(full) >= len(word))
    return any(likeness(word, full) is Likeness.SAME for full in fuller)
