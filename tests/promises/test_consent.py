"""Nothing leaves unless a human types the phrase on a real terminal."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from invite_guard.paths import decisions_file
from invite_guard.stores.ledger import Ledger

pexpect = pytest.importorskip("pexpect", reason="pseudo-terminals are a POSIX matter")
if os.name != "posix":
    pytest.skip("pseudo-terminals are a POSIX matter", allow_module_level=True)

OWNER = "me@firm.example"
APPROVED = ["ada@firm.example", "bob@firm.example"]
COMMAND = f"{sys.executable} -m invite_guard"
EXPORT = f"{COMMAND} export"
QUESTION = "lets out nobody: "
ALONE = f"{sys.executable} -c 'import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])'"
"""Put before a command: in a session of its own, so without a controlling terminal."""

BEHIND = ALONE.replace("os.setsid()", "os.setpgid(0, 0)")
"""Put before a command: in the background of the terminal, as the shell's `&` does."""


class Outcome(NamedTuple):
    """What a shell line left behind."""

    code: int
    stdout: bytes
    screen: str


class Shell:
    """A shell line on a pseudo-terminal, with a human's keys."""

    def __init__(self, folder: Path, line: str, environment: dict[str, str]) -> None:
        self.folder = folder
        script = folder / "line.sh"
        script.write_text(f"trap : INT\n{{ {line}\n}} > out\necho $? > code\n")
        self.child: Any = pexpect.spawn(
            "/bin/sh",
            [str(script)],
            cwd=str(folder),
            env=environment,
            dimensions=(60, 160),
            timeout=20,
            encoding="utf-8",
        )

    def until(self, text: str) -> "Shell":
        self.child.expect_exact(text)
        return self

    def type(self, keys: str) -> "Shell":
        self.child.send(keys)
        return self

    def end(self) -> Outcome:
        self.child.expect(pexpect.EOF)
        self.child.close()
        code = (self.folder / "code").read_text()
        return Outcome(int(code or -1), (self.folder / "out").read_bytes(), self.child.before)

    def left_so_far(self) -> bytes:
        return (self.folder / "out").read_bytes()


def environment_of(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "INVITE_GUARD_HOME": str(folder / "home"), "TERM": "xterm"}


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scan a mailbox of three colleagues and approve two of them."""
    folder = tmp_path_factory.mktemp("decided")
    people = [("Ada Byron", APPROVED[0]), ("Bob Cox", APPROVED[1]), ("Eve Dee", "eve@firm.example")]
    (folder / "mail.mbox").write_text("".join(letters(people)))
    for line in (f"scan --me {OWNER} mail.mbox", f"approve {' '.join(APPROVED)}"):
        subprocess.run(
            f"{COMMAND} {line}",
            shell=True,
            cwd=folder,
            env=environment_of(folder),
            check=True,
            capture_output=True,
            timeout=60,
        )
    return folder


def letters(people: list[tuple[str, str]]) -> Iterator[str]:
    for number in range(6 * len(people)):
        name, address = people[number // 6]
        ends = [f"{name} <{address}>", f"My Self <{OWNER}>"]
        source, target = ends if number % 2 else reversed(ends)
        date = formatdate(1_700_000_000 + number * 86_400)
        yield (
            f"From x@y Sun Sep 13 12:26:40 2020\nFrom: {source}\nTo: {target}\nDate: {date}\n"
            f"Message-ID: <{number}@mail.example>\nSubject: x\n\nx\n\n"
        )


Start = Callable[..., Shell]


@pytest.fixture
def shell(decided: Path, tmp_path: Path) -> Start:
    shutil.copytree(decided / "home", tmp_path / "home")

    def start(line: str = EXPORT, **environment: str) -> Shell:
        return Shell(tmp_path, line, environment_of(tmp_path) | environment)

    return start


def batches(folder: Path) -> int:
    with Ledger.open(decisions_file(folder / "home")) as ledger:
        return len(ledger.entries())


def addresses(exported: bytes) -> list[str]:
    return sorted(row["email"] for row in csv.DictReader(exported.decode().splitlines()))


def test_the_right_phrase_gives_exactly_the_approved_once(shell: Start, tmp_path: Path) -> None:
    outcome = shell().until(QUESTION).type("invite 2\r").end()
    assert outcome.code == 0
    assert addresses(outcome.stdout) == APPROVED
    assert b"eve@" not in outcome.stdout
    assert batches(tmp_path) == 1
    again = shell().end()
    assert (again.code, again.stdout) == (1, b"")


def test_every_approved_person_is_on_the_screen_before_the_question(shell: Start) -> None:
    running = shell().until(QUESTION)
    assert all(address in running.child.before for address in APPROVED)
    assert "eve@" not in running.child.before
    assert "User Agreement" in running.child.before
    assert running.left_so_far() == b""
    assert running.type("\r").end().code == 4


def test_the_right_phrase_gives_a_new_file(shell: Start, tmp_path: Path) -> None:
    outcome = shell(f"{EXPORT} -o batch.csv").until(QUESTION).type("invite 2\r").end()
    assert (outcome.code, outcome.stdout) == (0, b"")
    assert addresses((tmp_path / "batch.csv").read_bytes()) == APPROVED


FEEDS = {
    "yes": "yes 'invite 2' | {export}",
    "a pipe": "printf 'invite 2\\n' | {export}",
    "a here-document": "{export} <<EOF\ninvite 2\nEOF",
    "an empty file": "{export} </dev/null",
    "a closed input": "{export} <&-",
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_no_input_answers_for_the_human(shell: Start, tmp_path: Path, feed: str) -> None:
    running = shell(feed.format(export=EXPORT)).until(QUESTION)
    with pytest.raises(pexpect.TIMEOUT):
        running.child.expect(pexpect.EOF, timeout=0.4)  # it waits for the human
    assert running.left_so_far() == b""
    outcome = running.type("\r").end()
    assert (outcome.code, outcome.stdout) == (4, b"")
    assert batches(tmp_path) == 0


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_no_input_stands_in_for_a_terminal(shell: Start, tmp_path: Path, feed: str) -> None:
    outcome = shell(feed.format(export=f"{ALONE} {EXPORT}")).end()
    assert (outcome.code, outcome.stdout) == (4, b"")
    assert "no terminal to ask at" in outcome.screen
    assert batches(tmp_path) == 0


def test_a_terminal_as_input_is_not_the_controlling_terminal(shell: Start) -> None:
    outcome = shell(f"{ALONE} {EXPORT}").type("invite 2\r").end()
    assert (outcome.code, outcome.stdout) == (4, b"")


@pytest.mark.parametrize(
    "keys",
    ["\r", "yes\r", "invite 3\r", "Invite 2\r", "invite 2\x04", "\x04"],
)
def test_another_answer_is_a_no(shell: Start, tmp_path: Path, keys: str) -> None:
    outcome = shell().until(QUESTION).type(keys).end()
    assert (outcome.code, outcome.stdout) == (4, b"")
    assert batches(tmp_path) == 0


@pytest.mark.parametrize("keys", ["\x03", "invite 2\x03"])
def test_breaking_off_is_a_no(shell: Start, tmp_path: Path, keys: str) -> None:
    outcome = shell().until(QUESTION).type(keys).end()
    assert (outcome.code, outcome.stdout) == (130, b"")
    assert "Traceback" not in outcome.screen
    assert batches(tmp_path) == 0


def test_one_try_only(shell: Start) -> None:
    outcome = shell().until(QUESTION).type("no\rinvite 2\r").end()
    assert (outcome.code, outcome.stdout) == (4, b"")


@pytest.mark.parametrize("before", ["sleep 0.7; ", ""], ids=["long before", "just before"])
def test_what_was_typed_ahead_is_thrown_away(shell: Start, tmp_path: Path, before: str) -> None:
    running = shell(before + EXPORT).type("invite 2\rinvite 2\r").until(QUESTION)
    with pytest.raises(pexpect.TIMEOUT):
        running.child.expect(pexpect.EOF, timeout=0.4)
    assert running.left_so_far() == b""
    outcome = running.type("\x04").end()
    assert (outcome.code, outcome.stdout) == (4, b"")
    assert batches(tmp_path) == 0


VARIABLES = [
    {"CI": "true"},
    {"FORCE_COLOR": "1"},
    {"NO_COLOR": "1", "TERM": "dumb"},
    {"INVITE_GUARD_YES": "1", "INVITE_GUARD_FORCE": "1", "INVITE_GUARD_CONFIRM": "invite 2"},
    {"INVITE_GUARD_BATCH_LIMIT": "1", "DEBIAN_FRONTEND": "noninteractive"},
    {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
]


@pytest.mark.parametrize("variables", VARIABLES, ids=lambda one: next(iter(one)))
def test_no_variable_answers_for_the_human(
    shell: Start, tmp_path: Path, variables: dict[str, str]
) -> None:
    line = f"{ALONE} {EXPORT}; echo $? >alone; {EXPORT}"
    outcome = shell(line, **variables).until(QUESTION).type("yes\r").end()
    assert (outcome.code, outcome.stdout) == (4, b"")
    assert (tmp_path / "alone").read_text().strip() == "4"
    assert batches(tmp_path) == 0


@pytest.mark.parametrize("variables", [{"CI": "true", "FORCE_COLOR": "1"}, {"LC_ALL": "C"}])
def test_no_variable_changes_what_leaves(shell: Start, variables: dict[str, str]) -> None:
    outcome = shell(**variables).until(QUESTION).type("invite 2\r").end()
    assert addresses(outcome.stdout) == APPROVED


@pytest.mark.parametrize("option", ["--yes", "-y", "--force"])
def test_no_option_answers_for_the_human(shell: Start, option: str) -> None:
    outcome = shell(f"{EXPORT} {option}").end()
    assert (outcome.code, outcome.stdout) == (2, b"")


def test_in_the_background_nobody_is_asked(shell: Start) -> None:
    outcome = shell(f"{BEHIND} {EXPORT}").end()
    assert (outcome.code, outcome.stdout) == (4, b"")
    assert "background" in outcome.screen


def test_a_terminal_in_another_mode_is_asked_and_left_as_found(
    shell: Start, tmp_path: Path
) -> None:
    line = f"stty -echo -icanon -isig; stty -g >before; {EXPORT}; stty -g >after"
    outcome = shell(line).until(QUESTION).type("invite 3\x7f2\r").end()
    assert addresses(outcome.stdout) == APPROVED
    assert (tmp_path / "before").read_text() == (tmp_path / "after").read_text()


def test_a_terminal_that_hangs_up_is_a_no(shell: Start, tmp_path: Path) -> None:
    running = shell().until(QUESTION)
    running.child.close(force=False)
    running.child.wait() if running.child.isalive() else None
    assert running.left_so_far() == b""
    assert batches(tmp_path) == 0


def test_a_reader_that_left_is_told_and_the_batch_stays_recorded(
    shell: Start, tmp_path: Path
) -> None:
    running = shell(f"{{ {EXPORT}; echo $? >inner; }} | true").until(QUESTION)
    outcome = running.type("invite 2\r").end()
    assert (tmp_path / "inner").read_text().strip() == "1"
    assert outcome.stdout == b""
    assert "Batch 1 is recorded, but" in outcome.screen
    again = shell(f"{COMMAND} ledger --reissue 1").until(QUESTION).type("invite 2\r").end()
    assert addresses(again.stdout) == APPROVED
    last = shell(f"{COMMAND} ledger --reissue 1").end()
    assert (last.code, last.stdout) == (1, b"")
