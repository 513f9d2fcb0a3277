"""Names of people taken apart, so that two spellings of one person's name are recognised."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from anyascii import anyascii

from invite_guard.mail.given_names import Likeness, likeness
from invite_guard.mail.word_lists import Lists, read_lists

LONGEST = 120
"""Characters of a name that are looked at: what strangers write must not cost more."""
MANY = 6
"""Words of a name that are looked at."""
_PART = re.compile(r"\s*[,|/\u2022\u00b7;]\s*|\s+[-\u2013\u2014~]+\s+")
_INSIDE = re.compile('[(\\[{\u201c"]([^()\\[\\]{}\u201c\u201d"]*)[)\\]}\u201d"]')
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc`-][^\W\d_]+)*")
_JOINED = re.compile("['\u2019-]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})


@cache
def _lists() -> Lists:
    return read_lists(__package__, "data/person_names.toml")


@cache
def _beside(kind: str) -> frozenset[str]:
    """Give one kind of words that stand beside names."""
    return frozenset(_lists()[kind])


@dataclass(slots=True, eq=False)
class Called:
    """A name taken apart; every word folded to lower-case ASCII.

    One name is read once, so names are told apart by identity, which is quick.
    """

    given: tuple[str, ...]
    """The given name; with umlauts, as `u` and as `ue`."""
    middle: tuple[str, ...]
    whole: frozenset[str]
    """The family name as one word: with and without its particles, umlauts as `u` and as `ue`."""
    parts: frozenset[str]
    """Halves of a double name, and what else may be or have been the family name."""
    other: frozenset[str] = frozenset()
    """What else the person is called by, as nicknames in parentheses."""
    suffix: str = ""
    words: tuple[str, ...] = ()
    """All words, sorted: equal for two orders of one name."""


class Agreement(IntEnum):
    """How far two names can be one person's."""

    NONE = 0
    INITIAL = 1
    """Same family name, and one given name is but the first letter of a given name of the other."""
    PART = 2
    """A part agrees: a maiden name, a middle name used, one letter wrong, other middle initials."""
    FULL = 3
    """Given and family name agree."""


@lru_cache(maxsize=1 << 17)
def read_name(name: str, *, profile: bool = False) -> tuple[Called, ...]:
    """Give every way a name can be read: one, or two where the family name may come first.

    Degrees, titles, pronouns and pictures beside a name are passed over (`Jane Roe, PMP`). A
    `profile` has the given name first, so it is read in one way. Empty for what is no full name.
    """
    text = name[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "@" in text:
        return ()
    insides = _INSIDE.findall(text)
    other = [w for inside in insides for w in _words(inside, "pronouns", "letters")]
    first, *rest = _PART.split((_INSIDE.sub(" ", text) if insides else text).strip(" ,;|"))
    words = _words(first, "courtesies")
    bare = _bare(first, words)
    given = _given(first, rest[0]) if rest else []
    if given and _is_family(words):
        return _called([*given, *words], other)
    found = _called(bare, other)
    if profile and found:
        return found
    return found + _called([*given, *words] if given else [*bare[1:], *bare[:1]], other)


def compare(one: Called, other: Called) -> Agreement:
    """Tell how far two names can be one person's."""
    if one.words == other.words:
        return Agreement.PART if _told_apart(one, other) else Agreement.FULL
    whole = not one.whole.isdisjoint(other.whole)
    if not whole and one.whole.isdisjoint(other.parts) and other.whole.isdisjoint(one.parts):
        return Agreement.NONE
    alike = _alike(one.given, other.given)
    if alike is Likeness.SAME and whole and not _told_apart(one, other):
        return Agreement.FULL
    if alike >= Likeness.NEAR or _by_another_name(one, other) or _by_another_name(other, one):
        return Agreement.PART
    if not whole:
        return Agreement.NONE
    initial = alike is Likeness.INITIAL or _initial_of(one, other) or _initial_of(other, one)
    return Agreement.INITIAL if initial else Agreement.NONE


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    if len(one) == len(other) == 1:
        return likeness(one[0], other[0])
    return max(likeness(a, b) for a in one for b in other)


def _words(text: str, *passed_over: str) -> list[str]:
    found = _WORD.findall(text)
    return [w for w in found if not any(w.lower() in _beside(kind) for kind in passed_over)]


def _given(before: str, after: str) -> list[str]:
    """Give the given name after a comma (`Roe, Jane`); nothing where a degree stands there."""
    given = _words(after, "courtesies", "letters")
    if not 0 < len(given) <= 3 or given[0].lower() in _beside("suffixes"):
        return []
    shouted = given[0].isupper() and len(given[0]) > 1 and not before.isupper()
    return [] if shouted else given


def _is_family(words: list[str]) -> bool:
    """Whether these words can only be a family name: one, or one with particles before it."""
    plain = [w for w in words if w.lower() not in _beside("suffixes")]
    return len(plain) == 1 or (bool(plain) and plain[0].lower() in _beside("particles"))


def _bare(text: str, words: list[str]) -> list[str]:
    """Take off degrees at the end of a name, which are written in capitals: `MBA`, `PhD`."""
    while len(words) > 2 and words[-1].lower() in _beside("letters"):
        if words[-1].islower() or words[-1].istitle() or text.isupper():
            break
        words = words[:-1]
    return words


def _called(words: Sequence[str], other: Iterable[str]) -> tuple[Called, ...]:
    kept = [word for word in words[:MANY] if word.lower() not in _beside("suffixes")]
    start = len(kept) - 1
    while start > 1 and kept[start - 1].lower() in _beside("particles"):
        start -= 1
    if start < 1 or (len(kept[-1]) < 2 and kept[-1].isascii()):
        return ()
    given, middle, family = kept[0], kept[1:start], kept[start:]
    further = {_fold(word) for word in (*other, *given.split("-")[: given.count("-")])}
    whole = _spellings(family[-1])
    parts = [half for word in (*_halves(family[-1]), *middle) for half in _spellings(word)]
    return (
        Called(
            given=tuple(sorted(_spellings(given), key=len)),
            middle=tuple(map(_fold, middle)),
            whole=whole | _spellings("".join(family)) if family[1:] else whole,
            parts=frozenset(word for word in (*parts, *further) if len(word) > 2),
            other=frozenset(further),
            suffix=next((w.lower() for w in words[1:] if w.lower() in _beside("suffixes")), ""),
            words=tuple(sorted(map(_fold, kept))),
        ),
    )


def _halves(word: str) -> Sequence[str]:
    return [word] if word.isalpha() else [h for h in _JOINED.split(word) if len(h) > 2]


@lru_cache(maxsize=1 << 16)
def _spellings(word: str) -> frozenset[str]:
    """Fold a word, umlauts as `u` and as `ue`."""
    if word.isascii():
        return frozenset((_fold(word),))
    composed = unicodedata.normalize("NFC", word.lower())
    return frozenset((_fold(word), _fold(composed.translate(_UMLAUTS))))


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    """Write a word in lower-case ASCII letters alone, transliterating other scripts."""
    return "".join(c for c in anyascii(word).lower() if c.isalpha())


def _told_apart(one: Called, other: Called) -> bool:
    """Whether middle names or `Jr.` show two people."""
    if one.suffix != other.suffix and one.suffix and other.suffix:
        return True
    if not one.middle or not other.middle:
        return False
    pairs = ((a, b) for a in one.middle for b in other.middle)
    return not any(a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]) for a, b in pairs)


def _by_another_name(one: Called, other: Called) -> bool:
    """Whether one goes by what is a middle name or nickname of the other."""
    if not (other.middle or other.other):
        return False
    names = {*other.middle, *other.other}
    return any(likeness(g, n) is Likeness.SAME for g in one.given for n in names if len(g) > 1)


def _initial_of(one: Called, other: Called) -> bool:
    """Whether one is called by the first letter of a middle name of the other."""
    return bool(other.middle) and any(
        len(g) == 1 and m.startswith(g) for g in one.given for m in other.middle
    )
