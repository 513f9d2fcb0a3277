"""What a label or a folder's name says of the mail in it, in whatever language it is."""

import base64
import binascii
import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from invite_guard.mail.names import decode_words


class Label(StrEnum):
    """Where a mail system put a message by itself; labels a person made are none of these."""

    SENT = "sent"
    SPAM = "spam"
    TRASH = "trash"
    DRAFT = "draft"
    CHAT = "chat"
    PROMOTIONS = "promotions"
    SOCIAL = "social"
    UPDATES = "updates"
    FORUMS = "forums"


_CAP = 16 * 1024
_ELEMENT = re.compile(r'(?:[^,"]++|"[^"]*+"|")++')
_QUOTES = re.compile('["\u201c-\u201f\u00ab\u00bb\u2039\u203a]')
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UTF7 = re.compile(r"&([A-Za-z0-9+,]*+)-")
_ENDING = re.compile(r"\.(?:mbox|mbx|mbs|mbox\.gz|sbd|gz|zip|tgz|tar|txt|mboxrd)\Z", re.IGNORECASE)
_DOTTED = (".", "INBOX.", "[Gmail].", "[Google Mail].")
"""How names begin whose levels are told apart by dots: maildir's, and some IMAP servers'."""


class _Names(NamedTuple):
    gmail: dict[str, Label]
    programs: dict[str, Label]
    category_words: tuple[str, ...]
    categories: dict[str, Label]


@lru_cache(maxsize=1024)  # of at most 16 KB each: the header is cut there
def read_labels(value: bytes) -> frozenset[Label]:
    """Read X-Gmail-Labels as Google Takeout writes it; never raises.

    Labels stand between commas, those with a comma in quotes, the whole as encoded words of RFC
    2047 where it is not ASCII. The names are those of the account's language.
    """
    if not value:
        return frozenset()
    names = _names()
    found = set()
    for element in _ELEMENT.findall(decode_words(value[:_CAP])):
        label = _gmail_label(_folded(element), names)
        if label:
            found.add(label)
    return frozenset(found)


@lru_cache(maxsize=1024)
def folder_labels(name: str) -> frozenset[Label]:
    """Tell what a folder holds from its name, or from the path of a mailbox file; never raises.

    Knows the names of Gmail and of common mail programs: `[Gmail]/Sent Mail`, `Sent.mbox`,
    maildir's `.Sent` and `INBOX.Sent`, IMAP's modified UTF-7 (RFC 3501 section 5.1.3). What lies
    in a folder below counts as well: `Trash/Projects` is trash.
    """
    names = _names()
    found = set()
    for part in re.split(r"[/\\]", _utf7(name[-1024:])):
        plain = _ENDING.sub("", part)
        dotted = plain.split(".") if part.startswith(_DOTTED) else ()
        for word in (plain, *dotted):
            folded = _folded(word)
            label = names.gmail.get(folded) or names.programs.get(folded)
            if label:
                found.add(label)
    return frozenset(found)


def _gmail_label(folded: str, names: _Names) -> Label | None:
    """Look up one label: a name Gmail uses, or a category with the word for category before it."""
    label = names.gmail.get(folded) or names.categories.get(folded)
    if label or not folded.startswith(names.category_words):
        return label
    for word in names.category_words:
        rest = folded.removeprefix(word)
        if rest != folded and (label := names.categories.get(f": {rest.lstrip(' :')}")):
            return label
    return None


def _folded(text: str) -> str:
    """Make two spellings of one name equal: quotes, spaces, case and composition go."""
    text = _INVISIBLE.sub("", _QUOTES.sub("", unicodedata.normalize("NFKC", text)))
    return " ".join(unicodedata.normalize("NFKC", text.casefold()).split())


def _utf7(name: str) -> str:
    return _UTF7.sub(_utf7_run, name) if "&" in name else name


def _utf7_run(run: re.Match[str]) -> str:
    """Decode one run of modified UTF-7; what is none stays as it is."""
    if not run[1]:
        return "&"
    text = run[1].replace(",", "/")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return run[0]


@cache
def _names() -> _Names:
    """Read the names once; the file never changes while the program runs."""
    text = files("invite_guard.mail").joinpath("data/labels.toml").read_text("utf-8")
    data = tomllib.loads(text)
    categories = data.pop("categories")
    words = tuple(_folded(word) for word in categories.pop("words"))
    gmail: dict[str, Label] = {}
    programs: dict[str, Label] = {}
    inside: dict[str, Label] = {}
    for kind, tables in data.items():
        gmail |= {_folded(n): Label(kind) for ns in tables["gmail"].values() for n in ns}
        programs |= {_folded(n): Label(kind) for ns in tables["programs"].values() for n in ns}
    for kind, languages in categories.items():
        # The colon keeps a category's name from being taken for a label of its owner's.
        inside |= {f": {_folded(n)}": Label(kind) for ns in languages.values() for n in ns}
        inside |= {_folded(n): Label(kind) for n in languages["id"]}
    return _Names(gmail, programs, words, inside)
