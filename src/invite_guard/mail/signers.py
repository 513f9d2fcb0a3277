"""Whether a line of a mail bears the name of its sender, and what stands beside it there."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from invite_guard.mail.full_names import fold, name_words
from invite_guard.mail.given_names import Likeness, likeness
from invite_guard.mail.names import decode_name
from invite_guard.mail.title_lines import joins_title

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*\.?")
_GAP = re.compile(r"[ \t\u3000]{0,3}|-")
_PARTS = re.compile(r"[^\W\d_]+")
_IDEOGRAPHIC = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,8}")
MOST_WORDS = 16
"""Words of a line that are looked at: what is longer is a sentence."""


class Place(NamedTuple):
    """A line that bears the sender's name."""

    before: str
    after: str
    full: bool
    """Whether it is the full name: else only the given one."""


class Signer:
    """The sender of a mail, by every name the headers give them and by their address."""

    def __init__(self, names: Iterable[str], address: str) -> None:
        self.address = address
        self._names = tuple(dict.fromkeys(filter(None, names)))

    @cached_property
    def _local(self) -> str:
        return fold(self.address.rpartition("@")[0])

    @cached_property
    def _known(self) -> frozenset[str]:
        """Every folded word of two letters that may belong to the name."""
        words = {word for name in self._names for word in name_words(name)}
        parts = _PARTS.findall(self._local)
        if len(parts) > 1:
            words.update(parts)
        return frozenset(word for word in words if len(word) > 1)

    @cached_property
    def _given(self) -> frozenset[str]:
        """What they may sign with alone."""
        firsts = {words[0] for name in self._names if len(words := name_words(name)) > 1}
        for name in self._names:
            _, comma, after = name.partition(",")
            if comma and (words := name_words(after)):
                firsts.add(words[0])
        parts = _PARTS.findall(self._local)
        firsts |= {parts[0]} if len(parts) > 1 else set()
        return frozenset(word for word in firsts if len(word) > 1)

    @cached_property
    def _dense(self) -> re.Pattern[str] | None:
        """Names in scripts without spaces, however they are spaced."""
        found = []
        for name in self._names:
            letters = "".join(name.split())
            if len(letters) >= 2 and _IDEOGRAPHIC.fullmatch(letters):
                found.append(r"[ \u3000]{0,3}".join(map(re.escape, letters)))
        return re.compile("|".join(found)) if found else None

    def find(self, line: str) -> Place | None:
        """Give what stands before and after the sender's name on a line, if it stands there."""
        if self._dense and (found := self._dense.search(line)):
            before, after = line[: found.start()], line[found.end() :]
            return Place(before.strip(), after, full=True) if joins_title(before, after) else None
        if not self._perhaps_in(line):
            return None
        words = list(_WORD.finditer(line))
        if not words or len(words) > MOST_WORDS:
            return None
        for begin, end in _runs(line, words):
            if place := self._within(line, words[begin:end]):
                return place
        only = words[0]
        if len(words) == 1 and self._is_given(fold(only[0].rstrip("."))):
            return Place(line[: only.start()].strip(), line[only.end() :].strip(), full=False)
        return None

    def _perhaps_in(self, line: str) -> bool:
        """Whether it is worth looking closer, as for most lines it is not."""
        folded = fold(line).replace("'", "").replace("\u2019", "")
        if any(word in folded for word in self._known):
            return True
        words = folded.split()
        local = "".join(_PARTS.findall(self._local))
        return len(words) == 1 or any(len(word) > 2 and word[:-1] in local for word in words)

    def _within(self, line: str, run: list[re.Match[str]]) -> Place | None:
        """Find the full name among words that only spaces part."""
        folded = [fold(word[0].rstrip(".")).replace("\u2019", "'").replace("'", "") for word in run]
        exact = any(word in self._known for word in folded)
        hits = [n for n, word in enumerate(folded) if exact and self._knows(word)]
        if len(hits) >= 2 and hits[-1] - hits[0] <= len(hits) + 1:
            first, last = hits[0], hits[-1]
        elif 2 <= len(run) <= 4 and (self._spelt(folded) or self._initialled(folded)):
            first, last = 0, len(run) - 1
        else:
            return None
        if last + 1 < len(run) and folded[last + 1].endswith(("вич", "вна", "чна")):
            last += 1  # the father's name, which stands last where the family name stands first
        return Place(line[: run[first].start()].strip(), line[run[last].end() :], full=True)

    def _knows(self, word: str) -> bool:
        if word in self._known:
            return True
        return len(word) > 1 and any(
            likeness(word, given) is Likeness.SAME for given in self._given
        )

    def _is_given(self, word: str) -> bool:
        return word in self._given or (len(word) > 1 and self._knows(word) and bool(self._given))

    def _initialled(self, words: list[str]) -> bool:
        """Whether it is the family name behind initials of given ones: `T. A. Oakes`."""
        *given, family = words
        initials = {name[0] for name in self._given}
        known = family in self._known and family not in self._given
        return known and given[0] in initials and all(len(word) == 1 for word in given)

    def _spelt(self, words: list[str]) -> bool:
        """Whether the address is made of these words: `jroe` of Jane Roe, `roe.j`."""
        local = "".join(_PARTS.findall(self._local))
        first, last = words[0], words[-1]
        middle = "".join(word[:1] for word in words[1:-1])
        return len(local) > 2 and local in {
            first + last,
            last + first,
            first[:1] + last,
            last + first[:1],
            first + last[:1],
            first[:1] + middle + last,
            first + middle + last,
        }


def _runs(line: str, words: list[re.Match[str]]) -> Iterable[tuple[int, int]]:
    """Give the runs of words that nothing but a space, a dot or a hyphen parts."""
    begin = 0
    for number in range(1, len(words) + 1):
        if number == len(words) or not _GAP.fullmatch(
            line, words[number - 1].end(), words[number].start()
        ):
            yield begin, number
            begin = number


def signer(raw_name: bytes, names: Iterable[str], address: str) -> Signer:
    """Make the signer of a mail out of its From header and of the names seen with the address."""
    return Signer((decode_name(raw_name), *names), address)
