"""What became of the invitations, and which were never approved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from invite_guard.model.batch import BatchState, LedgerEntry, Row
from invite_guard.model.linkedin import Connection, Invitation, LinkedInExport
from invite_guard.model.outcome import Outcomes, State, Strength
from invite_guard.model.tag import Tag
from invite_guard.stages.outcomes import judge_outcomes, strength_of, wilson

Make = Callable[..., Row]
LEFT = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = LEFT.date()
LATER = DAY + timedelta(30)


def batch(*rows: Row, number: int = 1, at: datetime = LEFT) -> LedgerEntry:
    return LedgerEntry(
        number=number,
        state=BatchState.PUBLISHED,
        prepared_at=at,
        published_at=at,
        format="csv",
        destination="-",
        digest="",
        rows=rows,
    )


def to(name: str, on: date | None = DAY, url: str = "") -> Invitation:
    return Invitation(outgoing=True, name=name, sent_on=on, url=url)


def judged(
    *listed: Connection | Invitation,
    ledger: tuple[LedgerEntry, ...],
    as_of: date = LATER,
    before: dict[str, State] | None = None,
) -> Outcomes:
    export = LinkedInExport(
        connections=tuple(x for x in listed if isinstance(x, Connection)),
        invitations=tuple(x for x in listed if isinstance(x, Invitation)),
    )
    return judge_outcomes(ledger, export, as_of=as_of, before=before)


@pytest.fixture
def ledger(row: Make) -> tuple[LedgerEntry, ...]:
    return (
        batch(
            row(1, name="Ann Roe", organisation="Firm"),
            row(2, name="Bob Moe"),
            row(3, name="Cy Doe", tag=Tag.EXECUTIVE),
            row(4, name="Di Poe", linkedin_url="https://www.linkedin.com/in/di-poe"),
        ),
    )


Ledger = tuple[LedgerEntry, ...]


def states(found: Outcomes) -> list[State]:
    return [one.state for one in found.people]


def test_accepted_pending_and_gone(ledger: Ledger) -> None:
    found = judged(
        Connection(name="Ann Roe, PMP", organisation="Firm Inc.", connected_on=DAY),
        to("Robert Moe"),
        to("Diana P.", url="http://linkedin.com/in/Di-Poe/"),
        ledger=ledger,
    )
    assert states(found) == [State.ACCEPTED, State.PENDING, State.GONE, State.PENDING]
    assert (found.rate.accepted, found.rate.ripe) == (1, 4)
    assert found.by_tag[Tag.COLLEAGUE].ripe == 3
    assert found.never_approved == ()


def test_an_address_is_certain_whatever_the_name(ledger: Ledger) -> None:
    found = judged(
        Connection(name="B. M.", address="ADA2@firm.example", connected_on=DAY), ledger=ledger
    )
    assert states(found)[1] is State.ACCEPTED


def test_a_connection_of_long_ago_came_of_nothing_here(ledger: Ledger) -> None:
    old = Connection(name="Ann Roe", organisation="Firm", connected_on=DAY - timedelta(99))
    assert states(judged(old, ledger=ledger)) == [State.UNSEEN] * 4


def test_a_batch_of_which_nobody_is_seen_perhaps_never_left(ledger: Ledger, row: Make) -> None:
    both = (*ledger, batch(row(9, name="Eve Coe"), number=2))
    found = judged(to("Ann Roe"), ledger=both)
    assert states(found) == [State.PENDING, State.GONE, State.GONE, State.GONE, State.UNSEEN]
    assert (found.rate.ripe, found.counts[State.UNSEEN]) == (4, 1)
    seen_before = judged(ledger=both, before={"ada9@firm.example": State.PENDING})
    assert states(seen_before)[-1] is State.GONE


def test_what_is_young_makes_no_rate(ledger: Ledger) -> None:
    ann = Connection(name="Ann Roe", connected_on=DAY)
    found = judged(ann, ledger=ledger, as_of=DAY + timedelta(20))
    assert states(found)[0] is State.ACCEPTED
    assert (found.rate.ripe, found.rate.share) == (0, None)


def test_an_export_from_before_says_nothing(ledger: Ledger) -> None:
    found = judged(to("Ann Roe", None), ledger=ledger, as_of=DAY - timedelta(1))
    assert set(states(found)) == {State.UNSEEN}


def test_what_was_never_approved_comes_first_and_the_newest_first(ledger: Ledger) -> None:
    found = judged(
        to("Ann Roe"),
        to("Ann Roe"),
        to("Xi Roe", DAY + timedelta(2)),
        to("Old Roe", DAY - timedelta(400)),
        Connection(name="Xi Roe", connected_on=DAY + timedelta(3)),
        ledger=ledger,
    )
    told = [(one.name, one.since_first_batch, one.accepted) for one in found.never_approved]
    assert told == [("Xi Roe", True, True), ("Ann Roe", True, False), ("Old Roe", False, False)]


def test_without_a_ledger_nothing_was_approved() -> None:
    found = judged(to("Ann Roe"), ledger=())
    assert [one.since_first_batch for one in found.never_approved] == [False]
    assert found.rate.share is None


@pytest.mark.parametrize(
    ("accepted", "asked", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)],
)
def test_the_interval_is_wilsons(accepted: int, asked: int, low: float, high: float) -> None:
    """Figures of Newcombe, Stat. Med. 17 (1998), table I, and of the formula."""
    rate = wilson(accepted, asked)
    assert (rate.low, rate.high) == pytest.approx((low, high), abs=6e-4)


@given(st.integers(0, 500), st.integers(1, 500))
@example(0, 161)
def test_the_share_lies_in_its_interval(accepted: int, more: int) -> None:
    rate = wilson(accepted, accepted + more)
    assert rate.share is not None
    assert 0 <= rate.low <= rate.share <= rate.high <= 1


def test_strength_is_told_by_direct_mail() -> None:
    assert [strength_of(n) for n in (0, 4, 5, 19, 20)] == [
        *[Strength.THIN] * 2,
        *[Strength.FIRM] * 2,
        Strength.STRONG,
    ]
