"""What a person reads before being asked: every row, and what LinkedIn will do with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from invite_guard.model.batch import STDOUT, LedgerEntry, Row
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Tag
from invite_guard.stages.look_twice import FLAGS
from invite_guard.terminal import folded, safe

_MARKS: Mapping[Tag, str] = {
    Tag.COLLEAGUE: "",
    Tag.STRANGER: "[STRANGER]",
    Tag.PERSONAL: "[PERSONAL]",
    Tag.EXECUTIVE: "[EXECUTIVE]",
}

LINKEDIN = """\
What happens next is LinkedIn's doing, not this tool's:
  - Its page shows all contacts of a file as selected. This file holds these
    people and no others; still, read the list there before you go on.
  - A second screen offers to invite those who are not on LinkedIn, by e-mail.
    Skip it.
  - Each person may get three mails: one invitation and two reminders. You
    cannot add a note.
  - About 100 invitations a week are let through; the limit is not published.
    Ignored and declined invitations count against you.
  - Bots and scripts break LinkedIn's User Agreement (8.2).
    invite-guard never contacts LinkedIn: you upload the file yourself, or not.
"""


class Shown(NamedTuple):
    """One person of a batch as shown: the row that would leave, and what is known besides."""

    row: Row
    person: PlanPerson


def describe(batch: list[Shown], form: str, destination: str, notes: Sequence[str]) -> str:
    """Write everything that stands before the question."""
    lines = ["", folded(f"{_leaving(len(batch), form, destination)}:"), ""]
    digits = len(str(len(batch)))
    column = _column([shown.row for shown in batch])
    for number, shown in enumerate(batch, 1):
        lines.extend(_entry(f"{number:>{digits}}", shown, column))
    lines += ["", folded(_count(batch)), *(folded(note) for note in notes)]
    return "\n".join(lines) + "\n\n" + LINKEDIN + "\n"


def describe_again(entry: LedgerEntry, destination: str) -> str:
    """Write everything that stands before the question whether to hand a batch over again."""
    told = (
        f"Batch {entry.number}, recorded on {_day(entry.prepared_at)} for "
        f"{place_of(entry.destination)}, may not have arrived there. "
        f"{_leaving(len(entry.rows), entry.format, destination)}, the same bytes as then:"
    )
    return f"\n{folded(told)}\n\n{_list(entry.rows)}\n\n{LINKEDIN}\n"


def describe_undo(entry: LedgerEntry) -> str:
    """Write everything that stands before the question whether to undo a batch."""
    told = (
        f"Batch {entry.number} was recorded on {_day(entry.prepared_at)} for "
        f"{place_of(entry.destination)}. If nobody ever uploaded it, or a copy of it, it can be "
        "undone: these people then count as never handed over, and can be exported again. "
        "If it was uploaded, they would be invited twice."
    )
    return f"\n{folded(told)}\n\n{_list(entry.rows)}\n\n"


def phrase(people: int) -> str:
    """Give the words that confirm a batch: they depend on what it holds."""
    return f"invite {people}"


def question(people: int) -> str:
    """Ask, once."""
    return (
        f"Type  {phrase(people)}  to let out {'this' if people == 1 else 'these'} "
        f"{_people(people)}; anything else lets out nobody: "
    )


def _list(rows: Sequence[Row]) -> str:
    column = _column(rows)
    return "\n".join(_heading(f"{number:>3}", row, column) for number, row in enumerate(rows, 1))


def _entry(number: str, shown: Shown, column: int) -> list[str]:
    indent = " " * (len(number) + 4)
    why = [evidence.text for evidence in shown.person.evidence[:2]]
    told = [text for text in ("; ".join(map(safe, why)), safe(shown.row.linkedin_url)) if text]
    told += [f"LOOK TWICE: {FLAGS[flag]}" for flag in shown.person.flags]
    told += [safe(hint) for hint in shown.person.hints if hint not in why]
    heading = _heading(number, shown.row, column)
    return [heading, *(folded(text, indent, f"{indent}  ") for text in told)]


def _heading(number: str, row: Row, column: int) -> str:
    """Begin with the address: letters written from right to left cannot reorder it there."""
    place = ", ".join(safe(part) for part in (row.title, row.organisation) if part)
    address, who = safe(row.address).ljust(column), "  ".join(filter(None, (safe(row.name), place)))
    indent = " " * (len(number) + 4)
    first = folded(f"{address}  {_MARKS[row.tag] or row.tag}", f"  {number}  ", indent)
    return f"{first}\n{folded(who, indent, f'{indent}  ')}" if who else first


def _column(rows: Sequence[Row]) -> int:
    """Make the column of addresses as wide as they are, a few very long ones left out."""
    return min(max(len(safe(row.address)) for row in rows), 44)


def _count(batch: list[Shown]) -> str:
    counts = {tag: sum(shown.row.tag is tag for shown in batch) for tag in Tag}
    told = ", ".join(_so_many(count, tag) for tag, count in counts.items() if count)
    return f"Together: {told}."


def _so_many(count: int, tag: Tag) -> str:
    noun = "personal contact" if tag is Tag.PERSONAL else tag
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _leaving(people: int, form: str, destination: str) -> str:
    return f"{_people(people)} would leave, as {form}, to {place_of(destination)}"


def place_of(destination: str) -> str:
    """Say where a batch goes or went."""
    return "standard output" if destination == STDOUT else safe(destination)


def _day(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
