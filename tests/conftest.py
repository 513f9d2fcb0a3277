"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
