"""Names that say what somebody is to somebody, instead of or beside a name: `Mum`, `Aunt Rosa`."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from invite_guard.mail.family_names import is_common
from invite_guard.mail.full_names import LETTERS, LONGEST, fold
from invite_guard.mail.given_names import is_given_name
from invite_guard.mail.title_lines import is_dense
from invite_guard.mail.word_lists import Lists, read_lists

_WORD = re.compile(rf"{LETTERS}(?:['\u2019]{LETTERS})*")
_PLAIN_WORD = re.compile("[a-z]+(?:'[a-z]+)*")
"""The same in lower-case ASCII."""
_INSIDE = re.compile(r"[(\[]([^)\]]*)[)\]]|[\uff08]([^\uff09]*)[\uff09]")
_BEHIND = re.compile(r"\s[-\u2013\u2014/]+\s|\s*[|:]\s*")


@cache
def _lists() -> Lists:
    return read_lists(__package__, "data/kinship.toml")


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(" ".join(_words(phrase)) for phrase in _lists()[kind])


@cache
def _spelt() -> frozenset[str]:
    return frozenset(_lists()["spelt"])


@cache
def _telling() -> frozenset[str]:
    """Give every word without which a name in Latin letters says nothing of kinship."""
    kinds = ("kin", "also_names", "whose", "beside", "after", "households_first", "households_last")
    return frozenset(word for kind in kinds for phrase in _phrases(kind) for word in phrase.split())


def says_kinship(name: str, local: str = "") -> bool:
    """Whether a name calls somebody a relative: alone, before a name, in brackets, behind a dash.

    `local` is the local part of the address: a word of kinship that it has too may be a name.
    """
    name = name[:LONGEST]
    if name.isascii():
        if _telling().isdisjoint(_PLAIN_WORD.findall(name.lower())):
            return False
    elif unicodedata.normalize("NFC", name.strip().casefold()) in _spelt():
        return True
    elif _telling().isdisjoint(_words(name)) and not is_dense(name):
        return False
    inside = [one or other for one, other in _INSIDE.findall(name)]
    first, *behind = _BEHIND.split(_INSIDE.sub(" ", name))
    if any(_stands_for(words, local) for words in map(_words, (*inside, *behind))):
        return True
    before, comma, after = first.partition(",")
    if comma and _words(after):
        return _is_kin(_words(after))
    words = _words(before)
    return _stands_for(words, local) or _leads(words)


def is_kinship(text: str) -> bool:
    """Whether a text names no work but kinship: `Mother in law` where a title should stand."""
    words = _words(text)
    return _is_any(words, "also_names") or _is_kin(words)


def is_relation_of_kin(label: str) -> bool:
    """Whether what an address book calls a relation is one of family: `Spouse`, not `Assistant`."""
    words = _words(label)
    return _is_any(words, "relations", "kin")


def _words(text: str) -> list[str]:
    return [word.replace("\u2019", "'") for word in _WORD.findall(fold(text))]


def _stands_for(words: Sequence[str], local: str) -> bool:
    """Whether these words stand for the whole name of a relative: `Mum`, `Papa`, `Mom Cell`."""
    phrase = " ".join(_without_places(words))
    if phrase in _phrases("also_names"):
        return phrase not in _words(local)
    return phrase in _phrases("beside") or _is_kin(words)


def _is_kin(words: Sequence[str]) -> bool:
    """Whether these words are nothing but a relative: `my wife`, `Leo's mom`, `Mum and Dad`."""
    words = _without_places(words)
    joined = next((n for n, word in enumerate(words) if n and word in _phrases("and")), 0)
    if joined and words[joined + 1 :]:
        return _is_kin(words[:joined]) and _is_kin(words[joined + 1 :])
    if len(words) > 1 and (words[0] in _phrases("my") or words[0].endswith("'s")):
        return _is_any(words[1:], "kin", "also_names", "whose")
    if len(words) > 2 and words[1] in _phrases("of"):
        if not _is_any(words[:1], "kin") and not is_given_name(words[-1]):
            return False
        words = words[:1]
    elif len(words) == 2 and words[0].endswith("s") and is_given_name(words[0][:-1]):
        words = words[1:]
    else:
        return _is_any(words, "kin")
    return _is_any(words, "kin", "also_names")


def _is_any(words: Sequence[str], *kinds: str) -> bool:
    phrase = " ".join(words)
    return any(phrase in _phrases(kind) for kind in kinds)


def _without_places(words: Sequence[str]) -> Sequence[str]:
    while len(words) > 1 and words[-1] in _phrases("places"):
        words = words[:-1]
    return words


def _leads(words: Sequence[str]) -> bool:
    """Whether a relative's name begins, or ends, with what they are: `Uncle Bob`, `Rina Aunty`."""
    if len(words) < 2:
        return any(map(_ends_in_kin, words))
    first, second = words[:2]
    if first in _phrases("households_first") or words[-1] in _phrases("households_last"):
        return True
    if words[-1] in _phrases("after") or any(map(_ends_in_kin, words)):
        return True
    if first in _phrases("also_names"):
        return len(words) == 2 and is_given_name(second) and not is_common(second)
    for end in range(1, len(words)):
        said = words[:end]
        if _is_kin(said) and not (end == 1 and first in _phrases("callings")):
            return True
    return False


def _ends_in_kin(word: str) -> bool:
    """Whether an East Asian name ends in what they are."""
    if word.isascii() or not is_dense(fold(word)):
        return False
    return any(word.endswith(end) for end in _phrases("after") if not end.isascii())
