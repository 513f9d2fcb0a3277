"""Hand-made plans: nothing but nouns, so that a view is shown alone."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from tests.people import passed

from invite_guard.model.correspondent import MonthActivity
from invite_guard.model.plan import (
    Plan,
    PlanAddress,
    PlanEvidence,
    PlanOwner,
    PlanPerson,
    PlanSource,
    Totals,
)
from invite_guard.model.tag import Disposition, Exclusion, Tag

MakePerson = Callable[..., PlanPerson]
MakePlan = Callable[..., Plan]


@pytest.fixture
def make_person() -> MakePerson:
    return _person


@pytest.fixture
def make_plan() -> MakePlan:
    return _plan


def _person(name: str = "Ana Ruiz", address: str = "ana@corp.example", **fields: Any) -> PlanPerson:
    exchange = passed(
        months=(MonthActivity(2023 * 12 + 4, 3, 2), MonthActivity(2024 * 12 + 4, 5, 5))
    )
    given: dict[str, Any] = {
        "id": "p" + str(abs(hash(address)) % 10**6),
        "name": name,
        "tag": Tag.COLLEAGUE,
        "confidence": 0.934,
        "disposition": Disposition.PROPOSE,
        "addresses": (PlanAddress(address=address, from_=9, to=12, cc=1, bcc=0),),
        "exchange": exchange,
        "evidence": (
            PlanEvidence(rule="two_way", text="8 direct mails from them, 7 to them", weight=2.1),
            PlanEvidence(rule="employer", text="writes from your own company", weight=1.4),
            PlanEvidence(rule="recency", text="third and least of all", weight=0.2),
        ),
    }
    return PlanPerson(**(given | fields))


def _plan(*people: PlanPerson) -> Plan:
    held = Counter(p.tag for p in people if p.disposition is Disposition.HOLD)
    excluded = Counter(p.exclusion for p in people if p.exclusion)
    return Plan(
        owner=PlanOwner(addresses=("me@corp.example",), reason="From of the sent folder"),
        sources=(PlanSource(kind="mbox", name="mail.mbox", messages=4321, skipped={"spam": 12}),),
        totals=Totals(
            correspondents=len(people) + 1,
            people=len(people),
            proposed=sum(p.disposition is Disposition.PROPOSE for p in people),
            held=held,
            excluded={Exclusion(reason): number for reason, number in excluded.items()},
            naive_import=len(people),
            naive_mails=3 * len(people),
        ),
        people=people,
    )
