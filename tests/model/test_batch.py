"""A confirmed batch is made by a human at a terminal and by nothing else."""

import copy
import json
import pickle
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from invite_guard.model.batch import ConfirmedBatch, Row, Week, digest

SOURCE = Path(__file__).resolve().parents[2]
Make = Callable[..., Row]
Confirm = Callable[..., ConfirmedBatch]


def test_none_is_made_without_the_seal(row: Make) -> None:
    with pytest.raises(TypeError, match="confirmed at a terminal"):
        ConfirmedBatch((row(),), object())


def test_none_is_made_around_the_constructor(row: Make) -> None:
    forged = ConfirmedBatch.__new__(ConfirmedBatch)
    forged._rows = (row(),)
    forged._seal = object()
    with pytest.raises(TypeError, match="confirmed at a terminal"):
        _ = forged.rows
    with pytest.raises(TypeError, match="confirmed at a terminal"):
        _ = forged.digest


def test_there_is_no_other_kind() -> None:
    with pytest.raises(TypeError, match="one kind"):
        type("Mine", (ConfirmedBatch,), {})


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol: int, row: Make, confirmed: Confirm) -> None:
    with pytest.raises(TypeError, match="serialised"):
        pickle.dumps(confirmed(row()), protocol)


def test_it_cannot_be_copied_or_written_as_json(row: Make, confirmed: Confirm) -> None:
    batch = confirmed(row())
    for attempt in (
        copy.copy,
        copy.deepcopy,
        copy.replace if hasattr(copy, "replace") else copy.copy,
    ):
        with pytest.raises(TypeError):
            attempt(batch)
    with pytest.raises(TypeError):
        json.dumps(batch)
    with pytest.raises(TypeError):
        vars(batch)


def test_the_seal_is_in_one_pair_of_hands() -> None:
    holders = {
        path.relative_to(SOURCE).as_posix()
        for folder in ("src", "examples")
        for path in (SOURCE / folder).rglob("*.py")
        if re.search(r"\b_SEAL\b", path.read_text("utf-8"))
    }
    assert holders == {
        "src/invite_guard/model/batch.py",
        "src/invite_guard/stages/confirm.py",
    }


def test_two_batches_agree_only_when_equal(row: Make) -> None:
    one, two = row(1), row(2)
    assert digest((one, two)) == digest((row(1), row(2)))
    assert len({digest(rows) for rows in ((one,), (two,), (one, two), (two, one))}) == 4
    assert digest((one,)) != digest((one.model_copy(update={"title": "x"}),))


def test_a_week_tells_when_there_is_room() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    week = Week(((start, 20), (start + timedelta(days=1), 40), (start + timedelta(days=2), 20)))
    assert week.people == 80
    assert week.room_at(20, 80) == start + timedelta(days=7)
    assert week.room_at(21, 80) == start + timedelta(days=8)
    assert week.room_at(80, 80) == start + timedelta(days=9)
    assert week.room_at(81, 80) is None
