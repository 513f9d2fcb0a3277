"""`scan` of address books and LinkedIn's data export, alone and beside mail."""

import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from invite_guard.errors import Exit

Run = Callable[..., Any]

VCARDS = (
    "BEGIN:VCARD\nFN:Ana Ruiz\nEMAIL:ana@corp.example\nTITLE:Buyer\nCATEGORIES:Work\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:Zoe Never\nEMAIL:zoe@nowhere.example\nEND:VCARD\n"
)
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ben,Sato,https://www.linkedin.com/in/bensato,ben@corp.example,Corp,Buyer,03 Feb 2024\n"
)
MAILS = 'Email Address,Confirmed,Primary,Updated On\nme@corp.example,Yes,Yes,"6/19/15, 10:16 AM"\n'


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.vcf"
    path.write_text(VCARDS, "utf-8")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").write_text(CONNECTIONS, "utf-8")
    (folder / "Email Addresses.csv").write_text(MAILS, "utf-8")
    return folder


def plan_of(run: Run) -> dict[str, Any]:
    found = json.loads(run("plan", "--json", "--all").out)
    return {
        "owner": found["owner"],
        "sources": [(s["kind"], s["messages"], s["entries"]) for s in found["sources"]],
        **{a["address"]: person for person in found["people"] for a in person["addresses"]},
    }


def test_an_address_book_and_an_export_beside_mail(
    run: Run, mailbox: Path, contacts: Path, export: Path
) -> None:
    ran = run("scan", mailbox, contacts, export)
    assert ran.code == 0
    assert "2 entries" in ran.out
    plan = plan_of(run)
    assert plan["owner"]["addresses"] == ["me@corp.example"]
    assert plan["sources"] == [("mbox", 44, 0), ("vcard", 0, 2), ("linkedin", 0, 1)]
    assert plan["ana@corp.example"]["title"] == "Buyer"
    assert plan["zoe@nowhere.example"]["disposition"] == "hold"
    assert plan["ben@corp.example"]["exclusion"] == "connected"


def test_what_was_read_before_is_looked_at_again(run: Run, mailbox: Path, contacts: Path) -> None:
    run("scan", mailbox, "--me", "me@corp.example")
    run("scan", contacts)
    before = run("plan", "--json", "--all").out
    assert run("scan").code == 0
    assert run("plan", "--json", "--all").out == before
    contacts.write_text(VCARDS.replace("Zoe", "Zara"), "utf-8")
    assert run("scan").code == 0
    assert plan_of(run)["zoe@nowhere.example"]["name"] == "Zara Never"
    assert run("scan", "--full").code == 0


def test_an_address_book_alone(run: Run, contacts: Path) -> None:
    ran = run("scan", contacts)
    assert ran.code == 0
    assert "would have invited 2 people" in ran.out
    assert "Proposed: nobody." in ran.out


def test_an_export_alone(run: Run, export: Path) -> None:
    assert run("scan", export).code == 0
    assert plan_of(run)["owner"]["addresses"] == ["me@corp.example"]


def test_a_book_that_went_is_told_and_what_it_said_stands(
    run: Run, mailbox: Path, contacts: Path, tmp_path: Path
) -> None:
    run("scan", mailbox, contacts, "--me", "me@corp.example")
    contacts.unlink()
    assert run("scan", tmp_path / "contacts.vcf").code == 1
    assert plan_of(run)["zoe@nowhere.example"]["name"] == "Zoe Never"


def test_what_is_nothing_says_what_is_accepted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n")
    ran = run("scan", path)
    assert ran.code == 1
    assert "address book" in ran.err
    assert "LinkedIn" in ran.err


def test_damage_to_mail_and_address_book_alike_is_told_once(
    run: Run, mailbox: Path, tmp_path: Path
) -> None:
    path = tmp_path / "takeout.tgz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(mailbox, "Takeout/Mail/All mail.mbox")
    path.write_bytes(path.read_bytes()[:-8] + bytes(8))
    ran = run("scan", path)
    assert ran.code == 1
    assert "44 messages" in ran.out
    assert ran.err.count("takeout.tgz is damaged") == 1


def test_an_address_book_is_shown_though_the_mail_beside_it_is_damaged(
    run: Run, contacts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Mail/All mail.mbox", b"")
        archive.write(contacts, "Takeout/Contacts/contacts.vcf")
    # The first byte of the data of the first member: no such kind of block.
    path.write_bytes(path.read_bytes().replace(b"mbox\x03\x00", b"mbox\x07\x00", 1))
    ran = run("scan", path)
    assert ran.code == 1
    assert "takeout.zip is damaged" in ran.err
    assert "zoe@nowhere.example" in ran.out


def test_mail_that_is_locked_beside_an_open_address_book_is_told(
    run: Run, mailbox: Path, tmp_path: Path
) -> None:
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("old.pst", b"!BDN")
        archive.writestr("contacts.vcf", VCARDS)
    for beside in ((), (mailbox,)):
        ran = run("scan", path, *beside)
        assert ran.code == Exit.FAILURE
        assert "backup.zip, this was not read: old.pst (an Outlook data file)" in ran.err
    assert plan_of(run)["zoe@nowhere.example"]["disposition"] == "hold"


def test_what_cannot_be_read_in_a_folder_is_told_beside_the_rest(run: Run, mailbox: Path) -> None:
    (mailbox.parent / "old.pst").write_bytes(b"!BDN")
    (mailbox.parent / "photo.jpg").write_bytes(b"\xff\xd8\xff\0")
    ran = run("scan", mailbox.parent, "--json")
    assert (ran.code, ran.err.count("Warning")) == (Exit.FAILURE, 1)
    assert "Warning: old.pst was not read: it is an Outlook data file." in ran.err
    assert [s["messages"] for s in json.loads(ran.out)["sources"]] == [44]
