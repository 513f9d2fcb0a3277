"""What humans said is kept for ever, and the latest word counts."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.model.batch import Row
from invite_guard.model.decision import Action, Decision, NeverEntry
from invite_guard.model.tag import Tag
from invite_guard.stores.decisions import Decisions

Make = Callable[..., Row]
Word = Callable[..., Decision]


def test_a_decision_is_there_for_the_next_who_opens(path: Path, row: Make, word: Word) -> None:
    said = word(row(1))
    with Decisions.open(path) as decisions:
        decisions.record([said])
    with Decisions.open(path) as decisions:
        assert decisions.history() == [said]
        assert decisions.standing().decisions == {said.address: said}


def test_the_latest_word_counts_and_the_others_are_kept(path: Path, row: Make, word: Word) -> None:
    said = [word(row(1), action) for action in (Action.APPROVE, Action.REJECT, Action.APPROVE)]
    with Decisions.open(path) as decisions:
        for one in said:
            decisions.record([one])
        assert decisions.standing().decisions[said[0].address].action is Action.APPROVE
        assert decisions.history() == said


def test_clearing_takes_back_the_word_but_not_the_tag(path: Path, row: Make, word: Word) -> None:
    someone = row(1)
    with Decisions.open(path) as decisions:
        decisions.record([word(someone), word(someone, Action.TAG, tag=Tag.PERSONAL)])
        decisions.record([word(someone, Action.CLEAR)])
        standing = decisions.standing()
    assert standing.decisions == {}
    assert standing.tags[someone.address].tag is Tag.PERSONAL


def test_a_tag_is_taken_back(path: Path, row: Make, word: Word) -> None:
    someone = row(1)
    with Decisions.open(path) as decisions:
        decisions.record([word(someone), word(someone, Action.TAG), word(someone, Action.UNTAG)])
        standing = decisions.standing()
    assert standing.tags == {}
    assert someone.address in standing.decisions


def test_the_latest_note_stands_until_it_is_taken_away(path: Path, row: Make, word: Word) -> None:
    someone = row(1)
    with Decisions.open(path) as decisions:
        decisions.record([word(someone), word(someone, Action.NOTE, note="met in Zürich")])
        assert decisions.standing().notes[someone.address].note == "met in Zürich"
        decisions.record([word(someone, Action.NOTE)])
        standing = decisions.standing()
    assert standing.notes == {}
    assert someone.address in standing.decisions


@pytest.mark.parametrize("action", [Action.CLEAR, Action.UNTAG, Action.NOTE])
def test_what_was_never_said_can_be_taken_back(
    path: Path, row: Make, word: Word, action: Action
) -> None:
    with Decisions.open(path) as decisions:
        decisions.record([word(row(1)), word(row(2), action)])
        standing = decisions.standing()
    assert list(standing.decisions) == [row(1).address]
    assert (standing.tags, standing.notes) == ({}, {})


def test_only_a_note_has_words(path: Path, row: Make, word: Word) -> None:
    with Decisions.open(path) as decisions, pytest.raises(Exception, match="CHECK"):
        decisions.record([word(row(1), Action.REJECT, note="why not")])


def test_all_of_a_group_is_recorded_or_nothing(path: Path, row: Make, word: Word) -> None:
    def group() -> list[Decision]:
        return [word(row(1)), word(row(2)), Decision.model_construct(**bad)]

    bad = word(row(3)).model_dump() | {"tag": "friend"}
    with Decisions.open(path) as decisions:
        with pytest.raises(Exception, match="CHECK"):
            decisions.record(group())
        assert decisions.history() == []


def test_the_never_list_lists_and_lifts(path: Path, now: datetime) -> None:
    person = NeverEntry(entry="ex@home.example", at=now, note="no")
    domain = NeverEntry(entry="rival.example", at=now)
    with Decisions.open(path) as decisions:
        decisions.never([person, domain])
        assert decisions.standing().never == (person, domain)
        decisions.lift([person, person.model_copy(update={"entry": "nobody.example"})])
        assert decisions.standing().never == (domain,)
        decisions.never([person])
        assert decisions.standing().never == (domain, person)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_moments_are_kept_in_one_zone(
    path: Path, row: Make, word: Word, now: datetime, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    if hasattr(time, "tzset"):
        time.tzset()
    elsewhere = now.astimezone(timezone(timedelta(hours=-8)))
    with Decisions.open(path) as decisions:
        decisions.record([word(row(1), at=elsewhere)])
        kept = decisions.history()[0].at
    assert kept == now
    assert kept.utcoffset() == timedelta(0)
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@example(name="\ud800")
@given(name=st.text(st.characters(codec=None, exclude_categories=[]), max_size=20))
def test_any_name_can_be_recorded(path: Path, row: Make, word: Word, name: str) -> None:
    with Decisions.open(path) as decisions:
        decisions.record([word(row(1, name=name))])
        kept = decisions.history()[-1].name
    assert kept == name.encode("utf-8", "replace").decode()


def test_one_mailbox_is_one_however_it_is_spelled(path: Path, row: Make, word: Word) -> None:
    def at(address: str, action: Action) -> Decision:
        return word(row(1)).model_copy(update={"address": address, "action": action})

    with Decisions.open(path) as decisions:
        decisions.record([at("an.na@gmail.com", Action.REJECT), at("anna@x.example", Action.TAG)])
        standing = decisions.standing()
        assert standing.decisions["anna@gmail.com"].address == "an.na@gmail.com", "as it was shown"
        assert list(standing.tags) == ["anna@x.example"]
        decisions.record([at("a.nna+x@googlemail.com", Action.CLEAR)])
        assert decisions.standing().decisions == {}
