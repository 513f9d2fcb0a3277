"""Where the words of a mail's sender end and those of another begin."""

import re
from collections.abc import Mapping
from functools import cache

from invite_guard.mail.word_lists import read_lists

LONGEST = 400
"""Characters of a line that are looked at."""
MOST = 4_000
"""Lines that are looked at."""
_COLONS = (":", "\uff1a")
_QUOTED = re.compile(r"\s{0,3}(?:[>»]|[A-Z]{1,3}>|\|\s?>)")
_FRAMED = re.compile(
    r"\s*[-_\u2013\u2014]{3,}\s*[^\s\-_\u2013\u2014].{0,99}?[-_\u2013\u2014]{3,}\s*$"
)
"""`-----Original Message-----`, in any language."""
_ADDRESSED = re.compile(r"[^:\uff1a]{1,30}[:\uff1a].*(?:<[^<>\s]+@[^<>\s]+>|\[(?:mailto|smtp):)")
"""A field of a header in a language that is not known here."""
_STAMPED = re.compile(
    r"(?:.*\bon\s+|\s*)\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"\s*(?:[AaPp]\.?[Mm]\.?)?\s*$"
)
"""`Jane Roe@CORP on 01/06/2025 10:00 AM`: Notes names the writer of what follows so."""
_SIGNED = re.compile(r"-----BEGIN PGP (SIGNED MESSAGE|SIGNATURE)-----")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    lists = read_lists(__package__, "data/quotations.toml")
    words = {name: "|".join(found) for name, found in lists.items()}
    return {
        "field": re.compile(rf"\s*\*?(?:{words['fields']})\*?\s{{0,3}}[:\uff1a]", re.IGNORECASE),
        "wrote": re.compile(words["wrote"], re.IGNORECASE),
        "begin": re.compile(rf"[\W_]{{0,40}}(?:{words['forwarded']})", re.IGNORECASE),
    }


def written_lines(text: str) -> tuple[list[str], bool]:
    """Give the lines the sender of a mail wrote, and whether they end where a quotation begins.

    Lines behind `>` are left out, and everything from the first sign of another mail on: a framed
    `Original Message`, the fields of a header, `On … wrote:`, in some thirty languages. What is
    taken for a quotation and is none costs a title; the other way round would give a sender the
    title of somebody else.
    """
    kept: list[str] = []
    for line in text.split("\n", MOST)[:MOST]:
        bare = line[:LONGEST].rstrip()
        signed = _SIGNED.match(bare)
        if (signed and signed[1] == "SIGNATURE") or (not signed and _begins_quotation(bare)):
            return kept, True
        if not signed and not _QUOTED.match(bare):
            kept.append(bare)
    return kept, False


def _begins_quotation(line: str) -> bool:
    if not line:
        return False
    known = _patterns()
    if known["field"].match(line) or known["begin"].match(line) or _STAMPED.match(line):
        return True
    if line.endswith(_COLONS) and ("@" in line or known["wrote"].search(line)):
        return True
    return bool(_FRAMED.match(line) or _ADDRESSED.match(line))
