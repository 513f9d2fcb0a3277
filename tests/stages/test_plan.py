"""The dry run: dispositions, totals and order."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from tests.people import (
    CC_ONLY,
    correspondent,
    decision,
    mailboxes,
    plan_of,
    standing,
    two_way,
)

from invite_guard.config import Settings
from invite_guard.model.correspondent import Correspondent, Exchange, Roles
from invite_guard.model.decision import Action, Decision, Standing
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.plan_schema import FILE, schema
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.views.summary import read_from

MOE = "kim@client.example"
KIM = "kim.poe@firm.example"
COLLEAGUE = correspondent(KIM, "Kim Poe", two_way(9))
EXECUTIVE = correspondent("lee@client.example", "Lee Moe, CEO", two_way(9))
STRANGER = correspondent("max@client.example", "Max Doe", CC_ONLY)


def only(one: Correspondent, said: Standing | None = None) -> PlanPerson:
    (found,) = plan_of([one], said).people
    return found


def test_a_likely_colleague_is_proposed_and_everybody_else_is_held() -> None:
    assert only(COLLEAGUE).disposition is Disposition.PROPOSE
    assert only(EXECUTIVE).disposition is Disposition.HOLD
    assert only(STRANGER).disposition is Disposition.HOLD


def test_a_colleague_below_the_confidence_asked_for_is_held() -> None:
    (found,) = plan_of([COLLEAGUE], settings=Settings(propose_at=1.0)).people
    assert (found.tag, found.disposition) == (Tag.COLLEAGUE, Disposition.HOLD)


def test_addresses_of_the_owners_name_that_wrote_much_are_told() -> None:
    def named(address: str, wrote: int) -> Correspondent:
        one = correspondent(address, "Ada Byron", CC_ONLY)
        return one._replace(roles=Roles(from_=wrote))

    everybody = [
        named("ada@firm.example", 100),
        named("ada.byron@home.example", 30),
        named("abyron@elsewhere.example", 2),
        correspondent(KIM, "Kim Poe", two_way(9))._replace(roles=Roles(from_=50)),
    ]
    plan = plan_of(everybody)
    assert plan.owner.perhaps == ("ada.byron@home.example",)
    (line,) = [line for line in read_from(plan) if "Perhaps yours too" in line]
    assert "ada.byron@home.example. If so, scan again with --me" in line
    assert not any("Perhaps yours" in line for line in read_from(plan_of([COLLEAGUE])))


@pytest.mark.parametrize("each", [two_way(1), two_way(2, direct_out=20, close_out=20)])
def test_where_too_little_passed_both_ways_the_owners_word_is_needed(each: Exchange) -> None:
    thin = correspondent(KIM, "Kim Poe", each)
    assert only(thin).disposition is Disposition.HOLD
    said = standing(tags={KIM: Tag.COLLEAGUE})
    assert only(thin, said).disposition is Disposition.PROPOSE


@pytest.mark.parametrize("address", ["sales@client.example", "alerts@client.example"])
def test_who_was_taken_for_a_machine_or_an_office_comes_back_by_the_owners_word(
    address: str,
) -> None:
    one = correspondent(address, "Kim Poe", two_way(9))
    assert only(one).disposition is Disposition.EXCLUDED
    back = only(one, standing(tags={address: Tag.COLLEAGUE}))
    assert (back.exclusion, back.disposition) == (None, Disposition.HOLD)


def test_a_list_stays_a_list_whatever_it_is_called() -> None:
    one = correspondent("all.staff@client.example", "", two_way(9))
    said = standing(tags={"all.staff@client.example": Tag.COLLEAGUE})
    assert only(one, said).exclusion is Exclusion.LIST


def test_an_approved_colleague_stays_and_the_approval_shows() -> None:
    found = only(COLLEAGUE, standing(decision(KIM, Action.APPROVE)))
    assert found.disposition is Disposition.PROPOSE
    assert found.decision
    assert (found.decision.action, found.decision.stale) == (Action.APPROVE, "")


def test_an_approval_of_another_tag_is_stale() -> None:
    found = only(COLLEAGUE, standing(decision(KIM, Action.APPROVE, Tag.STRANGER)))
    assert found.decision
    assert found.decision.stale == "the tag was stranger when you approved"


def test_an_approval_of_another_address_is_stale() -> None:
    other = correspondent("kpoe@firm.example", "Kim Poe")
    said = standing(decision("kpoe@firm.example", Action.APPROVE))
    (found,) = plan_of([COLLEAGUE, other], said).people
    assert found.decision
    assert found.decision.stale == "the address was kpoe@firm.example when you approved"


@pytest.mark.parametrize(
    ("said", "exclusion"),
    [
        (standing(decision(KIM, Action.REJECT)), Exclusion.REJECTED),
        (Standing(exported=frozenset({KIM})), Exclusion.INVITED),
        (standing(never=[KIM]), Exclusion.NEVER),
        (standing(never=["firm.example"]), Exclusion.NEVER),
        (standing(decision(KIM, Action.APPROVE), never=["example"]), Exclusion.NEVER),
        (standing(tags={KIM: Tag.COLLEAGUE}, never=["firm.example"]), Exclusion.NEVER),
        (standing(never=["im.poe@firm.example", "irm.example", "mail.firm.example"]), None),
    ],
)
def test_a_humans_word_excludes(said: Standing, exclusion: Exclusion | None) -> None:
    found = only(COLLEAGUE, said)
    assert found.exclusion is exclusion
    assert (found.disposition is Disposition.EXCLUDED) is (exclusion is not None)


def test_the_word_on_any_address_counts_for_the_person() -> None:
    other = correspondent("kpoe@mail.firm.example", "Kim Poe")
    for word in ("kpoe@mail.firm.example", "mail.firm.example"):
        (found,) = plan_of([COLLEAGUE, other], standing(never=[word])).people
        assert found.exclusion is Exclusion.NEVER


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (standing(never=[MOE]), "has the name of somebody on your never-list"),
        (standing(decision(MOE, Action.REJECT)), "has the name of somebody you rejected"),
        (Standing(exported=frozenset({MOE})), "has the name of somebody already invited"),
    ],
)
def test_a_namesake_of_an_excluded_person_is_held(said: Standing, text: str) -> None:
    there = correspondent("kim@client.example", "Kim Moe", two_way(40))
    here = correspondent("kim@other.example", "Moe, Kim", two_way(40))
    before = plan_of([here, there]).people
    assert {p.disposition for p in before} == {Disposition.PROPOSE}
    found = next(p for p in plan_of([here, there], said).people if p.address == here.address)
    assert found.disposition is Disposition.HOLD
    assert found.evidence[0].text == text


def test_a_correction_sets_the_tag() -> None:
    found = only(COLLEAGUE, standing(tags={KIM: Tag.PERSONAL}))
    assert (found.tag, found.corrected, found.disposition) == (
        Tag.PERSONAL,
        True,
        Disposition.HOLD,
    )
    assert found.evidence[0].text == "you said personal"


def test_a_correction_proposes_only_whom_the_owner_exchanged_mail_with() -> None:
    known = correspondent("kim@gmail.com", "Kim Poe", two_way(1))
    said = standing(tags={"kim@gmail.com": Tag.COLLEAGUE, STRANGER.address: Tag.COLLEAGUE})
    plan = plan_of([known, STRANGER], said)
    assert {p.address: p.disposition for p in plan.people} == {
        "kim@gmail.com": Disposition.PROPOSE,
        STRANGER.address: Disposition.HOLD,
    }


def test_a_look_alike_is_held_whatever_is_said_of_it() -> None:
    fake = correspondent("jo.roe@f1rm.example", "Jo Roe", two_way(9))
    plan = plan_of([COLLEAGUE, fake], standing(tags={fake.address: Tag.COLLEAGUE}))
    found = next(p for p in plan.people if p.address == fake.address)
    assert found.flags == ("look-alike",)
    assert found.disposition is Disposition.HOLD


def test_an_address_that_two_programs_read_differently_is_held() -> None:
    odd = correspondent('"kim poe"@firm.example', "Kim Poe", two_way(9))
    found = only(odd)
    assert found.flags == ("ambiguous-address",)
    assert found.disposition is Disposition.HOLD


def test_the_riskiest_are_held_first_and_the_strongest_proposed_first() -> None:
    personal = correspondent("b@gmail.com", "Bo Byron", two_way(9))
    weaker = correspondent("jo@client.example", "Jo Roe", two_way(1))
    robot = correspondent("no-reply@shop.example")
    second = correspondent("al.roe@firm.example", "Al Roe", two_way(3))
    mailbox = [STRANGER, weaker, robot, EXECUTIVE, second, personal, COLLEAGUE]
    order = [p.address for p in plan_of(mailbox).people]
    assert order == [
        c.address for c in (COLLEAGUE, second, EXECUTIVE, personal, weaker, STRANGER, robot)
    ]


def test_whom_public_answers_make_known_is_held_before_those_merely_seen() -> None:
    def in_public(name: str, **told: Any) -> Correspondent:
        return correspondent(f"{name}@list.example", name, Exchange(**told))

    often = in_public("Al", they_wrote=40, public_in=34, public_out=29)
    sometimes = in_public("Bo", they_wrote=9, public_in=3, public_out=3)
    once = in_public("Cy", they_wrote=9, public_in=9, public_out=1)
    plan = plan_of([once, STRANGER, sometimes, often])
    assert [p.address for p in plan.people][:2] == [often.address, sometimes.address]
    assert {p.disposition for p in plan.people} == {Disposition.HOLD}
    assert plan.people[0].evidence[0].text == (
        "answered you by name 34 times, you them 29 times; each time with many others on the mail"
    )


def test_an_import_would_take_every_address_but_the_owners() -> None:
    malformed = Correspondent(address="jane@", well_formed=False)
    mailbox = [COLLEAGUE, STRANGER, correspondent("ada@firm.example"), malformed]
    totals = plan_of(mailbox).totals
    assert (totals.correspondents, totals.naive_import, totals.naive_mails) == (4, 2, 6)


def _totals_add_up(plan: Plan) -> None:
    totals = plan.totals
    held, excluded = sum(totals.held.values()), sum(totals.excluded.values())
    assert totals.people == totals.proposed + held + excluded == len(plan.people)
    assert totals.correspondents == sum(len(p.addresses) for p in plan.people)
    assert set(totals.held) == set(Tag)  # whoever reads the document finds each, nobody or not


@given(mailboxes)
def test_totals_add_up_and_nobody_is_lost(mailbox: list[Correspondent]) -> None:
    plan = plan_of(mailbox)
    _totals_add_up(plan)
    assert sorted(a.address for p in plan.people for a in p.addresses) == sorted(
        c.address for c in mailbox
    )
    _totals_add_up(plan_of(mailbox, standing(never=["firm.example"])))


@given(mailboxes)
def test_the_same_mailbox_gives_the_same_plan_in_any_order(mailbox: list[Correspondent]) -> None:
    assert plan_of(mailbox) == plan_of(mailbox[::-1])


@given(mailboxes)
def test_the_document_is_what_its_schema_says_and_can_be_read_back(
    mailbox: list[Correspondent],
) -> None:
    said: dict[str, Decision] = {
        c.address: decision(c.address, Action.APPROVE) for c in mailbox[:3]
    }
    plan = plan_of(mailbox, Standing(decisions=said))
    document = plan.model_dump(mode="json", by_alias=True)
    jsonschema.validate(document, json.loads(FILE.read_text("utf-8")))
    assert Plan.model_validate(document) == plan


def test_the_published_schema_is_the_models() -> None:
    """After a change: `python -m invite_guard.model.plan_schema` writes it anew."""
    assert json.loads(FILE.read_text("utf-8")) == schema()
