"""What somebody is called, and what a local part says beside the name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from nameparser import HumanName
from nameparser.config import CONSTANTS

from invite_guard.evidence.titles import title_in_name
from invite_guard.mail.full_names import fold, full_name_key, name_words, without_remark
from invite_guard.model.correspondent import Correspondent
from invite_guard.stages.matching.spelt import completed, name_spelt

_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
_SPLIT = re.compile(r"[^a-z]+")
_DIGITS = re.compile(r"\d+")
# Names that need no parser, which takes a hundred times as long: nothing beside them, turned round,
# or shouted, as most that are. I and V may be numerals; what begins with Mac is not just a capital.
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_TURNED = re.compile(r"([A-Z][a-z]{2,}), ([A-Z][a-z]{2,})((?: [A-HJ-UW-Z]\.?)?)")
_SHOUTED = re.compile(r"(?!ma?c)([a-z]{3,})(, | )(?!ma?c)([a-z]{3,})", re.IGNORECASE)
_NO_GIVEN_NAME = re.compile(
    r"jr|sr|ii|iii|iv|phd|md|mba|esq|cpa|cfa|pe|rn|dds|jd|llm|inc|llc|ltd|gmbh|corp|co|plc|ag|sa"
    r"|c[efotim]o|chro|[es]?vp|president|chair\w*|director|manager"
)


def canonical(address: str) -> str:
    """Give the mailbox an address reaches: without plus tag, and at Google without dots.

    Google: "dots don't matter in Gmail addresses" (support.google.com/mail/answer/7436150);
    plus tags are sub-addresses of RFC 5233.
    """
    local, _, domain = address.rpartition("@")
    base = local.partition("+")[0] or local
    if domain in _GOOGLE:
        return f"{base.replace('.', '')}@gmail.com"
    return f"{base}@{domain}" if base != local else address


def settled_name(correspondent: Correspondent) -> tuple[str, ...]:
    """Give the key of the full name an address is nearly always seen with; empty if none is.

    An address seen with many names (a web service that writes for its members) has none.
    """
    names = correspondent.names
    if not names:
        return ()
    if len(names) == 1:
        return full_name_key(names[0][0])
    keys = {full_name_key(name) for name, _ in names} - {()}
    if len(keys) < 2:
        return keys.pop() if keys else ()
    counts: Counter[tuple[str, ...]] = Counter()
    for name, seen in correspondent.names:
        counts[full_name_key(name)] += seen
    del counts[()]
    if not counts:
        return ()
    key, seen = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return key if 2 * seen > sum(counts.values()) else ()


def mark_of(address: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """Give what a local part adds to a full name: numbers and initials that are not the name's.

    Two addresses of one name with different marks may be two people: `john.smith2`, `j.q.smith`.
    """
    local = fold(address.rpartition("@")[0])
    initials = {word[0] for word in key}
    parts = [part for part in _SPLIT.split(local) if part]
    found = _DIGITS.findall(local)
    found += [part for part in parts if len(part) == 1 and part not in initials]
    if len(parts) == 1:
        found += _initial_inside(parts[0], key)
    return tuple(found)


def _initial_inside(word: str, key: tuple[str, ...]) -> list[str]:
    """Find the `q` of `jqsmith`, where the name is John Smith."""
    for last in key:
        if word.endswith(last):
            for first in key:
                for start in (first, first[0]):
                    middle = word[len(start) : -len(last)]
                    fits = word.startswith(start) and first is not last and len(middle) == 1
                    if fits and middle not in {other[0] for other in key}:
                        return [middle]
    return []


def best_name(correspondents: Sequence[Correspondent], saved: Iterable[str]) -> str:
    """Give the fullest name, as a person would write it: the address book's, else the mails'.

    Empty where only an address is known whose local part does not spell a name.
    """
    for name in saved:
        if full_name_key(name):
            return as_written(name)
    seen = _names_of(correspondents)
    if not seen:
        return name_spelt(correspondents)
    if len(seen) == 1:
        (name,) = seen
        return as_written(name) if full_name_key(name) else completed(name, correspondents)
    keys: Counter[tuple[str, ...]] = Counter()
    for name, times in seen.items():
        keys[full_name_key(name)] += times
    best = min(keys, key=lambda key: (not key, -keys[key], key))
    spellings = [name for name in seen if full_name_key(name) == best]
    name = min(spellings, key=lambda n: (_unlikely(n), -seen[n], n))
    if not best:
        return completed(name, correspondents)
    return as_written(name)


def _names_of(correspondents: Sequence[Correspondent]) -> Mapping[str, int]:
    if len(correspondents) == 1:
        return dict(correspondents[0].names)
    seen: Counter[str] = Counter()
    for correspondent in correspondents:
        seen.update(dict(correspondent.names))
    return seen


def _unlikely(name: str) -> bool:
    return name.isupper() or name.islower() or "," in name


def as_written(name: str) -> str:
    """Turn `Roe, Jane`, `JANE ROE` and `Jane Roe (Legal)` into `Jane Roe`; keep other names."""
    if not _PLAIN.fullmatch(name):
        name = _without_title(without_remark(name))
    elif not (name.isupper() or name.islower()):
        return name
    before, comma, after = name.partition(",")
    flip = (
        bool(comma)
        and "," not in after
        and 0 < len(name_words(after)) <= 3
        and 0 < len(name_words(before)) <= 3
        and not any(map(_NO_GIVEN_NAME.fullmatch, fold(after).replace(".", "").split()))
    )
    shout = (name.isupper() or name.islower()) and name.isascii()
    if not (flip or shout):
        return name
    if turned := _TURNED.fullmatch(name):
        last, first, initial = turned.groups()
        if _special_words().isdisjoint((last.lower(), first.lower())):
            return f"{first}{initial} {last}"
    if shout and (shouted := _SHOUTED.fullmatch(name)):
        first, between, last = (part.lower() for part in shouted.groups())
        if _special_words().isdisjoint((first, last)):
            if between != " ":
                first, last = last, first
            return f"{first.capitalize()} {last.capitalize()}"
    parsed = HumanName(name)
    if shout:
        parsed.capitalize(force=True)
    words = (parsed.title, parsed.first, parsed.middle, parsed.last, parsed.suffix)
    return " ".join(word for word in words if word) or name


@cache
def _special_words() -> frozenset[str]:
    """Give the words that the parser of names takes for anything but a name: titles and the like.

    Read once; they never change while the program runs.
    """
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


def _without_title(name: str) -> str:
    before, comma, after = name.partition(",")
    titled = comma and full_name_key(before) and title_in_name(name) == after.strip()
    return before.strip() if titled else name
