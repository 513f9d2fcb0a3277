"""The README says what the program does: its blocks are run, its tables compared."""

import os
import re

import pytest

from demo import throw_away_home
from invite_guard.config import FILE_ONLY, Settings, variable
from invite_guard.errors import Exit
from invite_guard.exporters import EXPORTERS
from make_readme import BLOCK, README, renewed, run

TEXT = README.read_text("utf-8")
ROOT = README.parent


def first_cells(head: str) -> list[str]:
    """Give the first column of the table that has this head line."""
    body = TEXT[TEXT.index(head) :].partition("\n\n")[0]
    return [line.split("|")[1].strip() for line in body.splitlines()[2:]]


def test_every_command_shown_says_what_is_shown() -> None:
    assert renewed(TEXT) == TEXT, "make docs"


def test_the_help_shown_is_the_help() -> None:
    with throw_away_home() as environment:
        said = run("invite-guard --help", environment)
    assert f"$ invite-guard --help\n{said}```" in TEXT


def test_commands_of_others_are_not_run() -> None:
    with pytest.raises(ValueError, match="not a command of ours"):
        run("rm -rf nothing", dict(os.environ))


def test_there_are_blocks_to_run() -> None:
    assert len(BLOCK.findall(TEXT)) >= 3


def test_exit_codes_are_those_of_the_program() -> None:
    assert first_cells("| exit code |") == [str(int(code)) for code in Exit]


def test_formats_are_those_of_the_program() -> None:
    assert first_cells("| `--format` |") == [f"`{name}`" for name in EXPORTERS]


def test_settings_are_those_of_the_program() -> None:
    body = TEXT[TEXT.index("| setting |") :].partition("\n\n")[0]
    for name, field in Settings.model_fields.items():
        assert f"`{name}`" in body
        assert name in FILE_ONLY or variable(name) in body
        assert not isinstance(field.default, int | float) or str(field.default) in body


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", TEXT))
def test_what_it_links_to_is_there(link: str) -> None:
    assert link.startswith("https://") or (ROOT / link).exists(), link


def test_every_promise_has_its_test() -> None:
    promised = set(re.findall(r"\((tests/promises/[^)]+)\)", TEXT))
    folder = ROOT / "tests" / "promises"
    there = {path.relative_to(ROOT).as_posix() for path in folder.glob("test_*.py")}
    assert promised == there
