"""`invite-guard ledger`: what left, when, and to where."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import Invocation, command, name_next, say

if TYPE_CHECKING:
    from invite_guard.cli.session import Session
    from invite_guard.model.batch import LedgerEntry


@command(
    examples=(
        ("invite-guard ledger", "every batch"),
        ("invite-guard ledger 3", "everybody in the third"),
    )
)
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option(
    "--reissue",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Hand over a recorded batch that never arrived: the identical bytes, once you confirm.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="With --reissue: the file.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@click.pass_obj
def ledger(
    invocation: Invocation,
    *,
    number: int | None,
    reissue: int | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show every batch that left, or everybody in one. What stands here never leaves again.

    A batch that is only `prepared` was recorded but perhaps did not arrive, after a crash or a full
    disk: --reissue hands over the very same bytes.
    """
    from invite_guard.cli.session import Session

    session = Session(invocation)
    if reissue is not None:
        if number is not None or as_json:
            raise click.UsageError("--reissue goes alone, or with -o.")
        _reissue(session, reissue, output)
        return
    if output is not None:
        raise click.UsageError("-o goes with --reissue.")
    with closing(session.ledger()) as store:
        entries = store.entries() if number is None else [store.entry(number)]
    _show(invocation, entries, whole=number is not None, as_json=as_json)
    name_next(_after(session, entries))


def _show(
    invocation: Invocation, entries: "list[LedgerEntry]", *, whole: bool, as_json: bool
) -> None:
    from invite_guard.cli import output as out
    from invite_guard.views import batches
    from invite_guard.views.document import to_json_list

    if as_json:
        out.write(to_json_list(entries))
    elif whole:
        out.show(lambda console: batches.render_batch(entries[0], console), invocation)
    elif entries:
        out.show(lambda console: batches.render_ledger(entries, console), invocation)
    else:
        say("Nothing ever left.")


def _reissue(session: "Session", number: int, output: Path | None) -> None:
    from invite_guard.cli.handing import hand_over_again

    entry = hand_over_again(session, number, output)
    say(f"Batch {entry.number}: {len(entry.rows)} handed over again, the identical bytes.")
    name_next(f"{session.command(f'ledger {entry.number}')} shows what left.")


def _after(session: "Session", entries: "list[LedgerEntry]") -> str:
    from invite_guard.model.batch import BatchState

    unsure = [entry.number for entry in entries if entry.state is BatchState.PREPARED]
    if unsure:
        again = session.command(f"ledger --reissue {unsure[0]}")
        return f"{again} if batch {unsure[0]} never arrived."
    return f"{session.command('export')} hands over the next."
