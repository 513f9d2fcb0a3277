"""Nouns made without checks are as good as checked ones."""

import pytest
from pydantic import ValidationError

from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Tag


def test_a_trusted_noun_equals_a_checked_one() -> None:
    weights = {Tag.COLLEAGUE: 1.0}
    trusted = Evidence.trusted(rule="a.b", text="c", weights=weights)
    assert trusted == Evidence(rule="a.b", text="c", weights=weights)
    assert trusted.flag is None
    assert Evidence.model_validate_json(trusted.model_dump_json()) == trusted
    assert trusted.model_copy(update={"text": "d"}).text == "d"


def test_a_trusted_noun_never_changes() -> None:
    trusted = Evidence.trusted(rule="a.b", text="c")
    with pytest.raises(ValidationError):
        trusted.text = "d"  # type: ignore[misc]  # what the test is about
