"""The lines around the list: how everybody stands, the tabs, the titles, the current person."""

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from invite_guard.model.plan import PlanPerson
from invite_guard.stages.look_twice import FLAGS
from invite_guard.stages.told import place
from invite_guard.terminal import safe
from invite_guard.tui.listing import order_at
from invite_guard.tui.rows import columns, fit, stale_or
from invite_guard.tui.sight import Order, Sight, Tab
from invite_guard.tui.tally import Tally
from invite_guard.views import words
from invite_guard.views.table import STYLES


class Tabs(Static):
    """One word a tab, the chosen one in brackets."""

    class Chosen(Message):
        """Another tab is wanted."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self._ends: list[tuple[int, Tab]] = []

    def tell(self, sight: Sight, tally: Tally) -> None:
        """Name the tabs with whom they hold, and the filter and order that hold now."""
        text = Text(no_wrap=True, overflow="ellipsis")
        self._ends = []
        for tab in Tab:
            chosen = tab is sight.tab
            label = f"{tab} {tally.holds(tab):,}"
            label = f"[{label}]" if chosen else f" {label} "
            text.append(label, "bold reverse" if chosen else "")
            self._ends.append((cell_len(text.plain), tab))
        if sight.needle:
            text.append(f" /{safe(sight.needle)}", "bold")
        self.update(text, layout=False)

    def on_click(self, event: Click) -> None:
        """Choose the tab that was clicked."""
        for end, tab in self._ends:
            if event.x < end:
                self.post_message(self.Chosen(tab))
                return


class Titles(Static):
    """What the columns are; a click sorts by one."""

    class Sorted(Message):
        """Another order is wanted."""

        def __init__(self, order: Order) -> None:
            super().__init__()
            self.order = order

    def __init__(self) -> None:
        super().__init__(id="titles")

    def tell(self, width: int, order: Order) -> None:
        """Name the columns; the one sorted by bears a sign."""
        cells = (
            fit(f"{column.title}{'*' if column.order is order else ''}", column.cells)
            for column in columns(width)
        )
        self.update(Text(" ".join(cells), "underline", no_wrap=True, overflow="crop"), layout=False)

    def on_click(self, event: Click) -> None:
        """Sort by the column that was clicked."""
        order = order_at(self.size.width, event.x)
        if order is not None:
            self.post_message(self.Sorted(order))


def current(person: PlanPerson | None) -> Text:
    """Say in a few lines who the cursor is on, whole, and why the tag."""
    if person is None:
        return Text("Nobody here: esc takes the filter away, tab shows the next tab.")
    work = ", ".join(safe(part) for part in (person.title, person.organisation) if part)
    text = Text.assemble(
        (words.name(person), "bold"), f"  {safe(person.address)}", f"  {work}" if work else ""
    )
    if person.flags:
        text.append(f"\nLOOK TWICE: {'; '.join(FLAGS[flag] for flag in person.flags)}", "bold")
    text.append("\n").append(words.tag(person), STYLES[person.tag])
    why = words.why(person)
    text.append(f"; {stale_or(place(person), person)}: {why}")
    notes = [hint for hint in map(safe, person.hints) if hint not in why]
    if person.note:
        notes.insert(0, f"Your note: {safe(person.note)}")
    return text.append("".join(f"\n{note}" for note in notes))
