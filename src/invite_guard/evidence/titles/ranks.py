"""Display names of who holds a public office or is a general: `Sen. Ann Roe`, `Maj Gen Roe`."""

import re
from functools import cache

from invite_guard.evidence.data import table
from invite_guard.evidence.titles.spelling import LONGEST
from invite_guard.mail.full_names import fold
from invite_guard.mail.given_names import is_given_name

_FULL = r"[^\W\d_a-z][\w'\u2019-]+ (?:[^\W\d_]\.? )*[^\W\d_a-z][\w'\u2019-]+"
"""Two words written as a name is: initials before a family name of particles are none."""


@cache
def _ranked() -> re.Pattern[str]:
    """Read the patterns as they stand: case and dots tell `Gen.` from people called Gen."""
    found = (source.replace("FULL", _FULL) for source in table("titles.toml")["ranked"])
    return re.compile("|".join(f"(?:{source})" for source in found))


@cache
def _behind_a_comma() -> re.Pattern[str]:
    return re.compile("|".join(table("titles.toml")["ranked_behind_a_comma"]))


def _is_given(word: str) -> bool:
    return len(word) == 1 or is_given_name(word)


def is_ranked(name: str) -> bool:
    """Whether a name is written with an office or rank that no title beside it spells out."""
    name = name[:LONGEST]
    if _ranked().match(name):
        return True
    if (behind := _behind_a_comma().match(name)) and _is_given(fold(behind[1])):
        return True
    first, *rest = name.split(" ", 2)
    if len(rest) < 2 or first not in table("titles.toml")["ranks_before_given_names"]:
        return False
    return is_given_name(fold(rest[0]))
