"""`invite-guard scan`: read sources, and show who an import would invite."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import PATH, Invocation, command, keep_apart, name_next, say
from invite_guard.errors import Exit

if TYPE_CHECKING:
    from invite_guard.cli.session import Session


@command(
    examples=(
        ("invite-guard scan takeout-*.zip", "your Gmail, as Google Takeout gives it"),
        ("invite-guard scan --demo", "an invented mailbox, to see what this does"),
    )
)
@click.argument("path", nargs=-1, type=PATH)
@click.option("--me", multiple=True, metavar="ADDRESS", help="Your own address; again for more.")
@click.option(
    "--include",
    multiple=True,
    type=click.Choice(["spam", "trash"]),
    help="Read this too; again for both.",
)
@click.option("--categories", is_flag=True, help="Gmail: promotions and social too.")
@click.option("--signatures", is_flag=True, help="Look at last lines of mails for titles too.")
@click.option(
    "--full", is_flag=True, help="Count all anew; with PATH only that: the rest is forgotten."
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Read a large mbox with N processes."
)
@click.option("--all", "everything", is_flag=True, help="Show everybody, the excluded too.")
@click.option("--json", "as_json", is_flag=True, help="The plan document instead of the table.")
@click.option("-o", "--output", type=PATH, help="Into this file.")
@click.option("--detailed-exitcode", is_flag=True, help="End with 3 when somebody is proposed.")
@click.pass_obj
def scan(  # noqa: PLR0913 - one parameter an option
    invocation: Invocation,
    *,
    path: tuple[Path, ...],
    me: tuple[str, ...],
    include: tuple[str, ...],
    categories: bool,
    signatures: bool,
    full: bool,
    jobs: int | None,
    everything: bool,
    as_json: bool,
    output: Path | None,
    detailed_exitcode: bool,
) -> Exit:
    """Read mail and see who an import of all your contacts would invite.

    PATH is an mbox file (.gz too), a Google Takeout archive (.zip, .tgz), a maildir, a folder of
    .eml files, an address book (vCard, or CSV of Google or Outlook), or LinkedIn's data export
    (.zip or folder); what it is, is told from its content. Without PATH, what was read before is
    looked at again, and Gmail and contacts where you are signed in (`invite-guard auth`); only what
    is new is read. Of mail, only headers are read; with --signatures also the last lines of some
    mails, and of these only a title is kept. Nothing is changed, nothing leaves this computer.
    """
    from invite_guard.cli.present import Form, Wanted, present
    from invite_guard.cli.reading import Order, read
    from invite_guard.cli.session import Session
    from invite_guard.views.selection import Selection

    keep_apart(path, output)
    session = Session(invocation)
    order = Order(path, me, frozenset(include), full, categories, signatures, jobs)
    complete = read(session, order, invocation)
    selection = Selection(everything=everything, demo=invocation.demo)
    wanted = Wanted(selection, Form.JSON if as_json else Form.TABLE, output)
    found = session.outline(wanted.choice)
    doubts = _doubts(session)
    present(found, wanted, invocation)
    for doubt in doubts:  # after a table that may be long
        say(f"Warning: {doubt}")
    if not complete:
        say("Not everything could be read: see the warnings above.")
    name_next(session.after_looking(found.head.totals))
    if not complete:
        return Exit.FAILURE
    return Exit.PROPOSED if detailed_exitcode and found.head.totals.proposed else Exit.OK


def _doubts(session: "Session") -> list[str]:
    """Give what should not be so of the owner."""
    from invite_guard.stages.own_mail import doubts

    with closing(session.correspondence()) as store:
        return doubts(store)
