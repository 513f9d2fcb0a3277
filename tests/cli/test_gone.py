"""Mail that was read and then moved or deleted: told with its whole path, and never in the way."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from invite_guard import paths
from invite_guard.errors import Exit


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
ME = "me@corp.example"


def read_from(run: Run) -> list[tuple[str, int]]:
    sources = json.loads(run("plan", "--json").out)["sources"]
    return [(source["name"], source["messages"]) for source in sources]


@pytest.fixture
def other(mailbox: Path, tmp_path: Path) -> Path:
    """Give another mailbox, of mail with one more person."""
    path = tmp_path / "other.mbox"
    path.write_text(
        mailbox.read_text("utf-8").replace("ana@", "zoe@").replace("-ID: <", "-ID: <z"), "utf-8"
    )
    return path


@pytest.fixture
def moved(scanned: Run, other: Path, mailbox: Path, tmp_path: Path) -> Path:
    """Move away what was scanned."""
    assert scanned("plan").code == 0
    assert other.exists()
    return Path(shutil.move(mailbox, tmp_path / "moved.mbox"))


def test_what_is_gone_is_told_and_still_counts(scanned: Run, moved: Path, mailbox: Path) -> None:
    before = json.loads(scanned("plan", "--json").out)
    ran = scanned("scan", "--json")
    assert moved.exists()
    assert ran.code == Exit.FAILURE
    assert f"What was read of {mailbox} still counts." in ran.err
    assert "scan --full PATH" in ran.err
    assert json.loads(ran.out) == before


def test_the_rest_is_read_beside_what_is_gone(scanned: Run, other: Path, mailbox: Path) -> None:
    assert scanned("scan", other).code == 0
    mailbox.unlink()
    with other.open("ab") as grown:
        grown.write(other.read_bytes().replace(b"-ID: <", b"-ID: <n"))
    ran = scanned("scan")
    assert ran.code == Exit.FAILURE
    assert str(mailbox) in ran.err
    assert "other.mbox" not in ran.err
    total = dict(read_from(scanned))
    assert total["other.mbox"] == 2 * total["mail.mbox"]


@pytest.mark.parametrize("more", [["--me", "x@corp.example"], ["--include", "spam"], ["--full"]])
def test_where_all_has_to_be_counted_anew_the_ways_out_are_named(
    scanned: Run, moved: Path, mailbox: Path, more: list[str]
) -> None:
    before = scanned("plan", "--all", "--json").out
    ran = scanned("scan", *more)
    assert ran.code == Exit.FAILURE
    assert f"this is no longer there as it was: {mailbox}." in ran.err
    for way in ("Bring it back", "scan --full PATH", "purge"):
        assert way in ran.err
    assert scanned("plan", "--all", "--json").out == before, "nothing is forgotten"
    assert moved.exists()


def test_another_mailbox_and_owner_name_what_is_gone(
    scanned: Run, moved: Path, other: Path, mailbox: Path
) -> None:
    ran = scanned("scan", other, "--me", "x@corp.example")
    assert (ran.code, moved.exists()) == (Exit.FAILURE, True)
    assert str(mailbox) in ran.err


def test_full_reads_only_what_is_named_and_says_what_is_forgotten(
    scanned: Run, moved: Path, other: Path, mailbox: Path
) -> None:
    scanned("scan", other)
    ran = scanned("scan", "--full", moved)
    assert ran.code == 0
    assert f"Forgotten, as only what was named is to count: {mailbox}, {other}." in ran.err
    assert read_from(scanned) == [("moved.mbox", 44)]
    corrected = scanned("scan", "--full", moved, "--me", "ana@corp.example")
    assert (corrected.code, "Forgotten" in corrected.err) == (0, False)
    again = scanned("scan", "--me", ME)
    assert (again.code, again.err.count("Warning")) == (0, 0)


def test_full_forgets_nothing_where_what_is_named_is_not_there(
    scanned: Run, mailbox: Path, tmp_path: Path
) -> None:
    before = scanned("plan", "--all", "--json").out
    assert scanned("scan", "--full", tmp_path / "absent").code == Exit.FAILURE
    assert scanned("plan", "--all", "--json").out == before
    assert mailbox.exists()


def test_full_forgets_address_books_and_what_an_update_left_unread(
    scanned: Run, mailbox: Path, home: Path, tmp_path: Path
) -> None:
    book = tmp_path / "contacts.vcf"
    book.write_text("BEGIN:VCARD\nFN:Zoe Zoo\nEMAIL:zoe@zoo.example\nEND:VCARD\n", "utf-8")
    scanned("scan", book)
    with sqlite3.connect(paths.correspondence_file(home)) as db:
        db.execute("insert or replace into meta values ('read_before', ?)", ('["/x/old.mbox"]',))
    db.close()
    assert "old.mbox" in scanned("scan", mailbox).err
    ran = scanned("scan", "--full", mailbox)
    assert f"Forgotten, as only what was named is to count: {book}, /x/old.mbox." in ran.err
    assert "the update" not in ran.err
    assert "zoe@zoo.example" not in scanned("plan", "--all", "--json").out
