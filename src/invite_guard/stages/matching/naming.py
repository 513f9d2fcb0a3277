"""What somebody is called, and what a local part says beside the name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from invite_guard.mail.full_names import fold, full_name_key
from invite_guard.model.correspondent import Correspondent
from invite_guard.stages.matching.spelling import as_written, is_shouted
from invite_guard.stages.matching.spelt import completed, name_spelt

_SPLIT = re.compile(r"[^a-z]+")
_DIGITS = re.compile(r"\d+")


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
    return is_shouted(name) or "," in name
