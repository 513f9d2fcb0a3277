"""A terminal emulator that keeps what lay under a full screen, and tells what is seen on it."""

from typing import Any, NamedTuple

import pyte
from rich.cells import cell_len

ALTERNATE = 1049
"""The mode in which full-screen programs draw; leaving it shows again what was there before."""


class Style(NamedTuple):
    """How a character looks: names of colours as pyte has them, or six hexadecimal digits."""

    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    reverse: bool = False


class Run(NamedTuple):
    """Characters of one style and width that stand side by side."""

    column: int
    text: str
    style: Style


Line = tuple[Run, ...]
Picture = tuple[Line, ...]


class Emulator(pyte.Screen):
    """What a terminal window shows."""

    def __init__(self, columns: int, lines: int) -> None:
        self._under: tuple[Any, Any] | None = None
        super().__init__(columns, lines)

    def set_mode(self, *modes: int, **words: Any) -> None:
        """Put the screen aside when a full-screen program begins."""
        if ALTERNATE in modes and words.get("private"):
            kept = {number: dict(line) for number, line in self.buffer.items()}
            self._under = kept, (self.cursor.x, self.cursor.y)
            self.erase_in_display(2)
        super().set_mode(*modes, **words)

    def reset_mode(self, *modes: int, **words: Any) -> None:
        """Show again what was put aside."""
        super().reset_mode(*modes, **words)
        if ALTERNATE in modes and words.get("private") and self._under:
            self.erase_in_display(2)
            kept, (self.cursor.x, self.cursor.y) = self._under
            for number, line in kept.items():
                self.buffer[number].update(line)
            self._under = None

    def picture(self) -> Picture:
        """Tell what is seen now, the cursor too."""
        return tuple(self._line(number) for number in range(self.lines))

    def _line(self, number: int) -> Line:
        runs: list[Run] = []
        for column in range(self.columns):
            char = self.buffer[number][column]
            if not char.data:  # the right half of a wide character
                continue
            at_cursor = (column, number) == (self.cursor.x, self.cursor.y)
            style = Style(
                char.fg,
                char.bg,
                char.bold,
                char.italics,
                char.underscore,
                char.reverse != (at_cursor and not self.cursor.hidden),
            )
            last = runs[-1] if runs else None
            if last and last.style == style and _wide(last.text[-1]) == _wide(char.data):
                runs[-1] = last._replace(text=last.text + char.data)
            else:
                runs.append(Run(column, char.data, style))
        return tuple(run for run in runs if run.text.strip() or run.style != Style())


def _wide(text: str) -> bool:
    return cell_len(text) > 1
