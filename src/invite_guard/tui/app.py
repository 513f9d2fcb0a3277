"""The review on a full screen: Textual around one sitting."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Input, Static

from invite_guard.model.plan import PlanPerson
from invite_guard.stages.planned import whole
from invite_guard.stages.saying import Key
from invite_guard.stages.stand import Listed
from invite_guard.stages.told import OPEN, place
from invite_guard.tui.dialogs import GroupDialog, NoteDialog, TagDialog
from invite_guard.tui.discreet import DiscreetApp
from invite_guard.tui.help import HELP
from invite_guard.tui.keys import KEYS
from invite_guard.tui.lines import Tabs, Titles, current
from invite_guard.tui.listing import Listing
from invite_guard.tui.reading import TextScreen, drawn
from invite_guard.tui.sight import Sight, Tab
from invite_guard.tui.sitting import Keep, Outcome, Sitting
from invite_guard.tui.style import CSS
from invite_guard.views.person import Known


class Desk(NamedTuple):
    """What the screen works with, given by whoever opens it."""

    people: Sequence[Listed]
    """Everybody to decide about: the proposed first."""
    keep: Keep
    known: Callable[[PlanPerson], Known]
    """Finds everything known about one person."""


class ReviewApp(DiscreetApp):
    """Everybody in one list; each key is kept before the screen says so."""

    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)

    def __init__(self, desk: Desk, tab: Tab = Tab.ALL) -> None:
        super().__init__()
        self.sitting = Sitting(desk.people, desk.keep)
        self._known = desk.known
        self._sight = Sight(tab)
        self._listens = False

    def compose(self) -> ComposeResult:
        """Lay out the screen: 24 lines of 80 are enough."""
        yield Static(id="head")
        yield Tabs()
        yield Titles()
        yield Listing()
        yield Static(id="current")
        yield Input(id="filter", placeholder="part of a name, address, organisation or note")
        yield Static(id="status")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the first who is not decided about."""
        people = self.sitting.people
        rows = self._sight.of(people)
        line = next((at for at, row in enumerate(rows) if place(people[row]) in OPEN), 0)
        self._listing.show(people, rows, line)
        self._listing.focus()
        self._tell()
        self.watch(self._listing, "cursor", self._tell_current, init=False)
        self.call_after_refresh(self._listen)

    def on_listing_fitted(self) -> None:
        """Name the columns anew for another width."""
        self._tell()

    def _listen(self) -> None:
        """Take keys from now on: what was typed before anything was to be seen says nothing."""
        self._listens = True

    @property
    def _listing(self) -> Listing:
        return self.screen_stack[0].query_one(Listing)

    @property
    def _person(self) -> PlanPerson | None:
        position = self._listing.position
        return None if position is None else whole(self.sitting.people[position])

    def _line(self, name: str) -> Static:
        return self.screen_stack[0].query_one(f"#{name}", Static)

    def _tell(self) -> None:
        listing, tally = self._listing, self.sitting.tally
        head = Text(tally.line(len(listing.rows)), "bold", no_wrap=True, overflow="ellipsis")
        self._line("head").update(head, layout=False)
        self.screen_stack[0].query_one(Tabs).tell(self._sight, tally)
        self.screen_stack[0].query_one(Titles).tell(listing.breadth, self._sight.order)
        self._tell_current()

    def _tell_current(self) -> None:
        self._line("current").update(current(self._person), layout=False)

    def _say(self, text: str) -> None:
        self._line("status").update(Text(text, no_wrap=True, overflow="ellipsis"), layout=False)

    def on_listing_opened(self) -> None:
        """Show the evidence on a second click."""
        self.action_evidence()

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """Show another tab."""
        self._look(replace(self._sight, tab=event.tab))

    def on_titles_sorted(self, event: Titles.Sorted) -> None:
        """Sort by a column."""
        self._look(replace(self._sight, order=event.order))

    def _look(self, sight: Sight) -> None:
        """Show whom tab, filter and order give, the cursor on the same person where possible."""
        told = f"Sorted by: {sight.order}." if sight.order is not self._sight.order else ""
        self._sight = sight
        before, rows = self._listing.position, sight.of(self.sitting.people)
        self._listing.show(self.sitting.people, rows, rows.index(before) if before in rows else 0)
        self._tell()
        self._say(told)

    def action_tab(self, steps: int) -> None:
        """Show the next tab or the one before."""
        tabs = list(Tab)
        tab = tabs[(tabs.index(self._sight.tab) + steps) % len(tabs)]
        self._look(replace(self._sight, tab=tab))

    def action_order(self) -> None:
        """Sort by the next thing."""
        self._look(self._sight.next_order())

    def action_filter(self) -> None:
        """Ask for a part of a name."""
        box = self.query_one("#filter", Input)
        box.display = True
        box.focus()

    def action_unfilter(self) -> None:
        """Show everybody of the tab again."""
        box = self.query_one("#filter", Input)
        box.value = ""
        box.display = False
        self._listing.focus()
        self._look(replace(self._sight, needle=""))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show whom the filter gives, letter by letter."""
        if event.input.id == "filter" and event.value != self._sight.needle:
            self._look(replace(self._sight, needle=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the list with the filter as it is."""
        if event.input.id == "filter":
            event.input.display = bool(event.value)
            self._listing.focus()

    def action_say(self, key: str) -> None:
        """Take one key of the review for the person under the cursor."""
        listing, here = self._listing, self._listing.position
        if not self._listens or (here is None and key != Key.UNDO):
            return
        if not self._show(self.sitting.say(here or 0, key)):
            return
        if key == Key.UNDO and self.sitting.position in listing.rows:
            listing.move_to(listing.rows.index(self.sitting.position))
        elif here is not None and self.sitting.leads_on(key, here, listing.following):
            listing.move_to(listing.cursor + 1)

    def _show(self, outcome: Outcome) -> bool:
        self._listing.renew(self.sitting.people, outcome.changed)
        self._tell()
        self._say(outcome.text)
        if not outcome.kept:
            self.bell()
        return outcome.kept

    def action_tag(self) -> None:
        """Ask what the person is."""
        person, here = self._person, self._listing.position
        if person is None or here is None:
            return

        def answered(key: str | None) -> None:
            if key:
                self._show(self.sitting.tag(here, key))

        self.push_screen(TagDialog(person), answered)

    def action_note(self) -> None:
        """Ask for a note."""
        person, here = self._person, self._listing.position
        if person is None or here is None:
            return

        def answered(text: str | None) -> None:
            if text is not None:
                self._show(self.sitting.note(here, text))

        self.push_screen(NoteDialog(person), answered)

    def action_group(self) -> None:
        """Ask whether all proposed colleagues in sight shall be approved."""
        group = self.sitting.group(self._listing.rows)
        if not group:
            self._say("No proposed colleague is in sight; others are approved one by one.")
            return

        def answered(answer: str | None) -> None:
            if answer == GroupDialog.YES:
                self._show(self.sitting.approve(group))

        self.push_screen(GroupDialog([whole(self.sitting.people[at]) for at in group]), answered)

    def action_evidence(self) -> None:
        """Show everything known about the person."""
        if self._person is not None:
            self.push_screen(TextScreen(drawn(self._known(self._person), self.size.width - 8)))

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(TextScreen(Text(HELP)))
