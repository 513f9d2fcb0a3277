"""The dry run as a person reads it: the sentence that matters, then people, riskiest held first."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from invite_guard.model.plan import Plan, PlanPerson, Totals
from invite_guard.model.tag import Tag
from invite_guard.stages.look_twice import FLAGS
from invite_guard.terminal import safe
from invite_guard.views import words
from invite_guard.views.columns import Column, Line, Rows, fit, head
from invite_guard.views.commands import on_demo
from invite_guard.views.selection import CUT, Group, Selection, groups
from invite_guard.views.summary import read_from, summary

WIDE = 140
"""Columns from which every fact has a column of its own."""
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
        _render_group(group, plan.totals, console, asked)


def render_people(people: Sequence[PlanPerson], console: Console) -> None:
    """Print people as one table, in the given order."""
    wide = console.width >= WIDE
    columns = fit((_wide_columns if wide else _narrow_columns)(console.width), console.width)
    console.print(head(columns))
    row, room = (_wide_row, columns[1].width) if wide else (_narrow_row, columns[0].width)
    for start in range(0, len(people), CHUNK):
        rows = (row(person, room) for person in people[start : start + CHUNK])
        console.print(Rows(columns, rows), crop=False, end="")


def _render_group(group: Group, totals: Totals, console: Console, asked: Selection) -> None:
    cut = not asked.whole and group.tag is not None
    # Of whom the table cuts off, the plan need not hold more than the number.
    size = totals.held[group.tag] if cut and group.tag else len(group.people)
    console.print()
    console.print(Text(_heading(group, size), style="bold"))
    render_people(group.people[:CUT] if cut else group.people, console)
    if cut and size > CUT and group.tag:
        more = words.count_tag(size - CUT, group.tag)
        hint = f"… and {more} more: `invite-guard plan --hold --tag {group.tag}`, or --all."
        console.print(Text(on_demo(hint) if asked.demo else hint))


def _heading(group: Group, size: int) -> str:
    if group.exclusion:
        return f"Excluded: {words.count_reason(size, group.exclusion)}"
    if group.tag:
        return f"Held: {words.count_tag(size, group.tag)}, each approved only singly"
    return f"Proposed: {words.count_tag(size, Tag.COLLEAGUE)}, strongest first"


def _wide_columns(width: int) -> list[Column]:
    spare = width - 11 - 4 - 11 - 6 - 6 - 2 * 7
    name, address = spare * 22 // 100, spare * 36 // 100
    return [
        Column("Name", name),
        Column("Address", address),
        Column("Tag", 11),
        Column("Sure", 4, right=True),
        Column("Why", spare - name - address),
        Column("Last direct", 11),
        Column("To", 6, right=True),
        Column("From", 6, right=True),
    ]


def _wide_row(person: PlanPerson, room: int) -> Iterator[list[Line]]:
    to, from_ = words.traffic(person.exchange)
    yield [Line(words.name(person), "bold")]
    yield _address(person, room)
    yield _tag(person)
    yield [Line(words.percent(person.confidence))]
    yield _why(person)
    yield [Line(words.day(person.exchange.last_direct))]
    yield [Line(to)]
    yield [Line(from_)]


def _narrow_columns(width: int) -> list[Column]:
    spare = max(20, width - 11 - 11 - 2 * 3)
    person = spare * 48 // 100
    return [
        Column("Name\nAddress", person),
        Column("Tag\nSure", 11),
        Column("Why", spare - person),
        Column("Last direct\nTo / from", 11),
    ]


def _narrow_row(person: PlanPerson, room: int) -> Iterator[list[Line]]:
    to, from_ = words.traffic(person.exchange)
    yield [Line(words.name(person), "bold"), *_address(person, room)]
    yield _tag(person, words.percent(person.confidence))
    yield _why(person)
    yield [Line(words.day(person.exchange.last_direct)), Line(f"{to} / {from_}")]


def _address(person: PlanPerson, room: int) -> list[Line]:
    """Give the whole address; one too long for its column goes on before the at sign."""
    address = safe(person.address)
    if cell_len(address) <= room:
        return [Line(address)]
    local, at, domain = address.rpartition("@")
    return [Line(local), Line(at + domain)]


def _why(person: PlanPerson) -> list[Line]:
    twice = [Line(f"LOOK TWICE: {FLAGS[flag]}", "bold") for flag in person.flags]
    return [*twice, Line(words.why(person))]


def _tag(person: PlanPerson, sure: str = "") -> list[Line]:
    lines = [Line(str(person.tag), STYLES[person.tag])]
    if sure:
        lines.append(Line(sure))
    if person.corrected:
        lines.append(Line("(your word)"))
    if decided := words.standing(person):
        lines.append(Line(decided, "bold"))
    return lines
