"""What an address book and the owner's own positions say of a person."""

import pytest
from tests.people import OWNER, TODAY, person, two_way

from invite_guard.config import Settings
from invite_guard.evidence.organisation import RULE
from invite_guard.model.card import ContactCard
from invite_guard.model.decision import Standing
from invite_guard.model.evidence import Evidence
from invite_guard.model.linkedin import Employment
from invite_guard.model.person import Person
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.plan import build_plan

POSITIONS = (
    Employment(organisation="Bright Water Group Ltd"),
    Employment(organisation="Freelance"),
)


def carded(one: Person, **fields: object) -> Person:
    told = {"name": one.name, "addresses": one.addresses, **fields}
    return one.model_copy(update={"cards": (ContactCard.model_validate(told),)})


def seen(one: Person) -> dict[str, Evidence]:
    context = build_context([one], OWNER, TODAY, POSITIONS)
    return {evidence.rule: evidence for evidence in RULE.weigh(one, context)}


def planned(one: Person) -> PlanPerson:
    verdicts = classify([one], build_context([one], OWNER, TODAY, POSITIONS))
    plan = build_plan(
        [one],
        verdicts,
        owner=OWNER,
        sources=[],
        standing=Standing(),
        settings=Settings(),
    )
    return plan.people[0]


@pytest.mark.parametrize(
    ("organisation", "rule"),
    [
        ("Bright Water Group", "organisation.workplace"),
        ("Brightwater Group", "organisation.workplace"),
        ("Freelance", "organisation.card"),
        ("Acme", "organisation.card"),
    ],
)
def test_who_works_where_the_owner_worked(organisation: str, rule: str) -> None:
    kim = carded(person("kim@gmail.com", "Kim Poe", two_way()), organisation=organisation)
    assert rule in seen(kim)
    assert len({"organisation.workplace", "organisation.card"} & seen(kim).keys()) == 1


def test_a_common_workplace_makes_a_colleague_of_whoever_writes_from_anywhere() -> None:
    kim = person("kim@gmail.com", "Kim Poe", two_way())
    assert planned(kim).disposition is Disposition.HOLD
    found = planned(carded(kim, organisation="Bright Water Group"))
    assert (found.tag, found.disposition) == (Tag.COLLEAGUE, Disposition.PROPOSE)


def test_a_common_workplace_alone_proposes_nobody() -> None:
    found = planned(carded(person("kim@x.example", "Kim Poe"), organisation="Bright Water Group"))
    assert found.disposition is Disposition.HOLD


@pytest.mark.parametrize(
    ("labels", "disposition"),
    [((), Disposition.HOLD), (("Clients",), Disposition.PROPOSE), (("Tennis",), Disposition.HOLD)],
)
def test_a_title_that_may_be_high_is_held_unless_the_owner_filed_them_under_work(
    labels: tuple[str, ...], disposition: Disposition
) -> None:
    kim = person("kim@client.example", "Kim Poe", two_way(12))
    found = planned(carded(kim, title="Head of Communications", labels=labels))
    assert Flag.PERHAPS_SENIOR in found.flags
    assert found.disposition is disposition


def test_a_top_office_is_held_wherever_the_owner_filed_them() -> None:
    kim = person("kim@client.example", "Kim Poe", two_way(12))
    found = planned(carded(kim, title="Chief Financial Officer", labels=("Clients",)))
    assert (found.tag, found.disposition) == (Tag.EXECUTIVE, Disposition.HOLD)
