"""What exports said is kept for ever; the newest export counts, and only what is ripe is a rate."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from invite_guard.model.batch import ConfirmedBatch, Row
from invite_guard.model.decision import Decision
from invite_guard.model.outcome import RIPE_DAYS, Outcome, Record, State
from invite_guard.model.tag import Tag
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger
from invite_guard.stores.outcomes import OutcomeLog
from invite_guard.stores.precious import Precious

ADA = "ada1@firm.example"
BEA = "ada2@firm.example"


@pytest.fixture
def log(path: Path) -> Iterator[OutcomeLog]:
    with OutcomeLog.open(path) as opened:
        yield opened


@pytest.fixture
def left(
    path: Path,
    row: Callable[..., Row],
    confirmed: Callable[..., ConfirmedBatch],
    word: Callable[..., Decision],
    now: datetime,
) -> None:
    """Hand over a colleague and an executive."""
    rows = (row(1), row(2, tag=Tag.EXECUTIVE))
    with Decisions.open(path) as decisions:
        decisions.record(map(word, rows))
        Ledger(decisions.store).prepare(
            confirmed(*rows), b"", form="csv", destination="-", week_limit=80, now=now
        )


def told(address: str, state: State, as_of: date) -> Outcome:
    return Outcome(address=address, state=state, as_of=as_of)


def test_the_newest_export_counts_in_whatever_order_they_are_read(
    log: OutcomeLog, now: datetime
) -> None:
    first, second = now.date(), now.date() + timedelta(9)
    log.record([told(ADA, State.ACCEPTED, second)], now)
    log.record([told(ADA, State.PENDING, first)], now)
    assert log.latest()[ADA] == told(ADA, State.ACCEPTED, second)


def test_what_was_said_before_is_not_said_twice(log: OutcomeLog, path: Path, now: datetime) -> None:
    same = [told(ADA, State.PENDING, now.date()), told(BEA, State.UNSEEN, now.date())]
    log.record(same, now)
    log.record(same, now)
    store = Precious.open(path)
    with store.reading() as connection:
        assert connection.execute("SELECT address FROM outcome").fetchall() == [(ADA,)]
    store.close()


@pytest.mark.usefixtures("left")
def test_only_what_was_asked_long_ago_is_history(log: OutcomeLog, now: datetime) -> None:
    ripe = now.date() + timedelta(RIPE_DAYS)
    log.record([told(ADA, State.ACCEPTED, ripe - timedelta(1))], now)
    assert log.history() == {}
    log.record([told(ADA, State.ACCEPTED, ripe), told(BEA, State.GONE, ripe)], now)
    assert log.history() == {
        Tag.COLLEAGUE: Record(accepted=1, ripe=1),
        Tag.EXECUTIVE: Record(accepted=0, ripe=1),
    }


@pytest.mark.parametrize("change", ["DELETE FROM outcome", "UPDATE outcome SET state = 'gone'"])
def test_nothing_recorded_is_changed_or_deleted(
    log: OutcomeLog, path: Path, now: datetime, change: str
) -> None:
    log.record([told(ADA, State.PENDING, now.date())], now)
    store = Precious.open(path)
    with (
        pytest.raises(sqlite3.IntegrityError, match="nothing is"),
        store.writing() as connection,
    ):
        connection.execute(change)
    store.close()
