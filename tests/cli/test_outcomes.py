"""`outcomes` on the command line."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from invite_guard.model.batch import ConfirmedBatch, Row
from invite_guard.model.decision import Action, Decision
from invite_guard.paths import decisions_file
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger

Run = Callable[..., Any]
HEAD = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
LEFT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def handed_over(
    scanned: Run, home: Path, row: Callable[..., Row], confirmed: Callable[..., ConfirmedBatch]
) -> Run:
    """Record that Ana and Ben left on the fifth of January."""
    rows = (
        row(1, name="Ana Ruiz", address="ana@corp.example"),
        row(2, name="Ben Sato", address="ben@corp.example"),
    )
    said = [
        Decision(
            action=Action.APPROVE,
            person_id=one.person_id,
            address=one.address,
            name=one.name,
            tag=one.tag,
            at=LEFT,
        )
        for one in rows
    ]
    with Decisions.open(decisions_file(home)) as decisions:
        decisions.record(said)
        Ledger(decisions.store).prepare(
            confirmed(*rows), b"", form="csv", destination="-", week_limit=80, now=LEFT
        )
    return scanned


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    rows = [("Ben Sato", "1/6/26, 9:14 AM"), ("=Mallory [bold]", "2/24/26, 9:14 AM")]
    (folder / "Invitations.csv").write_text(
        HEAD + "".join(f'Max,{name},"{at}",,OUTGOING,,\n' for name, at in rows), "utf-8"
    )
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,,Corp,,07 Jan 2026\n",
        "utf-8",
    )
    return folder


def test_what_was_never_approved_comes_first(handed_over: Run, export: Path) -> None:
    ran = handed_over("outcomes", export)
    assert ran.code == 0
    assert ran.out.startswith("1 invitation left without ever having been approved here, 1 of")
    assert ran.out.index("Mallory [bold]") < ran.out.index("2 people handed over")
    assert "1 accepted, 1 not accepted so far" in ran.out
    assert "Of 2 asked at least 21 days before, 50 % (95 % interval: 9 to 91 %) accepted" in ran.out
    assert "20 or more direct mails" in ran.out
    assert "`invite-guard recover EXPORT`" in ran.err


def test_the_document_and_the_sheet(handed_over: Run, export: Path) -> None:
    found = json.loads(handed_over("outcomes", export, "--json").out)
    assert found["schema"] == "invite-guard/outcomes/1"
    assert [(p["name"], p["state"]) for p in found["people"]] == [
        ("Ana Ruiz", "accepted"),
        ("Ben Sato", "pending"),
    ]
    rows = list(csv.DictReader(io.StringIO(handed_over("outcomes", export, "--csv").out)))
    assert [row["approved_here"] for row in rows] == ["no", "yes", "yes"]
    assert rows[0]["name"].startswith("text: ")


def test_before_anything_was_handed_over(run: Run, export: Path) -> None:
    ran = run("outcomes", export)
    assert (ran.code, "Nobody was ever handed over" in ran.out) == (0, True)


def test_an_export_is_needed(run: Run) -> None:
    assert run("outcomes").code == 2
    assert "354 invitations left" in run("outcomes", "--demo").out
