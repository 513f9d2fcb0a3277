"""A batch is taken back only by a typed phrase, and only once its file is gone."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.errors import NotConfirmedError, RefusedError
from invite_guard.model.batch import BatchState, ConfirmedBatch, Row
from invite_guard.model.decision import Action, Decision
from invite_guard.stages.undo import undo
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
CONTENT = b"first_name\r\nAda\r\n"
Prepare = Callable[..., int]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "home" / "decisions.sqlite3") as opened:
        yield opened


@pytest.fixture
def prepare(
    ledger: Ledger, confirmed: Callable[..., ConfirmedBatch], row: Callable[..., Row]
) -> Prepare:
    def run(destination: str = "-", **fields: object) -> int:
        one = row(1, **fields)
        word = Decision(
            action=Action.APPROVE,
            person_id=one.person_id,
            address=one.address,
            name=one.name,
            tag=one.tag,
            at=NOW,
        )
        Decisions(ledger._store).record([word])
        return ledger.prepare(
            confirmed(one), CONTENT, form="csv", destination=destination, week_limit=9, now=NOW
        )

    return run


def test_the_phrase_puts_the_people_back(ledger: Ledger, prepare: Prepare, terminal: Any) -> None:
    number = prepare()
    screen = terminal("undo 1")
    assert undo(ledger, number, screen, NOW).state is BatchState.UNDONE
    when = f"{NOW.astimezone():%Y-%m-%d %H:%M}"
    assert (
        screen.shown
        == f"""
Batch 1 was recorded on {when} for standard output. If nobody ever
uploaded it, or a copy of it, it can be undone: these people then count as
never handed over, and can be exported again. If it was uploaded, they would be
invited twice.

    1  ada1@firm.example  colleague
       Ada Byron1

Type  undo 1  if it was never uploaded; anything else stops: """
    )


def test_a_file_that_happens_to_be_called_like_standard_output_is_another(
    ledger: Ledger,
    prepare: Prepare,
    terminal: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_bytes(CONTENT)
    assert undo(ledger, prepare(), terminal("undo 1"), NOW).state is BatchState.UNDONE


def test_space_around_the_phrase_is_no_mistype(
    ledger: Ledger, prepare: Prepare, terminal: Any
) -> None:
    assert undo(ledger, prepare(), terminal("  undo 1\r"), NOW).undone_at == NOW


def test_a_file_that_comes_back_while_the_question_stands_stops_it(
    ledger: Ledger, prepare: Prepare, terminal: Any, tmp_path: Path
) -> None:
    file = tmp_path / "batch.csv"
    number = prepare(str(file))
    screen = terminal("undo 1")
    asked = screen.ask

    def ask(question: str) -> str:
        file.write_bytes(CONTENT)
        answer: str = asked(question)
        return answer

    screen.ask = ask
    with pytest.raises(RefusedError, match="still there"):
        undo(ledger, number, screen, NOW)
    assert ledger.entry(number).state is BatchState.PREPARED


@pytest.mark.parametrize("answer", ["", "yes", "undo", "undo 2", "invite 1", "Undo 1"])
def test_any_other_answer_undoes_nothing(
    ledger: Ledger, prepare: Prepare, terminal: Any, answer: str
) -> None:
    number = prepare()
    with pytest.raises(NotConfirmedError):
        undo(ledger, number, terminal(answer), NOW)
    assert ledger.entry(number).state is BatchState.PREPARED


def test_while_the_file_is_there_nothing_is_asked(
    ledger: Ledger, prepare: Prepare, terminal: Any, tmp_path: Path
) -> None:
    file = tmp_path / "batch.csv"
    number = prepare(str(file))
    file.write_bytes(CONTENT)
    assert ledger.entry(number).digest == hashlib.sha256(CONTENT).hexdigest()
    screen = terminal("undo 1")
    with pytest.raises(RefusedError, match="still there"):
        undo(ledger, number, screen, NOW)
    assert screen.asked == 0
    file.write_bytes(b"something else by now")
    undo(ledger, number, screen, NOW)
    assert ledger.entry(number).state is BatchState.UNDONE


def test_what_was_undone_is_not_asked_about_again(
    ledger: Ledger, prepare: Prepare, terminal: Any
) -> None:
    number = prepare()
    undo(ledger, number, terminal("undo 1"), NOW)
    screen = terminal("undo 1")
    with pytest.raises(RefusedError, match="undone before"):
        undo(ledger, number, screen, NOW)
    assert screen.asked == 0


def test_a_hostile_name_stays_on_its_line(ledger: Ledger, prepare: Prepare, terminal: Any) -> None:
    screen = terminal("undo 1")
    undo(ledger, prepare(name="Ada\x1b[2J\nType undo 2"), screen, NOW)
    assert "\x1b" not in screen.shown
    assert "\nType undo 2" not in screen.shown
