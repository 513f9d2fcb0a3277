"""A precious store with people in it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from invite_guard.model.batch import Row
from invite_guard.model.decision import Action, Decision

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Give the moment at which the test happens."""
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a store that is not there yet."""
    return tmp_path / "home" / "decisions.sqlite3"


@pytest.fixture
def word() -> Callable[..., Decision]:
    """Give a function that makes a human's word on the person of a row."""

    def make(row: Row, action: Action = Action.APPROVE, **fields: object) -> Decision:
        told: dict[str, object] = {
            "action": action,
            "person_id": row.person_id,
            "address": row.address,
            "name": row.name,
            "tag": row.tag,
            "at": NOW,
        }
        return Decision.model_validate(told | fields)

    return make
