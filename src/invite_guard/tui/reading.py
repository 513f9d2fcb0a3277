"""Something to read over the list: the evidence on one person, or the keys."""

import io
from typing import ClassVar

from rich.console import Console
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from invite_guard.views.person import Known, render


class TextScreen(ModalScreen[None]):
    """Something to read: the evidence on one person, or the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "back", "Back", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
    ]

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the text, and how to go back."""
        with Vertical(classes="dialog"):
            with VerticalScroll(id="text", can_focus=False):
                yield Static(self._text)
            yield Static(Text("esc goes back; arrows and page keys scroll"), classes="hint")

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Move the text."""
        self.query_one("#text").scroll_relative(y=lines, animate=False)


def drawn(known: Known, width: int) -> Text:
    """Draw what `explain` shows, in so many columns."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(40, width),
        color_system="standard",
        force_terminal=True,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    render(known, console)
    return Text.from_ansi(out.getvalue())
