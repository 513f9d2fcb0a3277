"""Kept first, shown afterwards; counted rightly whatever was pressed."""

from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import mailboxes, outline_of

from invite_guard.model.correspondent import Correspondent
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Tag
from invite_guard.stages.planned import whole
from invite_guard.stages.saying import Said
from invite_guard.stages.told import Place
from invite_guard.tui.sight import Order, Sight, Tab
from invite_guard.tui.sitting import Outcome, Sitting
from invite_guard.tui.tally import Tally
from invite_guard.views.selection import decidable

MakePerson = Callable[..., PlanPerson]

moves = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("axncsu"), st.integers(0, 5)),
        st.tuples(st.sampled_from(["tag", "note", "group"]), st.integers(0, 5)),
    ),
    max_size=25,
)


def _moved(sitting: Sitting, what: str, at: int) -> Outcome:
    match what:
        case "tag":
            return sitting.tag(at, "cspe"[at % 4])
        case "note":
            return sitting.note(at, str(at))
        case "group":
            return sitting.approve(range(at))
        case key:
            return sitting.say(at, key)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves)
def test_the_running_count_is_the_count(
    people: list[PlanPerson], moves: list[tuple[str, int]]
) -> None:
    sitting = Sitting(people, lambda _: None)
    for what, at in moves:
        _moved(sitting, what, at)
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


@settings(deadline=None)
@given(mailboxes, moves)
def test_who_is_told_of_only_when_looked_at_is_decided_about_alike(
    mailbox: list[Correspondent], moves: list[tuple[str, int]]
) -> None:
    stands = decidable(outline_of(mailbox).stands)
    words: tuple[list[Said], list[Said]] = ([], [])
    one = Sitting(stands, words[0].extend)
    other = Sitting(list(map(whole, stands)), words[1].extend)
    for what, at in moves:
        if at < len(stands):
            ours, theirs = (_moved(sitting, what, at) for sitting in (one, other))
            assert ours == theirs
    assert list(map(_spelled, words[0])) == list(map(_spelled, words[1]))
    assert (one.tally.places, one.tally.tags) == (other.tally.places, other.tally.tags)
    for tab, order in product(Tab, Order):
        sight = Sight(tab, "e", order)
        assert sight.of(one.people) == sight.of(other.people)


def _spelled(said: Said) -> tuple[object, ...]:
    return (said.person.id, said.person.tag, *said[1:])
