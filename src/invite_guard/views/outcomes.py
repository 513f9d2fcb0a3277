"""What became of the invitations, as a person reads it, and as a sheet."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invite_guard.model.outcome import RIPE_DAYS, Outcomes, Rate, Sent, State, Unapproved
from invite_guard.terminal import safe
from invite_guard.views.grid import grid
from invite_guard.views.sheet import written
from invite_guard.views.words import count

WORDS: Mapping[State, str] = {
    State.ACCEPTED: "accepted",
    State.PENDING: "not accepted so far",
    State.GONE: "gone: declined, withdrawn or lapsed",
    State.UNSEEN: "in no export yet",
}
COLUMNS = (
    *("state", "name", "address", "profile_url", "tag", "strength"),
    *("batch", "left_on", "approved_here"),
)


def render(outcomes: Outcomes, console: Console) -> None:
    """Print what was never approved first, then the rates, then everybody."""
    _never_approved(outcomes.never_approved, console)
    for number, line in enumerate(summary(outcomes)):
        console.print(Text(line, style="" if number else "bold"))
    if outcomes.rate.ripe:
        console.print(_rates(outcomes))
    if outcomes.people:
        console.print()
        console.print(_people(outcomes.people))


def summary(outcomes: Outcomes) -> list[str]:
    """Say how those who were handed over answered, and the rate with its interval."""
    people = len(outcomes.people)
    if not people:
        return ["Nobody was ever handed over here, so there is nothing to compare."]
    told = ", ".join(
        f"{outcomes.counts[state]:,} {WORDS[state]}"
        for state in State
        if outcomes.counts.get(state)
    )
    lines = [f"{count(people, 'person', 'people')} handed over, as of {outcomes.as_of}: {told}."]
    if outcomes.rate.ripe:
        asked = f"Of {outcomes.rate.ripe:,} asked at least {RIPE_DAYS} days before"
        lines.append(f"{asked}, {share(outcomes.rate)} accepted.")
    else:
        lines.append(f"Nobody was asked {RIPE_DAYS} days before: too early for a rate.")
    return lines


def share(rate: Rate) -> str:
    """Write a rate with its interval: `25 % (95 % interval: 14 to 40 %)`."""
    if rate.share is None:
        return "too early to tell"
    low, middle, high = (round(100 * part) for part in (rate.low, rate.share, rate.high))
    return f"{middle} % (95 % interval: {low} to {high} %)"


def to_csv(outcomes: Outcomes) -> str:
    """Write one line a person, whoever was never approved first."""
    return written(COLUMNS, _rows(outcomes))


def _rows(outcomes: Outcomes) -> Iterator[list[str]]:
    for one in outcomes.never_approved:
        state = State.ACCEPTED if one.accepted else State.PENDING
        on = one.sent_on.isoformat() if one.sent_on else ""
        yield [str(state), one.name, "", one.url, "", "", "", on, "no"]
    for sent in outcomes.people:
        yield [
            *(str(sent.state), sent.name, sent.address, "", str(sent.tag), str(sent.strength)),
            *(str(sent.batch), sent.left_on.isoformat(), "yes"),
        ]


def _never_approved(people: Sequence[Unapproved], console: Console) -> None:
    if not people:
        return
    recent = sum(one.since_first_batch for one in people)
    told = f"{count(len(people), 'invitation')} left without ever having been approved here"
    told += f", {recent:,} of them since your first batch:" if recent else ":"
    console.print(Text(told, style="bold red" if recent else "bold"))
    table = grid("Name, profile", "Sent", "Stands")
    for one in people:
        name = Text(safe(one.name) or "(no name)", style="bold")
        if one.url:
            name.append("\n" + safe(one.url), style="not bold")
        stands = "accepted" if one.accepted else "not accepted so far"
        table.add_row(name, str(one.sent_on or "unknown"), stands)
    console.print(table)
    console.print()


def _rates(outcomes: Outcomes) -> Table:
    table = grid("Who", "Asked", "Accepted", "Share")
    groups = [*outcomes.by_tag.items(), *outcomes.by_strength.items()]
    for name, rate in groups:
        if rate.ripe:
            table.add_row(str(name), f"{rate.ripe:,}", f"{rate.accepted:,}", share(rate))
    return table


def _people(people: Sequence[Sent]) -> Table:
    table = grid("Name", "Address", "Tag", "Batch", "Left", "Stands")
    for one in people:
        table.add_row(
            Text(safe(one.name)),
            Text(safe(one.address)),
            str(one.tag),
            str(one.batch),
            str(one.left_on),
            WORDS[one.state],
        )
    return table
