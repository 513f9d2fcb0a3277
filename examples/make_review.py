"""Make the README's picture of the review: the very screen, after some keys were pressed."""

import asyncio
import io
import re

from rich.console import Console

from demo import EXAMPLES, PLAN
from invite_guard.model.plan import Plan
from invite_guard.tui.app import Desk, ReviewApp
from invite_guard.views.person import Known
from invite_guard.views.selection import undecided

REVIEW = EXAMPLES / "review.svg"
SIZE = (100, 28)
KEYS = ("space", "space", "x", "down", "t", "p", "down")
"""Two yes, one no, and one who is no colleague but a friend."""


def picture() -> str:
    """Draw the screen as SVG, the same from the same plan."""
    plan = Plan.model_validate_json(PLAN.read_text("utf-8"))
    drawn = asyncio.run(_played(ReviewApp(Desk(undecided(plan.people), lambda _: None, Known))))
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", drawn, flags=re.DOTALL)


async def _played(app: ReviewApp) -> str:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*KEYS)
        await pilot.pause()
        paper = Console(
            file=io.StringIO(),
            record=True,
            width=SIZE[0],
            height=SIZE[1],
            force_terminal=True,
            color_system="truecolor",
            legacy_windows=False,
        )
        paper.print(app.screen._compositor.render_update(full=True))  # noqa: SLF001 - as Textual's own export does
        return paper.export_svg(title="invite-guard review --demo", unique_id="review")


if __name__ == "__main__":
    REVIEW.write_text(picture(), "utf-8", newline="\n")
    print(REVIEW)
