"""The dry run as a person reads it: the sentence that matters, then people, riskiest held first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.tag import Disposition, Tag
from invite_guard.stages.look_twice import FLAGS
from invite_guard.terminal import safe
from invite_guard.views import words
from invite_guard.views.commands import on_demo
from invite_guard.views.selection import Group, Selection, groups
from invite_guard.views.summary import read_from, summary

WIDE = 140
"""Columns from which every fact has a column of its own."""
CUT = 10
"""Most people shown of one held tag, unless all are asked for. The proposed are never cut."""
CHUNK = 500
"""People laid out at once: long tables appear steadily and cost little memory."""

STYLES: Mapping[Tag, str] = {
    Tag.COLLEAGUE: "green",
    Tag.STRANGER: "yellow",
    Tag.PERSONAL: "magenta",
    Tag.EXECUTIVE: "bold red",
}


def render(plan: Plan, console: Console, selection: Selection | None = None) -> None:
    """Print the whole dry run as far as `selection` asks for it."""
    asked = selection or Selection()
    head, *rest = summary(plan)
    console.print(Text(head, style="bold"))
    for line in rest:
        console.print(Text(line))
    for line in read_from(plan):
        console.print(Text(line, style="dim"))
    for group in groups(asked.of(plan)):
        _render_group(group, console, asked)


def render_people(people: Sequence[PlanPerson], console: Console) -> None:
    """Print people as one table, in the given order."""
    rest = iter(people)
    first = True
    while chunk := list(islice(rest, CHUNK)):
        console.print(_table(chunk, console.width, header=first))
        first = False


def _render_group(group: Group, console: Console, asked: Selection) -> None:
    console.print()
    console.print(Text(_heading(group), style="bold"))
    cut = not asked.whole and group.disposition is not Disposition.PROPOSE
    render_people(group.people[:CUT] if cut else group.people, console)
    if cut and len(group.people) > CUT and group.tag:
        more = words.count_tag(len(group.people) - CUT, group.tag)
        hint = f"… and {more} more: `invite-guard plan --hold --tag {group.tag}`, or --all."
        console.print(Text(on_demo(hint) if asked.demo else hint))


def _heading(group: Group) -> str:
    size = len(group.people)
    if group.exclusion:
        return f"Excluded: {words.count_reason(size, group.exclusion)}"
    if group.tag:
        return f"Held: {words.count_tag(size, group.tag)}, each approved only singly"
    return f"Proposed: {words.count_tag(size, Tag.COLLEAGUE)}, strongest first"


def _table(people: Sequence[PlanPerson], width: int, *, header: bool) -> Table:
    table = Table(
        box=None, padding=(0, 2, 0, 0), show_header=header, header_style="underline", pad_edge=False
    )
    wide = width >= WIDE
    columns = _wide_columns(width) if wide else _narrow_columns(width)
    for title, cells, right in columns:
        table.add_column(title, width=cells, overflow="fold", justify="right" if right else "left")
    room = columns[1 if wide else 0][1]
    for person in people:
        table.add_row(*(_wide_row(person, room) if wide else _narrow_row(person, room)))
    return table


def _wide_columns(width: int) -> list[tuple[str, int, bool]]:
    spare = width - 11 - 4 - 11 - 6 - 6 - 2 * 7
    name, address = spare * 22 // 100, spare * 36 // 100
    return [
        ("Name", name, False),
        ("Address", address, False),
        ("Tag", 11, False),
        ("Sure", 4, True),
        ("Why", spare - name - address, False),
        ("Last direct", 11, False),
        ("To", 6, True),
        ("From", 6, True),
    ]


def _wide_row(person: PlanPerson, room: int) -> Iterator[Text]:
    to, from_ = words.traffic(person.exchange)
    yield Text(words.name(person), style="bold")
    yield Text(_address(person, room))
    yield _tag(person)
    yield Text(words.percent(person.confidence))
    yield _why(person)
    yield Text(words.day(person.exchange.last_direct))
    yield Text(to)
    yield Text(from_)


def _narrow_columns(width: int) -> list[tuple[str, int, bool]]:
    spare = max(20, width - 11 - 11 - 2 * 3)
    person = spare * 48 // 100
    return [
        ("Name\nAddress", person, False),
        ("Tag\nSure", 11, False),
        ("Why", spare - person, False),
        ("Last direct\nTo / from", 11, False),
    ]


def _narrow_row(person: PlanPerson, room: int) -> Iterator[Text]:
    to, from_ = words.traffic(person.exchange)
    yield Text.assemble((words.name(person), "bold"), "\n", _address(person, room))
    yield _tag(person, "\n" + words.percent(person.confidence))
    yield _why(person)
    yield Text(f"{words.day(person.exchange.last_direct)}\n{to} / {from_}")


def _address(person: PlanPerson, room: int) -> str:
    """Give the whole address; one too long for its column goes on before the at sign."""
    address = safe(person.address)
    local, at, domain = address.rpartition("@")
    return address if cell_len(address) <= room else f"{local}\n{at}{domain}"


def _why(person: PlanPerson) -> Text:
    text = Text()
    for flag in person.flags:
        text.append(f"LOOK TWICE: {FLAGS[flag]}\n", style="bold")
    return text.append(words.why(person))


def _tag(person: PlanPerson, sure: str = "") -> Text:
    text = Text.assemble((str(person.tag), STYLES[person.tag]), sure)
    if person.corrected:
        text.append("\n(your word)")
    if decided := words.standing(person):
        text.append(f"\n{decided}", style="bold")
    return text
