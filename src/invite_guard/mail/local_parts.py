"""The words of a local part, which tell machines, functions and lists from people."""

import re

from invite_guard.mail.full_names import fold

_WORDS = re.compile(r"[^\W\d_]+")


def local_words(local: str) -> tuple[str, ...]:
    """Give the folded words of a local part: `Order.Confirmation-2` is `order`, `confirmation`."""
    return tuple(_WORDS.findall(fold(local)))
