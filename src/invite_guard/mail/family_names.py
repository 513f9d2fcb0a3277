"""Which words of a name are the family name: not the last one everywhere."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from invite_guard.mail.full_names import LONGEST, SUFFIXES, fold, name_words, without_remark
from invite_guard.mail.given_names import is_given_name
from invite_guard.mail.title_lines import is_dense
from invite_guard.mail.word_lists import Lists, read_lists

_LETTERS = re.compile(r"\w+")
_VIETNAMESE = re.compile(
    "(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
"""What a word of a Vietnamese name is: one folded syllable."""
_HYPHENS = re.compile("[-\u2010-\u2013]")


@cache
def _lists() -> Lists:
    return read_lists(__package__, "data/family_names.toml")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(fold, _lists()[kind]))


def is_common(word: str) -> bool:
    """Whether so many bear a folded family name that one more may be nobody's relative."""
    return word in _words("common")


class FamilyNames(NamedTuple):
    """The folded words that are somebody's family name; none for what is no full name."""

    words: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    """Of these, the ones that are surely no middle name: of the last word, or the first."""


def family_names(name: str) -> tuple[str, ...]:
    """Give the folded words that are the family name; empty for what is no full name."""
    return read_family_names(name).words


@lru_cache(maxsize=1 << 12)
def read_family_names(name: str) -> FamilyNames:
    """Find the words of a name that are the family name.

    Two in Spanish and Portuguese, both halves of `Porter-Lee`; in Chinese, Japanese, Korean and
    Hungarian names what stands first; what stands before a comma; only one word in Vietnamese, the
    first, or the last as it is turned abroad. Given names are none, except
    where only the last word of a name can be its family name: `Dean Martin`.
    """
    name = without_remark(name[:LONGEST])
    if is_dense(name):
        first = _first_in(unicodedata.normalize("NFC", name))
        return FamilyNames(first, first)
    before, comma, after = name.partition(",")
    if comma and name_words(after) and 0 < len(name_words(before)) <= 3:
        return _without_given(_tokens(before), 0)
    tokens = _tokens(name)
    if len(tokens) < 2:
        return FamilyNames()
    if len(tokens) > 2 and (found := _vietnamese(tokens)):
        return found
    if _turned(tokens[0], tokens[-1]):
        return _without_given(tokens[:-1], 0)
    return _without_given(tokens[1:], -1)


def _tokens(name: str) -> list[str]:
    """Split a name at its blanks alone: the halves of a double name belong together."""
    found = ["-".join(name_words(token)) for token in _HYPHENS.sub("-", name).split()]
    return [token for token in found if token and token not in SUFFIXES]


def _turned(first: str, last: str) -> bool:
    """Whether the family name stands first, by what given and family names are known."""
    if is_given_name(first) or is_common(last):
        return False
    return is_given_name(last) or is_common(first)


def _vietnamese(tokens: Sequence[str]) -> FamilyNames | None:
    """Give the family name of a Vietnamese name; where both ends may be it, both, and not surely.

    Three words or more: of two, either may be anybody's family name, `Le Tan` or `Vo Anh`.
    """
    known = _words("vietnamese")
    ends = tuple(dict.fromkeys(word for word in (tokens[0], tokens[-1]) if word in known))
    if not ends or not all(map(_VIETNAMESE.fullmatch, tokens)):
        return None
    return FamilyNames(ends, ends if len(ends) == 1 else ())


def _without_given(tokens: Sequence[str], certain: int) -> FamilyNames:
    """Give the words, or halves of words, that are no given names; the certain one in any case."""
    if not tokens:
        return FamilyNames()
    sure = _halves(tokens[certain])
    found = (word for token in tokens for word in _halves(token))
    words = (word for word in found if word in sure or not is_given_name(word))
    return FamilyNames(tuple(dict.fromkeys(words)), sure)


def _halves(token: str) -> tuple[str, ...]:
    words = token.split("-")
    return tuple(word for word in words if len(word) > 1 and word not in _words("particles"))


def _first_in(name: str) -> tuple[str, ...]:
    """Give the family name in East Asian script: the first word, or what may be it.

    Written in one, the name begins with it: mostly one letter in Chinese and Korean, two in
    Japanese.
    """
    first, *rest = _LETTERS.findall(name) or [""]
    if rest:
        return (fold(first),)
    ends = [1, 2] if len(first) <= 3 else [2]
    return tuple(fold(first[:end]) for end in ends if end < len(first))
