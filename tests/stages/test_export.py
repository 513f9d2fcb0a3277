"""A confirmed batch leaves once, recorded, or stays."""

import io
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.errors import (
    InviteGuardError,
    NotFoundError,
    RefusedError,
    StaleError,
    UsageError,
)
from invite_guard.model.batch import BatchState, ConfirmedBatch, LedgerEntry, Row
from invite_guard.model.decision import Action, Decision
from invite_guard.stages import export as out
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger

NOW = datetime(2026, 3, 4, tzinfo=UTC)
CSV = (
    b"first_name,last_name,email,company,title,tag,linkedin_url\r\n"
    b"Ada,Byron1,ada1@firm.example,,,colleague,\r\n"
)

Make = Callable[..., Row]
Confirm = Callable[..., ConfirmedBatch]


class ClosedPipe(io.BytesIO):
    def write(self, _: Any) -> int:
        raise BrokenPipeError


class Guarded(io.BytesIO):
    def write(self, _: Any) -> int:
        raise PermissionError(13, "Permission denied")


class Trickle(io.BytesIO):
    """A pipe that takes a few bytes at a time."""

    def write(self, data: Any) -> int:
        return super().write(bytes(data[:7]))


@pytest.fixture
def decisions(tmp_path: Path) -> Iterator[Decisions]:
    with Decisions.open(tmp_path / "home" / "decisions.sqlite3") as opened:
        yield opened


@pytest.fixture
def ledger(decisions: Decisions) -> Ledger:
    return Ledger(decisions.store)


@pytest.fixture
def leave(decisions: Decisions, ledger: Ledger, confirmed: Confirm) -> Callable[..., LedgerEntry]:
    def run(
        *rows: Row,
        to: Path | None = None,
        stdout: io.BytesIO | None = None,
        form: str = "csv",
        **more: Any,
    ) -> LedgerEntry:
        decisions.record(
            Decision(
                action=Action.APPROVE,
                person_id=row.person_id,
                address=row.address,
                name=row.name,
                tag=row.tag,
                at=NOW,
            )
            for row in rows
        )
        return out.export(
            confirmed(*rows),
            out.find_exporter(form),
            ledger,
            destination=to,
            stdout=stdout or io.BytesIO(),
            week_limit=80,
            now=NOW,
            **more,
        )

    return run


Leave = Callable[..., LedgerEntry]


def test_a_file_holds_the_rows_and_the_ledger_knows(
    leave: Leave, row: Make, tmp_path: Path, ledger: Ledger
) -> None:
    stdout = io.BytesIO()
    entry = leave(row(1), to=tmp_path / "batch.csv", stdout=stdout)
    assert (tmp_path / "batch.csv").read_bytes() == CSV
    assert stdout.getvalue() == b""
    assert entry.state is BatchState.PUBLISHED
    assert entry.destination == str(tmp_path / "batch.csv")
    assert ledger.entries() == [entry]


def test_standard_output_gets_the_rows(leave: Leave, row: Make) -> None:
    for stdout in (io.BytesIO(), Trickle()):
        number = 1 if type(stdout) is io.BytesIO else 2
        entry = leave(row(number), stdout=stdout)
        assert entry.destination == "-"
        assert stdout.getvalue() == CSV.replace(b"1", str(number).encode())


def test_a_reader_that_is_not_ready_yet_still_gets_every_byte(leave: Leave, row: Make) -> None:
    class Busy(io.BytesIO):
        ready = False

        def write(self, data: Any) -> Any:
            self.ready = not self.ready
            return super().write(bytes(data[:1])) if self.ready else None

    stdout = Busy()
    leave(row(1), stdout=stdout)
    assert stdout.getvalue() == CSV


def test_what_a_reader_did_not_take_does_not_leave_later(
    leave: Leave, row: Make, tmp_path: Path, ledger: Ledger
) -> None:
    class Closing(io.FileIO):
        """Fails in the middle of the batch, and would take the rest later."""

        taken = 0

        def write(self, data: Any) -> int:
            self.taken += 1
            if self.taken == 3:
                raise BrokenPipeError
            return super().write(bytes(data[:5]) if self.taken == 2 else data)

    path = tmp_path / "pipe"
    with io.BufferedWriter(Closing(str(path), "wb")) as stdout:
        stdout.write(b"before ")
        with pytest.raises(InviteGuardError, match="the program that reads the output closed it"):
            leave(row(1), stdout=stdout)
    assert ledger.entry(1).state is BatchState.PREPARED
    assert path.read_bytes() == b"before " + CSV[:5]


def test_it_is_recorded_before_it_leaves(leave: Leave, row: Make, ledger: Ledger) -> None:
    seen: list[LedgerEntry] = []

    class Watching(io.BytesIO):
        def write(self, data: Any) -> int:
            with Ledger.open(ledger._store._path) as other:
                seen.extend(other.entries())
            return super().write(data)

    leave(row(1), stdout=Watching())
    assert [entry.state for entry in seen] == [BatchState.PREPARED]
    assert seen[0].rows == (row(1),)


def test_nobody_leaves_twice(leave: Leave, row: Make, tmp_path: Path) -> None:
    leave(row(1), to=tmp_path / "one.csv")
    with pytest.raises(StaleError, match="exported before"):
        leave(row(1), to=tmp_path / "two.csv")
    assert not (tmp_path / "two.csv").exists()


def test_who_was_approved_too_short_a_time_ago_stays(
    leave: Leave, row: Make, ledger: Ledger
) -> None:
    stdout = io.BytesIO()
    with pytest.raises(StaleError, match="too short a time ago"):
        leave(row(1), stdout=stdout, hold=timedelta(minutes=1))
    assert (ledger.entries(), stdout.getvalue()) == ([], b"")


def test_what_a_crash_left_half_written_is_taken_away(
    leave: Leave, row: Make, tmp_path: Path
) -> None:
    half = tmp_path / ".invite-guard-batch-1.partial"
    half.write_bytes(CSV[:9])
    leave(row(1), to=tmp_path / "batch.csv")
    assert not half.exists()


def test_a_closed_pipe_leaves_it_prepared_and_says_so(
    leave: Leave, row: Make, ledger: Ledger
) -> None:
    with pytest.raises(InviteGuardError, match="Batch 1 is recorded, but") as caught:
        leave(row(1), stdout=ClosedPipe())
    assert caught.value.hint == (
        "`invite-guard ledger --reissue 1` (-o FILE) gives the same bytes, once you confirm."
    )
    assert ledger.entry(1).state is BatchState.PREPARED


def test_what_the_system_forbids_is_not_blamed_on_the_store(
    leave: Leave, row: Make, ledger: Ledger
) -> None:
    with pytest.raises(InviteGuardError, match=r"Batch 1 is recorded, but.*permission denied"):
        leave(row(1), stdout=Guarded())
    assert ledger.entry(1).state is BatchState.PREPARED


def test_a_failure_without_words_of_its_own_gets_some(leave: Leave, row: Make) -> None:
    class Mute(io.BytesIO):
        def write(self, _: Any) -> int:
            raise OSError

    with pytest.raises(InviteGuardError, match=r"handed over: the system refused\."):
        leave(row(1), stdout=Mute())


def test_a_prepared_batch_is_given_again_as_the_same_bytes(
    leave: Leave, row: Make, ledger: Ledger, confirmed: Confirm, tmp_path: Path
) -> None:
    with pytest.raises(InviteGuardError):
        leave(row(1), stdout=ClosedPipe())
    stdout = io.BytesIO()
    entry = out.reissue(confirmed(row(1)), 1, ledger, destination=None, stdout=stdout, now=NOW)
    assert stdout.getvalue() == CSV
    assert (entry.state, entry.published_at) == (BatchState.PUBLISHED, NOW)
    with pytest.raises(RefusedError, match="handed over already"):
        out.reissue(
            confirmed(row(1)), 1, ledger, destination=tmp_path / "x", stdout=stdout, now=NOW
        )
    assert stdout.getvalue() == CSV
    assert not (tmp_path / "x").exists()


def test_a_prepared_batch_can_be_given_again_to_a_file(
    leave: Leave, row: Make, ledger: Ledger, confirmed: Confirm, tmp_path: Path
) -> None:
    with pytest.raises(InviteGuardError):
        leave(row(1), stdout=ClosedPipe())
    stdout, path = io.BytesIO(), tmp_path / "batch.csv"
    out.reissue(confirmed(row(1)), 1, ledger, destination=path, stdout=stdout, now=NOW)
    assert (path.read_bytes(), stdout.getvalue()) == (CSV, b"")
    assert {file.name for file in tmp_path.iterdir()} == {"batch.csv", "home"}


def test_only_the_batch_that_was_confirmed_is_given_again(
    leave: Leave, row: Make, ledger: Ledger, confirmed: Confirm
) -> None:
    with pytest.raises(InviteGuardError):
        leave(row(1), row(2), stdout=ClosedPipe())
    stdout = io.BytesIO()
    for rows in ((row(1),), (row(2), row(1)), (row(1), row(2, title="x"))):
        with pytest.raises(RefusedError, match="is not batch 1"):
            out.reissue(confirmed(*rows), 1, ledger, destination=None, stdout=stdout, now=NOW)
    with pytest.raises(RefusedError):
        out.reissue(None, 1, ledger, destination=None, stdout=stdout, now=NOW)  # type: ignore[arg-type]  # the point
    assert stdout.getvalue() == b""


def test_a_file_that_arrived_before_the_crash_is_only_recorded(
    leave: Leave, row: Make, ledger: Ledger, confirmed: Confirm, tmp_path: Path
) -> None:
    with pytest.raises(InviteGuardError):
        leave(row(1), stdout=ClosedPipe())
    path = tmp_path / "batch.csv"
    path.write_bytes(CSV)
    before = path.stat().st_mtime_ns
    out.reissue(confirmed(row(1)), 1, ledger, destination=path, stdout=io.BytesIO(), now=NOW)
    assert path.stat().st_mtime_ns == before
    assert ledger.entry(1).state is BatchState.PUBLISHED


def test_another_file_in_the_way_is_kept(
    leave: Leave, row: Make, ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "batch.csv"
    path.write_bytes(b"mine")
    with pytest.raises(RefusedError, match="never overwrites"):
        leave(row(1), to=path)
    assert path.read_bytes() == b"mine"
    assert ledger.entries() == []


def test_a_file_that_comes_in_the_way_late_is_kept_too(
    leave: Leave, row: Make, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "batch.csv"
    path.write_bytes(b"mine")
    monkeypatch.setattr(out, "require_free", lambda _: None)
    with pytest.raises(InviteGuardError, match="Batch 1 is recorded, but"):
        leave(row(1), to=path)
    assert path.read_bytes() == b"mine"
    assert ledger.entry(1).state is BatchState.PREPARED


def test_a_place_that_cannot_be_is_told_before_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.require_free(None)
    out.require_free(tmp_path / "batch.csv")
    with pytest.raises(NotFoundError, match="folder"):
        out.require_free(tmp_path / "absent" / "batch.csv")
    with pytest.raises(RefusedError, match="never overwrites"):
        out.require_free(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, right: (path, right) != (tmp_path, os.W_OK))
    with pytest.raises(RefusedError, match="cannot be written to"):
        out.require_free(tmp_path / "batch.csv")
    if os.name == "posix":
        (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
        with pytest.raises(RefusedError, match="never overwrites"):
            out.require_free(tmp_path / "dangling")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_behind_standard_output_leaves_it_prepared(
    leave: Leave, row: Make, ledger: Ledger
) -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(InviteGuardError, match="no space left"),
    ):
        leave(row(1), stdout=full)
    assert ledger.entry(1).state is BatchState.PREPARED


def test_formats_are_known_by_name() -> None:
    assert out.find_exporter("vcard").name == "vcard"
    with pytest.raises(UsageError, match="no such format"):
        out.find_exporter("xlsx")


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_destination_that_is_not_text_can_be_recorded() -> None:
    name = out.name_destination(Path(os.fsdecode(b"/tmp/\xff.csv")))
    assert name == "/tmp/\\xff.csv"
