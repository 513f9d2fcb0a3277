"""Where a title stands in a display name: behind it, before it, or with nothing between."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from invite_guard.evidence.titles.offices import (
    Office,
    borders_on_office,
    is_no_head,
    names_in_several_words,
    office_of,
    office_within,
    words,
)
from invite_guard.evidence.titles.parts import Part, parts_of
from invite_guard.evidence.titles.spelling import plain
from invite_guard.mail.full_names import fold, full_name_key, name_words
from invite_guard.mail.given_names import forms_of, is_given_name
from invite_guard.mail.title_lines import is_dense

_MOST = 4
"""Places at which a name is taken apart."""
_MANY = 12
"""Words of a name that are looked at: what has more is a sentence."""
_HONOURED = re.compile("(?:様|さん|殿|先生|님|씨)$")


class _Titled(NamedTuple):
    """What was found in a name."""

    title: str = ""
    name: str = ""
    """The name without it, where what is left is surely the name."""


def title_in_name(name: str) -> str:
    """Give the title in a display name: `CFO` of `Jane Roe, CFO`; empty when there is none."""
    return _read(name).title


def without_title(name: str) -> str:
    """Give a display name without the title in it; as it is, where that leaves no full name."""
    found = _read(name).name
    return found if full_name_key(found) else name


@lru_cache(maxsize=1 << 14)
def _read(name: str) -> _Titled:
    parts = parts_of(name, _MOST)
    first = parts[0].text
    if len(parts) == 1 and (title := _alone(first.split())):
        return _Titled(title)
    for number, part in enumerate(parts[1:], 1):
        if _is_title(parts, number):
            return _beside(first, part) if number == len(parts) - 1 else _Titled(part.text.strip())
    if len(parts) > 1 and _heads(first, parts[1]):
        return _Titled(first.strip(), parts[1].text)
    found = _among(first.split())
    if found.title and not found.name and len(parts) > 1:
        return _Titled(found.title, parts[1].text)
    return found


def _beside(first: str, part: Part) -> _Titled:
    """Take a title off what it stands beside; a given name may be with it: `Roe, Jane CEO`."""
    if part.mark != ",":
        return _Titled(part.text.strip())
    given = _among(part.text.split()) if len(name_words(first)) < 2 else _Titled()
    if given.name:
        return _Titled(given.title, f"{first}, {given.name}")
    return _Titled(part.text.strip(), first)


def _is_title(parts: Sequence[Part], number: int) -> bool:
    """Judge what stands beside a name: a single plain word is often the given name."""
    text = plain(parts[number].text)
    if len(text) < 2 or text in words("no_titles"):
        return False
    if not (text.isascii() and text.isalpha()) or text in words("alone"):
        return office_within(text) is not Office.OTHER
    if _may_be_given(parts, number) or (len(text) < 5 and not _stands_out(parts, number)):
        return False
    return office_of(text) is not Office.OTHER


def _may_be_given(parts: Sequence[Part], number: int) -> bool:
    """Whether a given name or a nickname may stand there: `Roe, Dean`, `Robert (Dean) Roe`."""
    mark, text = parts[number]
    if mark in "([\uff08\u3010":
        return any(after.text.strip() for after in parts[number + 1 : number + 2])
    if mark in "|\uff5c:\uff1a":
        return False
    return len(name_words(parts[0].text)) < 2 or bool(forms_of(fold(text)))


def _stands_out(parts: Sequence[Part], number: int) -> bool:
    """Whether it is an abbreviation in capitals; a given name may be, where the family name is."""
    mark, text = parts[number]
    return text.isupper() and not (mark in ",\uff0c" and parts[0].text.isupper())


def _heads(first: str, after: Part) -> bool:
    """Whether a word before a separator is an office: `CEO - Jane Roe`; not `Chair, Mary`."""
    if after.mark in ",\uff0c()" or not after.text.strip():
        return False
    return plain(first) in words("alone") | words("around_names")


def _among(found: Sequence[str]) -> _Titled:
    """Find a title that only spaces part from the name."""
    found = found[:_MANY]
    if all(map(says_nothing, found)):
        return _Titled()
    for reads in (_in_capitals, _at_the_ends, _of_several_words, _in_dense_script):
        if place := reads(found):
            if office_within(plain(" ".join(found))) is Office.OTHER:
                break  # of somebody who works for one: `Office of the Chairman`
            begin, end = _with_qualifiers(found, *place)
            before, after = found[:begin], found[end:]
            name = before if len(before) > 1 else after or before
            return _Titled(" ".join(found[begin:end]), " ".join(name))
    return _Titled()


@lru_cache(maxsize=1 << 14)
def says_nothing(word: str) -> bool:
    """Whether a word of a name can be no part of a title, as most can: none of those below."""
    text = word.lower().strip(".")
    return word.isascii() and text not in _telling() and is_no_head(text)


@cache
def _telling() -> frozenset[str]:
    """Give every word that is a title, or part of one, in a name."""
    kinds = ("in_names", "around_names", "before_given_names", "qualifiers")
    return frozenset[str]().union(*map(words, kinds))


@cache
def offices_alone() -> frozenset[str]:
    """Give the words that are an office where they are the whole of a name, and no initials."""
    short = words("alone") & words("in_names")
    return words("around_names") | short | {word for word in words("alone") if len(word) > 4}


def _alone(found: Sequence[str]) -> str:
    """Give the word for an office that a name is and nothing else: `The Chairman`, `CEO`."""
    if not found or len(found) > 2 or fold(found[-1]) not in offices_alone():
        return ""
    return found[-1] if len(found) == 1 or fold(found[0]) in words("articles") else ""


def _in_capitals(found: Sequence[str]) -> tuple[int, int] | None:
    """Find an abbreviation in capitals: `Jane Roe CEO`, `Acme CEO Jane Roe`."""
    if all(word.isupper() for word in found):
        return None
    for at, word in enumerate(found):
        if word.isupper() and word.lower() in words("in_names"):
            return at, at + 1
    return None


def _at_the_ends(found: Sequence[str]) -> tuple[int, int] | None:
    """Find a word that is nobody's name: `Chairman Lee`, `Former President Ann Roe`."""
    folded = [fold(word).strip(".") for word in found]
    begin = next((n for n, word in enumerate(folded) if word not in words("qualifiers")), 0)
    first, *rest = folded[begin:] or [""]
    if rest and first in words("around_names"):
        return begin, begin + 1
    if len(rest) < 2:
        behind = _behind_given_names("around_names")
        named = bool(rest) and rest[0] in behind and is_given_name(first)
        return (len(found) - 1, len(found)) if named else None
    if surely := [n for n, word in enumerate(folded) if word in words("around_names")]:
        return surely[0], surely[0] + 1
    if first in words("before_given_names") and forms_of(rest[0]):
        return begin, begin + 1
    named = rest[-1] in _behind_given_names("before_given_names") and bool(forms_of(first))
    return (len(found) - 1, len(found)) if named else None


@cache
def _behind_given_names(kind: str) -> frozenset[str]:
    return words(kind) - words("also_family_names")


def _of_several_words(found: Sequence[str]) -> tuple[int, int] | None:
    """Find what no words of a name say together: `Jane Roe Chief Financial Officer`."""
    if len(found) < 2 or not _says_so(found, 0, len(found)):
        return None
    begin, end = 0, len(found)
    while begin < end - 1 and _says_so(found, begin + 1, end):
        begin += 1
    while end > begin + 1 and _says_so(found, begin, end - 1):
        end -= 1
    return begin, end


def _says_so(found: Sequence[str], begin: int, end: int) -> bool:
    return names_in_several_words(plain(" ".join(found[begin:end])))


def _in_dense_script(found: Sequence[str]) -> tuple[int, int] | None:
    """Find a word that is or ends in an office, in scripts without spaces within a name."""
    for at, word in enumerate(found):
        if is_dense(word) and borders_on_office(_HONOURED.sub("", plain(word))):
            return at, at + 1
    return None


def _with_qualifiers(found: Sequence[str], begin: int, end: int) -> tuple[int, int]:
    """Take what belongs to a title with it: `Former CEO`, `Chairman of the Board`."""
    joints = words("joints")
    known = joints | words("qualifiers") | words("around_names") | words("before_given_names")
    folded = [fold(word).strip("-") for word in found]
    while begin > 0 and folded[begin - 1] in known:
        begin -= 1
    while end < len(found) and folded[end] in known:
        end += 1
    while folded[begin] in joints:
        begin += 1
    while folded[end - 1] in joints:
        end -= 1
    return begin, end
