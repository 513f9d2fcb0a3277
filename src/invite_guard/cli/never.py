"""`invite-guard never`: whom no export may ever hold."""

from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import Invocation, command, name_next, say

if TYPE_CHECKING:
    from invite_guard.cli.session import Session


@command(
    examples=(
        ("invite-guard never competitor.example", "a whole domain"),
        ("invite-guard never --lift ana@example.com", "take an address off the list"),
    )
)
@click.argument("who", required=False)
@click.option("--lift", is_flag=True, help="Take WHO off the list.")
@click.option("--note", default="", help="Why, for yourself.")
@click.option("--json", "as_json", is_flag=True, help="The list, for a program.")
@click.pass_obj
def never(invocation: Invocation, *, who: str | None, lift: bool, note: str, as_json: bool) -> None:
    """List whom no export may ever hold, add to the list, or lift from it.

    WHO is an address, a domain (its subdomains included), or a person of the last scan by id or
    part of a name. Without WHO, the list is shown. It survives every rescan,
    and `purge` without --all.
    """
    from invite_guard.cli.session import Session

    session = Session(invocation)
    if who is None:
        if lift or note:
            raise click.UsageError("Say who.")
        _show(session, as_json=as_json)
    elif lift:
        _lift(session, who)
    else:
        _add(session, who, note)


def _show(session: "Session", *, as_json: bool) -> None:
    import json

    from invite_guard.cli.output import write
    from invite_guard.terminal import safe

    entries = session.standing().never
    if as_json:
        write(json.dumps([entry.model_dump(mode="json") for entry in entries], indent=2))
    elif entries:
        lines = [f"{e.at:%Y-%m-%d}  {safe(e.entry)}  {safe(e.note)}".rstrip() for e in entries]
        write("\n".join(lines))
    else:
        say("The never-list is empty.")
    name_next(f"{session.command('never WHO-or-DOMAIN')} adds to it.")


def _add(session: "Session", who: str, note: str) -> None:
    from contextlib import closing

    from invite_guard.cli.listing import entries_for
    from invite_guard.terminal import safe
    from invite_guard.views import words

    entries = entries_for(session, who, note)
    with closing(session.decisions()) as store:
        store.never(entries)
    say(f"Never: {', '.join(safe(entry.entry) for entry in entries)}")
    kept_out = session.kept_out(entries)
    if kept_out:
        say(f"Keeps out {words.count(kept_out, 'person', 'people')} of the last scan.")
    else:
        say("Keeps out nobody so far: nothing that was read holds such an address.")
    name_next(f"{session.command('never')} shows the list.")


def _lift(session: "Session", who: str) -> None:
    from contextlib import closing

    from invite_guard.cli.listing import listed
    from invite_guard.terminal import safe

    entries = listed(session, who)
    with closing(session.decisions()) as store:
        store.lift(entries)
    say(f"Lifted: {', '.join(safe(entry.entry) for entry in entries)}")
    name_next(f"{session.command('never')} shows the list.")
