"""The dry run as it was asked for: a table, the document, or a sheet."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from invite_guard.cli import output
from invite_guard.cli.options import Invocation
from invite_guard.stages.plan import Choice, Outline
from invite_guard.views import table
from invite_guard.views.selection import Selection


class Form(StrEnum):
    """How a plan can be written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PAGE = "page"


class Wanted(NamedTuple):
    """What is to be shown, how, and where."""

    selection: Selection
    form: Form = Form.TABLE
    file: Path | None = None

    @property
    def choice(self) -> Choice:
        """Whom the plan has to tell of."""
        return Choice(self.selection.keeps, self.selection.cut if self.form is Form.TABLE else None)


def present(found: Outline, wanted: Wanted, invocation: Invocation) -> None:
    """Write the plan to stdout, or into the file that was asked for."""
    if wanted.form is Form.JSON:
        from invite_guard.views.document import plan_to_json

        output.write_parts(plan_to_json(found.head, found.people), wanted.file)
    elif wanted.form is Form.CSV:
        from invite_guard.views.sheet import to_csv

        output.write(to_csv(found.people), wanted.file)
    elif wanted.form is Form.PAGE:
        from invite_guard.views.page.report import render

        output.write_parts(render(found.head, found.people), wanted.file)
    else:
        plan = found.whole()
        output.show(
            lambda console: table.render(plan, console, wanted.selection), invocation, wanted.file
        )
