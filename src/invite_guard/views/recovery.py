"""The withdrawal list as a person reads it, and as a sheet."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invite_guard.model.recovery import Recovery, Risk, SentInvitation, Window
from invite_guard.terminal import safe
from invite_guard.views.grid import grid
from invite_guard.views.sheet import written
from invite_guard.views.withdrawing import APOLOGY, GUIDE
from invite_guard.views.words import count

HEADINGS: Mapping[Risk, tuple[str, str]] = {
    Risk.FORBIDDEN: ("whom you had ruled out", "bold red"),
    Risk.EXECUTIVE: ("executives", "bold red"),
    Risk.NEVER_MET: ("strangers you never wrote to", "yellow"),
    Risk.PERSONAL: ("personal contacts", "magenta"),
    Risk.STRANGER: ("strangers you did write to", "yellow"),
    Risk.COLLEAGUE: ("colleagues: perhaps let these stand", "green"),
}
COLUMNS = (
    *("place", "risk", "name", "profile_url", "sent_on", "accepted", "accepted_on"),
    *("tag", "address", "why", "others_of_the_name", "id"),
)


def render(recovery: Recovery, console: Console) -> None:
    """Print what was sent, whom to withdraw from first, who accepted, and what to do."""
    for number, line in enumerate(summary(recovery)):
        console.print(Text(line, style="" if number else "bold"))
    place = 1
    for risk, group in groupby(recovery.to_withdraw, lambda one: one.risk):
        people = list(group)
        words, style = HEADINGS[risk]
        console.print(Text(f"\n{len(people):,} to {words}", style=style))
        console.print(_table(people, place))
        place += len(people)
    if recovery.accepted:
        console.print(Text(f"\nAccepted already: {len(recovery.accepted):,}", style="bold"))
        console.print(_table(recovery.accepted, place))
    console.print(Text(f"\n{GUIDE}\n{APOLOGY}"), end="")


def summary(recovery: Recovery) -> list[str]:
    """Say in a few lines what left, when, and how it stands."""
    left, accepted = len(recovery.to_withdraw), len(recovery.accepted)
    lines = [
        (
            f"{count(left + accepted, 'invitation')} left {_days(recovery.window)}: "
            f"{accepted:,} accepted, {left:,} open or declined."
        ),
        _how(recovery),
    ]
    if recovery.undated:
        lines.append(f"{count(recovery.undated, 'invitation')} without a day counted in.")
    lines.append("An export does not tell pending, declined and withdrawn apart: LinkedIn does.")
    return lines


def to_csv(recovery: Recovery) -> str:
    """Write one line an invitation."""
    everyone = (*recovery.to_withdraw, *recovery.accepted)
    return written(COLUMNS, (_row(place, one) for place, one in enumerate(everyone, 1)))


def _row(place: int, one: SentInvitation) -> list[str]:
    return [
        str(place),
        str(one.risk),
        one.name,
        one.url,
        one.sent_on.isoformat() if one.sent_on else "",
        "yes" if one.accepted else "no",
        one.accepted_on.isoformat() if one.accepted_on else "",
        str(one.tag or ""),
        one.address,
        one.why,
        str(one.others or ""),
        one.person_id,
    ]


def _how(recovery: Recovery) -> str:
    outside = recovery.outgoing - len(recovery.to_withdraw) - len(recovery.accepted)
    others = f"{count(outside, 'other')} of the export left at another time."
    if not recovery.window.guessed:
        return others
    if recovery.window.since is None:
        return "No days stand out, so all are listed; --since and --until choose others."
    return f"These are the busiest days, a guess: {others} --since and --until choose other days."


def _days(window: Window) -> str:
    since, until = window.since, window.until
    if since and until:
        return f"on {since}" if since == until else f"from {since} to {until}"
    if since:
        return f"since {since}"
    return f"until {until}" if until else "in all"


def _table(people: Sequence[SentInvitation], first: int) -> Table:
    table = grid()
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("Name, profile", overflow="fold", ratio=5)
    table.add_column("Sent", no_wrap=True)
    table.add_column("What is known", overflow="fold", ratio=4)
    for place, one in enumerate(people, first):
        name = Text(safe(one.name) or "(no name)", style="bold")
        if one.url:
            name.append("\n" + safe(one.url), style="not bold")
        table.add_row(str(place), name, str(one.sent_on or "unknown"), Text(_known(one)))
    return table


def _known(one: SentInvitation) -> str:
    why = safe(one.why)
    if one.others:
        why += f"; one of {one.others + 1} people of this name, the riskiest is shown"
    return why
