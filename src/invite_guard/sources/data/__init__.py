"""What columns of address books are called, language by language."""

from collections.abc import Mapping
from functools import cache

from invite_guard.mail.word_lists import read_lists

_OTHERS = "other_contacts"
_NO_WORK = "no_work"


@cache
def contact_columns() -> Mapping[str, tuple[str, ...]]:
    """Give the names of columns by what they hold."""
    return {field: names for field, names in _lists().items() if field not in {_OTHERS, _NO_WORK}}


@cache
def other_contacts() -> frozenset[str]:
    """Give how Google Takeout calls the folder of those whom Gmail saved by itself, folded."""
    return frozenset(_lists()[_OTHERS])


@cache
def no_work() -> frozenset[str]:
    """Give what stands, folded, for an organisation or a title where somebody has none."""
    return frozenset(_lists()[_NO_WORK])


def _lists() -> Mapping[str, tuple[str, ...]]:
    return read_lists(__name__, "contact_columns.toml")
