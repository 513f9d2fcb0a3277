"""What fetching will cost and how far it is, in words."""

import io

import pytest
from rich.console import Console

from invite_guard.model.plan import Totals
from invite_guard.sources.google.tariff import RECENT
from invite_guard.sources.google.work import Estimate
from invite_guard.stages.fetch import Work
from invite_guard.views.fetching import FetchBar, duration, estimate, first_plan


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0.2, "less than a minute"),
        (1.2, "about 1 minute"),
        (80, "about 80 minutes"),
        (467, "about 8 hours"),
    ],
)
def test_durations(minutes: float, said: str) -> None:
    assert duration(minutes) == said


def work(first: int, whole: int, *, known: bool = True) -> Work:
    def cost(messages: int) -> Estimate:
        return Estimate(messages, messages * 20, messages * 20 / 6_000)

    return Work((), cost(first), cost(whole), known=known)


def test_an_estimate_names_messages_units_and_minutes() -> None:
    lines = estimate(work(24_000, 140_000))
    assert lines[0] == "Gmail: 140,000 messages to fetch, 2,800,000 quota units, about 8 hours."
    assert "24,000" in lines[1]
    assert "about 80 minutes" in lines[1]
    assert len(lines) == 2


def test_an_unknown_quota_is_said_where_it_matters() -> None:
    assert "a tenth of that" in estimate(work(10, 100_000, known=False))[-1]
    assert estimate(work(1, 3, known=False)) == [
        "Gmail: 3 messages to fetch, 60 quota units, less than a minute."
    ]


def test_nothing_new_is_said() -> None:
    assert estimate(work(0, 0)) == ["Gmail: nothing new to fetch."]


def test_a_first_plan_is_told_with_its_numbers() -> None:
    totals = Totals(
        correspondents=3_400,
        people=3_400,
        proposed=12,
        held={},
        excluded={},
        naive_import=3_400,
        naive_mails=10_200,
    )
    assert "12 proposed of 3,400 people" in first_plan(totals)


def test_the_bar_shows_units_against_the_limit_and_time_left() -> None:
    screen = io.StringIO()
    bar = FetchBar(Console(file=screen, force_terminal=True, width=120, color_system=None))
    bar.start(1_000, 10)
    bar.advance(250, 5_000, RECENT)
    bar.finish()
    shown = screen.getvalue()
    assert "250 of 1,000 messages" in shown
    assert "5,000 of 6,000 units/min" in shown
    assert "about 8 minutes left" in shown
