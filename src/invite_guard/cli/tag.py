"""`invite-guard tag`: the owner's own word on what somebody is."""

from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import Invocation, command, name_next, say
from invite_guard.model.tag import Tag

if TYPE_CHECKING:
    from invite_guard.cli.session import Session


@command(
    examples=(
        ("invite-guard tag ana@example.com colleague", "she is one after all"),
        ("invite-guard tag ruiz personal", "a friend, not a colleague"),
    )
)
@click.argument("who")
@click.argument("tag", type=click.Choice(Tag, case_sensitive=False), required=False)
@click.option("--clear", is_flag=True, help="Take back your word: the evidence speaks again.")
@click.pass_obj
def tag(invocation: Invocation, *, who: str, tag: Tag | None, clear: bool) -> None:
    """Correct what somebody is to you. Your word beats all evidence, in every later scan too.

    WHO is an id, an address, or part of a name. Nobody is proposed without mail both ways, whatever
    the tag; they can still be approved singly, by id or whole address.
    """
    from invite_guard.cli.session import Session

    session = Session(invocation)
    if clear == (tag is not None):
        raise click.UsageError("Give a tag, or --clear.")
    _say(session, who, tag)
    name_next(session.after_deciding())


def _say(session: "Session", who: str, tag: Tag | None) -> None:
    from invite_guard.cli.deciding import decide, described
    from invite_guard.cli.learning import tell_learned
    from invite_guard.cli.who import find
    from invite_guard.model.decision import Action
    from invite_guard.views import words

    dry_run = session.dry_run()
    before = find(dry_run.plan, who)
    if tag is None and not before.corrected:
        say(f"Nothing to take back: you gave {described(before)} no tag.")
        return
    word = decide(before, Action.TAG if tag else Action.UNTAG, tag)
    addresses = [seen.address for seen in before.addresses][: 1 if tag else None]
    session.record(word.model_copy(update={"address": address}) for address in addresses)
    changed = session.dry_run()
    after = find(changed.plan, before.id)
    said = "Tagged" if tag else "Judged by the evidence again"
    say(f"{said}: {described(after)}, {words.disposition(after)} (was {before.tag})")
    if after.decision and after.decision.stale:
        say("Your approval was for the old tag: approve them again if you mean it.")
    tell_learned(dry_run.outline, changed.outline)
