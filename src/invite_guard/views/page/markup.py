"""HTML and SVG, element by element: whatever is text is made safe and escaped, always."""

import html
from collections.abc import Mapping

from invite_guard.terminal import safe

Attributes = Mapping[str, str | int | float]


class Markup(str):
    """Text that is HTML already. Only `element` and `text` make any."""

    __slots__ = ()


def text(words: str) -> Markup:
    """Write words as they are: nothing in them is HTML, and nothing is obeyed."""
    return Markup(html.escape(safe(words, LONGEST), quote=True))


def element(name: str, *content: str, attributes: Attributes | None = None) -> Markup:
    """Write an element; content that is no `Markup` is text, and so is every attribute."""
    told = "".join(f' {key}="{_attribute(value)}"' for key, value in (attributes or {}).items())
    inner = "".join(part if isinstance(part, Markup) else text(part) for part in content)
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{inner}</{name}>")


def _attribute(value: str | float) -> str:
    return html.escape(safe(value, LONGEST), quote=True) if isinstance(value, str) else f"{value:g}"


LONGEST = 4000
"""Most characters of one text: no sentence of ours is longer."""
_VOID = frozenset({"meta"})
