"""What runs with our name on it: pinned by commit, without rights it does not need."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

if not WORKFLOWS:
    pytest.skip("no workflows here: this is an unpacked sdist", allow_module_level=True)

each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


@each
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []


@each
def test_checkouts_leave_no_credentials(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@each
def test_rights_are_none_but_where_a_job_asks(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "\npermissions: {}\n" in text
    granted = re.findall(r"^ {6}([\w-]+: \w+)", text.partition("\njobs:")[2], re.MULTILINE)
    rights = {g for g in granted if g.endswith((": read", ": write"))}
    assert rights <= {"contents: read", "id-token: write"}
    assert ("id-token: write" in rights) == (path.name == "release.yml")


@each
def test_every_job_ends_by_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("runs-on:") == text.count("timeout-minutes:")


def test_only_publishing_may_write() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    before, publish = text.split("\n  publish:\n")
    assert "write" not in before.partition("\njobs:")[2]
    assert "run:" not in publish, "the job that may publish runs no code of the repository"
