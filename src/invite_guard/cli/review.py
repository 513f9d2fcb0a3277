"""`invite-guard review`: decide about people, on the terminal."""

from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import Invocation, command, name_next, say
from invite_guard.model.tag import Tag

if TYPE_CHECKING:
    from invite_guard.cli.session import Session
    from invite_guard.stages.plan import Outline


@command(
    examples=(
        ("invite-guard review", "everybody in a list, the proposed first"),
        ("invite-guard review --plain", "one question after the other"),
    )
)
@click.option("--tag", type=click.Choice(Tag, case_sensitive=False), help="Begin with this tag.")
@click.option("--plain", is_flag=True, help="Questions line by line, for screen readers too.")
@click.option("--again", is_flag=True, help="With --plain: also whom you decided about already.")
@click.pass_obj
def review(invocation: Invocation, *, tag: Tag | None, plain: bool, again: bool) -> None:
    """Decide about people. Every key is kept at once; the next review goes on.

    On a terminal that can show it: a full screen, where ? names every key. With --plain, on a dumb
    terminal and where the keys do not come from one: one person is shown at a time and one key is
    asked, followed by Enter.
    """
    from invite_guard.cli.learning import tell_learned
    from invite_guard.cli.reviewing import is_capable, run
    from invite_guard.cli.session import Session

    session = Session(invocation)
    standing = session.standing()
    dry_run = session.dry_run()
    if plain or not is_capable():
        say(_ask(session, dry_run.outline, tag, again=again))
    else:
        say(run(session, dry_run, tag, invocation))
    if session.standing() != standing:
        tell_learned(dry_run.outline, session.dry_run().outline)
    name_next(session.after_deciding())


def _ask(session: "Session", found: "Outline", tag: Tag | None, *, again: bool) -> str:
    from invite_guard.cli.prompting import run
    from invite_guard.terminal import controlling_terminal
    from invite_guard.tui.tally import Tally
    from invite_guard.views.selection import decidable, undecided

    people = undecided(found.stands, tag, again=again)
    if not people:
        return "Nobody is left to decide about."
    with controlling_terminal() as terminal:
        return run(session, people, Tally(decidable(found.stands)), terminal)
