"""How the line that begins a message of an mbox looks, in all its forms (RFC 4155, appendix A)."""

import re

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_TIME = rb"[ 0-2]?\d:\d\d(?::\d\d)?"
_ZONE = rb"(?:[+-]\d{4}|[A-Za-z]{1,5}(?: DST)?)"
_NEXT_HEADER = rb"[^\r\n]*\r?\n()(?:>From [^\r\n]*\r?\n)?[!-9;-~]{1,78}[ \t]*:"
_PATCH = rb"(?!(?:[0-9a-f]{40}|[0-9a-f]{64}) )"
_CTIME = (
    _DAY + rb"[ ,]+" + _MONTH + rb" +\d{1,2} +" + _TIME
    + rb"(?: +" + _ZONE + rb")? +\d{4}(?: +" + _ZONE + rb")?"
)  # fmt: skip

TAKEOUT = re.compile(
    rb"From \d+@xxx " + _DAY + rb" " + _MONTH + rb" +\d{1,2} \d\d:\d\d:\d\d [+-]\d{4} \d{4}[ \t]*"
    rb"(?=\r?\n)" + _NEXT_HEADER
)
"""As Google Takeout writes it."""
STRICT = re.compile(
    rb"From " + _PATCH + rb"(?:[^\s]+ +| *)" + _CTIME
    + rb"(?: +remote from [^\r\n]*)?[ \t]*(?=\r?\n)" + _NEXT_HEADER
)  # fmt: skip
"""As the C library writes a date."""
_MOZILLA = (
    rb"(?:X-Mozilla-[A-Za-z0-9-]+|X-Account-Key|X-UIDL|Return-Path|Received"
    rb"|Delivered-To|Message-ID|Date|From|To|Subject|MIME-Version)[ \t]*:"
)
_BARE = rb"From -?[ \t]*\r?\n()" + _MOZILLA
LENIENT = re.compile(
    _BARE + rb"|From " + _PATCH + rb"(?=[^\r\n]{0,998}?" + _DAY + rb"[a-z]*,? )"
    rb"(?=[^\r\n]{0,998}?\b" + _MONTH + rb"\b)(?=[^\r\n]{0,998}?[ 0-2]\d:\d\d)"
    rb"(?=[^\r\n]{0,998}?\b(?:19|20)\d\d\b)" + _NEXT_HEADER
)
"""As other programs do, after an empty line."""
PERHAPS = re.compile(
    rb"\nFrom (?:-?[ \t]*+\r?\n" + _MOZILLA + rb"|" + _PATCH
    + rb"(?>[^\r\n]*?\d:\d\d)[^\n]*+\n(?:>From [^\n]*+\n)?[!-9;-~]{1,78}[ \t]*+:)"
)  # fmt: skip
"""What every separator of any form has, told without leaving the expression: where `From ` stands
line after line, each of them would else take a look of its own."""
