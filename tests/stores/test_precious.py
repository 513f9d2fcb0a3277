"""The file that cannot be rebuilt is opened with care or not at all."""

import contextlib
import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.errors import StoreError
from invite_guard.stores.precious import Precious
from invite_guard.stores.schema import APPLICATION, MIGRATIONS

posix = pytest.mark.skipif(os.name != "posix", reason="permission bits are a POSIX matter")


@contextlib.contextmanager
def opened(path: Path, **options: object) -> Iterator[Precious]:
    store = Precious.open(path, **options)  # type: ignore[arg-type]  # handed through
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def ask(store: Precious, question: str) -> object:
    with store.reading() as connection:
        return connection.execute(question).fetchone()[0]


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_file_and_folder_are_the_owners_alone_whatever_the_umask(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        with opened(path) as store, store.writing() as connection:
            connection.execute(
                "INSERT INTO never (action, entry, note, at) VALUES ('add','','','')"
            )
            journal = path.with_name(path.name + "-journal")
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@posix
def test_a_file_that_others_could_read_is_closed(path: Path) -> None:
    with opened(path):
        path.chmod(0o644)
        path.parent.chmod(0o755)
    with opened(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@posix
def test_a_file_that_is_the_owners_alone_is_not_touched(path: Path) -> None:
    with opened(path):
        before = path.stat().st_ctime_ns
    with opened(path):
        assert path.stat().st_ctime_ns == before


def test_a_commit_is_as_durable_as_sqlite_can_make_it(path: Path) -> None:
    with opened(path) as store:
        assert ask(store, "PRAGMA journal_mode") == "delete"
        assert ask(store, "PRAGMA synchronous") == 3
        assert ask(store, "PRAGMA foreign_keys") == 1
        assert ask(store, "PRAGMA recursive_triggers") == 1
        assert ask(store, "PRAGMA application_id") == APPLICATION
        assert ask(store, "PRAGMA user_version") == len(MIGRATIONS)


def test_writing_takes_the_lock_at_once_and_undoes_what_fails(path: Path) -> None:
    with opened(path) as store, opened(path, patience=0.05) as other:
        with pytest.raises(ZeroDivisionError), store.writing() as connection:  # noqa: PT012 - what is undone
            with pytest.raises(StoreError, match="Another invite-guard"), other.writing():
                pass
            connection.execute(
                "INSERT INTO never (action, entry, note, at) VALUES ('add','','','')"
            )
            _ = 1 / 0
        assert ask(store, "SELECT count(*) FROM never") == 0


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = {column}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
@pytest.mark.parametrize(
    ("table", "column"),
    [("decision", "tag"), ("never", "entry"), ("batch", "format"), ("batch_row", "address")],
)
def test_nothing_recorded_is_changed_deleted_or_replaced(
    path: Path, change: str, table: str, column: str
) -> None:
    with opened(path) as store:
        with store.writing() as connection:
            fill(connection)
        with (
            pytest.raises(sqlite3.IntegrityError, match=r"nothing|only|begins|further|once"),
            store.writing() as connection,
        ):
            connection.execute(change.format(table=table, column=column))
        assert ask(store, f"SELECT count(*) FROM {table}") == 1


@pytest.mark.parametrize(
    "change",
    [
        "state = 'published'",
        "state = 'published', published_at = 'now', content = x'00'",
        "state = 'published', published_at = 'now', digest = 'other'",
        "state = 'published', published_at = 'now', destination = 'other'",
        "published_at = 'now'",
    ],
)
def test_a_batch_only_goes_from_prepared_to_published(path: Path, change: str) -> None:
    with opened(path) as store:
        with store.writing() as connection:
            fill(connection)
        with pytest.raises(sqlite3.IntegrityError), store.writing() as connection:
            connection.execute(f"UPDATE batch SET {change}")
        with store.writing() as connection:
            connection.execute("UPDATE batch SET state = 'published', published_at = 'now'")
        for again in ("state = 'published', published_at = 'later'", "state = 'prepared'"):
            with pytest.raises(sqlite3.IntegrityError), store.writing() as connection:
                connection.execute(f"UPDATE batch SET {again}")


def fill(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO never (action, entry, note, at) VALUES ('add', 'e', '', '')")
    connection.execute(
        "INSERT INTO decision (action, person_id, address, name, tag, at)"
        " VALUES ('approve', 'p', 'a', 'n', 'personal', '')"
    )
    connection.execute("INSERT INTO batch_row VALUES (1, 0, 'a', '{}')")
    connection.execute("INSERT INTO batch VALUES (1, 'prepared', '', NULL, 'csv', '-', '', x'')")


def test_a_store_of_a_newer_version_is_left_untouched(path: Path) -> None:
    with opened(path):
        pass
    with plain(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version") as caught, opened(path):
        pass
    assert "left as it is" in caught.value.hint
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_older_store_goes_forward_and_loses_nothing(path: Path) -> None:
    with opened(path) as store, store.writing() as connection:
        fill(connection)
    longer = (*MIGRATIONS, ("ALTER TABLE never ADD COLUMN why TEXT", "CREATE TABLE further (x)"))
    with opened(path, migrations=longer) as store:
        assert ask(store, "PRAGMA user_version") == len(longer)
        assert ask(store, "SELECT count(*) FROM never WHERE why IS NULL") == 1
        assert ask(store, "SELECT count(*) FROM further") == 0


def test_a_migration_happens_whole_or_not_at_all(path: Path) -> None:
    with opened(path) as store, store.writing() as connection:
        fill(connection)
    before = path.read_bytes()
    broken = (*MIGRATIONS, ("CREATE TABLE further (x)", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"), opened(path, migrations=broken):
        pass
    assert path.read_bytes() == before
    with opened(path) as store:
        assert ask(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'further'") == 0


def test_a_published_migration_never_changes() -> None:
    marks = [hashlib.sha256("\0".join(steps).encode()).hexdigest()[:16] for steps in MIGRATIONS]
    assert marks == ["0b123e2141167506", "606c39c51155f40b", "c8c7a20f19327cff", "6bc212d33d82edc0"]


def test_a_store_of_every_earlier_version_goes_forward_and_loses_nothing(path: Path) -> None:
    for version in range(1, len(MIGRATIONS)):
        with opened(path, migrations=MIGRATIONS[:version]) as store, store.writing() as connection:
            fill(connection)
        with plain(path) as connection:
            before = [kept(connection, table) for table in TABLES]
        with opened(path) as store, store.reading() as connection:
            assert [kept(connection, table) for table in TABLES] == before
            for table in TABLES:
                with pytest.raises(sqlite3.IntegrityError, match="nothing is deleted"):
                    connection.execute(f"DELETE FROM {table}")
        path.unlink()


TABLES = ("decision", "never", "batch", "batch_row")
"""Those with rows in them."""


def kept(connection: sqlite3.Connection, table: str) -> list[object]:
    """Read what every version of a table has."""
    columns = {
        "decision": "number, action, person_id, address, name, tag, at",
        "never": "number, action, entry, note, at",
        "batch": "number, state, prepared_at, published_at, format, destination, digest, content",
        "batch_row": "batch, position, address, row",
    }[table]
    return connection.execute(f"SELECT {columns} FROM {table}").fetchall()


def test_two_that_open_a_new_store_at_once_make_one(path: Path) -> None:
    failures: list[BaseException] = []

    def attempt() -> None:
        try:
            with opened(path):
                pass
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize(
    "content",
    [
        b"no database",
        b"SQLite format 3\0" + b"\xff" * 2000,
        b"\0" * 4096,
        b"x",
        b"\0" * 68 + APPLICATION.to_bytes(4, "big") + b"\0" * 4096,
    ],
)
def test_what_is_no_store_is_refused_and_kept(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not one that invite-guard made") as caught, opened(path):
        pass
    assert str(path) in caught.value.hint
    assert path.read_bytes() == content


def test_a_database_of_somebody_else_is_refused_and_kept(path: Path) -> None:
    path.parent.mkdir()
    with plain(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not one that invite-guard made") as caught, opened(path):
        pass
    assert str(path) in caught.value.hint
    assert path.read_bytes() == before


def test_a_damaged_store_is_told_not_mended(path: Path) -> None:
    with opened(path) as store, store.writing() as connection:
        fill(connection)
    content = bytearray(path.read_bytes())
    content[200:] = b"\xa5" * (len(content) - 200)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught, opened(path):
        pass
    assert "do not delete" in caught.value.hint
    assert str(path) in caught.value.hint
    assert path.read_bytes() == content


def test_a_store_whose_parts_do_not_fit_together_is_told_not_mended(path: Path) -> None:
    with opened(path) as store, store.writing() as connection:
        fill(connection)
    content = bytearray(path.read_bytes())
    content[36:40] = (7).to_bytes(4, "big")  # free pages (SQLite file format, 1.3), and none is
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught, opened(path):
        pass
    assert str(path) in caught.value.hint
    assert path.read_bytes() == content


def test_a_truncated_store_is_told(path: Path) -> None:
    with opened(path) as store, store.writing() as connection:
        fill(connection)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreError, match="damaged") as caught, opened(path):
        pass
    assert str(path) in caught.value.hint


@pytest.mark.parametrize("halfway", [False, True])
def test_another_writer_is_waited_for_a_while(path: Path, *, halfway: bool) -> None:
    with opened(path):
        pass
    with plain(path) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        if halfway:  # its journal stands beside the file then
            fill(connection)
        began = time.monotonic()
        with pytest.raises(StoreError, match="Another invite-guard"), opened(path, patience=0.3):
            pass
        assert 0.2 < time.monotonic() - began < 5


MUCH = "INSERT INTO never (action, entry, note, at) VALUES ('add', ?, '', '')"


def test_a_full_disk_is_told_and_costs_nothing(path: Path) -> None:
    with opened(path) as store:
        pages = ask(store, "PRAGMA page_count")
        assert isinstance(pages, int)
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with (
            pytest.raises(StoreError, match="did not take") as caught,
            store.writing() as connection,
        ):
            connection.executemany(MUCH, [("small",), ("x" * 100_000,)])
        assert "Make room" in caught.value.hint
        assert ask(store, "SELECT count(*) FROM never") == 0


_NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from invite_guard.errors import StoreError
from invite_guard.stores.precious import Precious
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Precious.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    with store.writing() as connection:
        connection.execute("INSERT INTO never (action, entry, note, at) VALUES ('add', ?, '', '')",
                           ("x" * 3_000_000,))
except StoreError as error:
    print(error.message)
"""


@posix
def test_a_file_that_may_not_grow_is_told_and_costs_nothing(path: Path) -> None:
    command = [sys.executable, "-c", _NO_ROOM, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert "did not take" in done.stdout
    with opened(path) as store:
        assert ask(store, "SELECT count(*) FROM never") == 0


@posix
def test_a_file_that_cannot_be_written_is_told(path: Path) -> None:
    with opened(path):
        pass
    path.chmod(0o400)
    if os.access(path, os.W_OK):
        pytest.skip("root may write anywhere")
    with pytest.raises(StoreError, match="cannot be written"), opened(path):
        pass


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be written") as caught, opened(path):
        pass
    assert str(path) in caught.value.hint


def test_a_read_only_database_is_told(path: Path) -> None:
    with opened(path) as store:
        store._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="cannot be written"), store.writing() as connection:
            fill(connection)


def test_a_crash_during_a_change_of_version_is_undone_before_the_version_is_believed(
    path: Path,
) -> None:
    with opened(path) as store, store.writing() as connection:
        fill(connection)
    journal = path.with_name(path.name + "-journal")
    with plain(path) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.execute("CREATE TABLE later (x)")
        for _ in range(200):
            connection.execute("INSERT INTO later VALUES (zeroblob(4000))")
        left = journal.read_bytes()
        connection.execute("COMMIT")
    # As it stands when the pages are written and the journal is not yet gone.
    assert path.read_bytes()[60:64] == (len(MIGRATIONS) + 1).to_bytes(4, "big")
    journal.write_bytes(left)
    with opened(path) as store:
        assert ask(store, "SELECT count(*) FROM never") == 1
        assert ask(store, "PRAGMA user_version") == len(MIGRATIONS)


@pytest.mark.parametrize(
    ("name", "told", "where"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "Another invite-guard is writing", ""),
        ("SQLITE_LOCKED", "Another invite-guard is writing", ""),
        ("SQLITE_FULL", "did not take what belongs to your decisions", "folder"),
        ("SQLITE_IOERR_FSYNC", "did not take what belongs to your decisions", "folder"),
        ("SQLITE_READONLY_DBMOVED", "cannot be written", "file"),
        ("SQLITE_CANTOPEN", "cannot be written", "file"),
        ("SQLITE_PERM", "cannot be written", "file"),
        ("SQLITE_AUTH", "cannot be written", "file"),
        ("SQLITE_CORRUPT_INDEX", "is damaged", "file"),
        ("SQLITE_NOTADB", "is damaged", "file"),
    ],
)
def test_what_the_database_says_is_told_in_a_persons_words(
    path: Path, name: str, told: str, where: str
) -> None:
    error = sqlite3.OperationalError("what it says itself")
    error.sqlite_errorname = name
    with opened(path) as store, pytest.raises(StoreError, match=told) as caught, store.writing():
        raise error
    assert caught.value.__cause__ is error
    place = {"file": path, "folder": path.parent}.get(where)
    assert place is None or str(place) in caught.value.hint


def test_a_fault_of_ours_is_not_told_as_one_of_the_disk(path: Path) -> None:
    with opened(path) as store, pytest.raises(sqlite3.ProgrammingError), store.writing():
        raise sqlite3.ProgrammingError
