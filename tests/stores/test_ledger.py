"""Recorded before it leaves, and never twice."""

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.errors import (
    NotFoundError,
    OverLimitError,
    RefusedError,
    StaleError,
    StoreError,
)
from invite_guard.model.batch import BatchState, ConfirmedBatch, Row
from invite_guard.model.decision import Action, Decision, NeverEntry
from invite_guard.model.outcome import Outcome, State
from invite_guard.model.tag import Tag
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger
from invite_guard.stores.outcomes import OutcomeLog

Make = Callable[..., Row]
Word = Callable[..., Decision]
Confirm = Callable[..., ConfirmedBatch]


@pytest.fixture
def decisions(path: Path) -> Iterator[Decisions]:
    with Decisions.open(path) as opened:
        yield opened


@pytest.fixture
def ledger(decisions: Decisions) -> Ledger:
    return Ledger(decisions.store)


@pytest.fixture
def prepare(
    ledger: Ledger, decisions: Decisions, confirmed: Confirm, word: Word, now: datetime
) -> Callable[..., int]:
    def run(*rows: Row, approve: bool = True, week_limit: int = 80, at: datetime = now) -> int:
        if approve:
            decisions.record(word(row) for row in rows)
        return ledger.prepare(
            confirmed(*rows),
            b"bytes",
            form="csv",
            destination="-",
            week_limit=week_limit,
            now=at,
        )

    return run


Prepare = Callable[..., int]


def test_a_batch_is_recorded_whole(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime, decisions: Decisions
) -> None:
    rows = (row(2, name="Zoë 山田", title='"x", y'), row(1))
    number = prepare(*rows)
    entry = ledger.entry(number)
    assert (entry.rows, entry.state, entry.prepared_at) == (rows, BatchState.PREPARED, now)
    assert (entry.format, entry.destination, entry.published_at) == ("csv", "-", None)
    assert ledger.entries() == [entry]
    assert decisions.standing().exported == {row(1).address, row(2).address}


def test_publishing_gives_the_bytes_and_happens_once(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime
) -> None:
    number = prepare(row(1))
    out = io.BytesIO()
    with ledger.publishing(number, now) as content:
        out.write(content)
    assert out.getvalue() == b"bytes"
    assert ledger.entry(number).state is BatchState.PUBLISHED
    with (
        pytest.raises(RefusedError, match="handed over already"),
        ledger.publishing(number, now) as content,
    ):
        out.write(content)
    assert out.getvalue() == b"bytes"


def test_a_batch_that_could_not_be_written_stays_prepared(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime
) -> None:
    number = prepare(row(1))
    with pytest.raises(BrokenPipeError), ledger.publishing(number, now):
        raise BrokenPipeError
    assert ledger.entry(number).state is BatchState.PREPARED


def test_two_cannot_hand_over_the_same_batch(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime, path: Path
) -> None:
    number = prepare(row(1))
    with (
        Ledger.open(path, patience=0.05) as other,
        ledger.publishing(number, now),
        pytest.raises(StoreError, match="Another"),
        other.publishing(number, now),
    ):
        pytest.fail("both hold the batch")


def test_nobody_is_in_two_batches(prepare: Prepare, row: Make, ledger: Ledger) -> None:
    prepare(row(1), row(2))
    with pytest.raises(StaleError, match="Byron2: was exported before"):
        prepare(row(3), row(2))
    assert len(ledger.entries()) == 1


def test_the_tables_themselves_forbid_a_second_time(
    prepare: Prepare, row: Make, path: Path
) -> None:
    prepare(row(1))
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO batch_row VALUES (9, 0, ?, '{}')", (row(1).address,))


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ({"action": Action.REJECT}, "no longer approved"),
        ({"action": Action.CLEAR}, "no longer approved"),
        ({"tag": Tag.EXECUTIVE}, "the tag was executive"),
    ],
)
def test_a_word_that_changed_meanwhile_stops_everybody(
    prepare: Prepare,
    row: Make,
    word: Word,
    decisions: Decisions,
    ledger: Ledger,
    last: dict[str, object],
    reason: str,
) -> None:
    decisions.record([word(row(1)), word(row(2)), word(row(2), **last)])
    with pytest.raises(StaleError, match=reason):
        prepare(row(1), row(2), approve=False)
    assert ledger.entries() == []


def test_somebody_never_approved_stops_everybody(prepare: Prepare, row: Make) -> None:
    with pytest.raises(StaleError, match="no longer approved"):
        prepare(row(1), approve=False)


@pytest.mark.parametrize("entry", ["ada1@firm.example", "firm.example", "example"])
def test_the_never_list_beats_an_approval(
    prepare: Prepare, row: Make, decisions: Decisions, ledger: Ledger, now: datetime, entry: str
) -> None:
    decisions.never([NeverEntry(entry=entry, at=now)])
    with pytest.raises(StaleError, match="never-list"):
        prepare(row(1))
    assert ledger.entries() == []


def test_another_spelling_of_a_mailbox_is_the_same_mailbox(
    prepare: Prepare, row: Make, decisions: Decisions, now: datetime
) -> None:
    prepare(row(1, address="a.da.1@gmail.com"))
    again = row(1, address="ada1@gmail.com")
    with pytest.raises(StaleError, match="exported before"):
        prepare(again)
    decisions.never([NeverEntry(entry="ada.2@googlemail.com", at=now)])
    with pytest.raises(StaleError, match="never-list"):
        prepare(row(2, address="a.d.a.2@gmail.com"))


def test_a_week_holds_so_many_and_then_there_is_room_again(
    prepare: Prepare, row: Make, ledger: Ledger, now: datetime
) -> None:
    prepare(row(1), row(2), week_limit=3)
    with pytest.raises(OverLimitError, match="limit of 3"):
        prepare(row(3), row(4), week_limit=3, at=now + timedelta(days=6, hours=23))
    assert ledger.week(now).people == 2
    prepare(row(3), row(4), week_limit=3, at=now + timedelta(days=7))
    assert ledger.week(now + timedelta(days=7)).people == 2


def test_a_week_tells_the_oldest_batch_first_whatever_the_clock_did(
    prepare: Prepare, row: Make, ledger: Ledger, now: datetime
) -> None:
    earlier = now - timedelta(hours=1)
    prepare(row(1), row(2))
    prepare(row(3), at=earlier)
    week = ledger.week(now)
    assert week.batches == ((earlier, 1), (now, 2))
    assert week.room_at(1, limit=3) == earlier + timedelta(days=7)


def test_a_clock_that_was_set_back_frees_no_room(
    prepare: Prepare, row: Make, now: datetime
) -> None:
    prepare(row(1), week_limit=1)
    with pytest.raises(OverLimitError):
        prepare(row(2), week_limit=1, at=now - timedelta(days=30))


def test_hostile_names_do_not_reach_the_message(prepare: Prepare, row: Make) -> None:
    with pytest.raises(StaleError) as caught:
        prepare(row(1, name="\x1b[31mAda\u202e"), approve=False)
    assert caught.value.message.isprintable()


def test_an_unknown_batch_is_told(ledger: Ledger, now: datetime) -> None:
    with pytest.raises(NotFoundError, match="no batch 7"):
        ledger.entry(7)
    with pytest.raises(NotFoundError), ledger.publishing(7, now):
        pass


def test_bytes_that_changed_on_the_disk_do_not_leave(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime, path: Path
) -> None:
    number = prepare(row(1))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER batch_holds")
        connection.execute("UPDATE batch SET content = x'00'")
    with pytest.raises(StoreError, match="not what was recorded"), ledger.publishing(number, now):
        pytest.fail("the bytes were given out")


def test_an_undone_batch_gives_its_people_back_and_stays_on_record(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime, decisions: Decisions
) -> None:
    number = prepare(row(1), row(2))
    with ledger.publishing(number, now):
        pass
    ledger.undo(number, now)
    entry = ledger.entry(number)
    assert (entry.state, entry.undone_at, entry.published_at) == (BatchState.UNDONE, now, now)
    assert entry.rows == (row(1), row(2))
    assert decisions.standing().exported == frozenset()
    assert ledger.week(now).people == 0
    again = prepare(row(2), row(1), approve=False)
    assert again == number + 1
    assert decisions.standing().exported == {row(1).address, row(2).address}
    with pytest.raises(StaleError, match="was exported before"):
        prepare(row(1))


def test_a_batch_is_undone_once(ledger: Ledger, prepare: Prepare, row: Make, now: datetime) -> None:
    number = prepare(row(1))
    ledger.undo(number, now)
    for again in (ledger.undo, lambda n, _: ledger.require_undoable(n)):
        with pytest.raises(RefusedError, match="undone before"):
            again(number, now)
    with pytest.raises(NotFoundError):
        ledger.undo(7, now)


def test_an_undone_batch_is_never_handed_over(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime
) -> None:
    number = prepare(row(1))
    ledger.undo(number, now)
    with pytest.raises(RefusedError, match="leaves no more"), ledger.publishing(number, now):
        pytest.fail("the bytes were given out")


def test_whom_linkedin_shows_as_invited_cannot_be_put_back(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime, path: Path
) -> None:
    number = prepare(row(1), row(2))
    with OutcomeLog.open(path) as log:
        for state in (State.PENDING, State.ACCEPTED):
            told = Outcome(address=row(2).address, state=state, as_of=now.date())
            log.record([told], now)
    for again in (ledger.undo, lambda n, _: ledger.require_undoable(n)):
        with pytest.raises(RefusedError, match="shows 1 of batch 1 as invited"):
            again(number, now)
    ledger.undo(prepare(row(3)), now)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM undone",
        "UPDATE undone SET at = 'never'",
        "INSERT OR REPLACE INTO undone SELECT * FROM undone",
        "UPDATE batch SET state = 'published', published_at = 'now'",
        "INSERT INTO batch_row VALUES (1, 9, 'x@y.example', '{}')",
        "INSERT INTO undone VALUES (77, 'now')",
    ],
)
def test_the_tables_themselves_keep_what_was_undone(
    ledger: Ledger, prepare: Prepare, row: Make, now: datetime, path: Path, change: str
) -> None:
    ledger.undo(prepare(row(1)), now)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(change)


def test_an_approval_that_is_too_young_stops_everybody(
    ledger: Ledger, decisions: Decisions, confirmed: Confirm, word: Word, row: Make, now: datetime
) -> None:
    decisions.record([word(row(1)), word(row(2), at=now + timedelta(hours=20))])
    hold = timedelta(hours=24)

    def prepare(*rows: Row, hours: int) -> int:
        return ledger.prepare(
            confirmed(*rows),
            b"bytes",
            form="csv",
            destination="-",
            week_limit=80,
            now=now + timedelta(hours=hours),
            hold=hold,
        )

    with pytest.raises(StaleError, match="too short a time ago"):
        prepare(row(1), row(2), hours=30)
    assert prepare(row(1), hours=24) == 1
    assert prepare(row(2), hours=44) == 2
