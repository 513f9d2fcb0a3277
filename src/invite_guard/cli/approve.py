"""`invite-guard approve`: a human's yes to one person, or to a visible, counted group."""

from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import Invocation, command, name_next, say

if TYPE_CHECKING:
    from invite_guard.cli.session import Session


@command(
    examples=(
        ("invite-guard approve ana@example.com", "one person"),
        ("invite-guard approve --proposed", "every proposed colleague, shown and counted"),
    )
)
@click.argument("who", nargs=-1)
@click.option(
    "--proposed", is_flag=True, help="All proposed: you see them and type, say, `approve 7`."
)
@click.option("--clear", is_flag=True, help="Take back what you said of these people.")
@click.pass_obj
def approve(invocation: Invocation, *, who: tuple[str, ...], proposed: bool, clear: bool) -> None:
    """Approve people for an invitation; only the approved can be exported.

    WHO is an id, an address, or, for proposed colleagues, part of a name. Whoever is held is
    approved singly: one command each, by id or whole address. An approval holds for the address and
    the tag you see now.
    """
    from invite_guard.cli.session import Session

    if proposed == bool(who) or (proposed and clear):
        raise click.UsageError("Name people, or give --proposed.")
    session = Session(invocation)
    if clear:
        _clear(session, who)
    elif proposed:
        _approve_proposed(session)
    else:
        _approve(session, who)


def _approve(session: "Session", who: tuple[str, ...]) -> None:
    from invite_guard.cli.deciding import approvable, decide, described
    from invite_guard.model.decision import Action

    people = approvable(session.dry_run().plan, who)
    session.record(decide(person, Action.APPROVE) for person in people)
    for person in people:
        say(f"Approved: {described(person)}")
    name_next(session.after_deciding())


def _approve_proposed(session: "Session") -> None:
    import shutil

    from invite_guard.cli.asking import require_phrase
    from invite_guard.cli.deciding import decide
    from invite_guard.cli.output import plain
    from invite_guard.model.decision import Action
    from invite_guard.stages.told import in_group
    from invite_guard.views import words
    from invite_guard.views.table import render_people

    people = list(filter(in_group, session.dry_run().plan.people))
    if not people:
        say("Nobody is proposed who is not approved already.")
    else:
        columns = shutil.get_terminal_size().columns
        shown = plain(lambda console: render_people(people, console), columns)
        require_phrase(
            f"{shown}\n{words.count(len(people), 'colleague')} above, each proposed.\n",
            f"approve {len(people)}",
        )
        session.record(decide(person, Action.APPROVE) for person in people)
        say(f"Approved: {words.count(len(people), 'person', 'people')}.")
    name_next(session.after_deciding())


def _clear(session: "Session", who: tuple[str, ...]) -> None:
    from invite_guard.cli.deciding import clear, described, people
    from invite_guard.cli.learning import tell_learned

    dry_run = session.dry_run()
    found = people(dry_run.plan, who)
    decided = session.standing().decisions
    session.record(word for person in found for word in clear(person, decided))
    for person in found:
        say(f"Not decided any more: {described(person)}")
    tell_learned(dry_run.outline, session.dry_run().outline)
    name_next(session.after_deciding())
