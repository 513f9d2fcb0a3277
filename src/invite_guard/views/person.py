"""Everything known about one person, for `explain`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invite_guard.model.decision import Action, Decision
from invite_guard.model.plan import PlanExchange, PlanPerson
from invite_guard.stages.look_twice import FLAGS
from invite_guard.terminal import safe
from invite_guard.views import words
from invite_guard.views.advice import advice
from invite_guard.views.commands import on_demo
from invite_guard.views.spark import by_year, timeline

NAMED = 8
"""Most people named whom somebody brought in."""


class Known(NamedTuple):
    """A person of the plan with what the plan document leaves out."""

    person: PlanPerson
    names: Sequence[tuple[str, int]] = ()
    """Names seen in mail and how often, most frequent first."""
    history: Sequence[Decision] = ()
    """Everything a human ever said of the person, oldest first."""
    propose_at: float = 0.8
    """Least confidence at which a colleague is proposed."""
    demo: bool = False
    """Whether it is the example: commands named in the text are then for the example."""
    introduced_by: str = ""
    """Who sent the message the person was first seen on, when that was somebody else."""
    introduced: Sequence[str] = ()
    """Who was first seen on a message of the person."""


def render(known: Known, console: Console) -> None:
    """Print who it is, what passed, why the tag, what would change it and what was decided."""
    person = known.person
    console.print(Text(safe(person.name) or "(no name)", style="bold"))
    for line in _headline(person):
        console.print(Text(line))
    _section(console, "Names seen", [f"{n:>6,}  {safe(name)}" for name, n in known.names])
    _heading(console, "Addresses (messages with it in From, To, Cc, Bcc)")
    console.print(_addresses(person))
    _section(console, "What passed between you", _exchange(person.exchange))
    if person.exchange.months:
        _heading(console, "Direct mail by year")
        console.print(Text(f"  {timeline(person.exchange.months)}"))
        console.print(_years(person.exchange))
    _section(console, "Who brought whom into your mail", _introductions(known))
    _heading(console, f"Why {person.tag} (a positive weight speaks for it)")
    console.print(_evidence(person))
    _section(
        console,
        "Look twice",
        [*(FLAGS[flag] for flag in person.flags), *(safe(hint) for hint in person.hints)],
    )
    _section(console, "Your note", [safe(person.note)] if person.note else [])
    _section(console, "What would change it", _advice(known))
    _section(console, "What you said", [_word(decision) for decision in known.history])


def _headline(person: PlanPerson) -> Iterator[str]:
    yield f"{words.tag(person)}; {words.disposition(person)}; id {person.id}"
    work = ", ".join(safe(text) for text in (person.title, person.organisation) if text)
    if work:
        yield work
    if person.linkedin_url:
        yield safe(person.linkedin_url)
    if person.decision:
        yield f"You: {_decided(person)}"


def _advice(known: Known) -> list[str]:
    lines = advice(known.person, known.propose_at)
    return [on_demo(line) for line in lines] if known.demo else lines


def _decided(person: PlanPerson) -> str:
    if person.decision is None:
        return "not decided"
    stale = f": {safe(person.decision.stale)}" if person.decision.stale else ""
    return f"{words.standing(person) or person.decision.action}{stale}"


def _section(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        _heading(console, title)
        for line in lines:
            console.print(Text("  ").append(line))


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _grid(columns: str) -> Table:
    """Make a table without lines; `columns` has an `l` or `r` for the side each aligns to."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("")
    for side in columns:
        table.add_column("", overflow="fold", justify="right" if side == "r" else "left")
    return table


def _addresses(person: PlanPerson) -> Table:
    table = _grid("lrrrr")
    for seen in person.addresses:
        counts = [str(number) for number in (seen.from_, seen.to, seen.cc, seen.bcc)]
        table.add_row("", Text(safe(seen.address)), *counts)
    return table


def _exchange(exchange: PlanExchange) -> list[str]:
    lines = [
        (
            f"They wrote {words.count(exchange.they_wrote, 'message')} you hold, "
            f"{exchange.direct_in:,} directly to you."
        ),
        (
            f"You wrote {words.count(exchange.owner_wrote, 'message')} with them on it, "
            f"{exchange.direct_out:,} directly to them."
        ),
        (
            f"{words.count(exchange.shared, 'message')} of others named you both; "
            f"{words.count(exchange.threads, 'conversation')}."
        ),
        (
            f"Seen {words.day(exchange.first_seen)} to {words.day(exchange.last_seen)}; "
            f"last direct contact: {words.day(exchange.last_direct)}."
        ),
    ]
    if exchange.cc_only:
        lines.append("Only ever a co-recipient: never wrote to you, never written to by you.")
    return lines


def _years(exchange: PlanExchange) -> Table:
    table = _grid("lrr")
    for year, (incoming, outgoing) in by_year(exchange.months).items():
        if incoming or outgoing:
            table.add_row("", str(year), f"{incoming:,} from them", f"{outgoing:,} to them")
    return table


def _introductions(known: Known) -> list[str]:
    lines = []
    if known.introduced_by:
        lines.append(f"First seen on a mail from {safe(known.introduced_by)}.")
    if known.introduced:
        named = ", ".join(map(safe, known.introduced[:NAMED]))
        more = len(known.introduced) - NAMED
        others = f" and {more:,} more" if more > 0 else ""
        lines.append(f"First seen on mails of theirs: {named}{others}.")
    return lines


def _evidence(person: PlanPerson) -> Table:
    table = _grid("rll")
    for fact in person.evidence:
        table.add_row("", f"{fact.weight:+.1f}", Text(safe(fact.text)), Text(fact.rule, "dim"))
    return table


def _word(decision: Decision) -> str:
    when = decision.at.astimezone().strftime("%Y-%m-%d %H:%M")
    if decision.action is Action.NOTE:
        return f"{when}  note: {safe(decision.note) or '(taken away)'}"
    said = f"tag {decision.tag}" if decision.action is Action.TAG else str(decision.action)
    return f"{when}  {said}, shown as {decision.tag} at {safe(decision.address)}"
