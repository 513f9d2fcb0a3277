"""Review decisions as keystrokes: what each key keeps, and that undo restores what stood."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import planned as person

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanDecision, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.stages.review import (
    Review,
    approve_group,
    begin,
    press,
    turn_to,
    write_note,
)
from invite_guard.stages.saying import Said
from invite_guard.stages.told import in_group

KEYS = "axstnurcqpe?"


def play(keys: str, *people: PlanPerson) -> tuple[Review, list[str]]:
    """Press the keys one after the other; a space is only for the eye."""
    review = begin(people or [person(name) for name in "kmo"])
    said: list[str] = []
    for key in keys.replace(" ", ""):
        if review.writing_note:
            review, words = write_note(review, key)
        else:
            review, words = press(review, key)
        said += map(spelled, words)
    return review, said


def spelled(word: Said) -> str:
    what = ("lift" if word.lifted else "never") if word.never else str(word.action)
    more = {"tag": f"={word.person.tag}", "note": f"={word.note}"}.get(what, "")
    return f"{word.person.name}:{what}{more}"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("aax", ["k:approve", "m:approve", "o:reject"]),
        ("aax u q", ["k:approve", "m:approve", "o:reject", "o:clear"]),
        ("s a", ["m:approve"]),
        ("s u a", ["k:approve"]),
        ("n", ["k:never"]),
        ("n u", ["k:never", "k:lift"]),
        ("t p a", ["k:tag=personal", "k:approve"]),
        ("t c", []),
        ("t a", []),
        ("t u a", ["k:approve"]),
        ("t e u", ["k:tag=executive", "k:untag"]),
        ("t e t p u u", ["k:tag=executive", "k:tag=personal", "k:tag=executive", "k:untag"]),
        ("r 7 a", ["k:note=7", "k:approve"]),
        ("r 7 r 8 u u", ["k:note=7", "k:note=8", "k:note=7", "k:note="]),
        ("a u c", ["k:approve", "k:clear"]),
        ("c", []),
        ("q a", ["k:approve"]),
        ("? z 1", []),
        ("u u u", []),
        ("a u u a", ["k:approve", "k:clear", "k:approve"]),
        ("aaaa", ["k:approve", "m:approve", "o:approve"]),
        ("aaa u x", ["k:approve", "m:approve", "o:approve", "o:clear", "o:reject"]),
    ],
)
def test_keys(keys: str, said: list[str]) -> None:
    assert play(keys)[1] == said


def test_an_approval_is_of_the_tag_that_was_shown() -> None:
    review = begin([person("k")])
    for key in "te":
        review, _ = press(review, key)
    _, (word,) = press(review, "a")
    assert word.person.tag is Tag.EXECUTIVE
    assert word.person.disposition is Disposition.HOLD


def test_after_a_new_tag_the_same_person_is_asked_about_again() -> None:
    review, _ = play("tp")
    assert review.current
    assert (review.current.name, review.current.tag) == ("k", Tag.PERSONAL)


def test_undo_restores_an_earlier_rejection() -> None:
    before = PlanDecision(action=Action.REJECT, at=datetime.now(UTC))
    assert play("a u", person("k", decision=before))[1] == ["k:approve", "k:reject"]


def test_undo_does_not_restore_a_stale_approval() -> None:
    before = PlanDecision(action=Action.APPROVE, at=datetime.now(UTC), stale="the tag was another")
    assert play("x u", person("k", decision=before))[1] == ["k:reject", "k:clear"]


def test_an_ambiguous_address_cannot_be_approved() -> None:
    doubtful = person("k", flags=(Flag.AMBIGUOUS_ADDRESS,))
    review, said = play("a", doubtful)
    assert said == []
    assert review.current is doubtful


def test_somebody_on_the_never_list_cannot_be_approved_there() -> None:
    review, _ = play("n")
    again, said = press(turn_to(review, 0), "a")
    assert said == ()
    assert again.people[0].exclusion is Exclusion.NEVER


def test_people_stand_as_they_were_decided() -> None:
    review, _ = play("a x n", *map(person, "kmo"))
    approved, rejected, never = review.people
    assert (approved.disposition, approved.decision and approved.decision.action) == (
        Disposition.PROPOSE,
        Action.APPROVE,
    )
    assert rejected.exclusion is Exclusion.REJECTED
    assert never.exclusion is Exclusion.NEVER


def test_what_is_approved_is_not_approved_anew_so_its_age_counts() -> None:
    review, _ = play("a")
    again, said = press(turn_to(review, 0), "a")
    assert said == ()
    assert again.position == 1


def test_a_rejection_that_is_cleared_leads_back_to_what_was_proposed() -> None:
    review, _ = play("x")
    cleared, (word,) = press(turn_to(review, 0), "c")
    assert word.action is Action.CLEAR
    assert cleared.people[0] == person("k")


def test_an_approval_of_an_earlier_rejected_is_held_until_the_next_plan() -> None:
    word = PlanDecision(action=Action.REJECT, at=datetime.now(UTC))
    before = person("k", decision=word, exclusion="rejected", disposition="excluded")
    review, _ = press(begin([before]), "a")
    assert review.people[0].disposition is Disposition.HOLD
    assert review.people[0].exclusion is None


def test_a_new_tag_makes_an_approval_stale_and_opens_no_gate() -> None:
    approved = PlanDecision(action=Action.APPROVE, at=datetime.now(UTC))
    review, _ = play("t p", person("k", decision=approved))
    assert review.people[0].decision
    assert "the tag was colleague" in review.people[0].decision.stale
    doubtful = person("k", tag="stranger", disposition="hold", flags=(Flag.LOOK_ALIKE,))
    assert play("t c", doubtful)[0].people[0].disposition is Disposition.HOLD
    alone = person("k").exchange.model_copy(update={"direct_out": 0})
    oneway = person("k", tag="stranger", disposition="hold", exchange=alone)
    assert play("t c", oneway)[0].people[0].disposition is Disposition.HOLD


RISKY = (
    person("e", tag="executive", disposition="hold"),
    person("p", tag="personal", disposition="hold"),
    person("s", tag="stranger", disposition="hold"),
    person("d", disposition="hold", confidence=0.6),
)


def test_a_group_holds_proposed_colleagues_and_nobody_else() -> None:
    review = begin([person("k"), *RISKY, person("m")])
    after, said = approve_group(review, range(6))
    assert [spelled(word) for word in said] == ["k:approve", "m:approve"]
    undone, taken = press(after, "u")
    assert [spelled(word) for word in taken] == ["k:clear", "m:clear"]
    assert undone.people == review.people


def test_a_group_holds_only_those_it_was_given() -> None:
    _, said = approve_group(begin([person(name) for name in "kmo"]), [1])
    assert [spelled(word) for word in said] == ["m:approve"]
    assert approve_group(begin(RISKY), range(4)) == (begin(RISKY), ())


@given(st.text(KEYS, max_size=20))
def test_whatever_was_pressed_no_group_holds_the_risky(keys: str) -> None:
    review, _ = play(keys, *RISKY)
    for someone in review.people:
        if in_group(someone):
            assert someone.tag is Tag.COLLEAGUE
            assert someone.exclusion is None
            assert someone.exchange.direct_in
            assert someone.exchange.direct_out


def test_the_end_is_the_end() -> None:
    assert play("aaa")[0].finished
    assert play("q")[0].finished
    assert not play("aa")[0].finished


@given(st.text(KEYS, max_size=30))
def test_undoing_everything_leads_back_to_the_beginning(keys: str) -> None:
    review, _ = play(keys.replace("q", ""))
    for _ in range(len(keys) * 2):
        review, _words = press(review, "u")
    start = begin([person(name) for name in "kmo"])
    assert (review.people, review.position) == (start.people, 0)


@given(st.text(KEYS, max_size=30))
def test_nobody_is_approved_without_the_key_for_it(keys: str) -> None:
    _, said = play(keys)
    for word in ("approve", "reject", "never"):
        key = {"approve": "a", "reject": "x", "never": "n"}[word]
        assert sum(one.endswith(f":{word}") for one in said) <= keys.count(key) + keys.count("u")
    assert sum(one.endswith(":approve") for one in said) == 0 or "a" in keys
