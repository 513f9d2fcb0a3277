"""Work that other processes do: how they are started, and a half of it given to one."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

from invite_guard.sources.overlap import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

T = TypeVar("T")
R = TypeVar("R")
MANY = 5_000
"""Items from which on a second process saves more time than it takes to begin and to tell."""


def starting() -> "BaseContext":
    """Start processes as copies of this one, which is quick, where nothing can be amiss."""
    # What follows takes longer to import than a small mailbox takes to be read.
    from multiprocessing import get_context  # noqa: PLC0415

    return get_context("fork" if _may_be_copied() else "spawn")


def _may_be_copied() -> bool:
    """Whether this process has no threads: a copy of them may hold locks nobody will let go of."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let processes that are started here not hear Ctrl-C, from their first moment on.

    They inherit what is blocked; here it is heard a moment later. Windows has nothing of the kind.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def in_halves(work: Callable[[Sequence[T]], list[R]], items: Sequence[T]) -> list[R]:
    """Give what `work` makes of the items, of each by itself and in their order.

    Of many, a copy of this process does the second half, where there is a processor for it. What a
    copy that was ended from outside did not tell is done here, and so is what raised.
    """
    if len(items) < MANY or cores() < 2 or not _may_be_copied():
        return work(items)
    half = len(items) // 2
    context = starting()
    ours, theirs = context.Pipe(duplex=False)
    copy = context.Process(target=_tell, args=(theirs, work, items[half:]), daemon=True)  # type: ignore[attr-defined] # of every one in use
    try:
        with undisturbed():
            copy.start()
        theirs.close()
        first = work(items[:half])
        try:
            return first + cast("list[R]", ours.recv())
        except EOFError:
            return first + work(items[half:])
    finally:
        ours.close()
        if copy.pid:
            copy.kill()
            copy.join()


def _tell(
    connection: "Connection[list[R], object]",
    work: Callable[[Sequence[T]], list[R]],
    items: Sequence[T],
) -> None:
    try:
        connection.send(work(items))
    except Exception:  # noqa: BLE001 - whoever waits does it again, and raises it
        return
