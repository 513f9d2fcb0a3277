"""Lines of a signature: whether one is a sentence, a title, an organisation, another's name."""

import re
from collections.abc import Sequence
from functools import cache

from invite_guard.mail.domains import organisation_of
from invite_guard.mail.full_names import fold
from invite_guard.mail.given_names import forms_of
from invite_guard.mail.organisations import has_legal_form, owns_domain
from invite_guard.mail.word_lists import Lists, read_lists

LONGEST = 120
"""Characters of a line that can be a title."""
TITLE_CAP = 100
"""Most characters of a title or an organisation that are kept."""
_MOST_WORDS = 14
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SEPARATOR = re.compile(
    r"\s*[|\u2022\u00b7\u2502\u2503;\t\u3000\uff5c]\s*|\s+(?:[-\u2013\u2014/]|//)+\s+|\s{3,}"
)
_SENTENCE = re.compile(r"[!?\u3002\uff01\uff1f\u2026]\s*$|(?<=[^\W\d_]{6})\.\s*$|\.\s+[^\W\d_]{4}")
_DENSE_PROSE = re.compile(
    "です|ます|ました|ください|请|請|您|你|我们|我們|谢谢|謝謝|合니다|니다|세요|입니다|드림|올림"
)
_REACHED = re.compile(r"\S@|@\S|https?:|\bwww\.|\d[\d\s()./-]{5,}\d|\b\d{5}\b", re.IGNORECASE)
_CONTROL_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]")
_FIRST_DENSE = "\u3040"
"""The first letter of a script without spaces: hiragana."""
_HONORIFICS = ("様", "氏", "先生", "女士", "드림", "올림", "배상", "님", "씨", "拝")
_READING = re.compile(
    rf"\s*(?:[(\uff08][^)\uff09]{{0,40}}[)\uff09]\s*|(?:{'|'.join(_HONORIFICS)})(?=\s|$)\s*)"
)
_LABEL = re.compile(r"([^:\uff1a]{1,40})[:\uff1a]\s*(.*)")
_JUNK = " \t,;:=+@|*_~#\"'\u2022\u00b7\u25cf\u25aa\u2013\u2014-/\\<>\u3000\uff0c\u3001"


@cache
def _lists() -> Lists:
    return read_lists(__package__, "data/sign_off.toml")


@cache
def words_of(name: str) -> frozenset[str]:
    """Give a list of `data/sign_off.toml`."""
    return frozenset(_lists()[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words_of(name)), key=len, reverse=True)))


@cache
def _for_another() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words_of('for_another'))})(?!\w)")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word[1:] for word in words_of("occupations") if word.startswith("-"))


def folded_words(text: str) -> list[str]:
    """Give the folded words of a line."""
    return [fold(word).replace("'", "") for word in _WORD.findall(text)]


def is_prose(line: str) -> bool:
    """Whether a line is a sentence, or part of one."""
    words = _WORD.findall(line)
    if len(line) > LONGEST or len(words) > _MOST_WORDS or _SENTENCE.search(line):
        return not has_legal_form(line) or len(line) > LONGEST
    if _DENSE_PROSE.search(line):
        return True
    telling = words_of("prose")
    if any(word.islower() and fold(word).replace("'", "") in telling for word in words):
        return True
    first = words[0] if words else ""
    if first == "I" or (first.istitle() and len(first) > 1 and fold(first) in telling):
        return True
    return len(words) > 4 and first.islower() and first.isascii()


def signs_for_another(line: str) -> bool:
    """Whether a line says that somebody signs for another, who is named after it."""
    return _for_another().match(fold(line[:LONGEST]).strip()) is not None


def reaches(text: str) -> bool:
    """Whether it is a number to call, an address or a page."""
    return _REACHED.search(text) is not None


def names_work(text: str) -> bool:
    """Whether words name what somebody does at work, of any rank."""
    if not text.isascii() and _pattern("occupations_within").search(text):
        return True
    known = words_of("occupations")
    words = folded_words(text)
    return any(word in known or (len(word) > 7 and word.endswith(_endings())) for word in words)


def names_organisation(text: str, address: str) -> bool:
    """Whether it is plainly an organisation: by its legal form, or the domain of the address."""
    if reaches(text) or len(text) > TITLE_CAP:
        return False
    if not text.isascii() and _pattern("organisations_within").search(text):
        return True
    return has_legal_form(text) or owns_domain(text, organisation_of(address))


def is_dense(text: str) -> bool:
    """Whether it is in a script without spaces between words."""
    if text.isascii() or max(text) < _FIRST_DENSE:
        return False  # as most: the pattern takes longer to build than a thousand such answers
    return _dense().search(text) is not None


@cache
def _dense() -> re.Pattern[str]:
    """Give kana, Chinese characters and hangul."""
    return re.compile(rf"[{_FIRST_DENSE}-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_dense_title(text: str) -> bool:
    """Whether every word is a title or a part of a firm, none a name, and the last a title."""
    if text.endswith(tuple(words_of("departments_within"))):
        return False
    return all(map(_is_dense_title, text.split()))


def _is_dense_title(word: str) -> bool:
    title = _pattern("occupations_within").search(word)
    if not title:
        return word.endswith(tuple(words_of("departments_within"))) or not is_dense(word)
    before = word[: title.start()]
    most = 3 if "\uac00" <= before[:1] <= "\ud7af" else 2
    if not most <= len(before) <= 4 or (most == 3 and len(before) > 3):
        return True
    named = any(before.startswith(name) for name in words_of("surnames_within"))
    return not named or before.endswith(tuple(words_of("departments_within")))


def joins_title(before: str, after: str) -> bool:
    """Whether a name in such a script ends where it seems to: what touches it begins a title."""
    titles = _pattern("occupations_within")
    if is_dense(after[:1]) and not (titles.match(after) or after.startswith(_HONORIFICS)):
        return False
    if not is_dense(before[-1:]):
        return True
    return any(match.end() == len(before) for match in titles.finditer(before))


def without_reading(after: str) -> str:
    """Take away how a name is read or honoured, as may stand behind it: `드림`."""
    found = _READING.match(after)
    return after[found.end() :] if found else after


def may_name_another(text: str) -> bool:
    """Whether a line that says nothing known has the shape of a name."""
    if is_dense(text):
        return len(text) <= 6 and not all(map(_is_dense_title, text.split()))
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 3 or not all(word[:1].isupper() for word in words):
        return False
    return words_of("departments").isdisjoint(folded_words(text))


def names_person(text: str) -> bool:
    """Whether the words look like the name of a person: a given name known here, and another."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in words):
        return False
    if names_work(text) or not words_of("departments").isdisjoint(folded_words(text)):
        return False
    return bool(forms_of(fold(words[0].strip(".,"))))


def names_somebody(title: str) -> bool:
    """Whether a title ends in somebody's name: `CEO John Doe`."""
    words = title.split()
    return len(words) > 2 and names_person(" ".join(words[-2:]))


def unlabelled(line: str) -> str:
    """Give what a line says behind a label such as `Title:`; nothing behind any other label."""
    found = _LABEL.match(line)
    if not found:
        return line
    return found[2] if fold(found[1]).strip() in words_of("labels") else ""


def segments_of(line: str) -> Sequence[str]:
    """Give the parts of a line that bars, dots, dashes or wide gaps set apart."""
    return [part for part in (tidy(piece) for piece in _SEPARATOR.split(line)) if part]


def tidy(text: str) -> str:
    """Give text as one printable line without the marks around it."""
    text = _CONTROL_SEQUENCE.sub(" ", text)
    text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split()).strip(_JUNK)
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return text[:TITLE_CAP].rstrip()


def is_besides(text: str) -> bool:
    """Whether it is nothing but what a name is given besides: `Dr.`, `PhD, CFA`, `(she/her)`."""
    known = words_of("courtesies")
    return all(word in known or len(word) == 1 for word in folded_words(text))


def is_closing(text: str) -> bool:
    """Whether it is the phrase a letter closes with."""
    words = folded_words(text)
    return 0 < len(words) <= 5 and not words_of("closings").isdisjoint(words)
