"""Kept first, shown afterwards; counted rightly whatever was pressed."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Tag
from invite_guard.stages.told import Place
from invite_guard.tui.sight import Order, Sight, Tab
from invite_guard.tui.sitting import Sitting
from invite_guard.tui.tally import Tally

MakePerson = Callable[..., PlanPerson]

moves = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("axncsu"), st.integers(0, 5)),
        st.tuples(st.sampled_from(["tag", "note", "group"]), st.integers(0, 5)),
    ),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves)
def test_the_running_count_is_the_count(
    people: list[PlanPerson], moves: list[tuple[str, int]]
) -> None:
    sitting = Sitting(people, lambda _: None)
    for what, at in moves:
        match what:
            case "tag":
                sitting.tag(at, "cspe"[at % 4])
            case "note":
                sitting.note(at, str(at))
            case "group":
                sitting.approve(range(at))
            case key:
                sitting.say(at, key)
        anew = Tally(sitting.people)
        assert +sitting.tally.places == +anew.places
        assert +sitting.tally.tags == +anew.tags
        assert sum(sitting.tally.places.values()) == len(people)


def test_a_refused_word_changes_nothing(people: list[PlanPerson], kept: Any) -> None:
    sitting = Sitting(people, kept)
    kept.full = True
    for outcome in (sitting.say(0, "a"), sitting.tag(1, "p"), sitting.approve([0, 1])):
        assert not outcome.kept
        assert outcome.text.startswith("NOT KEPT")
    assert list(sitting.people) == people
    assert sitting.said == Counter()
    kept.full = False
    assert sitting.say(0, "u").text == "That changes nothing here."


def test_what_was_said_is_counted(people: list[PlanPerson], kept: Any) -> None:
    sitting = Sitting(people, kept)
    sitting.approve([0, 1, 3])
    sitting.say(2, "x")
    sitting.say(2, "u")
    assert sitting.said == {"approved": 2, "rejected": 1, "cleared": 1}
    assert sitting.tally.places[Place.APPROVED] == 2


@pytest.mark.parametrize(
    ("key", "here", "following", "leads"),
    [
        ("a", 0, 1, True),
        ("a", 2, 3, False),
        ("a", 3, 4, False),
        ("a", 2, None, False),
        ("x", 2, 3, True),
        ("n", 3, 4, True),
        ("c", 0, 1, False),
        ("u", 0, 1, False),
    ],
)
def test_only_a_proposed_colleague_leads_on_from_an_approval(
    people: list[PlanPerson],
    kept: Any,
    key: str,
    here: int,
    following: int | None,
    leads: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert Sitting(people, kept).leads_on(key, here, following) is leads


def test_tabs_hold_a_tag_each_and_the_decided(people: list[PlanPerson], kept: Any) -> None:
    sitting = Sitting(people, kept)
    sitting.say(1, "x")
    sitting.say(3, "a")
    held = {tab: Sight(tab).of(sitting.people) for tab in Tab}
    assert held == {
        Tab.ALL: [0, 1, 2, 3, 4, 5],
        Tab.COLLEAGUE: [0, 1, 2],
        Tab.EXECUTIVE: [3],
        Tab.PERSONAL: [4],
        Tab.STRANGER: [5],
        Tab.DECIDED: [1, 3],
    }
    assert {tab: sitting.tally.holds(tab) for tab in Tab} == {
        tab: len(rows) for tab, rows in held.items()
    }


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("ana", [0]),
        ("SATO", [1]),
        ("lund.example", [4]),
        ("firm", [0]),
        ("zzz", []),
        ("", range(6)),
    ],
)
def test_a_filter_looks_at_names_addresses_and_work(
    people: list[PlanPerson], needle: str, found: list[int]
) -> None:
    assert Sight(needle=needle).of(people) == list(found)


def test_every_order_gives_everybody(make_person: MakePerson) -> None:
    people = [
        make_person("Zoe Ax", confidence=0.5),
        make_person("ada Byron", confidence=0.9, tag=Tag.STRANGER),
    ]
    assert Sight(order=Order.PROPOSED).of(people) == [0, 1]
    assert Sight(order=Order.NAME).of(people) == [1, 0]
    assert Sight(order=Order.SURE).of(people) == [1, 0]
    sight = Sight()
    for _ in Order:
        assert sorted(sight.of(people)) == [0, 1]
        sight = sight.next_order()
    assert sight == Sight()
