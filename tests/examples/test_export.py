"""The invented LinkedIn export replays the accident: 350 left, and the riskiest come first."""

import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from demo import throw_away_home
from invented.cast import Cast, read_cast
from invented.linkedin import SENT, invited
from invite_guard.sources.linkedin_export import read_linkedin

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "examples" / "make_export.py"
SHIPPED = ROOT / "src" / "invite_guard" / "demo" / "linkedin-demo.zip"


@pytest.fixture(scope="module")
def cast() -> Cast:
    return read_cast()


@pytest.fixture(scope="module")
def recovery() -> dict[str, Any]:
    with throw_away_home() as environment:
        for words in (["scan", "--demo"], ["recover", "--demo", "--json"]):
            said = subprocess.run(
                [sys.executable, "-m", "invite_guard", *words],
                env=environment,
                check=True,
                capture_output=True,
                encoding="utf-8",
            )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_the_shipped_copy_is_what_the_generator_makes() -> None:
    told = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout.strip()) == (0, "current"), told
    with zipfile.ZipFile(SHIPPED) as archive:
        assert "Invitations.csv" in archive.namelist()


def test_350_left_and_barely_a_quarter_was_accepted(cast: Cast) -> None:
    everyone = invited(cast)
    assert len(everyone) == SENT == 350
    assert 0.15 < sum(one.accepted for one in everyone) / SENT < 0.25


def test_next_to_no_connection_shows_an_address() -> None:
    connections = read_linkedin(SHIPPED).connections
    assert len(connections) > 90
    assert 0 < sum(bool(one.address) for one in connections) < 0.1 * len(connections)


def test_the_burst_is_found(recovery: dict[str, Any]) -> None:
    assert recovery["window"] == {"since": "2026-02-24", "until": "2026-02-25", "guessed": True}
    assert len(recovery["to_withdraw"]) + len(recovery["accepted"]) == SENT


def test_every_executive_and_stranger_never_met_comes_before_every_colleague(
    cast: Cast, recovery: dict[str, Any]
) -> None:
    places = {one["url"]: place for place, one in enumerate(recovery["to_withdraw"])}
    urls = {one.address: one.url for one in invited(cast)}

    def of(truth: str, *lives: str) -> list[int]:
        members = [m for m in cast.of_truth(truth) if not lives or m.life in lives]
        found = [urls[m.address] for m in members if m.address in urls]
        return [places[url] for url in found if url in places]

    names = Counter(m.name for m in cast.others)
    colleagues = [p for p in of("colleague") if names[recovery["to_withdraw"][p]["name"]] == 1]
    assert len(colleagues) > 20
    executives, strangers = of("executive"), of("stranger", "crowd", "aside", "list", "wrote")
    assert len(executives) > 20
    assert len(strangers) > 50
    assert max(*executives, *strangers) < min(colleagues)


def test_of_two_people_of_one_name_the_riskier_is_feared(
    cast: Cast, recovery: dict[str, Any]
) -> None:
    names = Counter(m.name for m in cast.others)
    twice = [one for one in recovery["to_withdraw"] if names[one["name"]] > 1]
    assert twice
    assert all(one["others"] and one["risk"] == "never-met" for one in twice)
