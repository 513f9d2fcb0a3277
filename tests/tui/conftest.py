"""People to decide about, and a way to press keys on the screen and look at it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.people import passed

from invite_guard.errors import StoreError
from invite_guard.model.correspondent import MonthActivity
from invite_guard.model.plan import PlanAddress, PlanEvidence, PlanPerson
from invite_guard.model.tag import Disposition, Tag
from invite_guard.stages.saying import Said
from invite_guard.tui.app import Desk, ReviewApp
from invite_guard.tui.sight import Tab
from invite_guard.views.person import Known

MakePerson = Callable[..., PlanPerson]


class Kept:
    """Remembers what was to be kept; refuses when it is full."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.full = False

    def __call__(self, said: Sequence[Said]) -> None:
        if self.full:
            raise StoreError("The disk did not take your decision.", "Make room.")
        self.words += map(_spelled, said)


def _spelled(said: Said) -> str:
    what = ("lift" if said.lifted else "never") if said.never else str(said.action)
    more = {"tag": f"={said.person.tag}", "note": f"={said.note}"}.get(what, "")
    return f"{said.person.name.split()[0]}:{what}{more}"


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def make_person() -> MakePerson:
    return _person


@pytest.fixture
def people() -> list[PlanPerson]:
    """Three proposed colleagues, then one of everybody who is held."""
    hold = Disposition.HOLD
    return [
        _person("Ana Ruiz", organisation="Firm"),
        _person("Ben Sato"),
        _person("Cem Dag"),
        _person("Eve Kopf", tag=Tag.EXECUTIVE, disposition=hold),
        _person("Pia Lund", tag=Tag.PERSONAL, disposition=hold),
        _person("Sam Berg", tag=Tag.STRANGER, disposition=hold, confidence=0.7),
    ]


def _person(name: str, **fields: Any) -> PlanPerson:
    first, last = name.lower().split()
    given: dict[str, Any] = {
        "id": f"p-{first}",
        "name": name,
        "tag": Tag.COLLEAGUE,
        "confidence": 0.93,
        "disposition": Disposition.PROPOSE,
        "addresses": (PlanAddress(address=f"{first}@{last}.example", from_=9, to=12, cc=1, bcc=0),),
        "exchange": passed(
            months=(MonthActivity(2021 * 12, 3, 2), MonthActivity(2024 * 12 + 4, 5, 5))
        ),
        "evidence": (PlanEvidence(rule="exchange.two_way", text="8 direct mails", weight=2.1),),
    }
    return PlanPerson(**(given | fields))


Play = Callable[..., str]
KEYS = {
    " ": "space",
    "/": "slash",
    "?": "question_mark",
    "\r": "enter",
    "\x1b": "escape",
    "\t": "tab",
    "<": "left",
    ">": "right",
    "^": "up",
    "v": "down",
    "$": "end",
}


@pytest.fixture
def play(people: list[PlanPerson], kept: Kept) -> Play:
    """Press keys, a character each (`KEYS` names those that are none), and give the screen."""

    def run(keys: str, size: tuple[int, int] = (80, 24), tab: Tab = Tab.ALL) -> str:
        app = ReviewApp(Desk(people, kept, Known), tab)
        return asyncio.run(_played(app, keys, size))

    return run


async def _played(app: ReviewApp, keys: str, size: tuple[int, int]) -> str:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(KEYS.get(key, key))
        await pilot.pause()
        return look(app)


def look(app: ReviewApp) -> str:
    """Read the screen as a terminal would show it."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
