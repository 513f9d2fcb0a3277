"""`recover` on the command line."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HEAD = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [
        ("Ana Ruiz", "ana"),
        ("Mallory [bold]", "mallory"),
        ("Carla Kopf", "carla"),
        ("\x1b[2J=HYPERLINK(1)", "formula"),
    ]
    lines = [
        f'Max Mustermann,"{name}","2/24/26, 9:14 AM",,OUTGOING,https://www.linkedin.com/in/max,'
        f"https://www.linkedin.com/in/{slug}"
        for name, slug in rows
    ]
    path = tmp_path / "Invitations.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return path


def test_the_riskiest_come_first_with_what_the_mail_says(scanned: Run, export: Path) -> None:
    ran = scanned("recover", export)
    assert ran.code == 0
    places = [ran.out.index(name) for name in ("Carla Kopf", "Mallory [bold]", "Ana Ruiz")]
    assert places == sorted(places)
    assert "https://www.linkedin.com/in/carla" in ran.out
    assert "three weeks" in ran.out
    assert "I did not mean to send" in ran.out
    assert "\x1b" not in ran.out
    assert ran.err.startswith("Next: ")


def test_it_works_before_anything_was_scanned(run: Run, export: Path) -> None:
    ran = run("recover", export)
    assert (ran.code, "no mail was read" in ran.out) == (0, True)
    assert "`invite-guard scan PATH`" in ran.err


def test_the_sheet_holds_no_formula(scanned: Run, export: Path) -> None:
    ran = scanned("recover", export, "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 4
    assert {row["profile_url"].rpartition("/")[2] for row in rows} >= {"ana", "formula"}
    assert not any(
        cell.lstrip().startswith(("=", "+", "-", "@")) for r in rows for cell in r.values()
    )


def test_the_document_goes_into_a_file(scanned: Run, export: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    assert scanned("recover", export, "--json", "-o", file).out == ""
    found = json.loads(file.read_text("utf-8"))
    assert found["schema"] == "invite-guard/recovery/1"
    assert found["to_withdraw"][0]["risk"] == "executive"


def test_days_choose(scanned: Run, export: Path) -> None:
    assert (
        "0 invitations left since 2026-03-01"
        in scanned("recover", export, "--since", "2026-03-01").out
    )
    assert scanned("recover", export, "--since", "soon").code == 2
    days = ("--since", "2026-03-01", "--until", "2026-02-28")
    turned = scanned("recover", export, *days)
    assert (turned.code, turned.out, "no day lies between" in turned.err) == (2, "", True)
    same = ("--since", "2026-02-24", "--until", "2026-02-24")
    assert scanned("recover", export, *same).code == 0


def test_what_is_no_export_is_told(run: Run, tmp_path: Path) -> None:
    assert run("recover").code == 2
    assert run("recover", tmp_path / "absent.zip").code == 1
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    assert run("recover", other).code == 1
    none = tmp_path / "Connections.csv"
    none.write_text("First Name,Last Name,Company,Position,Connected On\nKim,Poe,,,01 Jan 2024\n")
    ran = run("recover", none)
    assert (ran.code, "lists no invitation" in ran.err) == (1, True)


def test_the_example_is_there(run: Run) -> None:
    assert "350 invitations left" in run("recover", "--demo").out
    assert run("recover", "--demo", "x.zip").code == 2
