"""`invite-guard explain WHO`: everything known about one person, and why."""

import click

from invite_guard.cli.options import Invocation, command, name_next


@command(
    examples=(
        ("invite-guard explain ana@example.com", "by address"),
        ("invite-guard explain ruiz", "by part of a name"),
    )
)
@click.argument("who")
@click.option("--json", "as_json", is_flag=True, help="The person as in the plan document.")
@click.pass_obj
def explain(invocation: Invocation, *, who: str, as_json: bool) -> None:
    """Show everything known about one person and why they got their tag.

    WHO is an id, an address, or part of a name or address.
    """
    from invite_guard.cli import output as out
    from invite_guard.cli.session import Session
    from invite_guard.cli.who import find
    from invite_guard.views import document
    from invite_guard.views.person import render

    session = Session(invocation)
    dry_run = session.dry_run()
    person = find(dry_run.plan, who)
    if as_json:
        out.write(document.to_json(person))
    else:
        known = session.known(dry_run, person)
        out.show(lambda console: render(known, console), invocation)
    if person.exclusion:
        name_next(f"{session.command('plan --excluded')} shows all who are excluded, by reason.")
    else:
        name_next(f"{session.command(f'approve {person.id}')}, or `reject`, or `tag`.")
