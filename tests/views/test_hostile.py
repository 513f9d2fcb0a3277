"""Every payload, as every field, in every view and prompt: a terminal emulator is the judge."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyte
import pytest
from rich.console import Console
from tests.hostile import HOSTILE

from invite_guard.model.batch import BatchState, LedgerEntry, Row
from invite_guard.model.decision import Action, Decision
from invite_guard.model.plan import Plan, PlanAddress, PlanEvidence, PlanPerson
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.notice import Shown, describe, describe_again, describe_undo
from invite_guard.views import batches, card, document, person, sheet, table
from invite_guard.views.page.report import render as render_page

MakePerson = Callable[..., PlanPerson]
MakePlan = Callable[..., Plan]
View = Callable[[Plan], str]
WHEN = datetime(2026, 1, 2, tzinfo=UTC)
GOOD = ("Before", "Behind")


def everywhere(innocent: PlanPerson, payload: str) -> PlanPerson:
    """Put a payload wherever a stranger's text may stand."""
    return innocent.model_copy(
        update={
            "name": payload,
            "organisation": payload,
            "title": payload,
            "linkedin_url": payload,
            "note": payload,
            "hints": (payload,),
            "flags": (Flag.LOOK_ALIKE,),
            "addresses": (PlanAddress(address=payload, from_=1, to=1, cc=0, bcc=0),),
            "evidence": (PlanEvidence(rule="r", text=payload, weight=1.0),),
        }
    )


def row_of(one: PlanPerson) -> Row:
    return Row.model_construct(
        person_id=one.id,
        address=one.address,
        name=one.name,
        first_name="",
        last_name="",
        organisation=one.organisation,
        title=one.title,
        linkedin_url=one.linkedin_url,
        tag=one.tag,
    )


def entry_of(plan: Plan) -> LedgerEntry:
    return LedgerEntry.model_construct(
        number=1,
        state=BatchState.PREPARED,
        prepared_at=WHEN,
        published_at=None,
        undone_at=None,
        format="csv",
        destination=plan.people[1].name,
        digest="0" * 64,
        rows=tuple(map(row_of, plan.people)),
    )


def known(one: PlanPerson) -> person.Known:
    said = Decision.model_construct(
        action=Action.NOTE,
        person_id="p",
        address=one.address,
        name=one.name,
        tag=Tag.COLLEAGUE,
        at=WHEN,
        note=one.name,
    )
    return person.Known(
        one, [(one.name, 3)], [said], introduced_by=one.name, introduced=[one.name] * 20
    )


def drawn(draw: Callable[[Console], None], width: int) -> str:
    out = io.StringIO()
    draw(Console(file=out, width=width, color_system="standard", force_terminal=True))
    return out.getvalue()


def cards(plan: Plan, console: Console) -> None:
    for number, one in enumerate(plan.people):
        card.render(one, f"{number} of 3", console)


def explained(plan: Plan, console: Console) -> None:
    for one in plan.people:
        person.render(known(one), console)


def shown(plan: Plan) -> list[Shown]:
    return [Shown(row_of(one), one) for one in plan.people]


VIEWS: dict[str, View] = {
    "table, wide": lambda plan: drawn(lambda c: table.render(plan, c), 200),
    "table, narrow": lambda plan: drawn(lambda c: table.render(plan, c), 80),
    "explain": lambda plan: drawn(lambda c: explained(plan, c), 100),
    "card": lambda plan: drawn(lambda c: cards(plan, c), 80),
    "ledger": lambda plan: drawn(lambda c: batches.render_ledger([entry_of(plan)], c), 120),
    "batch": lambda plan: drawn(lambda c: batches.render_batch(entry_of(plan), c), 120),
    "prompt": lambda plan: describe(shown(plan), "csv", plan.people[1].name, []),
    "prompt, again": lambda plan: describe_again(entry_of(plan), plan.people[1].name),
    "prompt, undo": lambda plan: describe_undo(entry_of(plan)),
}


def screen_of(text: str, width: int = 400) -> tuple[list[str], pyte.Screen]:
    screen = pyte.Screen(width, 300)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display], screen


@pytest.fixture
def plans(make_person: MakePerson, make_plan: MakePlan) -> Callable[[str], Plan]:
    def make(payload: str) -> Plan:
        before, behind = (
            make_person(name, f"{name.lower()}@x.example", id=name.lower()) for name in GOOD
        )
        held = {"tag": Tag.STRANGER, "disposition": Disposition.HOLD}
        bad = make_person("Mallory", "m@x.example", id="bad", **held)
        return make_plan(before, everywhere(bad, payload), behind)

    return make


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("payload", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_no_view_lets_a_payload_out_of_its_place(
    plans: Callable[[str], Plan], view: str, payload: str
) -> None:
    require_harmless(VIEWS[view](plans(payload)), VIEWS[view](plans("harmless")))


def require_harmless(text: str, innocent: str) -> None:
    """Judge by a terminal emulator, and by what no terminal may get."""
    lines, screen = screen_of(text)
    wanted, plain = screen_of(innocent)
    require_same(lines, wanted)
    assert (screen.mode, screen.title, screen.charset) == (plain.mode, "", plain.charset)
    require_plain(text)


def require_same(lines: list[str], wanted: list[str]) -> None:
    """Hold that what was written about the others stands where it stood."""
    for name in GOOD:
        assert [s.split() for s in lines if name in s] == [s.split() for s in wanted if name in s]


def require_plain(text: str) -> None:
    codes = {piece.partition("m")[0] for piece in text.split("\x1b[")[1:]}
    assert codes <= {"0", "1", "2", "4", "31", "32", "33", "35", "1;31", "1;4", "4;1"}, codes
    rest = text.replace("\x1b[", "")
    assert all(c == "\n" or c.isprintable() for c in rest)
    text.encode("utf-8")
    assert len(text) < 60_000


@pytest.mark.parametrize("payload", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_documents_and_sheets_can_be_read_and_obeyed_by_nobody(
    plans: Callable[[str], Plan], payload: str
) -> None:
    plan = plans(payload)
    written = document.to_json(plan)
    assert all(c == "\n" or c.isprintable() for c in written)
    assert [one["name"] for one in json.loads(written)["people"]][1] is not None
    rows = list(csv.DictReader(io.StringIO(sheet.to_csv(plan.people), newline="")))
    assert [rows[0]["name"], rows[2]["name"]] == list(GOOD)
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1].values())
    page = "".join(render_page(plan, plan.people))
    assert all(c == "\n" or c.isprintable() for c in page)


def naughty(corpora: Path) -> list[str]:
    """Give the Big List of Naughty Strings; remarks and empty lines left out."""
    (file,) = (corpora / "torture" / "blns").glob("*.json")
    return [text for text in json.loads(file.read_text("utf-8")) if text]


def test_naughty_strings_stay_in_their_place(plans: Callable[[str], Plan], corpora: Path) -> None:
    payloads = naughty(corpora)
    assert len(payloads) > 400
    for view in VIEWS.values():
        innocent = view(plans("harmless"))
        for payload in payloads:
            text = view(plans(payload))
            require_plain(text)
            require_same(text.split("\n"), innocent.split("\n"))


def test_the_judge_can_find_fault(plans: Callable[[str], Plan]) -> None:
    innocent = VIEWS["card"](plans("harmless"))
    for broken in ("\x1b[2J", "\x1b]0;title\x07", "\x1b[5m", "\u202e", "Before\n"):
        with pytest.raises(AssertionError):
            require_harmless(innocent.replace("harmless", broken), innocent)
