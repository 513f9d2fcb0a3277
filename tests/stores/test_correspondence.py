"""The rebuildable store."""

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.errors import StoreError
from invite_guard.model.source import Fingerprint, Position
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState, from_tally, to_tally
from invite_guard.stores.tally import COUNTS, Tally, estimate

STATE = SourceState("/mail", "mbox", "mail", Fingerprint(10, 20, "head"))


def some(**counts: int) -> Tally:
    tally = Tally()
    for name, value in counts.items():
        setattr(tally, name, value)
    return tally


def test_a_checkpoint_adds_to_what_is_there(tmp_path: Path) -> None:
    with Correspondence.open(tmp_path / "c") as store:
        number = store.number(STATE)
        store.checkpoint(STATE, {"a@a.example": some(messages=2)}, {7: number})
        later = STATE._replace(position=Position(0, 5), started=True, messages=3, complete=True)
        store.checkpoint(later, {"a@a.example": some(messages=1, role_to=1)}, {8: number})
        assert [(c.messages, c.roles.to) for c in store.correspondents()] == [(3, 1)]
        assert {m: store.source_of(m) for m in store.seen()} == {7: number, 8: number}
        assert store.has_counted(number)
        assert not store.has_counted(number + 1)
        assert store.sources() == [later]


def test_a_failed_checkpoint_leaves_nothing(tmp_path: Path) -> None:
    with Correspondence.open(tmp_path / "c") as store:
        number = store.number(STATE)
        state = STATE._replace(messages=2**70)  # no integer of SQLite's
        with pytest.raises(OverflowError):
            store.checkpoint(state, {"a@a.example": some(messages=1)}, {7: number})
        assert (store.correspondents(), list(store.seen())) == ([], [])


def test_a_message_stays_where_it_was_seen_first(tmp_path: Path) -> None:
    with Correspondence.open(tmp_path / "c") as store:
        first, second = store.number(STATE), store.number(STATE._replace(key="/other"))
        low, high = -(2**63), 2**63 - 1
        store.checkpoint(STATE, {}, {low: first, high: second})
        store.checkpoint(STATE, {}, {low: second, 0: second})
        assert [store.source_of(message) for message in (low, 0, high)] == [first, second, second]
        assert list(store.seen()) == [low, 0, high]


def test_forgetting_keeps_the_sources_and_drops_the_counts(tmp_path: Path) -> None:
    with Correspondence.open(tmp_path / "c") as store:
        number = store.number(STATE)
        store.checkpoint(STATE._replace(complete=True), {"a@a.example": some()}, {7: number})
        store.forget()
        assert (store.correspondents(), list(store.seen())) == ([], [])
        assert [(s.key, s.complete) for s in store.sources()] == [("/mail", False)]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no permission bits")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Correspondence.open(tmp_path / "c").close()
    finally:
        os.umask(before)
    assert (tmp_path / "c").stat().st_mode & 0o777 == 0o600


def test_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "c"
    Correspondence.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {Correspondence.VERSION + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Correspondence.open(path)
    assert path.read_bytes() == before


def test_an_older_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "c"
    with sqlite3.connect(path) as db:
        db.execute("create table correspondent (old text)")
    db.close()
    with Correspondence.open(path) as store:
        assert store.correspondents() == []


def test_what_an_older_version_read_is_remembered_until_it_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "c"
    other = STATE._replace(key="it's \u2014.mbox")
    with Correspondence.open(path) as store:
        store.number(STATE)
        store.number(other)
    for _ in range(2):
        with sqlite3.connect(path) as db:
            db.execute(f"pragma user_version = {Correspondence.VERSION - 1}")
        db.close()
        with Correspondence.open(path) as store:
            assert store.sources() == []
            assert set(store.outgrown()) == {STATE.key, other.key}
    with Correspondence.open(path) as store:
        store.number(STATE)
        assert store.outgrown() == [other.key]


def test_what_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match="cannot be kept"):
        Correspondence.open(tmp_path / "c")


def test_a_locked_store_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("invite_guard.stores.rebuildable.WAIT", 0.05)
    path = tmp_path / "c"
    with Correspondence.open(path) as store, Correspondence.open(path) as other:
        with store.transaction(), pytest.raises(StoreError) as caught:
            other.number(STATE)
        assert "Another scan is at work" in caught.value.hint


@given(
    st.fixed_dictionaries({name: st.integers(0, 2**40) for name in COUNTS}),
    st.dictionaries(st.text(max_size=5), st.integers(1, 9), max_size=3),
    st.dictionaries(st.integers(24_000, 24_400), st.tuples(st.integers(0, 9), st.integers(0, 9))),
    st.none() | st.integers(0, 2**33),
)
def test_a_tally_survives_the_disk(
    counts: dict[str, int],
    names: dict[str, int],
    months: dict[int, tuple[int, int]],
    moment: int | None,
) -> None:
    tally = some(**counts)
    tally.see(moment, moment, "x@x.example")
    tally.last_direct = moment
    for name, count in names.items():
        tally.call(name, count)
    for month, (came, went) in months.items():
        tally.month(month, came, went)
    again = to_tally(from_tally("a@a.example", tally))
    assert all(getattr(again, field) == getattr(tally, field) for field in Tally.__slots__)


@pytest.mark.parametrize(("threads", "slack"), [(0, 0), (1, 0), (5, 1), (20, 4), (100, 15)])
def test_threads_are_estimated_well_enough(threads: int, slack: int) -> None:
    from zlib import crc32  # noqa: PLC0415 - as counting does it

    bits = 0
    for number in range(threads):
        bits |= 1 << (crc32(f"<{number}@x>".encode()) % 256)
    assert abs(estimate(bits) - threads) <= slack
