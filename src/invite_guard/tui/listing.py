"""The list of people: only the lines on the screen are drawn, so fifty thousand cost no more."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from invite_guard.stages.planned import whole
from invite_guard.stages.stand import Listed
from invite_guard.tui.rows import columns, draw, fit
from invite_guard.tui.sight import Order


class Listing(ScrollView, can_focus=True):
    """People in sight, one line each, with a cursor on one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
        Binding("tab,right", "app.tab(1)", "Next tab", show=False),
        Binding("shift+tab,left", "app.tab(-1)", "Previous tab", show=False),
    ]

    class Fitted(Message):
        """Lines are as wide as the window now."""

    class Opened(Message):
        """More about the current person is wanted."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """On which line the cursor is."""

    def __init__(self) -> None:
        super().__init__(id="listing")
        self.people: Sequence[Listed] = ()
        self.rows: list[int] = []

    @property
    def breadth(self) -> int:
        """How many cells a line has, beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def position(self) -> int | None:
        """Who the cursor is on, by position among all people; nobody in an empty list."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def following(self) -> int | None:
        """Who comes after the current one, by position among all people."""
        line = self.cursor + 1
        return self.rows[line] if line < len(self.rows) else None

    def show(self, people: Sequence[Listed], rows: list[int], cursor: int = 0) -> None:
        """Show other people, with the cursor on the line given."""
        self.people, self.rows = people, rows
        self.virtual_size = Size(self.breadth, len(rows))
        self.cursor = max(0, min(cursor, len(rows) - 1))
        self._follow()
        self.refresh()

    def renew(self, people: Sequence[Listed], changed: Sequence[int]) -> None:
        """Show the same people as they stand now."""
        self.people = people
        if list(changed) == [self.position]:
            self.refresh_line(self.cursor)
        elif changed:
            self.refresh()

    def move_to(self, line: int) -> None:
        """Put the cursor on a line."""
        if not self.rows:
            return
        before, self.cursor = self.cursor, max(0, min(line, len(self.rows) - 1))
        if self.cursor == before:
            return
        self._follow()
        self.refresh_line(before)
        self.refresh_line(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        line = y + round(self.scroll_offset.y)
        width = self.breadth
        if line >= len(self.rows):
            text = "Nobody here." if line == 0 else ""
            return Strip([Segment(fit(text, width), Style())], width)
        person = whole(self.people[self.rows[line]])
        strip = Strip(draw(person, width, current=line == self.cursor))
        return strip.adjust_cell_length(width).apply_style(self.rich_style)

    def on_resize(self) -> None:
        """Lay out anew for another width."""
        self.virtual_size = Size(self.breadth, len(self.rows))
        self._follow()
        self.post_message(self.Fitted())

    def on_click(self, event: Click) -> None:
        """Go where the mouse points; a click on the current person opens the evidence."""
        line = event.y + round(self.scroll_offset.y)
        if line >= len(self.rows):
            return
        if line == self.cursor:
            self.post_message(self.Opened())
        self.move_to(line)

    def action_move(self, lines: int) -> None:
        """Go up or down."""
        self.move_to(self.cursor + lines)

    def action_page(self, pages: int) -> None:
        """Go a screenful up or down."""
        self.move_to(self.cursor + pages * max(1, self.size.height - 1))

    def action_edge(self, line: int) -> None:
        """Go to the first line (0) or the last (-1)."""
        self.move_to(line if line == 0 else len(self.rows) - 1)

    def _follow(self) -> None:
        """Scroll as little as shows the cursor."""
        top, height = round(self.scroll_target_y), max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)


def order_at(width: int, x: int) -> Order | None:
    """Tell what a click on the titles of the columns sorts by."""
    left = 0
    for column in columns(width):
        if left <= x < left + column.cells:
            return column.order
        left += column.cells + 1
    return None
