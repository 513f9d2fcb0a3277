"""`python -m tests.benchmarks.plot FILE.json… PICTURE.svg`: time and memory against size.

Takes the figures of runs of `make bench` over several sizes; where two runs measured the same, the
later one counts. Both axes grow tenfold a step, so that a straight line at 45 degrees is time in
proportion to size, and a flat one does not grow.
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT, MARGIN = 420, 300, 60
LINES: Mapping[str, str] = {
    "invite-guard scan": "#0a58ca",
    "invite-guard scan --jobs 1": "#6ea8fe",
    "Python's mailbox: headers": "#b02a37",
    "mairix": "#997404",
    "grep -c ^From ": "#6c757d",
}
"""Who is drawn, and in which colour."""
LETTER = 6.5
"""About the width of a letter."""
FONT = "font-family='system-ui, sans-serif' font-size='12'"


class Line(NamedTuple):
    """The figures of one contestant: messages, and what was measured."""

    name: str
    points: Sequence[tuple[float, float]]


class Panel(NamedTuple):
    """One of the two pictures."""

    title: str
    lines: Sequence[Line]
    left: int

    def draw(self) -> Iterator[str]:
        """Give the panel as SVG elements."""
        steps_x = decades(x for line in self.lines for x, _ in line.points)
        steps_y = decades(y for line in self.lines for _, y in line.points)
        yield f"<text x='{self.left + MARGIN}' y='24' {FONT} font-weight='600'>{self.title}</text>"
        for x in steps_x:
            at = self.left + place(x, steps_x, WIDTH)
            yield f"<path d='M{at:.0f} 40V{HEIGHT - 40}' stroke='#dee2e6'/>"
            yield text(at, HEIGHT - 22, f"{x:,.0f}", "middle")
        for y in steps_y:
            up = HEIGHT - 40 - (place(y, steps_y, HEIGHT + 40) - MARGIN)
            yield f"<path d='M{self.left + MARGIN} {up:.0f}h{WIDTH - 80}' stroke='#dee2e6'/>"
            yield text(self.left + MARGIN - 6, up + 4, f"{y:,g}", "end")
        yield text(self.left + WIDTH // 2 + 20, HEIGHT - 6, "messages", "middle")
        for line in self.lines:
            spots = [
                (
                    self.left + place(x, steps_x, WIDTH),
                    HEIGHT - 40 - (place(y, steps_y, HEIGHT + 40) - MARGIN),
                )
                for x, y in line.points
            ]
            way = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
            colour = LINES[line.name]
            yield f"<path d='M{way}' fill='none' stroke='{colour}' stroke-width='2'/>"
            yield from (
                f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{colour}'/>" for x, y in spots
            )


def decades(values: Iterable[float]) -> list[float]:
    """Give the powers of ten around some values."""
    found = [value for value in values if value > 0]
    low, high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def place(value: float, steps: Sequence[float], room: int) -> float:
    """Give where a value stands between the first and the last step, the margin included."""
    share = math.log10(max(value, steps[0]) / steps[0]) / math.log10(steps[-1] / steps[0])
    return MARGIN + share * (room - 80 - (0 if room == WIDTH else 40))


def text(x: float, y: float, words: str, anchor: str) -> str:
    """Give a label."""
    return f"<text x='{x:.0f}' y='{y:.0f}' {FONT} text-anchor='{anchor}'>{escape(words)}</text>"


def lines(document: Mapping[str, object], measure: str) -> list[Line]:
    """Take one measure of everybody who is drawn out of the figures."""
    found = []
    for name in LINES:
        points = {
            float(box["messages"]): float(reading[measure])
            for box in document["mailboxes"]  # type: ignore[attr-defined]  # as __main__ writes it
            for reading in box["readings"]
            if reading["name"] == name and reading[measure]
        }
        if points:
            found.append(Line(name, sorted(points.items())))
    return found


def picture(document: Mapping[str, object]) -> str:
    """Draw both panels and the names."""
    panels = (
        Panel("Seconds", lines(document, "seconds"), 0),
        Panel("Peak memory, MB", lines(document, "peak"), WIDTH),
    )
    names = [line.name for line in panels[0].lines]
    begins = accumulate((LETTER * len(name) + MARGIN / 2 for name in names), initial=MARGIN)
    key = [
        f"<circle cx='{begin:.0f}' cy='{HEIGHT + 16}' r='4' fill='{LINES[name]}'/>"
        + text(begin + 10, HEIGHT + 20, name, "start")
        for name, begin in zip(names, begins, strict=False)
    ]
    body = "\n".join([*(part for panel in panels for part in panel.draw()), *key])
    size = f"width='{2 * WIDTH + 20}' height='{HEIGHT + 36}'"
    back = "<rect width='100%' height='100%' fill='white'/>"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>\n{back}\n{body}\n</svg>\n"


def joined(files: Iterable[Path]) -> dict[str, object]:
    """Put the figures of several runs together."""
    boxes = [box for file in files for box in json.loads(file.read_text("utf-8"))["mailboxes"]]
    return {"mailboxes": boxes}


if __name__ == "__main__":
    *runs, drawn = map(Path, sys.argv[1:])
    drawn.write_text(picture(joined(runs)), "utf-8")
