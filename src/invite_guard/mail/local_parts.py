"""The words of a local part, which tell machines, functions and lists from people."""

import re

from invite_guard.mail.full_names import fold

_WORDS = re.compile(r"[^\W\d_]+")
_PLAIN_WORDS = re.compile("[a-z]+")
"""The same in folded ASCII, as nearly all are: found in half the time."""


def local_words(local: str) -> tuple[str, ...]:
    """Give the folded words of a local part: `Order.Confirmation-2` is `order`, `confirmation`."""
    folded = fold(local)
    return tuple((_PLAIN_WORDS if folded.isascii() else _WORDS).findall(folded))
