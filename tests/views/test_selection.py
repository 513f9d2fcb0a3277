"""Whom a review asks about, and in which order."""

from tests.people import NOW, planned

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanDecision, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.stages.stand import Listed
from invite_guard.views.selection import decidable, undecided


def out(name: str, why: Exclusion) -> PlanPerson:
    return planned(name, disposition=Disposition.EXCLUDED, exclusion=why)


APPROVED = PlanDecision(action=Action.APPROVE, at=NOW)
PEOPLE = (
    planned("Ana"),
    planned("Ben", decision=APPROVED),
    planned("Cem", decision=APPROVED.model_copy(update={"stale": "the tag was stranger"})),
    planned("Eve", disposition=Disposition.HOLD, tag=Tag.EXECUTIVE),
    out("Rob", Exclusion.ROBOT),
    out("Rex", Exclusion.REJECTED),
    out("Nev", Exclusion.NEVER),
)


def names(people: list[Listed]) -> str:
    return " ".join(person.name for person in people)


def test_whom_the_owner_rejected_can_be_decided_about_again_and_no_other_excluded() -> None:
    assert names(decidable(PEOPLE)) == "Ana Ben Cem Eve Rex"


def test_undecided_is_whose_approval_does_not_stand() -> None:
    assert names(undecided(PEOPLE)) == "Ana Cem Eve"
    assert names(undecided(PEOPLE, again=True)) == "Ana Ben Cem Eve"
    assert names(undecided(PEOPLE, Tag.EXECUTIVE)) == "Eve"
    assert names(undecided(PEOPLE, Tag.PERSONAL)) == ""
