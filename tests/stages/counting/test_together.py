"""Several processes at one mbox: the same store as with one, and nobody left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from invite_guard.errors import SourceError
from invite_guard.model.owner import Owner
from invite_guard.sources import detect, folder
from invite_guard.sources.base import START
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.parts import Part
from invite_guard.sources.ranges import MboxRange, ranges_of
from invite_guard.stages.counting import read, reckoning, together, worker
from invite_guard.stages.counting.observe import Observer
from invite_guard.stages.counting.seen import Seen
from invite_guard.stages.counting.together import Crew, LostError
from invite_guard.stages.counting.worker import Looked, Worker
from invite_guard.stages.gather import Wish, gather
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.tally import Tally

Write = Callable[..., bytes]
Mailbox = Callable[..., Path]
ME = "owner@firm.example"
LATEST = 2_000_000_000
POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no process groups like these")


class Silence:
    """Progress that remembers how far it was."""

    done = 0

    def start(self, name: str, size: int) -> None: ...
    def advance(self, bytes_done: int, messages: int) -> None:
        assert messages
        assert bytes_done >= self.done
        self.done = bytes_done

    def finish(self) -> None: ...


@pytest.fixture
def mail(letter: Write, mailbox: Mailbox) -> Path:
    blocks = [letter(from_=f"p{n % 50}@a.example", to=f"{ME}, q{n}@b.example") for n in range(2000)]
    return mailbox([*blocks, *blocks[:700]])


def in_parts(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(Mbox, "parts", lambda m, start: ranges_of(m.path, m.folder, start, size))


def scanned(path: Path, home: Path, jobs: int) -> object:
    home.mkdir(exist_ok=True)
    with Correspondence.open(home / "c") as store:
        gather([Mbox(path)], store, Wish((ME,), None, LATEST, jobs), Silence(), lambda _: [])
        seen = sorted((message, store.source_of(message)) for message in store.seen())
        return store.sources(), store.correspondents(), seen


def test_any_number_of_processes_makes_the_same_store(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = scanned(mail, tmp_path / "1", jobs=1)
    for jobs, size in ((2, 20_000), (3, 4_000)):
        in_parts(monkeypatch, size)
        assert scanned(mail, tmp_path / f"{jobs}", jobs=jobs) == alone


def test_a_maildir_is_shared_among_processes_too(
    letter: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cur", "new"):
        (tmp_path / "mail" / name).mkdir(parents=True)
    for n in range(40):
        (tmp_path / "mail" / "cur" / f"{n}").write_bytes(letter(from_=f"p{n}@a.example", to=ME))
    stores = []
    for jobs in (1, 3):
        (source,) = detect(tmp_path / "mail")
        with Correspondence.open(tmp_path / f"{jobs}") as store:
            reading = read.Reading(Owner(addresses=(ME,), reason="given"), LATEST, jobs=jobs)
            read.read_source(source, store, Seen(store), reading, Silence())
            stores.append((store.sources(), store.correspondents()))
        monkeypatch.setattr(folder, "WORTH", 0)
        monkeypatch.setattr(folder, "_TOGETHER", 7)
    assert stores[0] == stores[1]
    assert len(stores[1][1]) == 41


def looked(parts: Sequence[Part], jobs: int) -> list[Looked]:
    with closing(Crew(parts, Worker(Observer(LATEST), (ME,), None), jobs)) as crew:
        ranges = []
        for each in crew:
            crew.count(each, frozenset())
            ranges.append(each)
    return ranges


def test_beside_a_thread_processes_begin_afresh_and_see_the_same(mail: Path) -> None:
    parts, done = ranges_of(mail, "", START, 90_000), threading.Event()
    beside = threading.Thread(target=done.wait)
    alone = looked(parts, 2)
    beside.start()
    try:
        assert looked(parts, 2) == alone
    finally:
        done.set()
        beside.join()
    assert [one.number for one in alone] == list(range(len(parts)))
    assert sum(one.messages for one in alone) == 2_700


def test_who_stops_early_leaves_no_process(mail: Path) -> None:
    parts = ranges_of(mail, "", START, 9_000)
    with closing(Crew(parts, Worker(Observer(LATEST), (ME,), None), 2)) as crew:
        next(iter(crew))
        assert len(multiprocessing.active_children()) == 2
    assert not multiprocessing.active_children()


def test_what_is_not_told_to_be_counted_is_waited_for_and_little_more_is_looked_at(
    mail: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "AHEAD", 100)
    parts = ranges_of(mail, "", START, 4_000)
    with closing(Crew(parts, Worker(Observer(LATEST), (ME,), None), 2)) as crew:
        seen = iter(crew)
        first = [next(seen) for _ in range(12)]
        waiting = [member.looking for member in crew._members if member.looking is not None]
        assert max([*waiting, *crew._looked, 11]) <= 12, "only what is waited for is looked at"
        assert not list(crew.hand_over())
        for one in first:
            crew.count(one, frozenset(range(1, one.messages)))
        counted = list(crew.hand_over())
    assert sum(tallies[ME].messages for tallies in counted if ME in tallies) == 12


@pytest.fixture
def in_small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reckoning, "CHECKPOINT", 500)
    monkeypatch.setattr(worker, "HANDED", 20)
    in_parts(monkeypatch, 20_000)


class Murder(Silence):
    """Progress that ends another process once so many messages are read."""

    def __init__(self, after: int, which: int) -> None:
        self.after = after
        self.which = which

    def advance(self, bytes_done: int, messages: int) -> None:
        super().advance(bytes_done, messages)
        children = sorted(multiprocessing.active_children(), key=lambda child: child.pid or 0)
        if children and messages >= self.after:
            children[self.which].kill()
            children[self.which].join()


@pytest.mark.usefixtures("in_small_ranges")
@pytest.mark.parametrize("after", [0, 700, 1_500, 2_400])
@pytest.mark.parametrize("which", [0, -1])
def test_a_process_that_dies_is_an_error_and_no_gap(
    mail: Path, tmp_path: Path, after: int, which: int
) -> None:
    (tmp_path / "2").mkdir()
    with Correspondence.open(tmp_path / "2" / "c") as store:
        with pytest.raises(SourceError, match="ended from outside") as told:
            read_all(mail, store, Murder(after, which))
        assert isinstance(told.value, LostError)
        (state,) = store.sources()
        assert state.messages == sum(1 for _ in store.seen()) + state.skipped.get("duplicate", 0)
        assert state.messages < 2_700
        assert not state.complete
        assert not multiprocessing.active_children()
    assert scanned(mail, tmp_path / "2", jobs=2) == scanned(mail, tmp_path / "1", jobs=1)


@pytest.mark.usefixtures("in_small_ranges")
def test_what_was_handed_over_in_part_counts_for_nobody(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Crew.hand_over

    def lose(crew: Crew) -> Iterator[Mapping[str, Tally]]:
        yield next(iter(whole(crew)))
        raise LostError

    (tmp_path / "2").mkdir()
    with Correspondence.open(tmp_path / "2" / "c") as store, monkeypatch.context() as patch:
        patch.setattr(Crew, "hand_over", lose)
        with pytest.raises(LostError):
            read_all(mail, store, Silence())
        assert not store.correspondents()
        assert not list(store.seen())
    assert scanned(mail, tmp_path / "2", jobs=2) == scanned(mail, tmp_path / "1", jobs=1)


def read_all(mail: Path, store: Correspondence, progress: Silence) -> None:
    reading = read.Reading(Owner(addresses=(ME,), reason="given"), LATEST, jobs=2)
    read.read_source(Mbox(mail), store, Seen(store), reading, progress)


@pytest.mark.usefixtures("in_small_ranges")
def test_a_range_that_cannot_be_read_gives_what_came_before(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = ranges_of(mail, "", START, 50_000)
    gone = MboxRange(tmp_path / "gone", "", 10, 1 << 40, takeout=False)
    monkeypatch.setattr(Mbox, "parts", lambda _, __: [*parts[:2], gone, *parts[2:]])
    with Correspondence.open(tmp_path / "c") as store:
        with pytest.raises(SourceError, match="no file or folder gone"):
            read_all(mail, store, Silence())
        before = sum(len(list(part.messages())) for part in parts[:2])
        assert [state.messages for state in store.sources()] == [before]
        assert sum(1 for _ in store.seen()) == before


@pytest.mark.usefixtures("in_small_ranges")
def test_what_goes_wrong_in_another_process_is_raised_here(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Observer, "observe", fail)
    with Correspondence.open(tmp_path / "c") as store, pytest.raises(MemoryError):
        read_all(mail, store, Silence())
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("in_small_ranges")
def test_where_no_process_can_be_started_the_scan_says_how_to_do_without(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(together, "_Member", refuse)
    with Correspondence.open(tmp_path / "c") as store:
        with pytest.raises(LostError) as told:
            read_all(mail, store, Silence())
        assert "--jobs 1" in told.value.hint
        assert not list(store.seen())


SCAN = """
from invite_guard.stages.counting import reckoning
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.ranges import ranges_of
reckoning.CHECKPOINT = 2_000
Mbox.parts = lambda mbox, start: ranges_of(mbox.path, "", start, 20_000)
from invite_guard.cli.main import run
run()
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a scan with workers in a process group of its own, on mail that takes seconds."""
    path = tmp_path / "mail.mbox"
    with path.open("w", encoding="ascii", newline="\n") as file:
        for number in range(60_000):
            file.write(
                f"From x@a.example Sun Sep 13 12:26:40 2020\nFrom: p{number}@a.example\n"
                f"To: {ME}\nMessage-ID: <{number}@a.example>\n\nHello.\n\n"
            )
    command = [sys.executable, "-c", SCAN, "scan", str(path), "--me", ME, "--jobs", "3"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "INVITE_GUARD_HOME": str(tmp_path / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        until = time.monotonic() + 30
        while not (tmp_path / "home" / "correspondence.sqlite3").exists():
            assert time.monotonic() < until
            time.sleep(0.01)
        yield process
        process.kill()


def gone(group: int, seconds: float) -> bool:
    """Whether every process of a group ends within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@POSIX
@pytest.mark.parametrize("after", [0.2, 0.5, 1.0])
def test_ctrl_c_ends_them_all_at_once(running: "subprocess.Popen[str]", after: float) -> None:
    time.sleep(after)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=10)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert gone(running.pid, 5)


@POSIX
def test_who_is_killed_leaves_nobody_behind(running: "subprocess.Popen[str]") -> None:
    time.sleep(1.2)
    running.kill()
    running.communicate(timeout=10)
    assert gone(running.pid, 5)
