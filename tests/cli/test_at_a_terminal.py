"""What a person sees and types: a real pseudo-terminal, colour, a pager, prompts, keys."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from invite_guard.errors import Exit

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal on Windows", allow_module_level=True)

import pexpect

CODES = re.compile(r"\x1b\[[0-9;]*m")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Spawn = Callable[..., Any]


@pytest.fixture
def terminal(home: Path) -> Spawn:
    """Run one command line in a pseudo-terminal that controls it."""

    @contextmanager
    def spawn(*words: str, columns: int = 80, lines: int = 500, **extra: str) -> Iterator[Any]:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "invite_guard", *words],
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=20,
            env={**os.environ, "INVITE_GUARD_HOME": str(home), "TERM": "xterm-256color", **extra},
        )
        try:
            yield child
        finally:
            child.close(force=True)

    return spawn


def ended(child: Any) -> tuple[int, str]:
    """Read to the end; give the exit code and what was shown since."""
    child.expect(pexpect.EOF)
    shown = child.before
    child.close()
    return child.exitstatus, shown


def decided(run: Run) -> dict[str, str]:
    people = json.loads(run("plan", "--all", "--json").out)["people"]
    return {p["addresses"][0]["address"]: p["decision"]["action"] for p in people if p["decision"]}


def test_the_group_of_proposed_is_shown_counted_and_typed(scanned: Run, terminal: Spawn) -> None:
    with terminal("approve", "--proposed") as child:
        child.expect_exact("Type `approve 2` to go on")
        assert "ana@corp.example" in child.before
        assert "ben@corp.example" in child.before
        assert "carla" not in child.before
        widest = max(len(line.rstrip()) for line in child.before.splitlines())
        assert widest <= 80, "no line is broken by the edge of the window"
        child.sendline("approve 2")
        assert ended(child)[0] == 0
    assert decided(scanned) == {"ana@corp.example": "approve", "ben@corp.example": "approve"}
    assert "Nobody is proposed who is not approved already" in scanned("approve", "--proposed").err


@pytest.mark.parametrize("answer", ["", "y", "yes", "approve", "approve 3", "Approve 2"])
def test_any_other_answer_approves_nobody(scanned: Run, terminal: Spawn, answer: str) -> None:
    with terminal("approve", "--proposed") as child:
        child.expect_exact("Type `approve 2` to go on")
        child.sendline(answer)
        assert ended(child)[0] == Exit.NOT_CONFIRMED
    assert decided(scanned) == {}


@pytest.mark.parametrize(
    ("key", "code"), [("\x03", Exit.INTERRUPTED), ("\x04", Exit.NOT_CONFIRMED)]
)
def test_breaking_off_approves_nobody(scanned: Run, terminal: Spawn, key: str, code: Exit) -> None:
    with terminal("approve", "--proposed") as child:
        child.expect_exact("to stop: ")
        child.send(key)
        status, shown = ended(child)
    assert status == code
    assert "Traceback" not in shown
    assert decided(scanned) == {}


def answer(child: Any, *keys: str) -> str:
    shown = ""
    for key in keys:
        child.expect_exact(" > ")
        shown += child.before
        child.sendline(key)
    return shown


def test_review_keeps_every_answer_at_once(scanned: Run, terminal: Spawn) -> None:
    with terminal("review", "--plain") as child:
        shown = answer(child, "a", "x", "t", "p", "s")
        assert "[1 of 4]  Ana Ruiz" in shown
        child.expect_exact("[4 of 4]")
        child.kill(9)
    assert shown.lstrip().startswith("0 approved · 2 proposed · 2 held")
    assert "Kept: approved. 1 approved · 1 proposed · 2 held" in shown
    assert "Kept: rejected. 1 approved · 0 proposed · 2 held · 1 rejected" in shown
    assert "Kept: tagged." in shown
    assert decided(scanned) == {"ana@corp.example": "approve", "ben@corp.example": "reject"}
    text = scanned("explain", "carla@bigfirm.example").out
    assert "personal" in text
    assert "your own word" in text


def test_review_undoes(scanned: Run, terminal: Spawn) -> None:
    with terminal("review", "--plain", "--tag", "colleague") as child:
        answer(child, "a", "u", "n", "u", "q")
        status, shown = ended(child)
    assert status == 0
    assert "Kept: 1 approved, 1 cleared, 1 never, 1 lifted." in shown
    assert decided(scanned) == {}
    assert scanned("never", "--json").out == "[]\n"


@pytest.mark.parametrize("line", ["aa", "aax", "yes", "", "\x1b[A", "approve 2"])
def test_one_line_is_one_key_so_nobody_unseen_is_decided(
    scanned: Run, terminal: Spawn, line: str
) -> None:
    with terminal("review", "--plain") as child:
        answer(child, line, "q")
        ended(child)
    assert decided(scanned) == {}


def test_review_asks_only_about_the_undecided(scanned: Run, terminal: Spawn) -> None:
    scanned("approve", "ruiz")
    with terminal("review", "--plain", "--tag", "colleague") as child:
        child.expect_exact("[1 of 1]  Ben Sato")
        child.send("\x04")
        assert ended(child)[0] == 0
    with terminal("review", "--plain", "--tag", "colleague", "--again") as child:
        child.expect_exact("[1 of 2]  Ana Ruiz")


def test_purge_deletes_what_was_read_and_keeps_what_was_said(
    scanned: Run, terminal: Spawn, home: Path
) -> None:
    scanned("never", "rival.example")
    with terminal("purge") as child:
        child.expect_exact("Type `purge` to go on")
        assert "correspondence.sqlite3" in child.before
        assert "decisions.sqlite3" not in child.before
        child.sendline("purge")
        assert ended(child)[0] == 0
    assert [file.name for file in home.iterdir()] == ["decisions.sqlite3"]
    assert scanned("plan").code == Exit.FAILURE
    assert "rival.example" in scanned("never").out


def test_purge_all_asks_for_more_and_deletes_more(
    scanned: Run, terminal: Spawn, home: Path
) -> None:
    scanned("never", "rival.example")
    with terminal("purge", "--all") as child:
        child.expect_exact("Type `purge everything`")
        child.sendline("purge")
        assert ended(child)[0] == Exit.NOT_CONFIRMED
    assert len(list(home.iterdir())) == 2
    with terminal("purge", "--all") as child:
        child.expect_exact("to stop: ")
        child.sendline("purge everything")
        assert ended(child)[0] == 0
    assert list(home.iterdir()) == []


def test_export_hands_over_the_approved_and_the_ledger_tells(
    scanned: Run, terminal: Spawn, tmp_path: Path
) -> None:
    scanned("approve", "ruiz", "sato")
    file = tmp_path / "batch.csv"
    with terminal("export", "-o", str(file)) as child:
        child.expect_exact("invite 2")
        child.sendline("invite 2")
        status, shown = ended(child)
    assert status == 0
    assert "Batch 1: 2 handed over and recorded." in shown
    assert "Next: `invite-guard ledger 1`" in shown
    assert file.read_text("utf-8").count("@corp.example") == 2
    assert "ana@corp.example" in scanned("ledger", "1").out
    assert "handed over" in scanned("ledger").out
    (entry,) = json.loads(scanned("ledger", "--json").out)
    assert [row["address"] for row in entry["rows"]] == ["ana@corp.example", "ben@corp.example"]


def test_a_terminal_gets_colour_unless_it_is_refused(scanned: Run, terminal: Spawn) -> None:
    assert scanned("plan").code == 0
    with terminal("plan") as child:
        _, colored = ended(child)
    assert CODES.search(colored)
    refusals: list[tuple[list[str], dict[str, str]]] = [
        (["--no-color"], {}),
        ([], {"NO_COLOR": "1"}),
        ([], {"TERM": "dumb"}),
    ]
    for words, extra in refusals:
        with terminal("plan", *words, **extra) as child:
            _, plain = ended(child)
        assert not CODES.search(plain)
        assert plain.split() == CODES.sub("", colored).split()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_table_fits_the_window(scanned: Run, terminal: Spawn, columns: int) -> None:
    assert scanned("plan").code == 0
    with terminal("plan", "--all", "--no-color", columns=columns) as child:
        _, shown = ended(child)
    table = shown[: shown.index("Next:")].splitlines()
    assert max(len(line) for line in table) <= columns
    assert "executive" in shown


def test_a_long_table_goes_through_the_pager(scanned: Run, terminal: Spawn, tmp_path: Path) -> None:
    assert scanned("plan").code == 0
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\ncat\n", "utf-8")
    pager.chmod(0o755)
    with terminal("plan", "--all", lines=10, PAGER=str(pager)) as child:
        assert "paged" in ended(child)[1]
    with terminal("plan", "--all", "--no-pager", lines=10, PAGER=str(pager)) as child:
        assert "paged" not in ended(child)[1]
    with terminal("plan", "--all", lines=500, PAGER=str(pager)) as child:
        assert "paged" not in ended(child)[1]


def test_progress_moves_on_stderr_and_leaves_stdout_alone(
    run: Run, terminal: Spawn, mailbox: Path, tmp_path: Path
) -> None:
    assert run("config").code == 0
    out = tmp_path / "out.json"
    with terminal(
        "scan", str(mailbox), "--me", "me@corp.example", "--json", "-o", str(out)
    ) as child:
        status, shown = ended(child)
    assert status == 0
    assert "mail.mbox" in shown
    assert "44 messages" in shown
    assert json.loads(out.read_text("utf-8"))["schema"]


def test_a_batch_that_was_never_uploaded_is_undone(
    scanned: Run, terminal: Spawn, tmp_path: Path
) -> None:
    scanned("approve", "ruiz", "sato")
    file = tmp_path / "batch.csv"

    def export(number: int) -> None:
        with terminal("export", "-o", str(file)) as child:
            child.expect_exact("lets out nobody: ")
            child.sendline("invite 2")
            assert f"Batch {number}: 2 handed over" in ended(child)[1]

    export(1)
    with terminal("ledger", "undo", "1") as child:
        status, shown = ended(child)
    assert status == Exit.FAILURE
    assert "still there" in shown
    file.unlink()
    with terminal("ledger", "undo", "1") as child:
        child.expect_exact("anything else stops: ")
        assert "ana@corp.example" in child.before
        child.sendline("undo 1")
        status, shown = ended(child)
    assert status == 0
    assert "Batch 1: undone, 2 back." in shown
    assert "undone: its people are back" in scanned("ledger").out
    assert json.loads(scanned("ledger", "--json").out)[0]["state"] == "undone"
    export(2)


def test_undo_needs_a_terminal(without_terminal: Run) -> None:
    ran = without_terminal("ledger", "undo", "1")
    assert ran.code == Exit.NOT_CONFIRMED
    assert "no terminal" in ran.err


def test_a_young_approval_waits_as_long_as_the_settings_say(
    scanned: Run, terminal: Spawn, home: Path
) -> None:
    scanned("approve", "ruiz")
    (home / "config.toml").write_text("hold_hours = 24\n", "utf-8")
    with terminal("export", INVITE_GUARD_HOLD_HOURS="0") as child:
        status, shown = ended(child)
    assert status == Exit.OVER_LIMIT
    assert "approved less than 24 hours ago" in shown
    (home / "config.toml").write_text("hold_hours = 0\n", "utf-8")
    with terminal("export") as child:
        child.expect_exact("lets out nobody: ")


def test_talk_is_broken_between_words_and_commands_stay_whole(
    scanned: Run, terminal: Spawn
) -> None:
    assert scanned("plan").code == 0
    with terminal("approve", "kopf", columns=60) as child:
        status, shown = ended(child)
    assert status == Exit.USAGE
    lines = shown.replace("\r", "").splitlines()
    assert max(map(len, lines)) < 60
    assert " ".join(lines).count("part of a name is not enough") == 1
    assert any(re.search(r"`invite-guard approve p\w+`", line) for line in lines)


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    ran = run("auth")
    assert (ran.code, ran.err) == (0, "")
    assert "login" in ran.out
