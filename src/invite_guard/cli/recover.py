"""`invite-guard recover`: after an accident, whom to withdraw invitations from first."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import PATH, Invocation, command, keep_apart, name_next

if TYPE_CHECKING:
    from invite_guard.cli.session import DryRun, Session
    from invite_guard.model.linkedin import LinkedInExport
    from invite_guard.model.recovery import Recovery

DAY = click.DateTime(["%Y-%m-%d"])


@command(
    examples=(
        ("invite-guard recover linkedin-export.zip", "the sent invitations, riskiest first"),
        ("invite-guard recover --demo --csv -o take-back.csv", "the invented accident as a sheet"),
    )
)
@click.argument("export", required=False, type=PATH)
@click.option("--since", type=DAY, metavar="DAY", help="First day (2026-02-24).")
@click.option("--until", type=DAY, metavar="DAY", help="Last day.")
@click.option("--json", "form", flag_value="json", help="The list as a document.")
@click.option("--csv", "form", flag_value="csv", help="One line an invitation, with profiles.")
@click.option("-o", "--output", type=PATH, help="Into this file.")
@click.pass_obj
def recover(  # noqa: PLR0913 - one parameter an option
    invocation: Invocation,
    *,
    export: Path | None,
    since: datetime | None,
    until: datetime | None,
    form: str | None,
    output: Path | None,
) -> None:
    """List invitations that left by accident, riskiest first, to be withdrawn by hand.

    EXPORT is LinkedIn's own data export: the zip file, its folder, or Invitations.csv. Executives
    and strangers you never wrote to come first, then personal contacts, then the rest; who accepted
    stands apart. Without days, the busiest are taken. Works with the export alone, and better after
    `invite-guard scan` of your mail. Nothing is changed, on LinkedIn or here.
    """
    from invite_guard.cli import output as out
    from invite_guard.cli.exports import dry_run_if_read, read_export
    from invite_guard.cli.session import Session
    from invite_guard.views import document, recovery

    keep_apart([export] if export else (), output)
    if since and until and until < since:
        raise click.UsageError("--until is a day before --since: no day lies between them.")
    session = Session(invocation)
    told = read_export(session, export)
    dry_run = dry_run_if_read(session)
    found = _recovery(told, dry_run, (since, until))
    if form == "json":
        out.write(document.to_json(found), output)
    elif form == "csv":
        out.write(recovery.to_csv(found), output)
    else:
        out.show(lambda console: recovery.render(found, console), invocation, output)
    name_next(_after(session, dry_run))


def _recovery(
    export: "LinkedInExport",
    dry_run: "DryRun | None",
    days: tuple[datetime | None, datetime | None],
) -> "Recovery":
    from invite_guard.errors import NotFoundError
    from invite_guard.stages.matching.invitees import meet
    from invite_guard.stages.recover import recover as list_sent
    from invite_guard.stages.recover import sent

    outgoing = sent(export)
    if not outgoing:
        raise NotFoundError(
            "The export lists no invitation that you sent.",
            "Ask LinkedIn for the larger export, or tick Invitations; it may take a day.",
        )
    people, planned = (dry_run.people, dry_run.plan.people) if dry_run else ({}, ())
    met = meet(outgoing, people, planned, export.imported)
    since, until = (day.date() if day else None for day in days)
    return list_sent(export, met, since=since, until=until, mail=dry_run is not None)


def _after(session: "Session", dry_run: "DryRun | None") -> str:
    if dry_run is None:
        first = session.command("scan" if session.demo else "scan PATH")
        return f"{first} reads your mail; then this list knows whom you know."
    return f"{session.command('explain WHO')} shows what the mail says of somebody."
