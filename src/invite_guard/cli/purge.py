"""`invite-guard purge`: delete what was read, or everything."""

from pathlib import Path

import click

from invite_guard.cli.options import Invocation, command, name_next, say


@command(
    examples=(
        ("invite-guard purge", "what was read; your decisions stay"),
        ("invite-guard purge --demo --all", "everything of the example"),
    )
)
@click.option("--all", "everything", is_flag=True, help="Also decisions, never-list and ledger.")
@click.pass_obj
def purge(invocation: Invocation, *, everything: bool) -> None:
    """Delete everything that was read. It says what, and asks at the terminal.

    A scan reads it again. With --all your decisions, your never-list and the record of what left go
    too: then nothing keeps an invited person from being invited twice. Your mail and the settings
    file are never touched.
    """
    from invite_guard.cli.asking import require_phrase
    from invite_guard.cli.session import Session
    from invite_guard.errors import StoreError
    from invite_guard.views.words import count

    session = Session(invocation)
    files = session.files(everything=everything)
    if not files:
        say("There is nothing to delete.")
        return
    listed = "\n".join(f"  {file} ({file.stat().st_size:,} bytes)" for file in files)
    lost = "\nNo scan brings back decisions, never-list and ledger." if everything else ""
    require_phrase(
        f"This will be deleted for good:\n{listed}{lost}\n",
        "purge everything" if everything else "purge",
    )
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"Not everything could be deleted: {error.strerror}.",
            f"Close other uses of {Path(session.folder)}, then purge again.",
        ) from error
    say(f"Deleted: {count(len(files), 'file')}.")
    name_next(f"{session.command('scan' if session.demo else 'scan PATH')} reads anew.")
