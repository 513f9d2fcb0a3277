"""Titles in the lines of a signature, and the firms beside them."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from invite_guard.mail.title_lines import (
    is_besides,
    is_dense,
    is_dense_title,
    is_prose,
    names_organisation,
    names_person,
    names_somebody,
    names_work,
    reaches,
    segments_of,
    signs_for_another,
    tidy,
    unlabelled,
)

_MOST_PIECES = 3
"""Pieces between commas that are kept of a title."""
_MOST_OF_A_FIRM = 5
"""Words of what stands behind `at` that can be a firm."""
_MOST_OF_A_UNIT = 12
"""Letters of a department's name in a script without spaces."""
_SMALL = frozenset({"&", "and", "of", "for", "the", "und", "et", "de", "des", "e", "y", "i", "en"})
_TO_WHOM = re.compile(
    r"(\b(?:assistants?|asst|aide|secretary|ea|pa|chief of staff|deputy)\b.*?)[\s,]+"
    r"(?:to|on behalf of)\b.*|(\bassistants?|\bea|\bpa)\s+(?:for|of)\b.*",
    re.IGNORECASE,
)
_CODE = re.compile(r"[^\W\d_]-?\d|\d{3}|\?\?")
"""`REP-35`, a year, or what is left of letters nobody could read."""
_OWNED = re.compile(r"['\u2019]s?\s")
"""`The President's plan`."""
_FOR_WHOM = re.compile(r"\b(?:on behalf of|im auftrag von|au nom de|en nombre de)\b", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|@|bei|chez|bij|presso)\s+")

Names = Callable[[str], bool]
"""Whether words name an office."""


class SignOff(NamedTuple):
    """What is kept of a signature."""

    title: str
    organisation: str = ""


class TitleReader(NamedTuple):
    """Reads lines of one sender's signature."""

    address: str
    is_office: Names

    def is_title(self, text: str) -> bool:
        """Whether words name an office or an occupation, and nobody."""
        text = tidy(text)
        if len(text) < 2 or names_somebody(text) or _CODE.search(text):
            return False
        if is_dense(text) and not is_dense_title(text):
            return False
        head = re.split(r"[(\uff08]", text)[0]
        if head.strip() and not (names_work(head) or self.is_office(head)):
            return False
        if _OWNED.search(text) and not names_work(text.split()[-1]):
            return False
        return names_work(text) or self.is_office(text)

    def is_known(self, line: str) -> bool:
        """Whether a line of a signature may be passed over: firm, telephone, degree."""
        return reaches(line) or is_besides(line) or names_organisation(tidy(line), self.address)

    def titled(self, line: str) -> SignOff | None:
        """Read a line that is a title, or begins with one; at most the firm stands before it."""
        line = unlabelled(line)
        if not line or is_prose(line) or signs_for_another(line):
            return None
        parts = segments_of(line)
        if any(map(names_person, parts)):
            return None
        for number, part in enumerate(parts):
            if found := self._title(part):
                return self.with_organisation(found, (*parts[number + 1 :], *parts[:number]))
            if not names_organisation(part, self.address):
                return None
        return None

    def in_parts(self, text: str) -> SignOff | None:
        """Take the first part that is a title, whatever stands before it on the sender's line."""
        parts = segments_of(text)
        if (parts and signs_for_another(parts[0])) or any(map(names_person, parts)):
            return None
        for number, part in enumerate(parts):
            if found := self._title(part):
                others = (*parts[number + 1 :], *parts[:number])
                return self.with_organisation(found, others)
        return None

    def _title(self, part: str) -> SignOff | None:
        """Read a title, and the firm behind it: `CFO, Acme Inc.`, `CFO at Acme`."""
        if reaches(part) or is_prose(part) or ":" in part:
            return None
        part = _FOR_WHOM.split(part)[0]
        served = _TO_WHOM.search(part)
        if served:
            part = tidy(part[: served.start()] + (served[1] or served[2]))
            return SignOff(part)
        left, *right = _AT.split(part, maxsplit=1)
        if right and self.is_title(left):
            firm = tidy(right[0].partition(",")[0])
            named = firm[:1].isupper() and len(firm.split()) <= _MOST_OF_A_FIRM
            return SignOff(tidy(left), firm if named else "")
        pieces = [tidy(piece) for piece in re.split(r",|\uff0c|\u3001", part)]
        firm = ""
        while len(pieces) > 1 and names_organisation(pieces[-1], self.address):
            firm = pieces.pop()
        while len(pieces) > 1 and names_organisation(pieces[0], self.address):
            firm = pieces.pop(0)
        if not self.is_title(pieces[0]) or any(map(names_person, pieces[1:])):
            return None
        kept = [pieces[0], *takewhile(self._goes_on, filter(None, pieces[1:_MOST_PIECES]))]
        return SignOff(tidy(", ".join(kept)), firm)

    def _goes_on(self, piece: str) -> bool:
        """Whether a piece behind a comma belongs to the title: another, or a department's name.

        Anything else could be whatever somebody wrote beside it, and is not kept.
        """
        words = piece.split()
        named = all(word[:1].isupper() or word.lower() in _SMALL for word in words)
        dense = is_dense(piece) and len(piece) <= _MOST_OF_A_UNIT
        return dense or self.is_title(piece) or (named and len(words) <= _MOST_OF_A_FIRM)

    def with_organisation(self, found: SignOff, beside: Sequence[str]) -> SignOff:
        """Add the first firm among what stands beside a title, where none came with it."""
        if found.organisation:
            return found
        firms = (text for text in beside if names_organisation(text, self.address))
        return found._replace(organisation=next(firms, ""))
