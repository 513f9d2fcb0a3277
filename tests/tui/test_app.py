"""The full screen, played key by key."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from tests.people import correspondent, outline_of
from tests.tui.conftest import look

from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Flag
from invite_guard.stages.stand import Stand
from invite_guard.tui.app import Desk, ReviewApp
from invite_guard.tui.listing import Listing
from invite_guard.tui.sight import Tab
from invite_guard.views.person import Known

Play = Callable[..., str]


def head(screen: str) -> str:
    return screen.splitlines()[0]


def cursor(screen: str) -> str:
    return next(line for line in screen.splitlines() if line.startswith(">"))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("  x", ["Ana:approve", "Ben:approve", "Cem:reject"]),
        ("  x uu", ["Ana:approve", "Ben:approve", "Cem:reject", "Cem:clear", "Ben:clear"]),
        ("n", ["Ana:never"]),
        ("nu", ["Ana:never", "Ana:lift"]),
        ("tp ", ["Ana:tag=personal", "Ana:approve"]),
        ("tpu", ["Ana:tag=personal", "Ana:untag"]),
        ("t\x1b ", ["Ana:approve"]),
        ("rhi\r ", ["Ana:note=hi", "Ana:approve"]),
        ("rhi\x1b", []),
        (" uu", ["Ana:approve", "Ana:clear"]),
        (" ^c", ["Ana:approve", "Ana:clear"]),
        ("vv ", ["Cem:approve"]),
        ("/sato\r ", ["Ben:approve"]),
        ("/sato", []),
        ("/nobody\r x", []),
        ("/sato\x1b ", ["Ben:approve"]),
        ("\t\t ", ["Eve:approve"]),
        ("A\r", []),
        ("A\x1b", []),
        ("A  x", []),
        ("A>\r", ["Ana:approve", "Ben:approve", "Cem:approve"]),
        ("A>\ru", [*(f"{who}:approve" for who in ("Ana", "Ben", "Cem")),
                   *(f"{who}:clear" for who in ("Ana", "Ben", "Cem"))]),
        ("/ben\rA>\r", ["Ben:approve"]),
        ("x A>\r", ["Ana:reject", "Ben:approve", "Cem:approve"]),
        ("\t\tA>\r", []),
        ("? \x1b", []),
        ("\r \x1b", []),
        ("o ", ["Ana:approve"]),
        ("q", []),
    ],
)  # fmt: skip
def test_keys(play: Play, kept: Any, keys: str, words: list[str]) -> None:
    play(keys.replace("x u", "xu").replace("x A", "xA"))
    assert kept.words == words


def test_a_key_held_down_approves_no_held_person_after_the_proposed(play: Play, kept: Any) -> None:
    screen = play(" " * 12)
    assert kept.words == ["Ana:approve", "Ben:approve", "Cem:approve"]
    assert "Cem Dag" in cursor(screen)


def test_a_held_person_is_approved_alone(play: Play, kept: Any) -> None:
    screen = play("vvv    ")
    assert kept.words == ["Eve:approve"]
    assert "Eve Kopf" in cursor(screen)
    assert "executive" in cursor(screen)


def test_the_head_counts_everybody_hidden_or_not(play: Play) -> None:
    assert head(play("")) == "0 approved · 3 proposed · 3 held | 6 of 6 shown"
    told = head(play(" x/lund"))
    assert told == "1 approved · 1 proposed · 3 held · 1 rejected | 1 of 6 shown"
    assert "never" in head(play("n"))


def test_the_group_is_shown_whole_and_counted_before_it_is_approved(play: Play) -> None:
    screen = play("A")
    assert "Approve 3 proposed colleagues, these and nobody else?" in screen
    for address in ("ana@ruiz.example", "ben@sato.example", "cem@dag.example"):
        assert address in screen
    assert "eve@" not in screen


def test_the_harmless_answer_has_the_focus(people: list[PlanPerson], kept: Any) -> None:
    async def focused() -> str | None:
        app = ReviewApp(Desk(people, kept, Known))
        async with app.run_test() as pilot:
            await pilot.press("A")
            await pilot.pause()
            return app.focused.id if app.focused else None

    assert asyncio.run(focused()) == "cancel"


def test_what_could_not_be_kept_is_not_shown_as_said(play: Play, kept: Any) -> None:
    kept.full = True
    screen = play(" A>\rx")
    assert "NOT KEPT: The disk did not take your decision." in screen
    assert head(screen).startswith("0 approved · 3 proposed")
    assert "Ana" in cursor(screen)


def test_the_evidence_tells_years_and_reasons(play: Play) -> None:
    screen = play("\r")
    assert "2021 ▄··█ 2024, at most 10 a year" in screen
    assert "8 direct mails" in screen
    assert "What would change it" in play("\rvvvvvvvvvvvvvv")


def test_help_names_every_key(play: Play) -> None:
    screens = play("?") + play("?" + "v" * 20)
    for word in ("space", "approve", "reject", "never", "note", "undo", "filter", "order"):
        assert word in screens


def test_a_low_window_shows_the_question_and_both_answers(play: Play) -> None:
    screen = play("A", size=(60, 12))
    for part in ("these and nobody else?", "Ana Ruiz", "Cancel", "Approve 3"):
        assert part in screen


def test_a_hint_is_shown_unless_it_is_a_reason(people: list[PlanPerson], play: Play) -> None:
    reason = people[0].evidence[0].text
    people[0] = people[0].model_copy(update={"hints": ("perhaps Ana R.", reason)})
    screen = play("")
    assert "perhaps Ana R." in screen
    assert screen.count(reason) == 1


def test_flags_and_notes_stand_below_the_list(people: list[PlanPerson], play: Play) -> None:
    people[0] = people[0].model_copy(update={"flags": (Flag.LOOK_ALIKE,), "note": "met in Bonn"})
    screen = play("")
    assert "LOOK TWICE: looks like somebody else you know" in screen
    assert "Your note: met in Bonn" in screen
    assert cursor(screen).startswith(">!")
    assert "looks like somebody else you know" in play("A"), "in the question before a group too"


def test_a_review_goes_on_with_the_first_undecided(people: list[PlanPerson], kept: Any) -> None:
    async def sittings() -> str:
        first = ReviewApp(Desk(people, kept, Known))
        async with first.run_test() as pilot:
            await pilot.pause()
            await pilot.press("space", "x", "q")
        again = ReviewApp(Desk(first.sitting.people, kept, Known))
        async with again.run_test() as pilot:
            await pilot.pause()
            return str(again.sitting.people[again._listing.position or 0].name)

    assert asyncio.run(sittings()) == "Cem Dag"


def test_what_was_typed_before_anything_was_seen_says_nothing(
    people: list[PlanPerson], kept: Any
) -> None:
    async def typed() -> None:
        app = ReviewApp(Desk(people, kept, Known))
        async with app.run_test() as pilot:
            await pilot.pause()
            app._listens = False
            await pilot.press("space", "x", "n")

    asyncio.run(typed())
    assert kept.words == []


class Watched(Stand):
    """Somebody in a list who remembers being looked at."""

    looked_at: ClassVar[set[str]] = set()

    @property
    def title(self) -> str:
        Watched.looked_at.add(self.address)
        return super().title


def test_of_a_large_mailbox_only_those_on_the_screen_are_told_of(kept: Any) -> None:
    mailbox = [correspondent(f"p{number}@corp.example", f"P{number} Roe") for number in range(500)]
    stands = list(map(Watched._make, outline_of(mailbox).stands))

    async def paged() -> str:
        app = ReviewApp(Desk(stands, kept, Known))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("pagedown", "o", "end", "space")
            await pilot.pause()
            return look(app)

    assert "1 approved" in head(asyncio.run(paged()))
    assert 24 < len(Watched.looked_at) < 100


def test_it_begins_with_the_tab_that_was_asked_for(play: Play) -> None:
    screen = play("", tab=Tab.PERSONAL)
    assert "[personal 1]" in screen
    assert "Pia Lund" in cursor(screen)
    assert "Ana Ruiz" not in screen


def test_tabs_and_titles_and_lines_take_the_mouse(people: list[PlanPerson], kept: Any) -> None:
    async def clicked() -> tuple[list[str], list[str]]:
        app = ReviewApp(Desk(people, kept, Known))
        seen = []
        async with app.run_test(size=(80, 24)) as pilot:
            for place in (("#tabs", (26, 0)), ("#tabs", (2, 0)), ("#titles", (13, 0))):
                await pilot.click(place[0], offset=place[1])
                await pilot.pause()
                seen.append(app.sitting.people[app._listing.position or 0].name)
            await pilot.click(Listing, offset=(5, 4))
            await pilot.pause()
            seen.append(app.sitting.people[app._listing.position or 0].name)
            await pilot.click(Listing, offset=(5, 4))
            await pilot.pause()
            return seen, [type(screen).__name__ for screen in app.screen_stack]

    seen, screens = asyncio.run(clicked())
    assert seen == ["Eve Kopf", "Eve Kopf", "Eve Kopf", "Pia Lund"]
    assert screens[-1] == "TextScreen"
    assert kept.words == []


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
def test_every_line_fits_the_window(play: Play, size: tuple[int, int]) -> None:
    for keys in ("", "A", "t", "r", "\r", "?", "/a"):
        lines = play(keys, size=size).splitlines()
        assert len(lines) == size[1]
        assert max(map(len, lines)) <= size[0]


@pytest.mark.parametrize(("name", "keys"), [("list", "  x"), ("evidence", "\r"), ("group", "A")])
def test_the_screen_is_as_pinned(play: Play, name: str, keys: str) -> None:
    """`INVITE_GUARD_PIN=1 pytest tests/tui` pins anew; look at the difference before you commit."""
    file = Path(__file__).parent / "screens" / f"{name}.txt"
    shown = play(keys) + "\n"
    if os.environ.get("INVITE_GUARD_PIN"):
        file.write_text(shown, "utf-8")
    assert shown == file.read_text("utf-8")


def test_a_wide_window_shows_reasons_and_figures_in_the_list(play: Play) -> None:
    assert "8 direct mails" in cursor(play("", size=(140, 30)))
    assert "2024-05-02" in cursor(play("", size=(140, 30)))


def test_a_fault_of_the_program_is_left_to_the_caller(
    people: list[PlanPerson], kept: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(person: PlanPerson) -> Known:
        raise ZeroDivisionError(person.name)

    async def fail() -> None:
        app = ReviewApp(Desk(people, kept, broken))
        async with app.run_test() as pilot:
            await pilot.press("enter")
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        asyncio.run(fail())
    assert "Ana" not in "".join(capsys.readouterr())
