"""Two pictures of a dry run as inline SVG; every amount stands there as a number too."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from invite_guard.model.plan import PlanPerson, Totals
from invite_guard.model.tag import Tag
from invite_guard.views.page.markup import Attributes, Markup, element
from invite_guard.views.summary import excluded_sum
from invite_guard.views.words import RISK, TAGS, count

WIDTH = 920
STEPS = ("none", "1", "2-3", "4-7", "8-15", "16-31", "32-63", "64-127", "128+")
"""Direct mails both ways together, doubling from step to step."""


Cell = tuple[Tag, int]
"""A tag and one of `STEPS`."""


class Part(NamedTuple):
    """One stretch of the bar."""

    label: str
    people: int
    kind: str
    """The class it is coloured by: a tag, or `excluded`."""


def bar(totals: Totals) -> Markup:
    """Draw everybody as one bar: proposed, held by tag, excluded; each named with its number."""
    parts = [
        Part("proposed", totals.proposed, Tag.COLLEAGUE),
        *(Part(f"held: {TAGS[tag][1]}", totals.held.get(tag, 0), _held_kind(tag)) for tag in RISK),
        Part("excluded", excluded_sum(totals), "excluded"),
    ]
    drawn: list[Markup] = []
    left = 0.0
    shown = [part for part in parts if part.people]
    whole = sum(part.people for part in shown) or 1
    for line, part in enumerate(shown):
        wide = WIDTH * part.people / whole
        size = max(wide - 1, 0.5)
        box: Attributes = {"x": left, "width": size, "height": 34, "class": part.kind}
        drawn.append(_svg("rect", box))
        if wide > 12 * len(f"{part.people:,}"):
            drawn.append(_label(left + wide / 2, 22, f"{part.people:,}", "on"))
        drawn += _legend(part, line)
        left += wide
    return _picture("Everybody, by what the dry run means to do", 44 + 20 * len(shown), drawn)


def _held_kind(tag: Tag) -> str:
    return f"{tag} dim" if tag is Tag.COLLEAGUE else str(tag)


def grid(cells: Mapping[Cell, int]) -> Markup:
    """Draw people by tag and by how many direct mails passed: a circle as large as the number."""
    top = max(cells.values(), default=1)
    cell, first, high = (WIDTH - 110) / len(STEPS), 110, 64
    drawn = [_label(first + cell * (at + 0.5), 16, label, "") for at, label in enumerate(STEPS)]
    for line, tag in enumerate(RISK):
        middle = 36 + high * line + high / 2
        drawn.append(_svg("text", {"x": 0, "y": middle + 4}, TAGS[tag][1]))
        for at in range(len(STEPS)):
            number = cells.get((tag, at), 0)
            drawn += _circle(first + cell * (at + 0.5), middle, number, top, tag)
    return _picture("People by tag and by direct mails both ways", 40 + high * len(RISK), drawn)


def step(person: PlanPerson) -> int:
    """Tell which step of `STEPS` a person is on."""
    passed = person.exchange.direct_in + person.exchange.direct_out
    return min(passed.bit_length(), len(STEPS) - 1)


def _circle(x: float, y: float, number: int, top: int, kind: str) -> list[Markup]:
    if not number:
        return [_svg("circle", {"cx": x, "cy": y, "r": 1.5, "class": "empty"})]
    radius = 3 + 17 * (number / top) ** 0.5
    return [
        _svg("circle", {"cx": x, "cy": y - 6, "r": radius, "class": kind}),
        _label(x, y + 28, f"{number:,}", ""),
    ]


def _legend(part: Part, line: int) -> list[Markup]:
    y = 58 + 20 * line
    named = f"{part.label}: {count(part.people, 'person', 'people')}"
    return [
        _svg("rect", {"x": 0, "y": y - 11, "width": 12, "height": 12, "class": part.kind}),
        _svg("text", {"x": 20, "y": y}, named),
    ]


def _label(x: float, y: float, words: str, kind: str) -> Markup:
    return _svg("text", {"x": x, "y": y, "text-anchor": "middle", "class": kind}, words)


def _picture(title: str, height: float, drawn: Sequence[Markup]) -> Markup:
    box = {"viewBox": f"0 0 {WIDTH} {height:g}", "role": "img"}
    return element("svg", element("title", title), *drawn, attributes=box)


def _svg(name: str, attributes: Attributes, *words: str) -> Markup:
    return element(name, *words, attributes=attributes)
