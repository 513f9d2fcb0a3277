"""In what order the people of a plan are looked at."""

from itertools import permutations

import pytest
from tests.people import passed, planned

from invite_guard.evidence.audience import ANSWERED
from invite_guard.model.plan import PlanEvidence, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.stages.ranking import place_of


def held(name: str, tag: Tag = Tag.STRANGER, **fields: object) -> PlanPerson:
    return planned(name, disposition=Disposition.HOLD, tag=tag, **fields)


def excluded(name: str, why: Exclusion, **fields: object) -> PlanPerson:
    return planned(name, disposition=Disposition.EXCLUDED, exclusion=why, **fields)


def cc_only(name: str, confidence: float) -> PlanPerson:
    return held(name, exchange=passed(direct_in=0, direct_out=0), confidence=confidence)


def answered(name: str, weight: float, **direct: int) -> PlanPerson:
    facts = (
        PlanEvidence(rule="audience.crowd", text="", weight=-9.0),
        PlanEvidence(rule=ANSWERED, text="", weight=weight),
    )
    exchange = passed(**{"direct_in": 0, "direct_out": 0} | direct)
    return held(name, exchange=exchange, evidence=facts, confidence=0.2)


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(
            (
                planned("Zoe", confidence=0.1),
                held("Yan", Tag.EXECUTIVE, confidence=0.2),
                held("Xia", Tag.PERSONAL, confidence=0.3),
                held("Wim", Tag.STRANGER, confidence=0.4),
                held("Val", Tag.COLLEAGUE, confidence=0.5),
                excluded("Uma", Exclusion.OWNER, confidence=0.6),
            ),
            id="proposed, held with the riskiest first, excluded",
        ),
        pytest.param(
            (
                excluded("Bea", Exclusion.OWNER, confidence=0.1),
                excluded("Ada", Exclusion.ROBOT, confidence=0.2),
                excluded("Cy", Exclusion.ROBOT, confidence=0.3),
                excluded("Abe", Exclusion.NEVER, confidence=0.4),
            ),
            id="excluded by reason, then always the same",
        ),
        pytest.param(
            (
                held("Zoe", confidence=0.2),
                answered("Yan", -2.0),
                answered("Xia", -1.0, direct_in=9),
                answered("Wim", -0.5, direct_out=9),
                cc_only("Val", 0.9),
            ),
            id="strangers: mail both ways, then public answers, then merely seen",
        ),
        pytest.param(
            (
                planned("Zoe", confidence=0.98, exchange=passed(direct_in=1, direct_out=1)),
                planned("Xia", confidence=0.949, exchange=passed(direct_in=42, direct_out=1)),
                planned("Yan", confidence=0.951, exchange=passed(direct_in=1, direct_out=9)),
                planned("Wim", confidence=0.954, exchange=passed(direct_in=1, direct_out=7)),
                planned("Val", confidence=0.954, exchange=passed(direct_in=2, direct_out=6)),
                planned("Abe", confidence=0.91, exchange=passed(direct_in=99, direct_out=99)),
            ),
            id="the surer first, and of the equally sure whom the owner wrote to most",
        ),
        pytest.param(
            (
                held("Zoe", Tag.EXECUTIVE, confidence=0.9, exchange=passed(direct_in=0)),
                held("Yan", Tag.EXECUTIVE, confidence=0.4),
            ),
            id="mail both ways lifts strangers alone",
        ),
        pytest.param(
            (planned("Ada"), planned("Bea"), planned("Cy")), id="equal people always the same way"
        ),
    ],
)
def test_who_is_worth_a_look_stands_before_who_is_not(order: tuple[PlanPerson, ...]) -> None:
    for mixed in permutations(order):
        assert tuple(sorted(mixed, key=place_of)) == order
