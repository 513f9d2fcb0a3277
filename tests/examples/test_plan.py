"""The plan of the invented mailbox: exactly the expected one, and true to who everybody is."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from demo import PLAN, scan_as_json
from invented.cast import Cast, Member, read_cast

Document = Mapping[str, Any]


@pytest.fixture(scope="module")
def made() -> str:
    return scan_as_json()


@pytest.fixture(scope="module")
def plan(made: str) -> Document:
    found: Document = json.loads(made)
    return found


@pytest.fixture(scope="module")
def cast() -> Cast:
    return read_cast()


def proposed(plan: Document) -> set[str]:
    """Give every address of everybody proposed."""
    people = (p for p in plan["people"] if p["disposition"] == "propose")
    return {seen["address"] for person in people for seen in person["addresses"]}


def is_among(member: Member, addresses: set[str]) -> bool:
    return bool({member.address, member.also} & addresses)


def test_the_plan_is_the_expected_one(made: str) -> None:
    assert made == PLAN.read_text("utf-8"), "make docs, and look at what changed"


@pytest.mark.parametrize("truth", ["stranger", "executive", "personal", "robot", "role", "list"])
def test_nobody_who_would_be_embarrassed_is_proposed(
    truth: str, plan: Document, cast: Cast
) -> None:
    wrong = [f"{m.kind}: {m.name}" for m in cast.of_truth(truth) if is_among(m, proposed(plan))]
    assert wrong == []


def test_the_colleagues_he_set_out_to_find_are_proposed(plan: Document, cast: Cast) -> None:
    colleagues = cast.of_truth("colleague")
    missed = [f"{m.kind}: {m.name}" for m in colleagues if not is_among(m, proposed(plan))]
    assert len(missed) <= 0.05 * len(colleagues), missed


def test_everybody_is_listed_whether_proposed_held_or_excluded(plan: Document, cast: Cast) -> None:
    listed = {seen["address"] for person in plan["people"] for seen in person["addresses"]}
    own = {cast.owner.address, cast.owner.also}
    unread = {m.address for m in cast.of_truth("unread")}
    everybody = {a for m in cast.others for a in (m.address, m.also) if a}
    assert listed == (everybody - unread) | own


def test_people_are_no_robots_and_robots_no_people(plan: Document, cast: Cast) -> None:
    excluded = {
        seen["address"]
        for person in plan["people"]
        if person["exclusion"] in {"robot", "role", "list"}
        for seen in person["addresses"]
    }
    machines = {m.address for t in ("robot", "role", "list") for m in cast.of_truth(t)}
    assert excluded == machines


def test_whoever_is_proposed_wrote_and_was_written_to_directly(plan: Document) -> None:
    exchanges = [p["exchange"] for p in plan["people"] if p["disposition"] == "propose"]
    assert exchanges
    assert all(e["direct_in"] and e["direct_out"] for e in exchanges)
