"""How a person would write a name that mail or an address book has in some other way."""

import re
from functools import cache

from invite_guard.evidence.titles import title_in_name, without_title
from invite_guard.mail.full_names import COURTESIES, fold, name_words, without_remark
from invite_guard.mail.title_lines import names_work

# Names that need no parser, which takes a hundred times as long: nothing beside them, turned round,
# or shouted, as most that are. I and V may be numerals; what begins with Mac is not just a capital.
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_TURNED = re.compile(r"([A-Z][a-z]{2,}), ([A-Z][a-z]{2,})((?: [A-HJ-UW-Z]\.?)?)")
_SHOUTED = re.compile(r"(?!ma?c)([a-z]{3,})(, | )(?!ma?c)([a-z]{3,})", re.IGNORECASE)
_NO_GIVEN_NAME = re.compile(
    r"jr|sr|ii|iii|iv|phd|md|mba|esq|cpa|cfa|pe|rn|dds|jd|llm|inc|llc|ltd|gmbh|corp|co|plc|ag|sa"
    r"|c[efotim]o|chro|[es]?vp|president|chair\w*|director|manager"
)


def as_written(name: str) -> str:
    """Turn `Roe, Jane`, `JANE ROE` and `Jane Roe (Legal)` into `Jane Roe`; keep other names."""
    if name.count(" ") < 2 and _PLAIN.fullmatch(name):
        return _in_order(name) if is_shouted(name) else name
    return _turned(name) or _in_order(_alone(name))


def is_shouted(name: str) -> bool:
    """Whether a name is all in capitals, or has none."""
    return name.isupper() or name.islower()


def without_work(name: str) -> str:
    """Give a name without what somebody does behind its comma, which is no given name."""
    before, _, after = name.partition(",")
    if before[:1].islower() or len(name_words(before)) < 2:
        return name
    return before.strip() if names_work(after) or title_in_name(name) else name


def _alone(name: str) -> str:
    """Take off a name an office or a remark that stands beside it; what else does is shown."""
    found = without_title(name)
    return found if _PLAIN.fullmatch(found) else without_remark(found)


def _in_order(name: str) -> str:
    before, comma, after = name.partition(",")
    flip = (
        bool(comma)
        and "," not in after
        and 0 < len(name_words(after)) <= 3
        and 0 < len(name_words(before)) <= 3
        and not any(map(_NO_GIVEN_NAME.fullmatch, fold(after).replace(".", "").split()))
        and without_work(name) == name
    )
    shout = is_shouted(name) and name.isascii()
    if not (flip or shout):
        return name
    return _turned(name) or (_unshouted(name) if shout else "") or _parsed(name, shout=shout)


def _unshouted(name: str) -> str:
    """Write `JANE ROE` and `ROE, JANE` as a name where these are plainly two; else give nothing."""
    found = _SHOUTED.fullmatch(name)
    if not found:
        return ""
    first, between, last = (part.lower() for part in found.groups())
    if not _special_words().isdisjoint((first, last)):
        return ""
    if between != " ":
        first, last = last, first
    return f"{first.capitalize()} {last.capitalize()}"


def _parsed(name: str, *, shout: bool) -> str:
    from nameparser import HumanName  # noqa: PLC0415 - start-up time: most names need no parser

    parsed = HumanName(name)
    if shout:
        parsed.capitalize(force=True)
    words = (parsed.title, parsed.first, parsed.middle, parsed.last, parsed.suffix)
    return " ".join(word for word in words if word) or name


def _turned(name: str) -> str:
    """Turn `Roe, Jane` round where these are plainly two names; else give nothing."""
    found = _TURNED.fullmatch(name)
    if not found:
        return ""
    last, first, initial = found.groups()
    words = (last.lower(), first.lower())
    names = COURTESIES.isdisjoint(words) and _special_words().isdisjoint(words)
    return f"{first}{initial} {last}" if names and not _NO_GIVEN_NAME.fullmatch(words[1]) else ""


@cache
def _special_words() -> frozenset[str]:
    """Give the words that the parser of names takes for anything but a name: titles and the like.

    Read once; they never change while the program runs.
    """
    from nameparser.config import CONSTANTS  # noqa: PLC0415 - start-up time, as above

    known = (
        CONSTANTS.titles,
        CONSTANTS.suffix_acronyms,
        CONSTANTS.suffix_acronyms_ambiguous,
        CONSTANTS.suffix_not_acronyms,
        CONSTANTS.conjunctions,
        CONSTANTS.prefixes,
        CONSTANTS.bound_first_names,
        CONSTANTS.first_name_titles,
    )
    return frozenset(str(word).lower() for words in known for word in words)
