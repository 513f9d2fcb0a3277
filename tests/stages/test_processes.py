"""A half of the work done by a copy of the process: the same result, whatever becomes of it."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Sequence

import pytest

from invite_guard.stages import processes
from invite_guard.stages.processes import in_halves

HERE = os.getpid()
copied = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 10)
    monkeypatch.setattr(processes, "cores", lambda: 2)


def who(items: Sequence[int]) -> list[tuple[int, bool]]:
    """Tell of each item whether it was looked at here."""
    return [(item, os.getpid() == HERE) for item in items]


@copied
def test_a_copy_does_the_second_half_of_many() -> None:
    assert in_halves(who, range(11)) == [(n, n < 5) for n in range(11)]
    assert not multiprocessing.active_children()


def test_of_few_and_with_one_processor_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_halves(who, range(9)) == [(n, True) for n in range(9)]
    assert in_halves(who, []) == []
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert in_halves(who, range(11)) == [(n, True) for n in range(11)]


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert in_halves(who, range(11)) == [(n, True) for n in range(11)]
    finally:
        done.set()
        other.join()


@copied
def test_what_a_copy_that_was_ended_did_not_tell_is_done_here() -> None:
    def work(items: Sequence[int]) -> list[tuple[int, bool]]:
        if os.getpid() != HERE:
            os._exit(9)
        return who(items)

    assert in_halves(work, range(11)) == [(n, True) for n in range(11)]


@copied
def test_what_goes_wrong_in_the_copy_is_raised_here_without_a_word(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def work(items: Sequence[int]) -> list[int]:
        if 10 in items:
            raise ValueError(10)
        return list(items)

    with pytest.raises(ValueError, match="10"):
        in_halves(work, range(11))
    assert capfd.readouterr() == ("", "")


@copied
def test_an_interruption_leaves_no_process() -> None:
    def work(items: Sequence[int]) -> list[int]:
        if os.getpid() == HERE:
            raise KeyboardInterrupt
        return list(items)

    with pytest.raises(KeyboardInterrupt):
        in_halves(work, range(11))
    assert not multiprocessing.active_children()
