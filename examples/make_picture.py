"""Make the README's picture of the dry run: the very table, shortened, drawn by rich."""

import io
import re
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from demo import PICTURE, scan_as_json
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.views import table
from invite_guard.views.selection import Selection, groups

WIDTH = 100
SHOWN = 3
"""Rows of each group in the picture; a last line says how many there are beside."""
TITLE = "invite-guard scan --demo"


def picture() -> str:
    """Draw the dry run of the demo as SVG, the same from the same plan."""
    plan = Plan.model_validate_json(scan_as_json())
    paper = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="truecolor"
    )
    for line in shortened(plan):
        paper.print(line, soft_wrap=True)
    drawn = paper.export_svg(title=TITLE, unique_id="table")
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", drawn, flags=re.DOTALL)


def shortened(plan: Plan) -> list[Text]:
    """Give the lines of the table with the first people of each group only."""
    summary = _whole(plan, ())
    lines = list(summary)
    for group in groups(Selection().of(plan)):
        before, heading, *_ = _whole(plan, group.people)[len(summary) :]
        lines += [before, heading, *_rows(group.people[:SHOWN])]
        if len(group.people) > SHOWN:
            lines.append(Text(f"… and {len(group.people) - SHOWN} more", style="dim"))
    return lines


def _whole(plan: Plan, people: Sequence[PlanPerson]) -> list[Text]:
    shown = plan.model_copy(update={"people": tuple(people)})
    return drawn(lambda screen: table.render(shown, screen))


def _rows(people: Sequence[PlanPerson]) -> list[Text]:
    return drawn(lambda screen: table.render_people(people, screen))


def drawn(draw: Callable[[Console], None]) -> list[Text]:
    """Give what is drawn as lines of styled text."""
    text = io.StringIO()
    screen = Console(
        file=text, width=WIDTH, force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    draw(screen)
    return [Text.from_ansi(line) for line in text.getvalue().splitlines()]


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8", newline="\n")
    print(PICTURE)
