"""Names of people as they are compared: without case, accents, order, titles or remarks."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
"""Characters of a name that are compared: what strangers write must not cost more."""
_REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|\s[-\u2013\u2014|/@].*$")
_BESIDE = re.compile(r"\(([^()]{3,})\)\s*$|\s\|\s*([^|]{3,})")
_MORE = re.compile(r"[,(|\[/]")
_SIGNS = "".join(
    sign
    for sign in map(chr, range(0x900, 0x1800))
    if unicodedata.category(sign)[0] == "M" and not unicodedata.combining(sign)
)
LETTERS = rf"[^\W\d_]+(?:[{_SIGNS}]+[^\W\d_]*)*"
"""Pattern of letters, with the vowel signs of South Asia that stay when a text is folded."""
_WORD = re.compile(rf"{LETTERS}(?:['\u2019]{LETTERS})*|\d+")
_MAY_REMARK = re.compile("[(\\[<|/@\u2013\u2014-]")
COURTESIES = frozenset(
    re.findall(
        r"\w+",
        "dr mr mrs ms miss prof professor sir dame dipl ing herr frau mme mlle monsieur madame sig"
        " sra srta don dott phd md mba esq cpa cfa pe rn dds jd llm msc bsc",
    )
)
"""What stands beside a name and is none."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What tells namesakes of one family apart."""
_TWO_WORDS = re.compile("([a-z]{2,}),? ([a-z]{2,})")
"""Most names are just these; they are read here at a third of the price."""
_NO_NAMES = COURTESIES | SUFFIXES
_UNFOLDED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_APOSTROPHES = str.maketrans("", "", "'\u2019")


def fold(text: str) -> str:
    """Take away case and accents: `Łukasz Müller` and `lukasz muller` are one text."""
    return text.lower() if text.isascii() else _fold_letters(text)


@lru_cache(maxsize=1 << 12)
def _fold_letters(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(_UNFOLDED)
    return "".join(c for c in parts if not unicodedata.combining(c))


def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a name in their order, without courtesies and remarks."""
    name = name[:LONGEST]
    if _MAY_REMARK.search(name):
        name = _REMARK.sub(" ", name)
    folded = fold(name)
    words = [word for word in _WORD.findall(folded) if word not in COURTESIES]
    if "'" in folded or "\u2019" in folded:
        return tuple(word.translate(_APOSTROPHES) for word in words)
    return tuple(words)


def without_remark(name: str) -> str:
    """Take from a full name what was written beside it: `Jane Roe (Legal)`, `Jane Roe | Client`."""
    bare = " ".join(_REMARK.sub(" ", name).split())
    return bare if full_name_key(bare) else name


@lru_cache(maxsize=1 << 14)
def remark_beside(name: str) -> str:
    """Give what stands in brackets or behind a bar after a full name: `Jane Roe (Legal)`."""
    found = _BESIDE.search(name[:LONGEST])
    if not found or not full_name_key(name[: found.start()]):
        return ""
    return (found[1] or found[2] or "").strip()


def full_name_key(name: str) -> tuple[str, ...]:
    """Give what two spellings of one full name share: `Roe, Jane` and `JANE ROE`.

    Empty when the name is not a full one: fewer than two words of two letters, or with numbers.
    Middle initials and `Jr.` stay: they tell namesakes apart.
    """
    if not name:
        return ()
    if two := _TWO_WORDS.fullmatch(name[:LONGEST].lower()):
        one, other = two.groups()
        if one not in _NO_NAMES and other not in _NO_NAMES:
            return (one, other) if one <= other else (other, one)
    words = name_words(name)
    full = 0
    for word in words:
        if word.isdigit():
            return ()
        if word not in SUFFIXES and (len(word) > 1 or not word.isascii()):
            full += 1
    return tuple(sorted(words)) if full > 1 else ()


def surname(name: str) -> str:
    """Give the folded family name: the last word, or what stands before a comma; else empty."""
    before, comma, after = name.partition(",")
    family = name_words(before) if comma else ()
    if 0 < len(family) <= 3 and name_words(after):
        return family[-1]
    words = [w for w in name_words(name) if w not in SUFFIXES]
    return words[-1] if len(words) > 1 and len(words[-1]) > 1 else ""


def last_word(name: str) -> str:
    """Give the folded last word of a name as people write it: mostly the family name; cheap.

    Where a comma, a bracket or a bar shows that more stands beside it, what is last without that.
    """
    if _MORE.search(name[:LONGEST]):
        return surname(name)
    return fold(name[:LONGEST]).rpartition(" ")[2]


def spells(local: str, name: str) -> bool:
    """Tell whether a local part of several words is just the person's name: `mary.sales`."""
    parts = _WORD.findall(fold(local))
    return len(parts) > 1 and sorted(parts) == sorted(name_words(name))
