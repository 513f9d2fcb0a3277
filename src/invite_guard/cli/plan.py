"""`invite-guard plan`: the dry run of the last scan again."""

from pathlib import Path

import click

from invite_guard.cli.options import PATH, Invocation, command, name_next
from invite_guard.model.tag import Tag


@command(
    examples=(
        ("invite-guard plan", "the proposed, and the riskiest of the held"),
        ("invite-guard plan --html report.html", "one page with pictures, for a browser"),
    )
)
@click.option("--tag", type=click.Choice(Tag, case_sensitive=False), help="Only this tag.")
@click.option("--hold", is_flag=True, help="All who are held.")
@click.option("--excluded", is_flag=True, help="All who are excluded, by reason.")
@click.option("--all", "everything", is_flag=True, help="Everybody, the excluded too.")
@click.option("--json", "form", flag_value="json", help="The plan document.")
@click.option("--csv", "form", flag_value="csv", help="One line a person, to look at.")
@click.option("--html", type=PATH, help="One page with pictures, into this file.")
@click.option("--schema", "form", flag_value="schema", help="The JSON Schema of the document.")
@click.option("-o", "--output", type=PATH, help="Into this file.")
@click.pass_obj
def plan(  # noqa: PLR0913 - one parameter an option
    invocation: Invocation,
    *,
    tag: Tag | None,
    hold: bool,
    excluded: bool,
    everything: bool,
    form: str | None,
    html: Path | None,
    output: Path | None,
) -> None:
    """Show the dry run of the last scan again.

    Nothing is read anew. Ask for a part and you get all of it; otherwise held people are shown in
    part. CSV and page are for looking at: never upload them anywhere, they list the held as well.
    """
    from invite_guard.cli.output import write
    from invite_guard.cli.present import Form, Wanted, present
    from invite_guard.cli.session import Session
    from invite_guard.views.selection import Selection

    if form == "schema":
        from invite_guard.views.document import schema

        write(schema(), output)
        return
    if html and (form or output):
        raise click.UsageError("--html goes without another form, and names its own file.")
    session = Session(invocation)
    selection = Selection(tag, hold, excluded, everything, invocation.demo)
    if html:
        wanted = Wanted(selection, Form.PAGE, html)
    else:
        wanted = Wanted(selection, Form(form or "table"), output)
    found = session.outline(wanted.choice)
    present(found, wanted, invocation)
    name_next(session.after_looking(found.head.totals))
