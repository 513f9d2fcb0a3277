"""Every count is what the standard library finds."""

from pathlib import Path

import pytest
from tests.benchmarks.takeout import Shape
from tests.benchmarks.truth import differences

from invite_guard.sources import mbox


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_count_is_what_the_standard_library_finds(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "WORTH", 0)
    shape = Shape(messages=1_500, correspondents=400, seed=7)
    assert list(differences(shape, tmp_path, jobs)) == []
