"""`review` on a real pseudo-terminal, read through a terminal emulator."""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal on Windows", allow_module_level=True)

import pexpect
import pyte

COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)(?:;\d+)*m")


class Screen:
    """A program on a terminal of 24 lines of 80, and what it shows."""

    def __init__(self, command: str, home: Path, **environment: str) -> None:
        self.raw = b""
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        self.child: Any = pexpect.spawn(
            "/bin/sh",
            ["-c", command],
            dimensions=(24, 80),
            timeout=20,
            env=kept
            | {"INVITE_GUARD_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
            | environment,
        )

    def until(self, text: str) -> "Screen":
        """Read on until the screen shows a text."""
        end = time.monotonic() + 20
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            self._read()
        return self

    def press(self, keys: str) -> "Screen":
        self.child.send(keys)
        return self

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while self._read():
            pass
        self.child.close()
        return int(self.child.exitstatus or 0)

    @property
    def shown(self) -> str:
        return "\n".join(self.screen.display)

    def _read(self) -> bool:
        try:
            data = self.child.read_nonblocking(1 << 16, 0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True


COMMAND = f"{sys.executable} -m invite_guard review"
Start = Callable[..., Screen]


@pytest.fixture
def start(scanned: Any, home: Path) -> Iterator[Start]:
    assert scanned
    started = []

    def run(command: str = COMMAND, **environment: str) -> Screen:
        started.append(Screen(command, home, **environment))
        return started[-1]

    yield run
    for screen in started:
        screen.child.close(force=True)


def decided(run: Any) -> dict[str, str]:
    people = json.loads(run("plan", "--all", "--json").out)["people"]
    return {p["addresses"][0]["address"]: p["decision"]["action"] for p in people if p["decision"]}


def test_a_key_is_kept_before_the_screen_says_so(start: Start, scanned: Any) -> None:
    screen = start().until("0 approved").press(" ").until("Kept: approved: Ana Ruiz")
    screen.child.kill(9)
    assert decided(scanned) == {"ana@corp.example": "approve"}


def test_leaving_tells_what_was_kept_and_the_next_review_goes_on(start: Start) -> None:
    screen = start().until("0 approved").press("x").until("1 rejected").press("q")
    screen.until("Kept: 1 rejected.").until("Next:")
    assert screen.end() == 0
    again = start().until("0 approved · 1 proposed · 2 held · 1 rejected")
    assert "> " in again.shown
    assert next(line for line in again.screen.display if line.startswith(">")).count("Ben Sato")


def test_it_ends_with_its_terminal_however_it_was_started(start: Start) -> None:
    screen = start(f"trap '' HUP; exec {COMMAND}").until("shown")
    screen.child.ptyproc.fileobj.close()
    screen.child.ptyproc.closed = True
    end = time.monotonic() + 10
    while screen.child.isalive():
        assert time.monotonic() < end, "it still runs"
        time.sleep(0.05)


def test_hostile_names_do_nothing_to_the_terminal(start: Start) -> None:
    screen = start().until("0 approved").press("\x1b[F")
    screen.until("JMallory").until("stranger, 99 % sure")
    assert "0 approved" in screen.screen.display[0]


@pytest.mark.parametrize(
    ("words", "environment"), [(" --no-color", {}), ("", {"NO_COLOR": "1"})], ids=["flag", "name"]
)
def test_without_colour_there_is_none(
    start: Start, words: str, environment: dict[str, str]
) -> None:
    screen = start(COMMAND + words, **environment).until("0 approved").press("  tp").until("own")
    screen.press("q").until("Next:")
    assert not COLOUR.search(screen.raw)


def test_with_colour_there_is_some(start: Start) -> None:
    screen = start(NO_COLOR="").until("0 approved").press("q").until("Next:")
    assert COLOUR.search(screen.raw)


@pytest.mark.parametrize(
    ("command", "environment"),
    [
        (f"{COMMAND} --plain", {}),
        (COMMAND, {"TERM": "dumb"}),
        (f"yes | {COMMAND}", {}),
        (f"{COMMAND} </dev/null", {}),
    ],
    ids=["plain", "dumb", "pipe", "null"],
)
def test_elsewhere_it_asks_line_by_line(
    start: Start, scanned: Any, command: str, environment: dict[str, str]
) -> None:
    screen = start(command, **environment).until("q quit >")
    assert "\x1b[?1049h" not in screen.raw.decode()
    screen.press("q\r").until("Nothing was decided.")
    assert decided(scanned) == {}


def test_no_variable_presses_a_key(start: Start, scanned: Any) -> None:
    keys = {"TEXTUAL_PRESS": "space,space,x", "TEXTUAL_DRIVER": "nowhere:Driver"}
    start(**keys).until("0 approved").press("q").until("Nothing was decided.")
    assert decided(scanned) == {}


def test_what_was_typed_ahead_decides_nothing(start: Start, scanned: Any) -> None:
    screen = start(f"sleep 0.5; {COMMAND}").press("     ")
    screen.until("0 approved").press("q").until("Nothing was decided.")
    assert decided(scanned) == {}


def test_control_c_leaves_and_loses_nothing(start: Start, scanned: Any) -> None:
    screen = start().until("0 approved").press(" ").until("1 approved").press("\x03")
    screen.until("Kept: 1 approved.")
    assert screen.end() == 0
    assert decided(scanned) == {"ana@corp.example": "approve"}


def test_a_locked_store_is_told_and_nothing_is_shown_as_kept(start: Start, home: Path) -> None:
    import sqlite3  # noqa: PLC0415 - only here

    screen = start().until("0 approved")
    other = sqlite3.connect(home / "decisions.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    screen.press(" ").until("NOT KEPT: Another invite-guard is writing")
    assert "0 approved" in screen.shown
    other.execute("ROLLBACK")
    other.close()
    screen.press(" ").until("1 approved")


def test_the_titles_of_the_columns_follow_the_window(start: Start) -> None:
    screen = start().until("0 approved")
    for lines, columns, last in ((50, 200, "Mails\n"), (24, 80, "Sure\n")):
        screen.screen.resize(lines, columns)
        screen.child.setwinsize(lines, columns)
        screen.until(last)
