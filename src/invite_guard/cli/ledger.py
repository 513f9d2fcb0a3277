"""`invite-guard ledger`: what left, when, and to where."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import PATH, Invocation, command, name_next, say

if TYPE_CHECKING:
    from invite_guard.cli.session import Session
    from invite_guard.model.batch import LedgerEntry


@command(
    examples=(
        ("invite-guard ledger", "every batch"),
        ("invite-guard ledger undo 3", "the third was never uploaded: its people are back"),
    )
)
@click.argument("words", nargs=-1, metavar="[NUMBER | undo NUMBER]")
@click.option(
    "--reissue",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Hand over a recorded batch that never arrived: the identical bytes, once you confirm.",
)
@click.option("-o", "--output", type=PATH, help="With --reissue: the file.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@click.pass_obj
def ledger(
    invocation: Invocation,
    *,
    words: tuple[str, ...],
    reissue: int | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show every batch that left, or everybody in one. What stands here never leaves again.

    `undo NUMBER` takes back a batch whose file was never uploaded, once you deleted the file and
    typed so at the terminal: its people can be exported again. The record of both stays.

    A batch that is only `prepared` was recorded but perhaps did not arrive, after a crash or a full
    disk: --reissue hands over the very same bytes.
    """
    from invite_guard.cli.session import Session

    session = Session(invocation)
    undoing, number = _meant(words)
    if reissue is not None:
        if number is not None or as_json:
            raise click.UsageError("--reissue goes alone, or with -o.")
        _reissue(session, reissue, output)
        return
    if output is not None:
        raise click.UsageError("-o goes with --reissue.")
    if undoing is not None:
        if as_json:
            raise click.UsageError("undo goes alone.")
        _undo(session, undoing)
        return
    with closing(session.ledger()) as store:
        entries = store.entries() if number is None else [store.entry(number)]
    _show(invocation, entries, whole=number is not None, as_json=as_json)
    name_next(_after(session, entries))


def _meant(words: tuple[str, ...]) -> tuple[int | None, int | None]:
    """Tell which batch is to be undone, and which to be shown."""
    match words:
        case ():
            return None, None
        case (number,) if _is_number(number):
            return None, int(number)
        case ("undo", number) if _is_number(number):
            return int(number), None
    raise click.UsageError("Give the number of a batch, or `undo` and a number.")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0


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


def _undo(session: "Session", number: int) -> None:
    from invite_guard.cli.handing import take_back

    entry = take_back(session, number)
    say(f"Batch {entry.number}: undone, {len(entry.rows)} back. The record of both stays.")
    name_next(f"{session.command('plan')} shows them again.")


def _after(session: "Session", entries: "list[LedgerEntry]") -> str:
    from invite_guard.model.batch import BatchState

    unsure = [entry.number for entry in entries if entry.state is BatchState.PREPARED]
    if unsure:
        again = session.command(f"ledger --reissue {unsure[0]}")
        return f"{again} if batch {unsure[0]} never arrived."
    return f"{session.command('export')} hands over the approved."
