"""What every test may ask for."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from invite_guard.model.batch import BatchState, ConfirmedBatch, LedgerEntry, Row
from invite_guard.model.tag import Tag
from invite_guard.stages.confirm import confirm_again

ROOT = Path(__file__).resolve().parent.parent

# No test is timed. What CI runs is the same every time; at a desk, every run looks elsewhere.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
# Thousands of times over, and the same for each mutant: few examples, none of them made smaller.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Forget what an earlier test remembered: a mutant must meet every test that reaches it."""
    if item.config.getoption("--hypothesis-profile") != "mutants":
        return
    for name in [name for name in sys.modules if name.startswith("invite_guard.")]:
        for value in vars(sys.modules[name]).values():
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Find the folder of real material, which is never part of the project."""
    folder = Path(os.environ.get("INVITE_GUARD_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not folder.is_dir():
        pytest.skip("no corpora here: set INVITE_GUARD_CORPORA to their folder")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a data folder of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("INVITE_GUARD_HOME", str(folder))
    return folder


class ScriptedTerminal:
    """A terminal whose human answers by heart and remembers what was shown."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.shown = ""
        self.asked = 0

    def write(self, text: str) -> None:
        self.shown += text

    def ask(self, question: str) -> str:
        self.asked += 1
        self.write(question)
        return self.answers.pop(0)


@pytest.fixture
def terminal() -> type[ScriptedTerminal]:
    """Give a terminal that answers what the test tells it to."""
    return ScriptedTerminal


@pytest.fixture
def row() -> Callable[..., Row]:
    """Give a function that makes the row of a person."""

    def make(number: int = 1, **fields: object) -> Row:
        told: dict[str, object] = {
            "person_id": f"p{number}",
            "address": f"ada{number}@firm.example",
            "name": f"Ada Byron{number}",
            "first_name": "Ada",
            "last_name": f"Byron{number}",
            "tag": Tag.COLLEAGUE,
        }
        return Row.model_validate(told | fields)

    return make


@pytest.fixture
def confirmed() -> Callable[..., ConfirmedBatch]:
    """Give a function that has rows confirmed, the only way there is: by a typed phrase."""

    def make(*rows: Row) -> ConfirmedBatch:
        entry = LedgerEntry(
            number=1,
            state=BatchState.PREPARED,
            prepared_at=datetime(2026, 1, 2, tzinfo=UTC),
            format="csv",
            destination="-",
            digest="",
            rows=rows,
        )
        return confirm_again(entry, ScriptedTerminal(f"invite {len(rows)}"), destination="-")

    return make


def pytest_configure() -> None:
    """Hear Ctrl-C, as all that is started here shall: work in the background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
