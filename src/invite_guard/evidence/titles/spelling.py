"""Titles as the lists spell them: plain letters, no abbreviations, no slips of the pen."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from string import ascii_lowercase

from invite_guard.evidence.data import latin_look_alikes, table
from invite_guard.mail.full_names import fold

LONGEST = 200
"""Characters of a title or name that are read: what strangers write must not cost more."""
_SPACES = re.compile(r"[\s_]+")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=\w*[\u0370-\u058f])\w+")
"""A word with Latin letters and others that may be made to look like them."""
_MARKS = str.maketrans("", "", "\u2122\u00ae\u00a9\u2120")
_WORD = re.compile(r"([^\W\d_]+(?:['\u2019][^\W\d_]+)*)(\.?)")


def plain(text: str) -> str:
    """Write a title as the patterns are: CEO is CEO with a Cyrillic C or a joiner in it as well."""
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_MARKS))
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
        text = _MIXED.sub(lambda word: word[0].translate(latin_look_alikes()), folded(text))
    return _SPACES.sub(" ", text.lower()).strip()


def folded(text: str) -> str:
    """Fold text with its syllables whole: an office in Hangul is no part of a longer word's."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", fold(text))


def spelt_out(text: str) -> str:
    """Write out what a plain title abbreviates or misspells: `Mng.-Dirctor`, `Chmn.`."""
    known = _meant()
    if text.isascii() and text.isalpha():  # one word
        return known.get(text, text)
    text = _WORD.sub(lambda word: _written_out(word, known), text.replace("-", " "))
    return _SPACES.sub(" ", text).strip()


def _written_out(word: re.Match[str], known: Mapping[str, str]) -> str:
    """Give the word that is meant; the dot behind a short one may be all that parts it."""
    meant = known.get(word[1])
    if meant is None:
        return word[0]
    return f"{meant} " if word[2] else meant


@cache
def _meant() -> Mapping[str, str]:
    """Give the word that is meant, by every way of abbreviating or misspelling it."""
    lists = table("abbreviations.toml")
    found = {slip: word for word in lists["misspelt"] for slip in _slips(word)}
    for word in lists["misspelt"]:
        found.pop(word, None)
    for word, short in lists.items():
        if word != "misspelt":
            found |= dict.fromkeys(short, word.replace("_", " "))
    return found


def _slips(word: str) -> Iterator[str]:
    """Give the words one slip away, within the first and the last letter."""
    for at in range(1, len(word) - 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        if len(after) > 2:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]
