"""What is shipped: the sdist and the wheel hold what they must, and nothing besides."""

import email
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import invite_guard

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build as a release does: the sdist from the source, the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


def test_names_carry_the_version(dist: Path) -> None:
    version = invite_guard.__version__
    assert sorted(p.name for p in dist.iterdir()) == [
        f"invite_guard-{version}-py3-none-any.whl",
        f"invite_guard-{version}.tar.gz",
    ]


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = {n for n in archive.namelist() if ".dist-info/" not in n}
    source = ROOT / "src"
    assert shipped == {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert "invite_guard/py.typed" in shipped


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA")).split("/")[
            0
        ]
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        entry = archive.read(f"{info}/entry_points.txt").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert entry.strip().splitlines() == [
        "[console_scripts]",
        "invite-guard = invite_guard.__main__:run",
    ]


def test_the_sdist_can_be_tested(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "LICENSE", "README.md", "Makefile", "requirements.lock"}
    assert wanted | {"tests/conftest.py", "src/invite_guard/__init__.py"} <= inside


def test_every_dependency_is_locked_by_hash() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    lock = LOCK.read_text("utf-8")
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for requirement in (*wanted, *project["build-system"]["requires"]):
        name = requirement.partition(">=")[0]
        assert f"\n{name}==" in f"\n{lock}", f"{name}: make lock"
    pins = [block for block in lock.split("\n") if block and not block.startswith(" ")]
    assert all(pin.endswith("\\") for pin in pins), "a pin without a hash"


def test_the_program_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "invite_guard", "--version"]
    result = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60)
    assert invite_guard.__version__ in result.stdout
