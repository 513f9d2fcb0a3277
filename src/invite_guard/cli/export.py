"""`invite-guard export`: hand over the approved, after a human confirmed at the terminal."""

from pathlib import Path

import click

from invite_guard.cli.options import PATH, Invocation, command, name_next, say

FORMATS = ("csv", "linkedin", "vcard")


@command(
    examples=(
        ("invite-guard export -o batch.csv", "into a new file"),
        ("invite-guard export --first 10 | less", "the ten strongest, to another program"),
    )
)
@click.option("-o", "--output", type=PATH, help="Into this new file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="csv",
    show_default=True,
    help="csv: plain; linkedin: Outlook's headers, as LinkedIn documents no format; vcard: 3.0.",
)
@click.option("--first", type=click.IntRange(min=1), help="Only the strongest so many.")
@click.pass_obj
def export(invocation: Invocation, *, output: Path | None, form: str, first: int | None) -> None:
    """Hand over the approved people: shown whole, confirmed by you, written once, recorded.

    The question is asked on the terminal itself. No option, variable, file or pipe can answer it.
    This tool never contacts LinkedIn: you upload the file yourself, or do not.
    """
    from invite_guard.cli.handing import hand_over
    from invite_guard.cli.session import Session

    session = Session(invocation)
    entry = hand_over(session, form=form, file=output, first=first)
    say(f"Batch {entry.number}: {len(entry.rows)} handed over and recorded.")
    name_next(f"{session.command(f'ledger {entry.number}')} shows what left.")
