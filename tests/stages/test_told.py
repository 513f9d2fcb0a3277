"""How somebody stands the moment a word was said, before the plan is built anew."""

from datetime import UTC, datetime, timedelta

import pytest

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanAddress, PlanDecision, PlanExchange, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.stages.gates import LOOK_TWICE
from invite_guard.stages.told import (
    OPEN,
    Place,
    after_word,
    in_group,
    is_approved,
    place,
    with_note,
    with_tag,
)

APPROVED = PlanDecision(action=Action.APPROVE, at=datetime(2026, 3, 4, tzinfo=UTC))
EXCHANGE = PlanExchange(
    they_wrote=9,
    owner_wrote=9,
    direct_in=1,
    direct_out=1,
    first_seen=None,
    last_seen=None,
    last_direct=None,
    cc_only=False,
    shared=0,
    threads=1,
    smallest_audience=1,
)


def person(**fields: object) -> PlanPerson:
    told: dict[str, object] = {
        "id": "p1",
        "name": "Ada Byron",
        "tag": Tag.PERSONAL,
        "confidence": 0.6,
        "disposition": Disposition.HOLD,
        "addresses": (PlanAddress(address="ada@x.example", **{"from": 1}, to=1, cc=0, bcc=0),),
        "exchange": EXCHANGE,
    }
    return PlanPerson.model_validate(told | fields)


PROPOSED = person(tag=Tag.COLLEAGUE, disposition=Disposition.PROPOSE)
NEVER = person(exclusion=Exclusion.NEVER, disposition=Disposition.EXCLUDED)
REJECTED = person(exclusion=Exclusion.REJECTED, disposition=Disposition.EXCLUDED)


@pytest.mark.parametrize("before", [person(), PROPOSED, person(decision=APPROVED)])
def test_the_never_list_excludes_and_keeps_the_word_that_was_said(before: PlanPerson) -> None:
    after = after_word(before, None)
    assert (after.exclusion, after.disposition) == (Exclusion.NEVER, Disposition.EXCLUDED)
    assert after.decision == before.decision
    assert place(after) is Place.NEVER


@pytest.mark.parametrize("before", [person(), PROPOSED, REJECTED])
@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT])
def test_a_word_is_of_now_and_current(before: PlanPerson, action: Action) -> None:
    after = after_word(before, action)
    assert after.decision
    assert (after.decision.action, after.decision.stale) == (action, "")
    assert abs(after.decision.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert after.decision.at.utcoffset() == timedelta(0)
    assert place(after) is (Place.APPROVED if action is Action.APPROVE else Place.REJECTED)


@pytest.mark.parametrize("natural", [Disposition.PROPOSE, Disposition.HOLD])
def test_who_is_no_longer_excluded_stands_where_the_dry_run_would_put_them(
    natural: Disposition,
) -> None:
    for action in (Action.CLEAR, Action.APPROVE):
        after = after_word(REJECTED, action, natural)
        assert (after.exclusion, after.disposition) == (None, natural)
        assert after_word(PROPOSED, action, natural).disposition is Disposition.PROPOSE
    assert after_word(REJECTED, Action.CLEAR, natural).decision is None


def test_without_a_dry_run_to_ask_who_comes_back_is_held() -> None:
    assert after_word(REJECTED, Action.CLEAR).disposition is Disposition.HOLD


def test_a_colleague_by_the_owners_word_is_proposed_for_certain() -> None:
    after = with_tag(person(), Tag.COLLEAGUE)
    assert (after.tag, after.corrected, after.confidence) == (Tag.COLLEAGUE, True, 1.0)
    assert after.disposition is Disposition.PROPOSE
    assert place(after) is Place.PROPOSED


@pytest.mark.parametrize("flag", sorted(LOOK_TWICE))
def test_the_owners_word_does_not_open_a_flag(flag: Flag) -> None:
    assert with_tag(person(flags=(flag,)), Tag.COLLEAGUE).disposition is Disposition.HOLD


@pytest.mark.parametrize("ways", [{"direct_in": 0}, {"direct_out": 0}])
def test_nor_that_mail_went_one_way_alone(ways: dict[str, int]) -> None:
    one = person(exchange=EXCHANGE.model_copy(update=ways))
    assert with_tag(one, Tag.COLLEAGUE).disposition is Disposition.HOLD


@pytest.mark.parametrize("tag", [Tag.PERSONAL, Tag.STRANGER, Tag.EXECUTIVE])
def test_who_is_called_anything_else_is_held(tag: Tag) -> None:
    after = with_tag(PROPOSED, tag)
    assert (after.tag, after.disposition, after.decision) == (tag, Disposition.HOLD, None)


@pytest.mark.parametrize("before", [NEVER, REJECTED])
def test_a_new_tag_lets_nobody_back_in(before: PlanPerson) -> None:
    after = with_tag(before, Tag.COLLEAGUE)
    assert (after.exclusion, after.disposition) == (before.exclusion, Disposition.EXCLUDED)


def test_a_new_tag_makes_an_approval_stale_once_and_leaves_a_rejection() -> None:
    once = with_tag(person(decision=APPROVED), Tag.EXECUTIVE)
    twice = with_tag(once, Tag.COLLEAGUE)
    for after in (once, twice):
        assert after.decision
        assert after.decision.stale == "the tag was personal when you approved"
        assert not is_approved(after)
    no = APPROVED.model_copy(update={"action": Action.REJECT})
    assert with_tag(person(decision=no), Tag.EXECUTIVE).decision == no


def test_a_note_changes_nothing_else() -> None:
    assert with_note(person(), "met in Rome") == person(note="met in Rome")


@pytest.mark.parametrize(
    ("somebody", "where"),
    [
        (PROPOSED, Place.PROPOSED),
        (person(), Place.HELD),
        (person(decision=APPROVED), Place.APPROVED),
        (person(decision=APPROVED.model_copy(update={"stale": "x"})), Place.HELD),
        (person(decision=APPROVED.model_copy(update={"action": Action.REJECT})), Place.HELD),
        (NEVER, Place.NEVER),
        (REJECTED, Place.REJECTED),
        (REJECTED.model_copy(update={"decision": APPROVED}), Place.REJECTED),
        (REJECTED.model_copy(update={"exclusion": Exclusion.ROBOT}), Place.REJECTED),
    ],
)
def test_everybody_stands_in_one_place(somebody: PlanPerson, where: Place) -> None:
    assert place(somebody) is where
    assert (where in OPEN) is (where in {Place.PROPOSED, Place.HELD})


def test_the_places_are_called_what_the_header_shows() -> None:
    assert list(Place) == ["approved", "proposed", "held", "rejected", "never"]


def test_a_group_holds_proposed_colleagues_who_are_not_decided_about() -> None:
    assert in_group(PROPOSED)
    for fields in (
        {"tag": Tag.PERSONAL},
        {"disposition": Disposition.HOLD},
        {"exclusion": Exclusion.NEVER},
        {"decision": APPROVED},
    ):
        assert not in_group(PROPOSED.model_copy(update=fields))
