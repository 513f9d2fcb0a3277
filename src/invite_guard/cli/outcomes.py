"""`invite-guard outcomes`: who accepted, and which invitations nobody approved."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invite_guard.cli.options import PATH, Invocation, command, keep_apart, name_next

if TYPE_CHECKING:
    from invite_guard.cli.session import Session
    from invite_guard.model.linkedin import LinkedInExport
    from invite_guard.model.outcome import Outcomes, Strength


@command(
    examples=(
        ("invite-guard outcomes linkedin-export.zip", "who accepted since, and your rate"),
        ("invite-guard outcomes export.zip --json", "the same for a program"),
    )
)
@click.argument("export", required=False, type=PATH)
@click.option("--json", "form", flag_value="json", help="The comparison as a document.")
@click.option("--csv", "form", flag_value="csv", help="One line a person.")
@click.option("-o", "--output", type=PATH, help="Into this file.")
@click.pass_obj
def outcomes(
    invocation: Invocation, *, export: Path | None, form: str | None, output: Path | None
) -> None:
    """Compare what you handed over with a later LinkedIn export.

    EXPORT is LinkedIn's own data export: the zip file or its folder. First come invitations that
    left without ever having been approved here; then who accepted, who did not so far and who is
    gone, with your own rate by tag and by how much mail there was. It is kept, so that later plans
    can tell how many will accept.
    """
    from invite_guard.cli import output as out
    from invite_guard.cli.exports import read_export
    from invite_guard.cli.session import Session
    from invite_guard.views import document
    from invite_guard.views import outcomes as view

    keep_apart([export] if export else (), output)
    session = Session(invocation)
    found = _judged(session, read_export(session, export))
    if form == "json":
        out.write(document.to_json(found), output)
    elif form == "csv":
        out.write(view.to_csv(found), output)
    else:
        out.show(lambda console: view.render(found, console), invocation, output)
    name_next(_after(session, found))


def _judged(session: "Session", export: "LinkedInExport") -> "Outcomes":
    from invite_guard import paths
    from invite_guard.model.batch import BatchState
    from invite_guard.model.outcome import Outcome
    from invite_guard.stages.outcomes import judge_outcomes
    from invite_guard.stores.outcomes import OutcomeLog

    with closing(session.ledger()) as ledger:
        entries = [e for e in ledger.entries() if e.state is not BatchState.UNDONE]
    with closing(OutcomeLog.open(paths.decisions_file(session.folder))) as log:
        found = judge_outcomes(
            entries,
            export,
            as_of=export.made_on or datetime.now(UTC).date(),
            strength=_strength(session),
            before={address: told.state for address, told in log.latest().items()},
        )
        log.record(
            (Outcome(address=p.address, state=p.state, as_of=found.as_of) for p in found.people),
            datetime.now(UTC),
        )
    return found


def _strength(session: "Session") -> Callable[[str], "Strength"]:
    """Tell by address how much direct mail there was, as far as mail was read."""
    from invite_guard.cli.exports import dry_run_if_read
    from invite_guard.model.outcome import Strength
    from invite_guard.stages.outcomes import strength_of

    dry_run = dry_run_if_read(session)
    found = {
        seen.address: strength_of(person.exchange.direct_in + person.exchange.direct_out)
        for person in (dry_run.plan.people if dry_run else ())
        for seen in person.addresses
    }
    return lambda address: found.get(address, Strength.UNKNOWN)


def _after(session: "Session", found: "Outcomes") -> str:
    if found.never_approved:
        again = session.command("recover" if session.demo else "recover EXPORT")
        return f"{again} says whom of these to withdraw from first."
    return f"{session.command('plan')} shows whom to ask next."
