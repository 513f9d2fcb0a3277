"""Hostile names through the whole command in every locale; the long version runs by hand."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal on Windows", allow_module_level=True)

from tests.hostile import FORMULAS, HOSTILE
from tests.torture.strange_world import (
    WORLDS,
    Seen,
    World,
    approve_some,
    code_points,
    require_data_alike,
    require_dialogue,
    require_page_harmless,
    require_rows_apart,
)
from tests.views.browser import find


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = World(tmp_path_factory.mktemp("world"), [*HOSTILE, *FORMULAS[::4], *code_points(3)])
    assert approve_some(made, 2) > 5
    return made


def test_data_are_utf_8_and_alike_whatever_the_locale(world: World) -> None:
    assert require_data_alike(world, ("UTF-8", "C")) > 300_000


@pytest.mark.parametrize("name", ["UTF-8", "C"])
def test_everybody_keeps_to_a_line(world: World, name: str) -> None:
    assert require_rows_apart(world, name) > len(world.payloads)


@pytest.mark.parametrize("name", ["UTF-8", "C"])
def test_every_dialogue_shows_and_does_no_more(world: World, name: str) -> None:
    require_dialogue(world, name)


@pytest.mark.skipif(not find(), reason="no Chromium here: install chromium-headless-shell")
def test_the_page_of_everybody_runs_and_fetches_nothing(world: World) -> None:
    assert require_page_harmless(world) >= len(world.payloads)


def test_the_judge_can_find_fault() -> None:
    assert Seen(0, "\x1b[1mfine\x1b[0m é\r\n".encode()).text() == "fine é\n"
    for bad in (b"\x1b[2J", b"\x07", b"\x9b2J", "\u202e".encode(), b"\rx", b"\x1b]0;t\x07"):
        with pytest.raises(AssertionError):
            Seen(0, bad).text()
    with pytest.raises(AssertionError):
        Seen(0, "é".encode(), ascii_only=True).text()
    assert set(WORLDS) >= {"UTF-8", "C", "ascii", "latin-1"}
