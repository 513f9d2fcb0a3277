"""The long way through an address header, for everything that is not plain."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from invite_guard.mail.mailbox_syntax import is_well_formed, normalise
from invite_guard.mail.tokens import (
    ANGLE,
    COLON,
    COMMA,
    COMMENT,
    ENCODED,
    QUOTED,
    SEMICOLON,
    SPACE,
    TEXT,
    Token,
    tokens,
)


class Mailbox(NamedTuple):
    """One mailbox as a header names it."""

    address: str
    """Normalised; of a malformed one what could be made out."""
    name: bytes
    """Display name or comment, raw and undecoded: see `names.decode_name`."""
    well_formed: bool
    """Whether the address is valid and no other reader would see another one here."""


_AT = ord("@")
_OPENING = ord("(")
"""As numbers, which Python finds among bytes in a tenth of the time a string takes."""
_SPACE = b" \t\r\n\x0b\x0c\0"
_MAILTO = re.compile(rb"(?:mailto|smtp):", re.IGNORECASE)
_COMMENT = re.compile(rb"\([^()]*+\)")
_PLAIN_QUOTED = re.compile(rb'\A"([A-Za-z0-9_+-]++(?:\.[A-Za-z0-9_+-]++)*+)"\Z')
_PHRASES_JOINED = 3
"""Most pieces of one name that unquoted commas may have torn apart: `Doe, Jane, Dr. <...>`."""


class Elements:
    """The elements of an address list, told apart by commas and semicolons."""

    def __init__(self, value: bytes) -> None:
        self._value = value
        self._phrases: list[bytes] = []

    def read(self) -> Iterator[Mailbox]:
        """Give the mailboxes in their order."""
        element: list[Token] = []
        named = False
        for token in tokens(self._value):
            kind, text = token
            if kind in (COMMA, SEMICOLON):
                if element:
                    yield from self._element(element)
                    element, named = [], False
                if kind == SEMICOLON:
                    self._phrases.clear()
            elif kind == COLON and not named:
                # What stood before is the name of a group, or of a protocol.
                self._phrases.clear()
                element = []
            else:
                element.append(token)
                named = named or (kind in (TEXT, ANGLE) and _AT in text)
        yield from self._element(element)

    def _element(self, element: list[Token]) -> Iterator[Mailbox]:
        """Read what stands between two separators."""
        if not any(_AT in token[1] for token in element):
            self._keep(_joined(element))
            return
        angles = {
            place: _address(token[1].strip(b"<>"))
            for place, token in enumerate(element)
            if _holds_address(token)
        }
        if not angles:
            yield from self._bare(element)
            return
        seen = {*angles.values(), *(_address(word) for word, at in _words(element) if at)}
        start, last = 0, max(angles)
        for place, address in angles.items():
            phrase = element[start:place]
            if place == last and not _joined(phrase):
                phrase = element[place + 1 :]
            # An at sign free in the phrase may name somebody else, who another reader would see.
            yield Mailbox(address, self._name(phrase), len(seen) == 1 and is_well_formed(address))
            start = place + 1
        known = frozenset(angles.values())
        for word, at in _words(element[start:]):
            if at and (address := _address(word)) not in known:
                yield Mailbox(address, b"", well_formed=False)

    def _name(self, phrase: list[Token]) -> bytes:
        """Give the raw name, with what unquoted commas tore off its front."""
        name = _joined(phrase)
        if name and self._phrases:
            name = b", ".join([*self._phrases, name])
        self._phrases.clear()
        return name

    def _bare(self, element: list[Token]) -> Iterator[Mailbox]:
        """Read an element without angle brackets: an address among words, or a mere phrase."""
        words = list(_words(element))
        named = [word for word, at in words if at]
        if not named:
            yield from self._phrase(element)
            return
        self._phrases.clear()
        name = b" ".join(word for word, at in words if not at)
        name = name or b" ".join(t[1][1:-1] for t in element if t[0] == COMMENT).strip()
        # RFC 5322 section 4.4 lets spaces stand around dots, and some readers let them stand
        # anywhere: what other words there are may belong to the address.
        sure = len(words) == 1
        for word in named:
            address = _address(word)
            yield Mailbox(address, name, sure and is_well_formed(address))

    def _phrase(self, element: list[Token]) -> Iterator[Mailbox]:
        """Keep a phrase for the name it may begin; one that is a quoted address gives that."""
        phrase = _joined(element)
        element = [token for token in element if token[0] not in (SPACE, COMMENT)]
        if len(element) == 1 and element[0][0] == QUOTED and _AT in phrase:
            inside = element[0][1][1:-1]
            before, bracket, after = inside.rpartition(b"<")
            after = after.partition(b">")[0]
            self._phrases.clear()
            if bracket and _AT in after:
                yield Mailbox(_address(after), before, well_formed=False)
            else:
                address = _address(inside)
                yield Mailbox(address, b"", is_well_formed(address))
        else:
            self._keep(phrase)

    def _keep(self, phrase: bytes) -> None:
        if phrase:
            self._phrases = [*self._phrases[1 - _PHRASES_JOINED :], phrase]


def _joined(element: list[Token]) -> bytes:
    """Give the raw phrase: comments count only where there is nothing else."""
    if len(element) == 1 and element[0][0] != COMMENT:
        return element[0][1].strip(_SPACE)
    name = b"".join(text for kind, text in element if kind != COMMENT).strip(_SPACE)
    return name or b" ".join(t[1:-1] for kind, t in element if kind == COMMENT).strip(_SPACE)


def _holds_address(token: Token) -> bool:
    return token[0] == ANGLE and _AT in token[1]


def _words(element: list[Token]) -> Iterator[tuple[bytes, bool]]:
    """Give runs without spaces, and whether an at sign stands free in each.

    One in quotes or in an encoded word is part of a name. Comments are spaces; around a free at
    sign both count for nothing (RFC 5322 section 4.4).
    """
    run: list[bytes] = []
    space = free = False
    for token in element:
        kind, text = token
        if kind in (SPACE, COMMENT):
            space = True
        if kind in (SPACE, COMMENT) or _holds_address(token):
            continue
        if space and run and not (run[-1].endswith(b"@") or text.startswith(b"@")):
            yield b"".join(run), free
            run, free = [], False
        run.append(text)
        free |= _AT in text and kind not in (QUOTED, ENCODED)
        space = False
    if run:
        yield b"".join(run), free


def _address(text: bytes) -> str:
    """Give the address of a word or of what stands between angle brackets, normalised."""
    text = text.strip(_SPACE)
    if text[:1] == b"[" and text[-1:] == b"]":  # Outlook's `[mailto:...]`
        text = text[1:-1]
    text = _MAILTO.sub(b"", text.strip(b"<>"), count=1)
    route, _, target = text.partition(b":")
    if route.startswith(b"@") and _AT in target:  # obsolete: RFC 5322 section 4.4
        text = target
    local, at, domain = text.rpartition(b"@")
    if local.startswith(b'"') and local.count(b'"') == 1:  # left over from a name
        local = local[1:]
    quoted = b'"' in local
    local = _PLAIN_QUOTED.sub(rb"\1", local.strip()) if quoted else _close_up(local)
    domain = _close_up(domain).partition(b"?")[0]
    if domain.endswith(b"'") and local.startswith(b"'"):
        local, domain = local[1:], domain[:-1]
    text = local + at + domain
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError:
        decoded = text.decode("latin-1")
    return normalise(decoded)


def _close_up(part: bytes) -> bytes:
    """Take out comments and the spaces that RFC 5322 section 4.4 lets stand around dots."""
    if _OPENING in part:
        part = _COMMENT.sub(b" ", part)
    words = part.split()
    if len(words) < 2:
        return part.strip(_SPACE)
    return b" ".join(words).replace(b" .", b".").replace(b". ", b".")
