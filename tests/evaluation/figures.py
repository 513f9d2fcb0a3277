"""A figure of the evaluation: what was measured, on what, and what it should be."""

import json
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.evaluation.statistics_of_counts import Interval


class Figure(NamedTuple):
    """One measured value."""

    part: str
    name: str
    measured: Interval
    counted: str = ""
    """What was counted: `5 of 58`."""
    target: str = ""
    """What it should be, or nothing: `<= 0.02`."""
    baseline: bool = False
    """Whether it is what a simpler rule reaches on the same people."""

    @property
    def met(self) -> bool | None:
        """Whether the value reaches its target; None where there is none."""
        if not self.target:
            return None
        sign, number = self.target.split()
        value = self.measured.value
        return value <= float(number) if sign == "<=" else value >= float(number)


def as_table(figures: Iterable[Figure]) -> str:
    """Lay the figures out for reading, one a line, by part."""
    lines: list[str] = []
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            lines += ["", part.upper()]
        lines.append(_line(figure))
    return "\n".join(lines).strip("\n")


def _line(figure: Figure) -> str:
    value, low, high = figure.measured
    name = f"    {figure.name}" if figure.baseline else f"  {figure.name}"
    interval = "" if math.isnan(low) else f"[{low:.3f}, {high:.3f}]"
    met = {None: "", True: "met", False: "MISSED"}[figure.met]
    target = f"{figure.target} {met}".strip()
    return f"{name:<78} {value:>6.3f}  {interval:<16} {figure.counted:<15} {target}".rstrip()


def as_json(figures: Sequence[Figure]) -> str:
    """Write the figures for a program to read."""
    rows = [
        {
            "part": f.part,
            "name": f.name,
            "value": _number(f.measured.value),
            "low": _number(f.measured.low),
            "high": _number(f.measured.high),
            "counted": f.counted,
            "target": f.target,
            "met": f.met,
            "baseline": f.baseline,
        }
        for f in figures
    ]
    return json.dumps(rows, indent=1) + "\n"


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 5)
