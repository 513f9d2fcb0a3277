"""The directions of DESIGN section 6: kept by the source, broken by what ought to break them."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "invite_guard"
CONFIG = ROOT / "pyproject.toml"
SEAL = "_SEAL"
SCREEN = "Only cli, tui, views and terminal know the screen"


class Offence(NamedTuple):
    """An import that must not be, and the contract that must say so."""

    contract: str
    file: str
    line: str


OFFENCES = (
    Offence("Lower never imports higher", "errors.py", "import invite_guard.config"),
    Offence("Lower never imports higher", "model/tag.py", "import invite_guard.mail"),
    Offence("Lower never imports higher", "mail/offence.py", "import invite_guard.sources"),
    Offence("Lower never imports higher", "stores/offence.py", "import invite_guard.evidence"),
    Offence("Lower never imports higher", "evidence/offence.py", "import invite_guard.stages"),
    Offence("Lower never imports higher", "stages/offence.py", "import invite_guard.views"),
    Offence("Lower never imports higher", "views/offence.py", "import invite_guard.cli"),
    Offence("Nothing imports in a circle", "model/base.py", "import invite_guard.model.batch"),
    Offence(
        "Only cli, tui, views and terminal know the screen", "stages/offence.py", "import rich"
    ),
    Offence("Only cli, tui, views and terminal know the screen", "mail/offence.py", "import click"),
    Offence("Lower never imports higher", "views/offence.py", "import invite_guard.tui"),
    Offence("Only tui knows Textual", "views/offence.py", "import textual.app"),
    Offence("Only stores know the database", "cli/offence.py", "import sqlite3"),
    *(
        Offence("Nothing opens a socket but signing in and the Google source", file, line)
        for file, line in (
            ("sources/offence.py", "import socket"),
            ("cli/offence.py", "import http.client"),
            ("stages/offence.py", "import urllib.request"),
            ("sources/google/calls.py", "import googleapiclient.http"),
            ("access/token.py", "import socket"),
            ("cli/offence.py", "import google_auth_oauthlib.flow"),
            ("evidence/offence.py", "import keyring"),
        )
    ),
    Offence(
        "Only stages.export reaches the exporters",
        "cli/offence.py",
        "import invite_guard.exporters",
    ),
    Offence(
        "Only stages.export reaches the exporters",
        "stages/plan.py",
        "import invite_guard.exporters.base",
    ),
    Offence(
        "Sources are ignorant of each other",
        "sources/mbox.py",
        "import invite_guard.sources.archive",
    ),
    Offence(
        "Rules of evidence are ignorant of each other",
        "evidence/one.py",
        "import invite_guard.evidence.two",
    ),
    Offence(
        "Formats are ignorant of each other",
        "exporters/one.py",
        "import invite_guard.exporters.two",
    ),
)
"""At least one for each contract; `one` and `two` are siblings that the test adds."""


def contracts() -> list[str]:
    with CONFIG.open("rb") as file:
        return [c["name"] for c in tomllib.load(file)["tool"]["importlinter"]["contracts"]]


def verdicts(package: Path) -> dict[str, str]:
    """Run the real contracts over a copy of the package: KEPT or BROKEN by name."""
    result = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", "--config", str(CONFIG)],
        cwd=package.parent,
        env=os.environ | {"PYTHONPATH": str(package.parent), "NO_COLOR": "1", "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", result.stdout, re.MULTILINE))
    assert set(found) == set(contracts()), result.stdout + result.stderr
    assert (result.returncode == 0) == ("BROKEN" not in found.values())
    return found


LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the package where it may be spoilt, with two new rules and two new formats."""
    package = tmp_path / "src" / "invite_guard"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "*.zip"))
    for folder in ("evidence", "exporters"):
        for sibling in ("one", "two"):
            (package / folder / f"{sibling}.py").touch()
    return package


def test_the_source_keeps_every_contract(copy: Path) -> None:
    assert verdicts(copy) == dict.fromkeys(contracts(), "KEPT")


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda o: f"{o.file}: {o.line}")
def test_an_offence_breaks_its_contract(offence: Offence, copy: Path) -> None:
    spoilt = copy / offence.file
    text = spoilt.read_text("utf-8") if spoilt.exists() else ""
    spoilt.write_text(f"{text}\n{offence.line}\n", "utf-8")
    assert verdicts(copy)[offence.contract] == "BROKEN"


def test_every_contract_has_an_offence() -> None:
    assert {offence.contract for offence in OFFENCES} == set(contracts())


@pytest.mark.parametrize(
    ("newcomer", "contract"),
    [
        ("newcomer.py", "Lower never imports higher"),
        ("sources/newcomer.py", "Sources are ignorant of each other"),
    ],
)
def test_a_newcomer_needs_a_place(newcomer: str, contract: str, copy: Path) -> None:
    (copy / newcomer).touch()
    assert verdicts(copy)[contract] == "BROKEN"


def touching_the_seal(package: Path) -> Iterator[str]:
    """Name the files that speak of the seal, in code or in a string such as for `getattr`."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            words = (
                getattr(node, "id", None),
                getattr(node, "attr", None),
                getattr(node, "name", None),
                getattr(node, "value", None),
            )
            if SEAL in words:
                yield path.relative_to(package).as_posix()
                break


def test_only_confirm_holds_the_seal() -> None:
    allowed = {"model/batch.py", "stages/confirm.py"}
    assert set(touching_the_seal(PACKAGE)) <= allowed


@pytest.mark.parametrize(
    "code",
    [
        "from invite_guard.model.batch import _SEAL",
        "from invite_guard.model.batch import _SEAL as anything",
        "import invite_guard.model.batch as b\nb._SEAL",
        "import invite_guard.model.batch as b\ngetattr(b, '_SEAL')",
    ],
)
def test_reaching_for_the_seal_is_seen(code: str, tmp_path: Path) -> None:
    (tmp_path / "thief.py").write_text(code, "utf-8")
    assert list(touching_the_seal(tmp_path)) == ["thief.py"]
