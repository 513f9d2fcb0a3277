"""A LinkedIn export beside the mail: who is connected already is excluded, who may be is held."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "Basic_LinkedInDataExport"
    folder.mkdir()
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        'Ana,"Ruiz, PMP",,Corp Ltd.,Editor,07 Jan 2021\n'
        "Ben,Sato,,Elsewhere Inc.,Editor,07 Jan 2019\n",
        "utf-8",
    )
    return folder


def people(run: Run, *words: str) -> dict[str, Any]:
    found = json.loads(run("plan", "--json", "--all", *words).out)
    return {person["name"]: person for person in found["people"]}


def test_connections_are_found_among_the_people_of_the_mail(scanned: Run, export: Path) -> None:
    assert people(scanned)["Ana Ruiz"]["disposition"] == "propose"
    assert scanned("scan", export).code == 0
    ana, ben = (people(scanned)[name] for name in ("Ana Ruiz", "Ben Sato"))
    assert (ana["disposition"], ana["exclusion"]) == ("excluded", "connected")
    assert ana["evidence"][0]["text"].startswith(
        "already connected: Ana Ruiz, PMP at Corp Ltd., since"
    )
    assert (ben["disposition"], ben["flags"]) == ("hold", ["perhaps-connected"])
    told = scanned("explain", "ben@corp.example").out
    assert "perhaps already connected: Ben Sato at Elsewhere Inc., since 2019" in told
    assert "LinkedIn itself shows whether you are connected" in told


def test_whoever_is_certainly_connected_cannot_be_approved(scanned: Run, export: Path) -> None:
    scanned("scan", export)
    ran = scanned("approve", "ana@corp.example")
    assert (ran.code, "already connected" in ran.err) == (1, True)
    assert scanned("approve", "ben@corp.example").code == 0
