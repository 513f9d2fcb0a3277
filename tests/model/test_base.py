"""Nouns made without checks are as good as checked ones."""

import pytest
from pydantic import ValidationError

from invite_guard.model.plan import PlanEvidence


def test_a_trusted_noun_equals_a_checked_one() -> None:
    trusted = PlanEvidence.trusted(rule="a.b", text="c", weight=1.0)
    assert trusted == PlanEvidence(rule="a.b", text="c", weight=1.0)
    assert PlanEvidence.model_validate_json(trusted.model_dump_json()) == trusted
    assert trusted.model_copy(update={"text": "d"}).text == "d"


def test_a_trusted_noun_never_changes() -> None:
    trusted = PlanEvidence.trusted(rule="a.b", text="c", weight=1.0)
    with pytest.raises(ValidationError):
        trusted.text = "d"  # type: ignore[misc]  # what the test is about
