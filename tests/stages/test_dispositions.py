"""Who is proposed, held or excluded, gate by gate, and what the document says of them."""

from datetime import date
from typing import Any

import pytest
from tests.people import NOW, OWNER, decision, standing

from invite_guard.config import Settings
from invite_guard.evidence.exchange import APART, ONE_SIDED, THIN
from invite_guard.evidence.labels import FILED_AS_WORK
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent, Exchange, MonthActivity, Roles
from invite_guard.model.decision import Action, Standing
from invite_guard.model.evidence import Evidence
from invite_guard.model.outcome import Record
from invite_guard.model.person import Person
from invite_guard.model.plan import Plan, PlanExchange, PlanPerson, PlanSource
from invite_guard.model.signature import Signature
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.gates import LOOK_TWICE, NOT_BY_THEMSELVES
from invite_guard.stages.plan import outline

KIM = "kim@x.example"
BOTH = Exchange(
    they_wrote=3,
    owner_wrote=5,
    owner_addressed=7,
    direct_in=11,
    direct_out=13,
    shared=17,
    threads=19,
    smallest_audience=23,
    first_seen=date(2001, 2, 3),
    last_seen=date(2024, 5, 6),
    last_direct=date(2023, 4, 5),
    months=(MonthActivity(24_000, 1, 2),),
)


def someone(address: str = KIM, **fields: Any) -> Person:
    exchange = fields.pop("exchange", BOTH)
    one = Correspondent(address=address, exchange=exchange, roles=Roles(from_=1, to=2, cc=3, bcc=4))
    told: dict[str, Any] = {"id": "p1", "name": "Kim Poe", "correspondents": (one,)}
    return Person(**(told | {"exchange": exchange} | fields))


def verdict(*facts: Evidence, **fields: Any) -> Verdict:
    told: dict[str, Any] = {"tag": Tag.COLLEAGUE, "confidence": 0.9, "evidence": facts}
    return Verdict(**(told | fields))


def fact(rule: str = "r", flag: Flag | None = None, **weights: float) -> Evidence:
    return Evidence(
        rule=rule, text=rule, flag=flag, weights={Tag(t): w for t, w in weights.items()}
    )


def plan(*known: tuple[Person, Verdict], said: Standing | None = None, **more: Any) -> Plan:
    told: dict[str, Any] = {
        "owner": OWNER,
        "sources": [],
        "standing": said or Standing(),
        "settings": Settings(),
    }
    people, verdicts = [one for one, _ in known], [found for _, found in known]
    return outline(people, verdicts, **(told | more)).whole()


def stands(one: Person, found: Verdict, said: Standing | None = None, **more: Any) -> PlanPerson:
    (planned,) = plan((one, found), said=said, **more).people
    return planned


SAID_COLLEAGUE = standing(tags={KIM: Tag.COLLEAGUE})


def test_a_sure_colleague_with_mail_both_ways_is_proposed() -> None:
    found = stands(someone(), verdict(fact()))
    assert (found.disposition, found.exclusion) == (Disposition.PROPOSE, None)


@pytest.mark.parametrize(("confidence", "proposed"), [(0.79, False), (0.8, True), (1.0, True)])
def test_as_sure_as_was_asked_for_is_sure_enough(confidence: float, proposed: bool) -> None:  # noqa: FBT001 - a table of cases
    found = stands(someone(), verdict(confidence=confidence), settings=Settings(propose_at=0.8))
    assert (found.disposition is Disposition.PROPOSE) is proposed
    assert found.confidence == confidence


@pytest.mark.parametrize("tag", sorted(set(Tag) - {Tag.COLLEAGUE}))
def test_only_colleagues_are_proposed(tag: Tag) -> None:
    assert stands(someone(), verdict(tag=tag)).disposition is Disposition.HOLD
    said = standing(tags={KIM: tag})
    assert stands(someone(), verdict(), said).disposition is Disposition.HOLD


@pytest.mark.parametrize("said", [Standing(), SAID_COLLEAGUE])
@pytest.mark.parametrize("flag", sorted(LOOK_TWICE))
def test_under_some_flags_nobody_is_proposed_whatever_is_said(said: Standing, flag: Flag) -> None:
    filed = fact(FILED_AS_WORK)
    found = stands(someone(), verdict(fact(flag=flag), filed), said)
    assert (found.disposition, found.flags) == (Disposition.HOLD, (flag,))


@pytest.mark.parametrize(
    "doubt", [*map(fact, (THIN, ONE_SIDED, APART)), *(fact(flag=f) for f in NOT_BY_THEMSELVES)]
)
def test_some_doubts_only_the_owner_settles_here_or_in_the_address_book(doubt: Evidence) -> None:
    assert stands(someone(), verdict(doubt)).disposition is Disposition.HOLD
    for settled in (
        stands(someone(), verdict(doubt), SAID_COLLEAGUE),
        stands(someone(), verdict(doubt, fact(FILED_AS_WORK))),
    ):
        assert settled.disposition is Disposition.PROPOSE


@pytest.mark.parametrize("one_way", [{"direct_in": 0}, {"direct_out": 0}])
def test_mail_one_way_proposes_nobody_whatever_is_said(one_way: dict[str, Any]) -> None:
    one = someone(exchange=BOTH._replace(**one_way))
    for said in (Standing(), SAID_COLLEAGUE):
        assert stands(one, verdict(fact(FILED_AS_WORK)), said).disposition is Disposition.HOLD


def test_an_address_that_may_not_leave_is_not_proposed_whatever_is_said() -> None:
    said = standing(tags={"kim@x": Tag.COLLEAGUE})
    assert stands(someone("kim@x"), verdict(), said).disposition is Disposition.HOLD


@pytest.mark.parametrize("exclusion", sorted(Exclusion))
def test_what_the_sources_exclude_stays_excluded(exclusion: Exclusion) -> None:
    found = stands(someone(), verdict(exclusion=exclusion))
    assert (found.exclusion, found.disposition) == (exclusion, Disposition.EXCLUDED)
    said = stands(someone(), verdict(exclusion=exclusion), SAID_COLLEAGUE)
    if exclusion in {Exclusion.ROBOT, Exclusion.ROLE}:  # guessed from the form of the address
        assert (said.exclusion, said.disposition) == (None, Disposition.HOLD)
    else:
        assert (said.exclusion, said.disposition) == (exclusion, Disposition.EXCLUDED)


def test_of_two_exclusions_the_never_list_is_told_first_and_the_sources_before_the_rest() -> None:
    robot = verdict(exclusion=Exclusion.ROBOT)
    rejected = standing(decision(KIM, Action.REJECT), tags={KIM: Tag.COLLEAGUE})
    assert stands(someone(), robot, standing(never=[KIM])).exclusion is Exclusion.NEVER
    assert stands(someone(), robot, standing(decision(KIM, Action.REJECT))).exclusion is (
        Exclusion.ROBOT
    )
    assert stands(someone(), robot, rejected).exclusion is Exclusion.REJECTED
    invited = Standing(exported=frozenset({KIM}), decisions=rejected.decisions)
    assert stands(someone(), verdict(), invited).exclusion is Exclusion.INVITED


@pytest.mark.parametrize(
    "said",
    [
        standing(never=["kim@y.example"]),
        standing(decision("kim@y.example", Action.REJECT)),
        Standing(exported=frozenset({"kim@y.example"})),
    ],
)
def test_a_namesake_of_somebody_barred_is_held_unless_the_owner_said_who_they_are(
    said: Standing,
) -> None:
    there = someone("kim@y.example", id="p2")
    known = ((someone(), verdict(fact())), (there, verdict(fact())))
    here = next(p for p in plan(*known, said=said).people if p.id == "p1")
    assert here.disposition is Disposition.HOLD
    assert [e.rule for e in here.evidence] == ["decision.namesake", "r"]
    assert here.evidence[0].weight == 0
    told = said.model_copy(update={"tags": SAID_COLLEAGUE.tags})
    here = next(p for p in plan(*known, said=told).people if p.id == "p1")
    assert here.disposition is Disposition.PROPOSE
    assert [e.rule for e in here.evidence] == ["decision.tag", "decision.namesake", "r"]
    other = next(p for p in plan(*known, said=said).people if p.id == "p2")
    assert [e.rule for e in other.evidence] == ["r"]


def test_what_was_counted_stands_in_the_document() -> None:
    found = stands(someone(), verdict())
    for name in PlanExchange.model_fields:
        assert getattr(found.exchange, name) == getattr(BOTH, name)
    (address,) = found.addresses
    assert (address.address, address.from_, address.to, address.cc, address.bcc) == (
        KIM,
        1,
        2,
        3,
        4,
    )
    silent = Exchange(shared=1)
    assert stands(someone(exchange=silent), verdict()).exchange.cc_only


def test_what_an_address_book_says_comes_before_what_they_sign_with() -> None:
    signed = (Signature(title="Chair"), Signature(title="Head", organisation="Guild"))
    card = ContactCard(organisation="Firm", title="Clerk", linkedin_url="https://l.example/kim")
    found = stands(someone(signatures=signed, cards=(card,), hints=("perhaps jo",)), verdict())
    assert (found.organisation, found.title) == ("Firm", "Clerk")
    assert (found.linkedin_url, found.hints) == ("https://l.example/kim", ("perhaps jo",))
    found = stands(someone(signatures=signed), verdict())
    assert (found.organisation, found.title, found.linkedin_url) == ("Guild", "Chair", "")
    assert stands(someone(), verdict()).organisation == ""
    assert stands(someone(), verdict()).title == ""


def test_evidence_is_weighed_for_the_tag_that_stands_and_strongest_first() -> None:
    facts = (fact("a", colleague=1), fact("b", personal=2), fact("c", personal=1.234, colleague=1))
    found = stands(someone(), verdict(*facts))
    assert [(e.rule, e.text) for e in found.evidence] == [("a", "a"), ("b", "b"), ("c", "c")]
    assert [e.weight for e in found.evidence] == [1, -0.67, 0.59]
    said = stands(someone(), verdict(*facts), standing(tags={KIM: Tag.PERSONAL}))
    assert [(e.rule, e.weight) for e in said.evidence] == [
        ("decision.tag", 0),
        ("b", 2),
        ("c", 0.9),
        ("a", -0.33),
    ]
    assert said.evidence[0].text == "you said personal"
    assert (said.corrected, said.confidence, found.corrected) == (True, 1.0, False)


def test_the_latest_word_on_any_address_counts_and_a_note_is_shown() -> None:
    second = Correspondent(address="kim@y.example", exchange=BOTH)
    one = someone()
    both = one._replace(correspondents=(*one.correspondents, second))
    early = decision(KIM, Action.APPROVE).model_copy(update={"at": NOW.replace(year=2020)})
    late = decision("kim@y.example", Action.REJECT)
    said = Standing(
        decisions={KIM: early, "kim@y.example": late},
        notes={KIM: early.model_copy(update={"note": "met in Rome"})},
    )
    found = stands(both, verdict(), said)
    assert found.exclusion is Exclusion.REJECTED
    assert found.decision
    assert (found.decision.action, found.decision.at) == (Action.REJECT, NOW)
    assert found.note == "met in Rome"
    assert stands(someone(), verdict()).decision is None
    assert stands(someone(), verdict()).note == ""
    assert stands(someone(), verdict(), standing(decision(KIM, Action.APPROVE))).note == ""


def test_totals_count_people_by_where_they_stand() -> None:
    def at(number: int) -> Person:
        return someone(f"kim{number}@x.example", id=f"p{number}", name=f"Kim {number}")

    odd = Correspondent(address="kim@", well_formed=False)
    owner = Correspondent(address=OWNER.addresses[0])
    several = someone(id="p9", correspondents=(*someone().correspondents, odd, owner))
    made = plan(
        (at(1), verdict()),
        (at(2), verdict()),
        (at(3), verdict(tag=Tag.STRANGER)),
        (at(4), verdict(exclusion=Exclusion.ROBOT)),
        (several, verdict(tag=Tag.PERSONAL)),
    )
    totals = made.totals
    assert (totals.correspondents, totals.people, totals.proposed) == (7, 5, 2)
    assert totals.held == {
        Tag.EXECUTIVE: 0,
        Tag.PERSONAL: 1,
        Tag.STRANGER: 1,
        Tag.COLLEAGUE: 0,
    }
    assert totals.excluded == {Exclusion.ROBOT: 1}
    assert (totals.naive_import, totals.naive_mails) == (5, 15)
    assert made.outlook
    assert made.outlook.people == 2
    assert made.schema_ == "invite-guard/plan/1"


def test_the_document_says_whose_mail_it_was_and_what_was_read() -> None:
    source = PlanSource(kind="mbox", name="mail.mbox", messages=3)
    record = {Tag.COLLEAGUE: Record(accepted=30, ripe=40)}
    owner = OWNER.model_copy(update={"reason": "wrote most"})
    made = plan((someone(), verdict()), sources=[source], history=record, owner=owner)
    assert made.sources == (source,)
    assert (made.owner.addresses, made.owner.names) == (OWNER.addresses, OWNER.names)
    assert made.owner.reason == "wrote most"
    assert made.outlook
    assert made.outlook.own


def test_people_and_verdicts_must_be_of_one_length() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        outline(
            [someone()],
            [],
            owner=OWNER,
            sources=[],
            standing=Standing(),
            settings=Settings(),
        ).whole()
