"""The plan of work: what is fetched first, how, and what it will cost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from invite_guard.model.mailbox import Listed
from invite_guard.sources.google.tariff import Method, Tariff

SENT, REST, MACHINES, BULK = range(4)
"""Phases. Conversations the owner wrote in come first: they decide who is a colleague. Then what
others wrote, what machines and groups wrote, and what was sent in bulk."""
_MACHINES = frozenset({"CATEGORY_UPDATES", "CATEGORY_FORUMS"})
_BULK = frozenset({"CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL"})
THREAD_FROM = 3
"""Wanted messages of a conversation from which on it is cheaper whole than one by one."""


class Job(NamedTuple):
    """One call, and the messages it is made for."""

    method: Method
    id: str
    messages: tuple[str, ...]
    phase: int


class Estimate(NamedTuple):
    """What work is ahead."""

    messages: int
    units: int
    minutes: float

    @classmethod
    def of(cls, jobs: Sequence[Job], tariff: Tariff) -> "Estimate":
        """Add up what jobs cost."""
        units = tariff.cost(Counter(job.method for job in jobs))
        return cls(sum(len(job.messages) for job in jobs), units, units / tariff.limit)


def phase(message: Listed, sent_threads: frozenset[str]) -> int:
    """Tell when a message's turn comes."""
    if message.thread in sent_threads:
        return SENT
    if _BULK & message.labels:
        return BULK
    return MACHINES if _MACHINES & message.labels else REST


def jobs(pending: Iterable[Listed], sent_threads: frozenset[str]) -> list[Job]:
    """Divide what is to be fetched into calls, the most useful first, as cheaply as possible.

    A conversation is fetched at once, when the turn of its first message comes.
    """
    ordered = sorted(pending, key=lambda message: message.thread)
    made: list[Job] = []
    for thread, group in groupby(ordered, key=lambda message: message.thread):
        messages = list(group)
        turn = min(phase(message, sent_threads) for message in messages)
        if len(messages) >= THREAD_FROM:
            made.append(Job(Method.THREAD, thread, tuple(m.id for m in messages), turn))
        else:
            made += [Job(Method.GET, m.id, (m.id,), turn) for m in messages]
    # Newest first within a phase: Gmail's numbers rise with time.
    made.sort(key=lambda job: (job.phase, -int(job.id, 16)))
    return made
