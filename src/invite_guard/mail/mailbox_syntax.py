"""What makes a mailbox address valid, one spelling for all its spellings, and fit to leave."""

import re
import unicodedata
from functools import lru_cache

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOT_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_EXPORTABLE = re.compile(
    rf"(?!=\?)(?=[^@]{{1,64}}@)(?=.{{1,254}}\Z){_DOT_ATOM}@(?:{_LABEL}\.)+"
    r"(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})\Z"
)
# Dots side by side, or before the at sign, are no dot-atom, but mail systems hand such mailboxes
# out, and every reader takes them for the same one. Above ASCII: RFC 6531.
_ATEXT = r'[^\x00- "(),.:;<>@A-Z\[\\\]\x7f]'
_LOCAL = re.compile(
    rf"(?!=\?)(?:{_ATEXT}+(?:\.+{_ATEXT}+)*\.*"
    r'|"(?:[^"\\\x00-\x1f\x7f]|\\[ -~])*")\Z'
)
_DOMAIN = re.compile(
    rf"(?:(?:{_LABEL.replace('0-9-', '0-9_-')}\.)*{_LABEL}"
    r"|\[\d{1,3}(?:\.\d{1,3}){3}\]|\[ipv6:[0-9a-f:.]{2,45}\])\Z"
)

_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
_END = "." + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
"""What may stand behind a domain: the dot of the root, and spaces of every kind."""
_LONGEST = 1024
"""Characters of what may be an address; piles of marks take long to be put in order."""


def normalise(text: str) -> str:
    """Give the one spelling of an address: lower case, domain in A-labels (RFC 5891).

    RFC 5321 lets a host tell `Foo` from `foo`; none that matters does. Takes anything; what is
    no address comes back in lower case.
    """
    local, at, domain = text.strip().rpartition("@")
    if len(text) <= _LONGEST and not text.isascii():
        local = unicodedata.normalize("NFC", local.lower())
        domain = _a_labels(domain.rstrip(_END))
    return f"{local.lower()}{at}{domain.lower().rstrip(_END)}"


def canonical(address: str) -> str:
    """Give the mailbox a normalised address reaches: without plus tag, and at Google without dots.

    Google: "dots don't matter in Gmail addresses" (support.google.com/mail/answer/7436150);
    plus tags are sub-addresses of RFC 5233.
    """
    local, _, domain = address.rpartition("@")
    base = local.partition("+")[0] or local
    if domain in _GOOGLE:
        return f"{base.replace('.', '')}@gmail.com"
    return f"{base}@{domain}" if base != local else address


def is_exportable(address: str) -> bool:
    """Whether an address is valid and one mailbox to every reader, so that it may leave.

    Takes a normalised address. Only the plain form passes: an RFC 5321 dot-atom of at most 64
    bytes and a domain name with a dot whose last label is made of letters; no quotes, comments,
    address literals, spaces, control characters or letters beyond ASCII; 254 bytes in all (section
    4.5.3).
    """
    return _EXPORTABLE.match(address) is not None and _reserved_labels_are_names(address)


def is_well_formed(address: str) -> bool:
    """Whether a normalised address can be a mailbox's at all (RFC 5321, 6531)."""
    local, at, domain = address.rpartition("@")
    return (
        bool(at)
        and len(address.encode("utf-8", "replace")) <= 254
        and len(local.encode("utf-8", "replace")) <= 64
        and _LOCAL.match(local) is not None
        and _DOMAIN.match(domain) is not None
        and _reserved_labels_are_names(domain)
    )


def _reserved_labels_are_names(address: str) -> bool:
    """Whether labels with `--` in third place are A-labels that mean something (RFC 5891)."""
    if "--" not in address:
        return True
    labels = address.rpartition("@")[2].split(".")
    return all(_is_a_label(label) for label in labels if label[2:4] == "--")


@lru_cache(maxsize=4096)
def _is_a_label(label: str) -> bool:
    import idna  # noqa: PLC0415 - seldom needed, and its tables cost start-up time

    try:
        idna.ulabel(label)
    except UnicodeError:
        return False
    return True


@lru_cache(maxsize=1024)
def _a_labels(domain: str) -> str:
    """Turn Unicode labels into A-labels; a domain that has none stays as it is, in lower case."""
    if domain.isascii():
        return domain
    if len(domain) <= 254 and max(map(len, domain.split("."))) <= 63:
        import idna  # noqa: PLC0415 - seldom needed, and its tables cost start-up time

        try:
            return idna.encode(domain, uts46=True).decode("ascii")
        except UnicodeError:
            pass
    return unicodedata.normalize("NFC", domain.lower())
