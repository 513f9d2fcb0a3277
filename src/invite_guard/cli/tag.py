"""`invite-guard tag`: the owner's own word on what somebody is."""

import click

from invite_guard.cli.options import Invocation, command, name_next, say
from invite_guard.model.tag import Tag


@command(
    examples=(
        ("invite-guard tag ana@example.com colleague", "she is one after all"),
        ("invite-guard tag ruiz personal", "a friend, not a colleague"),
    )
)
@click.argument("who")
@click.argument("tag", type=click.Choice(Tag, case_sensitive=False))
@click.pass_obj
def tag(invocation: Invocation, *, who: str, tag: Tag) -> None:
    """Correct what somebody is to you. Your word beats all evidence, in every later scan too.

    WHO is an id, an address, or part of a name. Nobody is proposed without mail both ways, whatever
    the tag; they can still be approved by name.
    """
    from invite_guard.cli.deciding import decide, described
    from invite_guard.cli.session import Session
    from invite_guard.cli.who import find
    from invite_guard.model.decision import Action

    session = Session(invocation)
    before = find(session.dry_run().plan, who)
    session.record([decide(before, Action.TAG, tag)])
    after = find(session.dry_run().plan, before.id)
    say(f"Tagged: {described(after)}, {after.disposition} (was {before.tag})")
    if after.decision and after.decision.stale:
        say("Your approval was for the old tag: approve them again if you mean it.")
    name_next(session.after_deciding())
