"""A display name taken apart at what stands between a name and a remark beside it."""

import re
from typing import NamedTuple

from invite_guard.evidence.titles.spelling import LONGEST

_MARKS = ",;|()\\[\\]/\uff08\uff09\u3010\u3011\uff5c\uff1a\uff0c\uff1b\uff0f"
_BESIDE_NAME = re.compile(rf"\s*([{_MARKS}])\s*|\s*(:)\s+|\s+([-\u2013\u2014\u2022\u00b7])+\s+")
MAY_BESIDE = re.compile(rf"[{_MARKS}:\u2013\u2014\u2022\u00b7-]")
"""What shows cheaply that there may be something beside a name."""


class Part(NamedTuple):
    """A piece of a display name, and what stands before it."""

    mark: str
    text: str


def parts_of(name: str, most: int = 0) -> list[Part]:
    """Take a name and what stands beside it apart, at `most` so many places."""
    text = name[:LONGEST]
    if not MAY_BESIDE.search(text):
        return [Part("", text)]
    found, begin, mark = [], 0, ""
    for number, between in enumerate(_BESIDE_NAME.finditer(text)):
        if most and number == most:
            break
        found.append(Part(mark, text[begin : between.start()]))
        begin, mark = between.end(), between[between.lastindex or 0]
    return [*found, Part(mark, text[begin:])]
