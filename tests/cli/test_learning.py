"""What corrections teach about others: told at once, seen in every view, taken back with them."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

ME = "me@own.example"
NAMES = ("ada", "bea", "cem", "dag", "eve")
LESSON = "you called 3 others at client.example stranger"


@pytest.fixture
def office(run: Any, tmp_path: Path) -> Any:
    """Run a command after a scan: five of one client, each with a little mail both ways."""
    letters = [
        (sender, receiver, datetime(2025, month, day, 10, tzinfo=UTC))
        for day, name in enumerate(NAMES, 1)
        for month in range(1, 4)
        for sender, receiver in ((f"{name}@client.example", ME), (ME, f"{name}@client.example"))
    ]
    box = tmp_path / "mail.mbox"
    box.write_text(
        "".join(
            f"From x Sat Jan  1 00:00:00 2025\nFrom: {sender}\nTo: {receiver}\n"
            f"Date: {format_datetime(when)}\nMessage-ID: <{number}@own.example>\n\nHello.\n\n"
            for number, (sender, receiver, when) in enumerate(letters)
        ),
        "utf-8",
    )
    assert run("scan", box, "--me", ME).code == 0
    return run


def judged(run: Any) -> dict[str, tuple[str, float, str]]:
    people = json.loads(run("plan", "--all", "--json").out)["people"]
    return {
        person["addresses"][0]["address"].partition("@")[0]: (
            person["tag"],
            person["confidence"],
            person["disposition"],
        )
        for person in people
    }


def test_retags_move_the_others_visibly_until_they_are_taken_back(office: Any) -> None:
    before = judged(office)
    for name in NAMES[:2]:
        said = office("tag", f"{name}@client.example", "stranger").err
    assert "Learned: 3 others of the same organisation or title weighed anew" in said
    office("tag", "cem@client.example", "stranger")
    after = judged(office)
    assert after["dag"][0] != "colleague" or after["dag"][1] < before["dag"][1]
    for command in (("explain", "dag@client.example"), ("plan", "--all")):
        assert LESSON in " ".join(office(*command).out.split())
    assert "takes one back" in " ".join(office("explain", "dag@client.example").out.split())
    for name in NAMES[:3]:
        said = office("tag", f"{name}@client.example", "--clear").err
        assert "Judged by the evidence again" in said
    assert judged(office) == before


def test_rejections_weigh_less_and_are_taken_back_too(office: Any) -> None:
    before = judged(office)
    said = office("reject", *(f"{name}@client.example" for name in NAMES[:3])).err
    assert "Learned: 2 others of the same organisation or title weighed anew" in said
    assert judged(office)["dag"][:2] != before["dag"][:2]
    said = office("approve", "--clear", *(f"{name}@client.example" for name in NAMES[:3])).err
    assert "Learned: 2 others" in said
    assert judged(office) == before


def test_one_word_teaches_nothing_and_nothing_is_told(office: Any) -> None:
    assert "Learned" not in office("tag", "ada@client.example", "personal").err
    assert "Learned" not in office("reject", "bea@client.example").err
