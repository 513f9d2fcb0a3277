"""The text of an HTML mail, up to where it quotes another."""

import re
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-zA-Z!][a-zA-Z0-9:]{0,20})([^<>]*+)>")
_SPACE = re.compile(r"\s+")
_LINES = re.compile(
    "address|article|blockquote|body|br|center|div|dl|dt|dd|footer|form|h[1-6]|header|hr|li|ol|p|pre"
    "|section|table|tbody|td|th|tr|ul"
)
_SILENT = frozenset({"head", "script", "style", "title", "xml"})
"""Elements whose content is no text of the mail."""
_QUOTE = re.compile(
    "gmail_quote|yahoo_quoted|moz-cite-prefix|moz-forward-container|moz-email-headers-table"
    "|outlookmessageheader|divrplyfwdmsg|appendonsend|protonmail_quote|zmail_extra|tutanota_quote"
    "|mail-editor-reference-message|reply_?quote|quotedtext"
    "|border-top: ?solid #(?:e1e1e1|b5c4df)"
)
"""What mail programs mark the mail that is answered or forwarded with."""


class HtmlText(NamedTuple):
    """What was read."""

    text: str
    cut: bool
    """Whether it ends where a quotation begins."""


def read_html(source: str) -> HtmlText:
    """Give the text of an HTML mail, without empty lines and what it quotes; never raises.

    A quotation is a `blockquote`, or what a mail program marks as one; all that follows is left
    out. No browser: what a style sheet hides is read.
    """
    source = _without_comments(source)
    found: list[str] = []
    at, silent = 0, ""
    for tag in _TAG.finditer(source):
        name = tag[2].lower()
        if silent:
            if tag[1] and name == silent:
                at, silent = tag.end(), ""
            continue
        found.append(_SPACE.sub(" ", source[at : tag.start()]))
        at = tag.end()
        if not tag[1] and (name == "blockquote" or _QUOTE.search(tag[3].lower())):
            return HtmlText(_lines(found), cut=True)
        if not tag[1] and name in _SILENT and not tag[3].endswith("/"):
            silent = name
        elif _LINES.fullmatch(name):
            found.append("\n")
    if not silent:
        found.append(_SPACE.sub(" ", source[at:]))
    return HtmlText(_lines(found), cut=False)


def _without_comments(source: str) -> str:
    """Take out comments; one that does not end hides the rest."""
    kept, at = [], 0
    while (begin := source.find("<!--", at)) >= 0:
        kept.append(source[at:begin])
        end = source.find("-->", begin + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, source[at:]])


def _lines(found: list[str]) -> str:
    text = unescape("".join(found)).replace("\xa0", " ")
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
