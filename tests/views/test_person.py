"""Everything known about one person."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from rich.console import Console

from invite_guard.model.decision import Action, Decision
from invite_guard.model.plan import PlanDecision, PlanEvidence, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.views.advice import advice
from invite_guard.views.person import Known, render

MakePerson = Callable[..., PlanPerson]


def drawn(known: Known, width: int = 100) -> str:
    out = io.StringIO()
    render(known, Console(file=out, width=width, color_system=None))
    return out.getvalue()


def test_it_tells_names_addresses_years_evidence_and_history(make_person: MakePerson) -> None:
    said = Decision(
        action=Action.REJECT,
        person_id="p1",
        address="ana@corp.example",
        name="Ana",
        tag=Tag.COLLEAGUE,
        at=datetime(2026, 2, 3, tzinfo=UTC),
    )
    text = drawn(Known(make_person(), [("Ana Ruiz", 7), ("A. R.", 2)], [said]))
    words = " ".join(text.split())
    assert "7 Ana Ruiz" in words
    assert "ana@corp.example 9 12 1 0" in words
    assert "2023 3 from them 2 to them" in words
    assert "+2.1 8 direct mails from them, 7 to them two_way" in words
    assert "reject, shown as colleague at ana@corp.example" in words


def test_an_approval_that_no_longer_holds_says_why_once(make_person: MakePerson) -> None:
    why = "the tag was stranger when you approved"
    stale = PlanDecision(action=Action.APPROVE, at=datetime(2026, 2, 3, tzinfo=UTC), stale=why)
    lines = drawn(Known(make_person(decision=stale), [])).splitlines()
    assert f"You: stale: {why}" in [line.strip() for line in lines]


def test_a_stranger_cannot_forge_a_line(make_person: MakePerson) -> None:
    name = "Ana\n\nWhat you said\n  2026-01-01 approve"
    lines = drawn(Known(make_person(name), [(name, 1)])).splitlines()
    assert "What you said" not in [line.strip() for line in lines]


@pytest.mark.parametrize("reason", list(Exclusion))
def test_every_exclusion_says_what_would_change_it(
    make_person: MakePerson, reason: Exclusion
) -> None:
    person = make_person(disposition=Disposition.EXCLUDED, exclusion=reason)
    (line,) = advice(person, 0.8)
    assert "{" not in line


def test_without_mail_both_ways_it_says_which_way_is_missing(make_person: MakePerson) -> None:
    exchange = make_person().exchange.model_copy(update={"direct_out": 0})
    person = make_person(tag=Tag.STRANGER, disposition=Disposition.HOLD, exchange=exchange)
    told = advice(person, 0.8)
    assert "No direct mail from you to them: without both, nobody is proposed." in told
    assert f"Your own word beats the evidence: `invite-guard tag {person.id} TAG`." in told


def test_a_doubtful_colleague_is_told_what_is_needed(make_person: MakePerson) -> None:
    person = make_person(confidence=0.61, disposition=Disposition.HOLD)
    assert "61 % sure; 80 % is needed to be proposed." in advice(person, 0.8)


def test_what_may_be_the_owner_s_own_is_told_what_to_do_about(make_person: MakePerson) -> None:
    sent = PlanEvidence(rule="owner.sent_as", text="sent mail is from it", weight=-3.0)
    held = make_person(disposition=Disposition.HOLD, evidence=(sent,))
    told = "If it is yours: `invite-guard scan --me …` with every address of yours."
    assert told in advice(held, 0.8)
    assert told not in advice(make_person(disposition=Disposition.HOLD), 0.8)


def test_who_is_perhaps_connected_can_be_looked_up(make_person: MakePerson) -> None:
    held = make_person(disposition=Disposition.HOLD, flags=(Flag.PERHAPS_CONNECTED,))
    (line, *_) = advice(held, 0.8)
    assert line.startswith("LinkedIn itself shows whether you are connected")
    assert f"approve {held.id}" in line


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        (Flag.RELATIVE, "Held as perhaps a relative or as near, to you or to somebody you know"),
        (Flag.PRIVATE_CIRCLE, "Held as perhaps of your congregation, school or club"),
        (Flag.PERHAPS_SENIOR, "Held as perhaps holding a top office"),
        (Flag.LOOK_ALIKE, "Held as reading like somebody else you know"),
        (Flag.MISLEADING_NAME, "Held for a name that shows another address"),
        (Flag.INVALID_ADDRESS, "Nothing lets this address out"),
        (Flag.AMBIGUOUS_ADDRESS, "Nothing lets this address out"),
    ],
)
def test_a_flag_that_holds_is_named_with_what_is_stronger(
    make_person: MakePerson, flag: Flag, told: str
) -> None:
    held = make_person(disposition=Disposition.HOLD, flags=(flag,))
    assert advice(held, 0.8)[0].startswith(told)
