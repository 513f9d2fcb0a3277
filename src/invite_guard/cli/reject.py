"""`invite-guard reject`: a human's no."""

import click

from invite_guard.cli.options import Invocation, command, name_next, say


@command(
    examples=(
        ("invite-guard reject ana@example.com", "one person"),
        ("invite-guard reject ruiz smith", "several, by part of a name"),
    )
)
@click.argument("who", nargs=-1, required=True)
@click.pass_obj
def reject(invocation: Invocation, *, who: tuple[str, ...]) -> None:
    """Say that these people shall not be invited; every later scan keeps them out.

    WHO is an id, an address, or part of a name. `invite-guard approve --clear WHO` takes it back.
    """
    from invite_guard.cli.deciding import decide, described, people
    from invite_guard.cli.learning import tell_learned
    from invite_guard.cli.session import Session
    from invite_guard.model.decision import Action

    session = Session(invocation)
    dry_run = session.dry_run()
    found = people(dry_run.plan, who)
    session.record(decide(person, Action.REJECT) for person in found)
    for person in found:
        say(f"Rejected: {described(person)}")
    tell_learned(dry_run.outline, session.dry_run().outline)
    name_next(session.after_deciding())
