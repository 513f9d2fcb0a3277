"""Hardly a unit is wasted, and hardly one of the minute's allowance is left (simulated clock)."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.fakes.account import Account
from tests.fakes.clock import SimulatedClock
from tests.fakes.google import serving
from tests.fakes.quota import NEW, OLD, Regime
from tests.google.conftest import ME, Nobody

from invite_guard.model.mailbox import Listed
from invite_guard.sources.google.pacing import Pacer
from invite_guard.sources.google.tariff import EARLIER, RECENT, Method, Tariff, learned
from invite_guard.sources.google.work import Estimate, jobs
from invite_guard.stages.fetch import Remote, Wanted, fetch, known_tariff, survey
from invite_guard.stores.mailbox import Mailbox

Connect = Callable[..., Remote]


@pytest.fixture
def large() -> Account:
    """Invent a mailbox that needs several minutes: conversations of one to six letters."""
    made = Account(ME)
    number = 0
    for thread in range(900):
        for turn in range(1 + thread * 7 % 6):
            number += 1
            sender = ME if turn % 2 and thread % 3 == 0 else f"p{thread % 80}@x.example"
            subject = f"{'Re: ' if turn else ''}matter {thread}"
            labels = {"SENT"} if sender == ME else {"INBOX"}
            block = f"From: {sender}\nTo: {ME}\nSubject: {subject}\nMessage-ID: <{number}@x>"
            made.add(block, labels)
    return made


class Spent(NamedTuple):
    """What a scan cost."""

    units: int
    seconds: float
    refused: Counter[str]


def scan(
    account: Account, regime: Regime, connect: Connect, store: Mailbox, *, width: int = 25,
    names_limit: bool = True,
) -> Iterator[Spent]:  # fmt: skip
    """Scan, giving what the fetching of each half cost."""
    with serving(account, regime) as google:
        google.width = width
        google.quota.names_limit = names_limit
        remote = connect(google)
        work = survey(remote, store, Wanted(), lambda _: None)
        begin = google.clock.now()
        for first in (True, False):
            fetch(remote, store, work, Nobody(), first=first)
            spent = google.quota.spent
            yield Spent(spent, google.clock.now() - begin, google.quota.refused)


def cheapest(account: Account, regime: Regime) -> int:
    """Add up the least that fetching every header can cost."""
    prices = regime.prices
    sizes = Counter(letter.thread for letter in account.letters.values()).values()
    return sum(min(prices["thread"], size * prices["get"]) for size in sizes)


@pytest.mark.parametrize(
    ("regime", "width", "names_limit"),
    [(NEW, 10, True), (NEW, 25, False), (OLD, 25, True)],
    ids=["new", "new, limit not named", "old"],
)
def test_units_and_minutes_are_used_up(
    regime: Regime, width: int, large: Account, connect: Connect, store: Mailbox,
    record_property: Callable[[str, object], None], *, names_limit: bool,
) -> None:  # fmt: skip
    if regime is OLD:
        grow(large)
    first, whole = scan(large, regime, connect, store, width=width, names_limit=names_limit)
    wasted = whole.units / cheapest(large, regime)
    used = whole.units / (regime.limit * whole.seconds / 60)
    record_property("units / cheapest", round(wasted, 4))
    record_property("share of the allowance", round(used, 4))
    assert store.figures().pending == 0
    assert wasted <= 1.02
    assert used >= 0.95
    assert first.units < whole.units / 1.5
    tariff = known_tariff(store)
    assert tariff == (RECENT if regime is NEW else EARLIER)


def grow(account: Account) -> None:
    """Add as many letters as the cheaper prices need to fill minutes."""
    for number in range(6_000):
        sender = f"q{number % 50}@x.example"
        block = f"From: {sender}\nTo: {ME}\nSubject: s{number}\nMessage-ID: <q{number}@x>"
        account.add(block, {"INBOX"})


def test_two_hundred_thousand_messages() -> None:
    """Units to the first plan and to the whole, by the plan of work alone."""
    listed = [
        Listed(
            f"{n:x}", f"{n // 2 if n % 10 < 8 else n:x}", frozenset({"SENT"} if n % 8 == 0 else ())
        )
        for n in range(1, 200_001)
    ]
    sent = frozenset(one.thread for one in listed if "SENT" in one.labels)
    ahead = jobs(listed, sent)
    first = Estimate.of([job for job in ahead if job.phase == 0], RECENT)
    whole = Estimate.of(ahead, RECENT)
    assert whole.messages == 200_000
    assert first.minutes < whole.minutes / 3
    assert whole.minutes <= 200_000 * 20 / 6_000
    assert [job.phase for job in ahead] == sorted(job.phase for job in ahead)


@pytest.mark.parametrize("size", range(1, 8))
def test_a_conversation_is_fetched_as_cheaply_as_can_be(size: int) -> None:
    listed = [Listed(f"{n:x}", "a", frozenset()) for n in range(size)]
    for tariff in (RECENT, EARLIER):
        cost = Estimate.of(jobs(listed, frozenset()), tariff).units
        assert cost == min(tariff.thread, size * tariff.get)


@pytest.mark.parametrize(
    ("limit", "served", "expected"),
    [
        (6_000, {Method.GET: 10}, RECENT),
        (15_000, {Method.GET: 10}, EARLIER),
        (0, {Method.GET: 300}, RECENT),
        (0, {Method.GET: 2_990}, EARLIER),
        (30_000, {Method.GET: 5_900}, EARLIER._replace(limit=30_000)),
        (3_000, {Method.GET: 150}, RECENT._replace(limit=3_000)),
    ],
)
def test_the_tariff_is_learned_from_a_refusal(
    limit: int, served: dict[Method, int], expected: Tariff
) -> None:
    assert learned(limit, served) == expected


def test_no_minute_holds_more_than_the_limit() -> None:
    clock = SimulatedClock()
    pacer = Pacer(clock, RECENT)
    spent: list[tuple[float, int]] = []
    for number in range(2_000):
        clock.sleep(number % 7 / 10)
        pacer.wait_for(20 + number % 3 * 20)
        calls = {Method.GET: 1 + number % 3}
        pacer.spend(calls)
        spent.append((clock.now(), RECENT.cost(calls)))
    for moment, _ in spent:
        assert sum(units for at, units in spent if moment - 60 < at <= moment) <= RECENT.limit


def test_what_was_learned_is_known_the_next_day(
    large: Account, connect: Connect, store: Mailbox, tmp_path: Path
) -> None:
    list(scan(large, NEW, connect, store))
    del tmp_path
    with serving(large, NEW) as google:
        remote = connect(google, known_tariff(store))
        work = survey(remote, store, Wanted(), lambda _: None)
        assert work.known
        assert google.quota.refused["minute"] == 0
