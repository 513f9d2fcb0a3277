"""Given names: short forms, other spellings, and initials of one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

from invite_guard.mail.word_lists import Lists, lists_in

SPELT = 5
"""Letters from which one wrong letter leaves a name recognisable: Eric and Erica are two."""

_TABLE = re.compile(r"^\[(\w+)\]$", re.MULTILINE)

Forms = Mapping[str, frozenset[str]]


class Likeness(IntEnum):
    """How far two given names can be one person's."""

    NONE = 0
    INITIAL = 1
    """One is only the first letter of the other."""
    NEAR = 2
    """One letter apart, two forms of a third name, or perhaps forms of each other: Ted, Edwin."""
    SAME = 3
    """Equal, or one surely a form of the other: Bob and Robert."""


@lru_cache(maxsize=1 << 17)
def likeness(one: str, other: str) -> Likeness:
    """Compare two folded given names."""
    if one == other:
        return Likeness.INITIAL if len(one) == 1 else Likeness.SAME
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if one[:1] == other[:1] else Likeness.NONE
    forms = forms_of(one)
    if other in forms:
        return Likeness.SAME if other in _sure()[one] else Likeness.NEAR
    if (forms and not forms.isdisjoint(forms_of(other))) or _misspelt(one, other):
        return Likeness.NEAR
    return Likeness.NONE


def forms_of(name: str) -> frozenset[str]:
    """Give the names that somebody of this folded name may go by."""
    return _forms().get(name, frozenset())


def is_given_name(name: str) -> bool:
    """Whether a folded word is known for a given name, or each half of a double one is."""
    return _given().issuperset(name.split("-"))


def _misspelt(one: str, other: str) -> bool:
    """Whether a letter is wrong, but neither the first nor the last, which often marks a gender.

    Wrong is a letter for another, one more or less, or two that changed places.
    """
    if min(len(one), len(other)) < SPELT or one[0] != other[0] or one[-1] != other[-1]:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    pairs = enumerate(zip(shorter, longer, strict=False))
    alike = next((at for at, (a, b) in pairs if a != b), len(shorter))
    after, rest = shorter[alike:], longer[alike:]
    if len(shorter) < len(longer):
        return after == rest[1:]
    return after[1:] == rest[1:] or (after[1::-1] == rest[:2] and after[2:] == rest[2:])


@cache
def _own() -> Mapping[str, Lists]:
    text = files(__package__).joinpath("data/given_names.toml").read_text("utf-8")
    _, *parts = _TABLE.split(text)
    return {name: lists_in(rows) for name, rows in zip(parts[::2], parts[1::2], strict=True)}


@cache
def _forms() -> Forms:
    """Read the package nicknames and our own rows, each relation in both directions."""
    from nicknames import NickNamer  # noqa: PLC0415 - 2,000 rows, read when needed

    found = _both_ways(NickNamer.default_lookup(), _own()["forms"])
    for name, others in _both_ways(_own()["other"]).items():
        found[name] = found.get(name, frozenset()) - others
    return found


@cache
def _given() -> frozenset[str]:
    return frozenset((*_forms(), *_own()["alone"]["names"]))


@cache
def _sure() -> Forms:
    """Give the forms that our own rows name, and those of the package that begin alike.

    The package also knows Erin as a form of Aaron, and Fred as one of William.
    """
    own = _both_ways(_own()["forms"])
    return {
        name: frozenset(f for f in forms if f[:2] == name[:2] or f in own.get(name, ()))
        for name, forms in _forms().items()
    }


def _both_ways(*sources: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for name, forms in source.items():
            for form in forms:
                found[name].add(form)
                found[form].add(name)
    return {name: frozenset(forms) for name, forms in found.items()}
