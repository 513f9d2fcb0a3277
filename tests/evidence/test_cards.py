"""What an address book and the owner's own positions say of a person."""

import pytest
from tests.people import OWNER, TODAY, correspondent, person, two_way, weigh

from invite_guard.config import Settings
from invite_guard.evidence.organisation import RULE
from invite_guard.model.card import ContactCard
from invite_guard.model.decision import Standing
from invite_guard.model.evidence import Evidence
from invite_guard.model.linkedin import Employment
from invite_guard.model.person import Person
from invite_guard.model.plan import PlanPerson
from invite_guard.model.signature import Signature
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import outline

POSITIONS = (
    Employment(organisation="Bright Water Group Ltd"),
    Employment(organisation="Freelance"),
)


def carded(one: Person, **fields: object) -> Person:
    told = {"name": one.name, "addresses": one.addresses, **fields}
    return one._replace(cards=(ContactCard.model_validate(told),))


def seen(one: Person) -> dict[str, Evidence]:
    context = build_context([one], OWNER, TODAY, POSITIONS)
    return {evidence.rule: evidence for evidence in weigh(RULE, one, context)}


def planned(one: Person) -> PlanPerson:
    verdicts = classify([one], build_context([one], OWNER, TODAY, POSITIONS))
    plan = outline(
        [one],
        verdicts,
        owner=OWNER,
        sources=[],
        standing=Standing(),
        settings=Settings(),
    ).whole()
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


def test_domains_that_read_like_a_workplace_are_of_it() -> None:
    kim = person("kim@eu.brightwater.example", "Kim Poe", two_way())
    text = "brightwater.example seems to be Bright Water Group Ltd, where you work or worked"
    assert seen(kim)["organisation.workplace_domain"].text == text
    found = planned(kim)
    assert (found.tag, found.disposition) == (Tag.COLLEAGUE, Disposition.PROPOSE)
    assert "organisation.workplace_domain" not in seen(person("kim@water.example", "Kim Poe"))


def test_a_free_mailbox_is_no_workplace_though_it_bears_the_name() -> None:
    one = person("kim@yahoo.com", "Kim Poe", two_way())
    context = build_context([one], OWNER, TODAY, [Employment(organisation="Yahoo")])
    assert not context.workplace_domains


def test_domains_at_which_several_work_where_the_owner_did_are_of_it() -> None:
    def colleague(number: int) -> Person:
        one = person(f"k{number}@north.example", f"Kim Poe{number}")
        return carded(one, organisation="Bright Water Group")

    others = [colleague(number) for number in range(3)]
    assert build_context(others, OWNER, TODAY, POSITIONS).workplace_domains == {
        "north.example": "Bright Water Group Ltd"
    }
    assert not build_context(others[:2], OWNER, TODAY, POSITIONS).workplace_domains


def test_the_owners_own_entry_names_a_workplace() -> None:
    me = carded(person("ada@firm.example", "Ada Byron"), organisation="Harbour Lights")
    assert build_context([me], OWNER, TODAY).workplaces == ("Harbour Lights",)


@pytest.mark.parametrize("name", ["Kim Poe (Bright Water)", "Kim Poe | Bright Water Group"])
def test_a_workplace_beside_a_display_name(name: str) -> None:
    found = seen(person("kim@gmail.com", name, two_way()))
    assert "organisation.workplace" in found
    assert "organisation.workplace" not in seen(person("kim@gmail.com", "Kim Poe (Legal)"))


def test_the_name_of_the_owners_own_domain_beside_a_display_name() -> None:
    assert "organisation.workplace" in seen(person("kim@gmail.com", "Kim Poe (Firm)", two_way()))


def test_a_namesake_at_the_owners_employer_is_shown_and_weighs_nothing() -> None:
    people = merge(
        [
            correspondent("kim.poe@firm.example", "Kim Poe", two_way()),
            correspondent("kim@gmail.com", "Kim Poe", two_way()),
        ],
        [],
        OWNER,
    )
    one = next(p for p in people if p.address == "kim@gmail.com")
    (found,) = weigh(RULE, one, build_context(people, OWNER, TODAY))
    assert found.text == "somebody of this name writes from firm.example, as you"
    assert not found.weights


def test_a_workplace_in_a_signature() -> None:
    signed = Signature(title="Engineer", organisation="Bright Water")
    kim = person("kim@gmail.com", "Kim Poe")._replace(signatures=(signed,))
    assert seen(kim)["organisation.workplace"].text == (
        "works or worked at Bright Water Group Ltd, as you"
    )
