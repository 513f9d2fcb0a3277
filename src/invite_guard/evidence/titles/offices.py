"""Whether a title names one of the top offices of an organisation."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

from invite_guard.evidence.data import table
from invite_guard.evidence.titles.spelling import folded, plain, spelt_out
from invite_guard.mail.full_names import fold

_HEAD = 4
"""Letters of a word that show cheaply whether it may be one of an office."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_ESCAPED = re.compile(r"\\[a-zA-Z]")
_LONG = 3
"""Letters of an office in a script without spaces beyond which no name begins with it."""


class Office(StrEnum):
    """What a title says."""

    TOP = "top"
    PERHAPS = "perhaps"
    """Depends on the firm: a partner, a founder, a vice president. A reason to hold."""
    OTHER = "other"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Read a list of patterns of `titles.toml`, which are matched with folded text."""
    return re.compile("|".join(f"(?:{folded(part)})" for part in table("titles.toml")[name]))


@cache
def words(name: str) -> frozenset[str]:
    """Read a list of words of `titles.toml`, folded."""
    return frozenset(map(fold, table("titles.toml")[name]))


@lru_cache(maxsize=1 << 14)
def office_of(title: str) -> Office:
    """Tell what office a title names, in any of some twenty languages.

    Top are chief officers, presidents, chairs, board members, general counsel, heads of firms and
    of public bodies (SEC rules 3b-7 and 16a-1(f); ISCO-08 group 11); not who assists them.
    """
    text = plain(title)
    bare = text.replace(".", "").replace("-", "")
    if bare in words("whole"):
        return Office.TOP
    if bare in words("whole_perhaps"):
        return Office.PERHAPS
    return office_within(text)


def office_within(text: str) -> Office:
    """Tell what office a plain text names that is not wholly an abbreviation of one."""
    left = pattern("masks").sub(" ", text)
    office = _named(left)
    if office is Office.OTHER and (fuller := spelt_out(left)) != left:
        return _named(pattern("masks").sub(" ", fuller))
    return office


def _named(left: str) -> Office:
    if pattern("top").search(left):
        return Office.PERHAPS if pattern("past").search(left) else Office.TOP
    return Office.PERHAPS if pattern("perhaps").search(left) else Office.OTHER


def names_in_several_words(text: str) -> bool:
    """Whether several words of a plain text name an office together, as no words of a name do."""
    fuller = spelt_out(text)
    heads = _heads()
    if sum(word[:_HEAD] in heads for word in _WORD.findall(fuller)) < 2:
        return False  # as of most names, which are not worth the price of the patterns
    return _spans_words(text) or (fuller != text and _spans_words(fuller))


def is_no_head(word: str) -> bool:
    """Whether no title of several words may have this plain word, or what it stands for."""
    return _heads().isdisjoint(found[:_HEAD] for found in _WORD.findall(spelt_out(word)))


def _spans_words(text: str) -> bool:
    left = pattern("masks").sub(" ", text)
    return any(" " in match[0].strip() for match in _offices(left))


@cache
def _heads() -> frozenset[str]:
    """Give what the words of the patterns begin with: several stand in what they find."""
    lists = table("titles.toml")
    found = (
        word
        for source in (*lists["top"], *lists["perhaps"])
        for word in _WORD.findall(_ESCAPED.sub(" ", folded(source)))
    )
    return frozenset(word[:_HEAD] for word in found)


def borders_on_office(text: str) -> bool:
    """Whether a word of a script without spaces ends in an office, or begins with a long one.

    Short ones begin personal names as well: a minister is also a family and half a given name.
    """
    left = pattern("masks").sub(" ", text)
    return any(
        match.end() == len(left) or (match.start() == 0 and match.end() > _LONG)
        for match in _offices(left)
    )


def _offices(left: str) -> Iterator[re.Match[str]]:
    for kind in ("top", "perhaps"):
        yield from pattern(kind).finditer(left)
