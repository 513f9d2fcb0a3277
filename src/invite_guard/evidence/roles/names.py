"""Display names that are no one person's: of firms, functions, rooms and families."""

import re
from collections.abc import Sequence

from invite_guard.evidence.data import (
    is_function_word,
    may_be_family_name,
    of_display_names,
    of_local_parts,
    spells_a_person,
)
from invite_guard.mail.domains import registrable
from invite_guard.mail.full_names import LONGEST, fold, full_name_key
from invite_guard.mail.given_names import is_given_name
from invite_guard.mail.organisations import has_legal_form, owns_domain

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_BESIDE = re.compile(r"\s*[,|/(\[]\s*|\s[-\u2013\u2014]\s")


def names_no_person(name: str, address: str) -> bool:
    """Tell whether a display name is a firm's, a function's, a room's or a family's.

    A given name shows a person: `Support Bob`. So does an address that spells the name, unless it
    spells a function; and what stands beside a full name tells nothing of it: `Jane Roe - Sales`.
    """
    local, _, host = address.rpartition("@")
    bare = _full_name_in(name) or _IN_BRACKETS.sub(" ", name[:LONGEST])
    words = _LETTERS.findall(fold(bare))
    if not words:
        return False
    if len(words) > 1 and words[0] in of_display_names("starts"):
        return True
    spelt = _spells(local, words)
    if spelt and may_be_family_name(words[-1]):
        words = words[:-1]
    certain = spells_a_person(local, bare)
    if not certain and _is_function(words):
        return True
    if any(map(is_given_name, words)):
        return False
    if not of_display_names("places").isdisjoint(words) or (_DIGIT.search(bare) and not spelt):
        return True
    firm = not spelt and local not in words and owns_domain(bare, registrable(host))
    return not certain and (firm or has_legal_form(bare))


def _full_name_in(name: str) -> str:
    """Give the full name that a remark follows, if no word of it is a function's or a place's."""
    first, *rest = _BESIDE.split(name[:LONGEST])
    if rest and len(first.split()) < 2:
        first = f"{first} {rest.pop(0)}"
    words = _LETTERS.findall(fold(first))
    places = of_display_names("places")
    if not rest or any(map(is_function_word, words)) or not places.isdisjoint(words):
        return ""
    return first if full_name_key(first) else ""


def _spells(local: str, words: Sequence[str]) -> bool:
    """Whether a local part spells a name: `kroe` and `roe.karen.2` are Karen Roe's."""
    if len(words) < 2 or any(map(is_function_word, words[:-1])):
        return False
    letters = "".join(_LETTERS.findall(fold(local)))
    orders = ((words[0], words[-1]), (words[-1], words[0]))
    return any(letters in (a + b, a[0] + b, a + b[0]) for a, b in orders)


def _is_function(words: Sequence[str]) -> bool:
    """Whether it ends as names of functions do, or has no other words than these."""
    if is_given_name(words[0]):
        return False
    joined = "".join(words) in of_local_parts("roles")
    return joined or words[-1] in of_display_names("ends") or all(map(is_function_word, words))
