"""Names of organisations: whether two mean one, or a domain belongs to one."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from anyascii import anyascii

from invite_guard.mail.word_lists import read_lists

NEAR = 90.0
"""Likeness in percent from which two names are one (Indel similarity, as rapidfuzz has it)."""
LONGEST = 120
SHORT = 4
"""Letters below which a word is too short to stand for a longer name."""
_WORD = re.compile(r"[a-z0-9]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_WITHOUT_VOWELS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Hebrew, Arabic and Syriac letters: what they spell without vowels reads like an abbreviation."""
_REMARK = re.compile(r"\([^)]*\)")


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    found = read_lists(__package__, "data/organisations.toml")
    return {key: frozenset(words) for key, words in found.items()}


@lru_cache(maxsize=1 << 16)
def organisation_words(name: str) -> tuple[str, ...]:
    """Give the folded words of an organisation's name without its legal form.

    Empty where the words name no organisation, as `Self-employed`.
    """
    text = _REMARK.sub(" ", anyascii(name[:LONGEST]).lower()).replace("&", " and ").replace("'", "")
    text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", "") + " ", text)
    words = _WORD.findall(text)
    lists = _lists()
    if " ".join(words) in lists["none"]:
        return ()
    while len(words) > 1 and words[-1] in lists["legal"] | {"and"}:
        words.pop()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def has_legal_form(name: str) -> bool:
    """Whether a name ends in the legal form of a firm: `Acme GmbH`, `Acme Inc.`."""
    name = name[-LONGEST:]
    if not name.isascii() and _WITHOUT_VOWELS.match(_REMARK.sub(" ", name).rstrip()[-1:]):
        return False
    text = anyascii(name).lower().replace(".", "").replace("/", "")
    words = _WORD.findall(_REMARK.sub(" ", text))
    return len(words) > 1 and words[-1] in _sure_forms()


_AMBIGUOUS = frozenset({"as", "ca", "co", "eg", "ek", "se", "sp", "company", "cv", "ev", "sa"})
"""Legal forms that also end phrases of other kinds; `company` names none."""


@cache
def _sure_forms() -> frozenset[str]:
    return _lists()["legal"] - _AMBIGUOUS


@lru_cache(maxsize=1 << 16)
def same_organisation(one: str, other: str) -> bool:
    """Whether two names mean one organisation: nearly equal, or one the beginning of the other."""
    left, right = organisation_words(one), organisation_words(other)
    if not left or not right:
        return False
    if _are_near("".join(left), "".join(right)):
        return True
    shorter, longer = sorted((left, right), key=len)
    return longer[: len(shorter)] == shorter and _stands_alone(shorter)


@lru_cache(maxsize=1 << 16)
def owns_domain(name: str, domain: str) -> bool:
    """Whether a registrable domain reads like the organisation's: by name, first word, initials."""
    spellings = {name, name.lower().translate(_UMLAUTS)}
    return any(_reads_like(organisation_words(spelling), domain.lower()) for spelling in spellings)


def _reads_like(words: tuple[str, ...], domain: str) -> bool:
    label = "".join(_WORD.findall(domain.partition(".")[0]))
    if not words or len(label) < 2:
        return False
    joined = "".join(words)
    plain = "".join(word for word in words if word != "and")
    if joined in {label, "".join(_WORD.findall(domain))} or label in {plain, f"the{plain}"}:
        return True
    beginnings = {words[:n] for n in range(1, len(words))}
    if any("".join(part) == label and _stands_alone(part) for part in beginnings):
        return True
    if len(words) > 2 and label == "".join(word[0] for word in words if word != "and"):
        return True
    if len(plain) >= SHORT and label.startswith(plain) and label[len(plain) :] in _TAILS:
        return True
    return min(len(label), len(plain)) > SHORT and _are_near(label, plain)


def _are_near(one: str, other: str) -> bool:
    shared = (Counter(one) & Counter(other)).total()
    if 200 * shared < NEAR * (len(one) + len(other)):
        return False  # too few letters in common in any order, as nearly always
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up time: most names end above

    return bool(fuzz.ratio(one, other, score_cutoff=NEAR))


_TAILS = frozenset(
    {"inc", "corp", "hq", "group", "global", "online", "app", "tech", "labs", "gmbh"}
)
"""What is put after a name when the name itself was taken as a domain."""


def _stands_alone(words: tuple[str, ...]) -> bool:
    """Whether the first words of a name can stand for it: `Acme` can, `First` cannot."""
    telling = [word for word in words if word not in _lists()["generic"] and len(word) > 1]
    return bool(telling) and len("".join(telling)) >= SHORT
