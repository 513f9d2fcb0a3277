"""Whatever strangers call themselves: every line of the screen stays its own."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from tests.hostile import HOSTILE
from tests.tui.conftest import look

from invite_guard.model.plan import PlanAddress, PlanEvidence, PlanPerson
from invite_guard.tui.app import Desk, ReviewApp
from invite_guard.views.person import Known


@pytest.mark.parametrize("text", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_no_line_leaves_its_place(
    people: list[PlanPerson], kept: Any, make_person: Callable[..., PlanPerson], text: str
) -> None:
    bad = make_person(
        "Mal Lory",
        organisation=text,
        title=text,
        note=text,
        hints=(text,),
        addresses=(PlanAddress(address=f"{text}@x.example", from_=1, to=1, cc=0, bcc=0),),
        evidence=(PlanEvidence(rule="r", text=text, weight=1.0),),
    ).model_copy(update={"name": text})

    async def played() -> list[str]:
        app = ReviewApp(Desk([people[0], bad, people[1]], kept, Known))
        seen = []
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            for keys in ("down", "enter", "escape", "A", "escape", "t", "escape", "r", "escape"):
                await pilot.press(keys)
                await pilot.pause()
                seen.append(look(app))
            await pilot.press("x", "/", *"lory", "enter")
            await pilot.pause()
            seen.append(look(app))
        return seen

    screens = asyncio.run(played())
    for screen in screens:
        lines = screen.split("\n")
        assert len(lines) == 30
        assert all(c == "\n" or c.isprintable() for c in screen)
    first = screens[0].split("\n")
    assert first[3].strip().startswith("proposed Ana Ruiz")
    assert first[4].startswith(">")
    assert first[5].strip().startswith("proposed Ben Sato")
