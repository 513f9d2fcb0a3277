"""The title somebody signs with, out of the last lines of what they wrote."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invite_guard.mail.signers import Place, Signer
from invite_guard.mail.title_lines import (
    LONGEST,
    is_besides,
    is_closing,
    is_dense,
    is_prose,
    may_name_another,
    segments_of,
    signs_for_another,
    tidy,
    without_reading,
)
from invite_guard.mail.title_reader import Names, SignOff, TitleReader

__all__ = ["SignOff", "read_sign_off"]

LAST = 80
"""Lines that are looked at, from the end: disclaimers below a signature can be long."""
BELOW = 4
"""Lines below the name among which the title is looked for."""
_DELIMITER = re.compile(r"--\s?$")
_SET_APART = re.compile(
    r"\s*(?:[,|\u2022\u00b7\u2502(:;\t\uff08\uff0c\u3000/]|[-\u2013\u2014](?!>)|\s{2,})"
)
_LINK = re.compile(r"<(?:https?|mailto):[^<>\s]*>", re.IGNORECASE)
_BROKEN_OFF = re.compile(
    r"^(?=\s*\S)[^.!?@]{4,60}(?:[^\s&]\s*&|\s(?:and|to|to the|of|und|et|y|e))\s*$"
)


def read_sign_off(lines: Sequence[str], signer: Signer, is_office: Names) -> SignOff | None:
    """Find the title beside the sender's own name; none where the name is another's or missing.

    It stands behind the name on its line, on one of the lines below, or, in scripts without
    spaces and in `Geschäftsführer: Max Muster`, before it. The last one counts.
    """
    reader = _Reader(signer, TitleReader(signer.address, is_office))
    last = reader.joined(lines[-LAST:])
    marks = [number for number, line in enumerate(last) if _DELIMITER.match(line)]
    bare = [_without_links(line).strip(" \r\n*_") for line in last]
    if marks and (found := reader.read(bare[marks[-1] + 1 :])):
        return found
    return reader.read(bare)


def _without_links(line: str) -> str:
    """Give a line without where its words lead, as programs write it: `CEO<https://firm.example>`.

    A line that is nothing else stays, so that what is parted by it stays so.
    """
    return (_LINK.sub("", line) if "<" in line else "") or line


class _Reader(NamedTuple):
    signer: Signer
    titles: TitleReader

    def joined(self, lines: Sequence[str]) -> list[str]:
        """Put together titles that were broken off: `Vice President &`, `General Counsel`."""
        joined: list[str] = []
        for line in lines:
            before = joined[-1].strip() if joined else ""
            if line.strip() and _BROKEN_OFF.search(before) and self.titles.is_title(before):
                joined[-1] = f"{before} {line.strip()}"
            else:
                joined.append(line)
        return joined

    def read(self, lines: Sequence[str]) -> SignOff | None:
        """Look for the name from the end."""
        for number in range(len(lines) - 1, -1, -1):
            line = lines[number]
            place = self.signer.find(line) if 0 < len(line) <= 2 * LONGEST else None
            if place is None or (not place.full and not any(lines[:number])):
                continue
            if found := self._beside(place):
                return self.titles.with_organisation(found, _neighbours(lines, number))
            if self._is_signed(place) and (found := self._around(lines, number, place)):
                return found
        return None

    def _is_signed(self, place: Place) -> bool:
        """Whether the line is a name as one signs with, and no sentence that holds it."""
        if not (is_besides(place.before) or is_closing(place.before)):
            return is_dense(place.before) and self.titles.titled(place.before) is not None
        rest = without_reading(place.after)
        return is_besides(rest) or all(map(self.titles.is_known, segments_of(rest)))

    def _beside(self, place: Place) -> SignOff | None:
        """Find a title on the line of the name."""
        if not place.full:
            return None
        before, after = place.before, without_reading(place.after)
        dense = is_dense(before + after)
        if is_besides(before) or is_closing(before):
            if not (_SET_APART.match(place.after) or dense) or is_prose(after.strip(" ,-")):
                return None
            return self.titles.in_parts(after)
        label = (
            re.split(r"[,;|\u2013\u2014]\s*", before.rpartition(":")[0])[-1]
            if ":" in before
            else ""
        )
        if label and self.titles.is_title(label) and not is_prose(label):
            return SignOff(tidy(label))
        return self.titles.titled(before) if dense else None

    def _around(self, lines: Sequence[str], number: int, place: Place) -> SignOff | None:
        below = list(_block(lines[number + 1 :], BELOW if place.full else 1))
        skipped = 0
        for at, line in enumerate(below):
            if signs_for_another(line) and not self.titles.is_title(line):
                return None
            if line.endswith((":", "\uff1a")):
                return None
            if found := self.titles.titled(line):
                beside = [tidy(other) for other in (*below[at + 1 : at + 3], *below[:at])]
                return self.titles.with_organisation(found, beside)
            if self.titles.is_known(line):
                continue
            skipped += 1
            if skipped > 1 or is_prose(line) or may_name_another(tidy(line)):
                return None
        if is_dense(lines[number]):
            return self._above(lines, number)
        return self._heading(lines, number) if place.full else None

    def _heading(self, lines: Sequence[str], number: int) -> SignOff | None:
        """Find a title right above the name, where nobody it could belong to stands above it."""
        before = lines[max(number - 2, 0) : number]
        if len(before) < 2 or not before[1] or not (is_besides(before[0]) or is_closing(before[0])):
            return None
        return self.titles.titled(before[1])

    def _above(self, lines: Sequence[str], number: int) -> SignOff | None:
        above = [line for line in lines[max(number - 2, 0) : number] if is_dense(line)][::-1]
        for at, line in enumerate(above):
            if found := self.titles.titled(line):
                return self.titles.with_organisation(found, above[at + 1 :])
        return None


def _neighbours(lines: Sequence[str], number: int) -> list[str]:
    """Give the lines around one of the signature: the firm may stand there."""
    return [
        tidy(line)
        for line in (*lines[number + 1 : number + 3], *lines[max(number - 1, 0) : number])
    ]


def _block(lines: Sequence[str], most: int) -> Iterator[str]:
    """Give the lines that belong together: one empty line may stand between two of them."""
    given, empty = 0, False
    for line in lines:
        if not line.strip():
            if empty or most == 1:
                return
            empty = True
            continue
        yield line
        given, empty = given + 1, False
        if given == most:
            return
