"""Review decisions as keystrokes: what each key keeps, and that undo restores what stood."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanDecision, PlanPerson
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.review import Review, begin, press

KEYS = "axstnuqcpe?"


def person(name: str, **fields: object) -> PlanPerson:
    given: dict[str, object] = {
        "id": f"p{name}",
        "name": name,
        "tag": Tag.COLLEAGUE,
        "confidence": 0.9,
        "disposition": "propose",
        "addresses": [{"address": f"{name}@x.example", "from": 1, "to": 1, "cc": 0, "bcc": 0}],
        "exchange": {
            "they_wrote": 1,
            "owner_wrote": 1,
            "direct_in": 1,
            "direct_out": 1,
            "first_seen": None,
            "last_seen": None,
            "last_direct": None,
            "cc_only": False,
            "shared": 0,
            "threads": 1,
            "smallest_audience": 1,
        },
    }
    return PlanPerson.model_validate(given | fields)


def play(keys: str, *people: PlanPerson) -> tuple[Review, list[str]]:
    """Press the keys one after the other; a space is only for the eye."""
    review = begin(people or [person(name) for name in "kmo"])
    said = []
    for key in keys.replace(" ", ""):
        review, word = press(review, key)
        if word:
            what = ("lift" if word.lifted else "never") if word.never else str(word.action)
            tag = f"={word.person.tag}" if what == "tag" else ""
            said.append(f"{word.person.name}:{what}{tag}")
    return review, said


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
        ("t e u", ["k:tag=executive", "k:tag=colleague"]),
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
    _, word = press(review, "a")
    assert word
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


def test_the_end_is_the_end() -> None:
    assert play("aaa")[0].finished
    assert play("q")[0].finished
    assert not play("aa")[0].finished


@given(st.text(KEYS, max_size=30))
def test_undoing_everything_leads_back_to_the_beginning(keys: str) -> None:
    review, _ = play(keys.replace("q", ""))
    for _ in range(len(keys) * 2):
        review, _word = press(review, "u")
    start = begin([person(name) for name in "kmo"])
    assert (review.people, review.position) == (start.people, 0)


@given(st.text(KEYS, max_size=30))
def test_nobody_is_approved_without_the_key_for_it(keys: str) -> None:
    _, said = play(keys)
    assert sum(word.endswith(":approve") for word in said) <= keys.count("a")
