"""Why we read an address otherwise than another project says: one reason for every such case."""

import re
from collections.abc import Iterable, Mapping, Sequence

DOTS = "mail systems hand out local parts with dots side by side or last; a domain may end in one"
SPACE = "line ends and spaces around an address are the transport's, not the address's"
LEFT_OVER = "a quote, bracket or comment that nothing closes was left over, and costs nobody"
COMMA = "a comma ends an address"
HEADER = "we read headers, so a name and brackets around the address are welcome"
WITHIN = "white space or comments within: two readers see two addresses, so it is none to rely on"
CONTROLS = "control characters in quotes never leave, and are no mailbox of anybody's"
JOINED = "quoted strings joined by dots are obsolete, and read in several ways"
LITERAL = "an address literal RFC 5321 does not have"
LONG = "longer than RFC 5321 lets an address, its local part or a label be"
NO_DOMAIN = "what stands behind the at sign is no domain name, or an A-label that means nothing"
POLICY = "a form may refuse reserved or dotless domains, literals and quotes; in mail they occur"
NO_ADDRESS = "a single character or a phrase without an at sign is no mailbox"
QUOTES = "quotes stay where only they make a local part one"

_BY_DIAGNOSIS: Mapping[str, Sequence[str]] = {
    DOTS: ("ERR_CONSECUTIVEDOTS", "ERR_DOT_END"),
    SPACE: ("ERR_CR_NO_LF", "ERR_FWS_", "ERR_EXPECTING_CTEXT"),
    LEFT_OVER: ("ERR_UNCLOSED",),
    CONTROLS: ("DEPREC_QP", "DEPREC_QTEXT", "CFWS_FWS"),
    WITHIN: ("CFWS_COMMENT", "DEPREC_CFWS", "DEPREC_COMMENT", "DEPREC_FWS"),
    JOINED: ("DEPREC_LOCALPART",),
    LITERAL: ("RFC5322_DOMAINLITERAL", "RFC5322_DOMLIT", "RFC5322_IPV6"),
    LONG: (
        "RFC5322_DOMAIN_TOOLONG", "RFC5322_LABEL_TOOLONG", "RFC5322_LOCAL_TOOLONG",
        "RFC5322_TOOLONG",
    ),
    NO_DOMAIN: ("RFC5322_DOMAIN", "DNSWARN_NO_RECORD"),
}  # fmt: skip
"""Words of isemail's diagnoses, the longer ones first."""
_RESERVED = re.compile(r"(?:arpa|invalid|local|localhost|onion|test)\Z|tld-[12]\Z")


def reason(case: Mapping[str, object]) -> str:
    """Say why we differ on a case on which we do; nothing where no reason is known."""
    text, expected = str(case["input"]), case["expect"]
    assert isinstance(expected, dict)
    if "diagnosis" in expected:
        return _isemail(text, str(expected["diagnosis"]).removeprefix("ISEMAIL_"))
    if "mailboxes" in expected:
        return _dovecot(text, [str(m["address"]) for m in expected["mailboxes"]])
    return _form(text, valid=bool(expected["valid"]))


def _isemail(text: str, diagnosis: str) -> str:
    if diagnosis == "ERR_EXPECTING_ATEXT":
        return COMMA if "," in text else SPACE if text != text.strip() else ""
    for why, words in _BY_DIAGNOSIS.items():
        if diagnosis.startswith(tuple(words)):
            return why
    return ""


def _form(text: str, *, valid: bool) -> str:
    domain = text.rpartition("@")[2]
    checks = (
        (NO_ADDRESS, valid and "@" not in text),
        (HEADER, "<" in text),
        (SPACE, text != text.strip() or "\n" in text),
        (DOTS, ".." in text or ".@" in text or text.endswith((".", "\uff0e"))),
        (POLICY, bool(_RESERVED.search(domain)) or "." not in domain),
        (POLICY, text.startswith('"') or domain.startswith("[")),
        (LONG, len(text.encode("utf-8", "replace")) > 254),
    )  # fmt: skip
    return next((why for why, holds in checks if holds), "")


def _dovecot(text: str, wanted: Iterable[str]) -> str:
    halves = [address.rpartition("@") for address in wanted]
    if '"' in text and any(domain for *_, domain in halves):
        return QUOTES
    if any(not local or not domain for local, _, domain in halves):
        return NO_ADDRESS
    return ""
