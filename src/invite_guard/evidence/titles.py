"""Whether a title names one of the top offices of an organisation."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache

from invite_guard.evidence.base import Context, observe
from invite_guard.evidence.data import latin_look_alikes, table
from invite_guard.mail.full_names import fold, remark_beside
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag

HOLDS_TOP_OFFICE = "titles.top"
"""Key of the evidence that makes an executive, whatever else is known."""
LONGEST = 200
"""Characters of a title or name that are read: what strangers write must not cost more."""
_SPACES = re.compile(r"[\s_]+")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=\w*[\u0370-\u058f])\w+")
"""A word with Latin letters and others that may be made to look like them."""
_BESIDE_NAME = re.compile(r"\s*[,;|()\[\]/]\s*|\s+[-\u2013\u2014]+\s+")

_MAY_BESIDE = re.compile("[,;|()\\[\\]/\u2013\u2014-]")
"""What shows cheaply that there may be something beside a name."""


class Office(StrEnum):
    """What a title says."""

    TOP = "top"
    PERHAPS = "perhaps"
    """Depends on the firm: a partner, a founder, a vice president. A reason to hold."""
    OTHER = "other"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fold(part)})" for part in table("titles.toml")[name]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("titles.toml")[name])


@lru_cache(maxsize=1 << 14)
def office_of(title: str) -> Office:
    """Tell what office a title names, in any of some twenty languages.

    Top are chief officers, presidents, chairs, board members, general counsel, heads of firms and
    of public bodies (SEC rules 3b-7 and 16a-1(f); ISCO-08 group 11); not who assists them.
    """
    text = _plain(title)
    bare = text.replace(".", "").replace("-", "")
    if bare in _words("whole"):
        return Office.TOP
    if bare in _words("whole_perhaps"):
        return Office.PERHAPS
    return _within(text)


def _plain(text: str) -> str:
    """Write a title as the patterns are: CEO is CEO with a Cyrillic C or a joiner in it as well."""
    text = text[:LONGEST]
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKC", text) if not _is_unseen(c))
        text = _MIXED.sub(lambda word: word[0].translate(latin_look_alikes()), fold(text))
    return _SPACES.sub(" ", text.lower()).strip()


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def _within(text: str) -> Office:
    left = _pattern("masks").sub(" ", text)
    if _pattern("top").search(left):
        return Office.PERHAPS if _pattern("past").search(left) else Office.TOP
    return Office.PERHAPS if _pattern("perhaps").search(left) else Office.OTHER


def _beside(text: str) -> Office:
    """Judge what stands beside a name: a single plain word is mostly the given name."""
    if text.isascii() and text.isalpha() and text not in _words("alone"):
        return Office.OTHER
    return _within(text)


@lru_cache(maxsize=1 << 14)
def title_in_name(name: str) -> str:
    """Give the title that stands beside a name: `CFO` of `Jane Roe, CFO`; empty when none does."""
    first, *rest = _apart(name, most=4)
    for part in rest:
        text = _plain(part)
        if len(text) > 1 and _beside(text) is not Office.OTHER:
            return part.strip()
    words = first.split()
    if len(words) > 2 and not name.isupper():
        for word in (words[0], words[-1]):
            if word in _words("in_names"):
                return word
    return ""


def _apart(name: str, most: int = 0) -> list[str]:
    """Take a name and what stands beside it apart, at `most` so many places."""
    text = name[:LONGEST]
    return _BESIDE_NAME.split(text, maxsplit=most) if _MAY_BESIDE.search(text) else [text]


class Title:
    """A title in an address book, beside a display name or in a signature."""

    name = "titles"
    facts = (HOLDS_TOP_OFFICE, "titles.perhaps", "titles.support", "titles.work", "titles.signs")

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the highest office any title names."""
        names = _telling_names(person)
        if not (names or person.cards or person.signatures):
            return ()
        perhaps = ""
        for title, told in _titles(person, names):
            office = office_of(title)
            if office is Office.TOP:
                return (observe(context, HOLDS_TOP_OFFICE, told),)
            if office is Office.PERHAPS:
                perhaps = perhaps or told
        if perhaps:
            return (observe(context, "titles.perhaps", perhaps, flag=Flag.PERHAPS_SENIOR),)
        return _remarks(person, names, context)


def _telling_names(person: Person) -> list[str]:
    """Give the names beside which something may stand: more than a given and a family name."""
    return [
        name
        for seen in person.correspondents
        for name, _ in seen.names
        if len(name.split()) > 2 or _MAY_BESIDE.search(name)
    ]


def _remarks(person: Person, names: Sequence[str], context: Context) -> Iterable[Evidence]:
    for signature in person.signatures:
        if _pattern("support").search(fold(signature.title)):
            return (observe(context, "titles.support", signature.told),)
    told = (observe(context, "titles.signs", s.told) for s in person.signatures[:1])
    return (*told, *_beside_names(names, context))


def _beside_names(names: Sequence[str], context: Context) -> Iterable[Evidence]:
    for name in names:
        for part in _apart(name)[1:]:
            if _pattern("support").search(fold(part)):
                return (observe(context, "titles.support", f"{part}, says their name"),)
    for name in names:
        remark = remark_beside(name) if "(" in name or "|" in name else ""
        if remark and not _pattern("no_work").search(fold(remark)):
            return (observe(context, "titles.work", f"{remark}, says their name"),)
    return ()


def _titles(person: Person, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each title and the words it is told in."""
    for card in person.cards:
        for title in filter(None, (card.title, title_in_name(card.name))):
            yield title, f"{title}, says your address book"
    for name in names:
        if title := title_in_name(name):
            yield title, f"{title}, says their name"
    for signature in person.signatures:
        yield signature.title, signature.told


RULE = Title()
