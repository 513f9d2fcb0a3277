"""The table: true numbers, nobody hidden, and no stranger's text that leaves its cell."""

import io
import re
from collections.abc import Callable

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from tests.people import CC_ONLY, correspondent, plan_of, planned, two_way

from invite_guard.cli.present import Wanted
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Action
from invite_guard.model.plan import Plan, PlanDecision, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.views.selection import CUT, Selection
from invite_guard.views.table import render

MakePerson = Callable[..., PlanPerson]
MakePlan = Callable[..., Plan]

HOLD = {"disposition": Disposition.HOLD}
HOSTILE = [
    "\x1b[2J\x1b[HMallory",
    "\x1b]8;;https://evil.example\x1b\\Ana\x1b]8;;\x1b\\",
    "\x1b]0;title\x07Mallory",
    "\x9b31mMallory",
    "Mallory\r\nAna Ruiz   ana@corp.example   colleague",
    "\u202egro.live\u202c",
    "\u2067Mallory\u2069",
    "[bold red]Mallory[/bold red]",
    "Mallory x[/]",
    "[link=https://evil.example]Mallory[/link]",
    ":smile: Mallory",
    "M\u0300\u0301\u0302\u0303\u0304\u0305allory",
    "\u200b\u200b\u200b",
    "Mallory\t\t\tcolleague",
    "Mallory\x08\x08\x08\x08",
    "M" * 5000,
]


KNOWN = [
    correspondent("ada@firm.example", "Ada Byron"),
    correspondent("kim@client.example", "Kim Poe", two_way()),
    correspondent("lee@client.example", "Lee Roe, CFO", two_way()),
    correspondent("noreply@shop.example"),
]


def _stranger(number: int) -> Correspondent:
    return correspondent(f"p{number}@x.example", f"Person {'ABC'[number % 3]}", CC_ONLY)


def drawn(
    plan: Plan, width: int, selection: Selection | None = None, *, color: bool = False
) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="truecolor" if color else None,
        legacy_windows=False,
    )
    render(plan, console, selection)
    return out.getvalue()


@pytest.fixture
def mixed(make_person: MakePerson, make_plan: MakePlan) -> Plan:
    def many(tag: Tag, number: int, **fields: object) -> list[PlanPerson]:
        return [
            make_person(f"{tag} {i}", f"{tag}{i}@x.example", tag=tag, **fields)
            for i in range(number)
        ]

    return make_plan(
        *many(Tag.COLLEAGUE, 25),
        *many(Tag.STRANGER, 12, **HOLD),
        *many(Tag.EXECUTIVE, 3, **HOLD),
        *many(Tag.PERSONAL, 11, **HOLD),
        make_person(
            "robot",
            "noreply@x.example",
            disposition=Disposition.EXCLUDED,
            exclusion=Exclusion.ROBOT,
        ),
    )


def test_the_first_sentence_is_what_an_import_would_have_done(mixed: Plan) -> None:
    first = drawn(mixed, 200).splitlines()[0].strip()
    assert first == ("An import of everything would have invited 52 people, with up to 156 mails.")


def test_the_totals_stand_above_and_add_up(mixed: Plan) -> None:
    text = drawn(mixed, 200)
    assert "Held: 26 (3 executives, 11 personal contacts, 12 strangers)." in text
    assert "Excluded: 1 (1 robot)." in text
    assert "52 people (53 addresses) = 25 proposed + 26 held + 1 excluded." in text


@pytest.mark.parametrize("width", [80, 160, 200])
def test_every_proposed_person_is_shown_whatever_their_number(mixed: Plan, width: int) -> None:
    text = drawn(mixed, width)
    assert all(f"colleague{i}@x.example" in text for i in range(25))


def test_held_are_cut_and_it_says_how_many_more_and_how_to_see_them(mixed: Plan) -> None:
    text = drawn(mixed, 160)
    assert sum(f"stranger{i}@x" in text for i in range(12)) == CUT
    assert "… and 2 strangers more: `invite-guard plan --hold --tag stranger`, or --all." in text
    assert "noreply@x.example" not in text


CHOICES = [
    Selection(),
    Selection(everything=True),
    Selection(hold=True),
    Selection(excluded=True),
    Selection(tag=Tag.STRANGER),
]


@given(st.integers(0, 40).map(lambda n: [*map(_stranger, range(n)), *KNOWN]))
def test_a_plan_of_whom_the_table_shows_is_enough(mailbox: list[Correspondent]) -> None:
    whole = plan_of(mailbox)
    for selection in CHOICES:
        part = plan_of(mailbox, wanted=Wanted(selection).choice)
        assert drawn(part, 160, selection) == drawn(whole, 160, selection)
        assert part.totals == whole.totals
        assert len(part.people) <= len(selection.of(whole).people)


@pytest.mark.parametrize(
    ("selection", "shown"),
    [
        (Selection(everything=True), 52),
        (Selection(hold=True), 26),
        (Selection(excluded=True), 1),
        (Selection(tag=Tag.STRANGER), 12),
        (Selection(tag=Tag.STRANGER, excluded=True), 0),
    ],
)
def test_whoever_asks_for_a_part_gets_all_of_it(
    mixed: Plan, selection: Selection, shown: int
) -> None:
    text = drawn(mixed, 160, selection)
    assert len(re.findall(r"\S+@x\.example", text)) == shown
    assert "more:" not in text


def test_the_riskiest_of_the_held_come_first(mixed: Plan) -> None:
    text = drawn(mixed, 160, Selection(everything=True))
    headings = re.findall(r"^(?:Proposed|Held|Excluded): \d+ ([a-z]+)", text, re.MULTILINE)
    assert headings == ["colleagues", "executives", "personal", "strangers", "robot"]


@pytest.mark.parametrize("width", [60, 80, 120, 160, 200])
def test_no_line_is_wider_than_the_screen(mixed: Plan, make_person: MakePerson, width: int) -> None:
    wide = make_person("山田太郎" * 30, "a" * 64 + "@" + "b" * 60 + ".example")
    plan = mixed.model_copy(update={"people": (wide, *mixed.people)})
    for line in drawn(plan, width, Selection(everything=True)).splitlines():
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [80, 200])
def test_wide_and_combining_characters_align(
    make_person: MakePerson, make_plan: MakePlan, width: int
) -> None:
    names = ["Ana Ruiz", "山田太郎", "Zoe\u0301 Bäcker", "김철수"]
    plan = make_plan(*(make_person(name, f"p{i}@x.example") for i, name in enumerate(names)))
    rows = [line for line in drawn(plan, width).splitlines() if "colleague  " in line]
    assert len(rows) == len(names)
    assert len({cell_len(row[: row.index("colleague")]) for row in rows}) == 1


@pytest.mark.parametrize("width", [80, 200])
def test_the_whole_address_and_the_tag_are_always_there(
    make_person: MakePerson, make_plan: MakePlan, width: int
) -> None:
    address = "a.long.local.part.of.somebody@" + "sub." * 20 + "example"
    plan = make_plan(make_person("Ana", address, tag=Tag.EXECUTIVE, **HOLD))
    text = drawn(plan, width)
    header, *rows = text[text.index("Name") :].splitlines()
    start = header.find("Address")
    end = header.find("Tag")
    cells = "".join(row[max(start, 0) : end].strip() for row in rows)
    assert address in cells
    assert "executive  " in text


@pytest.mark.parametrize("width", [80, 200])
def test_colour_says_nothing_that_words_do_not(mixed: Plan, width: int) -> None:
    colored = drawn(mixed, width, color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == drawn(mixed, width)


@pytest.mark.parametrize("field", ["name", "address", "evidence"])
@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_changes_nothing_outside_its_cell(
    make_person: MakePerson, make_plan: MakePlan, payload: str, field: str
) -> None:
    before, after = make_person("Before", "b@x.example"), make_person("After", "a@x.example")
    hostile = make_person("Mallory", "m@x.example", tag=Tag.EXECUTIVE, **HOLD)
    if field == "name":
        hostile = hostile.model_copy(update={"name": payload})
    elif field == "address":
        seen = hostile.addresses[0].model_copy(update={"address": payload})
        hostile = hostile.model_copy(update={"addresses": (seen,)})
    else:
        fact = hostile.evidence[0].model_copy(update={"text": payload})
        hostile = hostile.model_copy(update={"evidence": (fact,)})
    screen = _screen(drawn(make_plan(before, hostile, after), 200, color=True))
    innocent = _screen(drawn(make_plan(before, after), 200, color=True))
    for name in ("Before", "After"):
        assert [line for line in screen if line.startswith(name)] == [
            line for line in innocent if line.startswith(name)
        ]
    assert screen[0].startswith("An import of everything would have invited 3 people")
    assert sum("executive  " in line for line in screen) == 1
    if "[" in payload and field == "name":
        assert any("[" in line for line in screen)


def _screen(text: str) -> list[str]:
    screen = pyte.Screen(200, 120)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_name_puts_a_control_on_the_screen(name: str) -> None:
    person = planned().model_copy(update={"name": name})
    plan = _plan_of(person)
    assert all(c == "\n" or c.isprintable() for c in drawn(plan, 80) + drawn(plan, 200))


def test_what_the_owner_said_is_written_beside_the_tag(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    when = "2026-01-02T03:04:05Z"
    approved = PlanDecision.model_validate({"action": Action.APPROVE, "at": when})
    stale = approved.model_copy(update={"stale": "the tag was stranger when you approved"})
    plan = make_plan(
        make_person("A", "a@x.example", decision=approved),
        make_person("B", "b@x.example", decision=stale),
        make_person("C", "c@x.example", corrected=True, flags=(Flag.LOOK_ALIKE,)),
    )
    for width in (80, 200):
        text = drawn(plan, width)
        assert len(re.findall(r"\bapproved\b(?! until)", text)) == 1
        assert "stale" in text
        assert "(your word)" in text
        assert "LOOK TWICE: looks like" in text


def test_certainty_is_never_claimed(make_person: MakePerson, make_plan: MakePlan) -> None:
    text = drawn(make_plan(make_person(confidence=1.0)), 200)
    assert "99 %" in text
    assert "100 %" not in text


def _plan_of(*people: PlanPerson) -> Plan:
    return Plan.model_validate(
        {
            "owner": {"addresses": ["me@x.example"]},
            "sources": [],
            "totals": {
                "correspondents": 1,
                "people": 1,
                "proposed": 1,
                "held": {},
                "excluded": {},
                "naive_import": 1,
                "naive_mails": 3,
            },
            "people": people,
        }
    )


def test_what_keeps_somebody_out_stands_first_however_much_speaks_for_their_tag() -> None:
    office = correspondent("info@firm.example", "Jo Roe", two_way(9))
    shown = drawn(plan_of([*KNOWN, office]), 200, Selection(everything=True))
    (line,) = (line for line in shown.splitlines() if "info@firm" in line)
    assert "info@ is the mailbox" in line
