"""Promise: nobody is dropped silently; every address of the mail is in the plan, which adds up."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

PEOPLE = 40


def written(folder: Path) -> Path:
    """Write a mailbox in which people stand in every header and every odd form."""
    lines = []
    for number in range(PEOPLE):
        lines += [
            f"From x@y.example Mon Jan  6 10:00:{number:02d} 2025",
            f"From: P{number} <p{number}@from.example>",
            f"To: me@own.example, <p{number}@to.example>, p{number}@bare.example (in words)",
            f'Cc: "Doe, J" <p{number}@cc.example>, broken{number}@, x: y{number}@in.example;',
            f"Bcc: =?UTF-8?Q?=C3=89a,_b?= <p{number}@bcc.example>",
            f"Message-ID: <{number}@from.example>",
            "Date: Mon, 6 Jan 2025 10:00:00 +0000",
            "Delivered-To: me@own.example",
            "",
            "Nobody reads this: hidden@body.example",
            "",
        ]
    path = folder / "all.mbox"
    path.write_text("\n".join(lines), "utf-8", newline="\n")
    return path


@pytest.fixture
def plan(tmp_path: Path, home: Path) -> Mapping[str, Any]:
    words = ["scan", str(written(tmp_path)), "--me", "me@own.example", "--json", "--all"]
    said = subprocess.run(
        [sys.executable, "-m", "invite_guard", *words],
        env={**os.environ, "INVITE_GUARD_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: Mapping[str, Any] = json.loads(said.stdout)
    return found


def test_every_address_is_listed_even_the_broken_ones(plan: Mapping[str, Any]) -> None:
    listed = {seen["address"] for person in plan["people"] for seen in person["addresses"]}
    domains = ("from", "to", "bare", "cc", "bcc")
    meant = {f"p{n}@{domain}.example" for n in range(PEOPLE) for domain in domains}
    meant |= {f"y{n}@in.example" for n in range(PEOPLE)} | {"me@own.example"}
    assert meant <= listed
    broken = {p["addresses"][0]["address"] for p in plan["people"] if p["exclusion"] == "malformed"}
    assert len([text for text in broken if re.match(r"broken\d+@?$", text)]) == PEOPLE
    assert "hidden@body.example" not in listed


def test_the_numbers_add_up(plan: Mapping[str, Any]) -> None:
    totals = plan["totals"]
    held, excluded = sum(totals["held"].values()), sum(totals["excluded"].values())
    assert totals["people"] == totals["proposed"] + held + excluded == len(plan["people"])
    assert totals["correspondents"] == sum(len(person["addresses"]) for person in plan["people"])
    assert totals["naive_mails"] == 3 * totals["naive_import"]
