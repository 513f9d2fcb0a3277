"""One person in a few lines: what a human needs to decide."""

from rich.console import Console
from rich.text import Text

from invite_guard.model.plan import PlanPerson
from invite_guard.stages.look_twice import FLAGS
from invite_guard.terminal import safe
from invite_guard.views import words
from invite_guard.views.table import STYLES

FACTS = 4
"""Most pieces of evidence shown; `explain` shows all."""


def render(person: PlanPerson, place: str, console: Console) -> None:
    """Print who it is, the tag, the evidence and what passed; `place` tells how far one is."""
    console.print(Text(f"[{place}]  ").append(words.name(person), style="bold"))
    console.print(Text(f"  {safe(person.address)}"))
    work = ", ".join(safe(text) for text in (person.title, person.organisation) if text)
    if work:
        console.print(Text(f"  {work}"))
    console.print(
        Text("  ")
        .append(words.tag(person), style=STYLES[person.tag])
        .append(f"; {words.disposition(person)}")
    )
    why = [fact.text for fact in person.evidence[:FACTS]]
    for fact in why:
        console.print(Text(f"  - {safe(fact)}"))
    for flag in person.flags:
        console.print(Text(f"  LOOK TWICE: {FLAGS[flag]}", style="bold"))
    for hint in person.hints:
        if hint not in why:
            console.print(Text(f"  {safe(hint)}"))
    if person.note:
        console.print(Text(f"  Your note: {safe(person.note)}"))
    to, from_ = words.traffic(person.exchange)
    last = words.day(person.exchange.last_direct)
    console.print(Text(f"  {to} to them, {from_} from them, last direct contact {last}"))
