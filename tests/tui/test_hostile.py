"""Whatever strangers call themselves: every line of the screen stays its own."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from tests.tui.conftest import look

from invite_guard.model.plan import PlanAddress, PlanEvidence, PlanPerson
from invite_guard.tui.app import Desk, ReviewApp
from invite_guard.views.person import Known

HOSTILE = (
    "\x1b[2J\x1b[31mRed\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mC1\x85next",
    "[bold red]markup[/] [@click=app.quit]quit[/] [/nothing]",
    "[b",
    "a\nb\rc\td",
    "\u202egnp.exe\u2066x\u2069",
    "zero\u200b\u200d\ufeffwidth",
    "Z" + "\u0301\u0322\u0353" * 60,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u5c71\u7530\u592a\u90ce" * 20,
    "\ud800lone",
    "x" * 1_000_000,
    "=cmd|' /C calc'!A0",
    "{person} %s $HOME `id`",
)


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
