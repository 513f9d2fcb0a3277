"""`invite-guard review`: decide about people one by one, on the terminal."""

import click

from invite_guard.cli.options import Invocation, command, name_next, say
from invite_guard.model.tag import Tag


@command(
    examples=(
        ("invite-guard review", "the proposed first, then the held, riskiest first"),
        ("invite-guard review --tag personal", "only one tag"),
    )
)
@click.option("--tag", type=click.Choice(Tag, case_sensitive=False), help="Only this tag.")
@click.option("--again", is_flag=True, help="Also whom you decided about already.")
@click.option("--plain", is_flag=True, help="Questions line by line (the only form for now).")
@click.pass_obj
def review(invocation: Invocation, *, tag: Tag | None, again: bool, plain: bool) -> None:  # noqa: ARG001 - the full-screen form comes later
    """Decide about people one by one. Every answer is kept at once.

    Keys: a approve, x reject, s skip, t then c, s, p or e correct the tag, n never, u undo, q quit.
    One person is shown at a time and one key is taken at a time, each followed by Enter.
    """
    from invite_guard.cli.prompting import run
    from invite_guard.cli.session import Session
    from invite_guard.terminal import controlling_terminal

    session = Session(invocation)
    people = session.to_review(tag, again=again)
    if people:
        with controlling_terminal() as terminal:
            say(run(session, people, terminal))
    else:
        say("Nobody is left to decide about.")
    name_next(session.after_deciding())
