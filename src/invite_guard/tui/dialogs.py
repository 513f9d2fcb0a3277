"""Questions over the list: a group, a tag, a note, the keys. What is dangerous is never focused."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Tag
from invite_guard.stages.look_twice import FLAGS
from invite_guard.stages.saying import TAG_KEYS
from invite_guard.terminal import safe
from invite_guard.views import words

NOTE_LENGTH = 300
"""Most characters of a note."""
_BESIDE_GROUP = 8
"""Lines of the dialog beside the group: the frame, the question, the answers, two empty ones."""


class GroupDialog(ModalScreen[str]):
    """Asks whether a group, shown whole and counted, shall be approved. Cancel has the focus."""

    YES = "approve"
    """The one answer that approves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,n", "answer('cancel')", "Cancel", show=False),
        Binding("left,right", "app.focus_next", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
    ]

    def __init__(self, people: Sequence[PlanPerson]) -> None:
        super().__init__()
        self._group = people

    def compose(self) -> ComposeResult:
        """Show everybody, then the two answers."""
        number = words.count(len(self._group), "proposed colleague")
        with Vertical(classes="dialog small"):
            yield Static(Text(f"Approve {number}, these and nobody else?", "bold"))
            with VerticalScroll(id="group", can_focus=False):
                yield Static(Text("\n".join(map(_line, self._group))))
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button(f"Approve {len(self._group):,}", id=self.YES)

    def on_mount(self) -> None:
        """Focus the harmless answer."""
        self.query_one("#cancel").focus()

    def on_resize(self) -> None:
        """Leave the question and both answers in sight, however low the window."""
        self.query_one("#group").styles.max_height = max(1, self.size.height - _BESIDE_GROUP)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the answer."""
        self.dismiss(event.button.id or "")

    def action_answer(self, answer: str) -> None:
        """Take an answer by key."""
        self.dismiss(answer)

    def action_scroll(self, lines: int) -> None:
        """Move the list of people."""
        self.query_one("#group").scroll_relative(y=lines, animate=False)


def _line(person: PlanPerson) -> str:
    """Name somebody of the group; whoever is to be looked at twice is marked here too."""
    flags = "; ".join(FLAGS[flag] for flag in person.flags)
    marked = f"  LOOK TWICE: {flags}" if flags else ""
    return f"{words.name(person)}  {safe(person.address)}{marked}"


class TagDialog(ModalScreen[str]):
    """Asks what somebody is; the answer is the key of the tag, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,u,q", "answer('')", "Back", show=False),
        *(Binding(key, f"answer('{key}')", tag.value, show=False) for key, tag in TAG_KEYS.items()),
    ]

    def __init__(self, person: PlanPerson) -> None:
        super().__init__()
        self._person = person

    def compose(self) -> ComposeResult:
        """Show the four tags, each with its key."""
        with Vertical(classes="dialog small"):
            yield Static(Text(f"{words.name(self._person)} is (now {self._person.tag}):", "bold"))
            with Horizontal(classes="buttons"):
                for key, tag in TAG_KEYS.items():
                    yield Button(f"{key} {Tag(tag)}", id=f"tag-{key}")
            yield Static(Text("Press the letter; esc goes back."))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the tag that was clicked."""
        self.dismiss((event.button.id or "").removeprefix("tag-"))

    def action_answer(self, key: str) -> None:
        """Take the key of a tag."""
        self.dismiss(key)


class NoteDialog(ModalScreen[str | None]):
    """Asks for a note of one's own; nothing means that none was written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]

    def __init__(self, person: PlanPerson) -> None:
        super().__init__()
        self._person = person

    def compose(self) -> ComposeResult:
        """Show one line to write on."""
        with Vertical(classes="dialog small"):
            yield Static(Text(f"Note on {words.name(self._person)}, for yourself:", "bold"))
            yield Input(safe(self._person.note), max_length=NOTE_LENGTH, select_on_focus=False)
            yield Static(Text("Enter keeps it, an empty line takes it away, esc goes back."))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line."""
        self.dismiss(event.value)

    def action_back(self) -> None:
        """Write nothing."""
        self.dismiss(None)
