"""The invented mailbox: the same everywhere, nobody real in it, everybody of the story in it."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from invented.cast import Cast, read_cast

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "examples" / "make_mailbox.py"
SHIPPED = ROOT / "src" / "invite_guard" / "demo" / "takeout-demo.zip"
MAIL = "Takeout/Mail/All mail Including Spam and Trash.mbox"


@pytest.fixture(scope="session")
def cast() -> Cast:
    return read_cast()


@pytest.fixture(scope="session")
def mail() -> bytes:
    with zipfile.ZipFile(SHIPPED) as archive:
        return archive.read(MAIL)


def addresses(mail: bytes) -> set[str]:
    return {found.decode() for found in re.findall(rb"[\w.+-]+@(?:[\w-]+\.)+[a-z]+", mail)}


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def test_the_shipped_copy_is_what_the_generator_makes() -> None:
    told = run("--check")
    assert (told.returncode, told.stdout.strip()) == (0, "current"), told


def test_the_generator_follows_neither_clock_zone_language_nor_hash(tmp_path: Path) -> None:
    made = tmp_path / "demo.zip"
    surroundings = {"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert run("--output", str(made), **surroundings).returncode == 0
    with zipfile.ZipFile(made) as fresh, zipfile.ZipFile(SHIPPED) as shipped:
        assert fresh.namelist() == shipped.namelist()
        assert all(fresh.read(name) == shipped.read(name) for name in fresh.namelist())


def test_a_copy_that_differs_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr(MAIL, b"")
    assert run("--check", "--output", str(other)).returncode == 1


def test_it_is_small_enough_to_ship() -> None:
    assert SHIPPED.stat().st_size < 1_000_000


def test_no_address_can_be_anybodys(mail: bytes) -> None:
    """RFC 2606 names, or local parts that Gmail gives to nobody: with an underscore or hyphen."""
    message_ids = {"mail.gmail.com"}
    for address in addresses(mail):
        local, _, domain = address.rpartition("@")
        if domain == "gmail.com":
            assert "_" in local or "-" in local, address
        else:
            assert domain.endswith(".example") or domain in message_ids, address


def test_everybody_of_the_cast_is_in_the_mail(cast: Cast, mail: bytes) -> None:
    found = addresses(mail)
    assert [m.address for m in cast.others if m.address not in found] == []


def test_everybody_of_the_story_is_in_the_cast(cast: Cast) -> None:
    kinds = {m.kind for m in cast.others}
    assert kinds >= {
        "massage trainer",
        "systems analyst",
        "IT support",
        "assistant",
        "distant relative",
        "church",
        "son's friend",
        "parents' neighbour",
        "colleague's college-age daughter",
        "chief executive",
        "chief financial officer",
        "general counsel",
        "chief communications officer",
    }
    humans = [
        m for m in cast.others if m.truth in {"colleague", "executive", "personal", "stranger"}
    ]
    assert 320 <= len(humans) <= 380


def test_bodies_hold_lines_that_a_naive_reader_takes_for_messages(mail: bytes) -> None:
    messages = len(re.findall(rb"^From \d+@xxx .*\r\nX-GM-THRID:", mail, re.MULTILINE))
    assert len(re.findall(rb"^From ", mail, re.MULTILINE)) > messages > 2_000
