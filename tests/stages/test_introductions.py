"""Who came into the mail through whom."""

from datetime import date

from tests.people import CC_ONLY, correspondent

from invite_guard.model.person import Person, combine
from invite_guard.stages.introductions import Introductions


def seen(name: str, *addresses: tuple[str, str | None, date | None]) -> Person:
    found = tuple(
        correspondent(address, name, CC_ONLY._replace(first_seen=first))._replace(introduced_by=by)
        for address, by, first in addresses
    )
    return Person(name, name, found, combine([one.exchange for one in found]))


DAY, LATER = date(2020, 1, 1), date(2021, 1, 1)
ANA = seen("Ana", ("ana@x.example", None, DAY), ("a.ruiz@y.example", "bo@x.example", LATER))
BO = seen("Bo", ("bo@x.example", "a.ruiz@y.example", DAY))
CY = seen("Cy", ("cy@x.example", "gone@x.example", None))
DEE = seen("Dee", ("dee@x.example", "ana@x.example", LATER), ("d@x.example", None, None))


def test_the_earliest_message_tells_who_introduced_somebody() -> None:
    told = Introductions([ANA, BO, CY, DEE])
    assert told.of(ANA) is None
    assert told.of(BO) is ANA
    assert told.of(DEE) is ANA


def test_an_introducer_who_is_nobody_of_the_plan_is_nobody() -> None:
    assert Introductions([CY]).of(CY) is None


def test_whom_somebody_brought_is_found_by_every_address() -> None:
    told = Introductions([ANA, BO, CY, DEE])
    assert told.by(ANA) == [DEE, BO]
    assert told.by(BO) == []


def test_nobody_introduces_themselves() -> None:
    own = seen("Own", ("o@x.example", "own@x.example", DAY), ("own@x.example", None, LATER))
    assert Introductions([own]).by(own) == []
