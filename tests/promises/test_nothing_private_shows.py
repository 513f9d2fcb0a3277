"""Promise: no error, log or traceback holds a name, an address, a subject or a secret of Google's.

A canary is put into the mail and the sign-in, everything that can speak is made to, every module
is made to fail, and nothing but the stores, the sign-in's file and what was asked for may hold it.
"""

import csv
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from email.utils import formatdate
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.fakes.account import Account
from tests.fakes.google import Call, FakeGoogle, serving
from tests.fakes.loud import MARK, Line

if sys.platform == "win32":
    pytest.skip("the browser and the terminal here are POSIX's", allow_module_level=True)

import pexpect

ROOT = Path(__file__).resolve().parents[2]
ME = "tobin@own.example"
NAME, ADDRESS, SUBJECT = "Quilla Canary", "canary.7f3a@hidden-canary.example", "subject 9b1c"
OTHER = "ann@firm.example"
PRIVATE = re.compile(
    r"quilla|canary\.7f3a|hidden-canary|subject 9b1c|fake-secret"
    r"|(?:refresh|access|code)-[0-9a-f]{16}",
    re.IGNORECASE,
)
"""The canary in the mail, and every secret that Google's server gives out."""
KEPT = {
    "correspondence.sqlite3": {"mail"},
    "decisions.sqlite3": {"mail"},
    "google-client.json": {"client"},
    "google-sign-in.json": {"client", "refresh"},
    "gmail": {"mail"},
}
"""The files of ours that may hold something private, and what."""
BROWSER = f"""#!{sys.executable}
import sys, urllib.request
urllib.request.urlopen(sys.argv[1], timeout=20).read()
"""


def letters(start: int, name: str, address: str, subject: str) -> Iterator[tuple[str, set[str]]]:
    """Give header blocks of an exchange both ways, with labels."""
    ends = (f"{name} <{address}>", f"Tobin Hart <{ME}>")
    for number in range(start, start + 12):
        source, target = ends if number % 2 else reversed(ends)
        lines = (
            f"From: {source}",
            f"To: {target}",
            f"Subject: {subject}",
            f"Message-ID: <{number}@x.example>",
            f"Date: {formatdate(1_700_000_000 + number * 86_400)}",
        )
        yield "\n".join(lines), {"INBOX"} if number % 2 else {"SENT"}


class Place(NamedTuple):
    """A machine of its own: mail, client file, a browser that says yes, and a place for files."""

    folder: Path
    google: FakeGoogle

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def mailbox(self) -> str:
        return str(self.folder / "mail.mbox")

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "INVITE_GUARD_HOME": str(self.home),
            "HOME": str(self.folder / "user"),
            "TMPDIR": str(self.folder / "temporary"),
            "PATH": f"{self.folder / 'programs'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "GOOGLE_SDK_PYTHON_LOGGING_SCOPE": "google",
            "OAUTHLIB_DEBUG": "1",
            "PYTHONASYNCIODEBUG": "1",
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_LOG": str(self.folder / "user" / "textual.log"),
            "TERM": "xterm-256color",
        }

    def file(self, **told: Any) -> Path:
        """Write down what to run."""
        path = self.folder / "asked" / "lines.json"
        path.write_text(json.dumps({"secrets": [NAME, ADDRESS, SUBJECT], **told}), "utf-8")
        return path

    def run(self, *lines: Sequence[str], **told: Any) -> "Said":
        """Run command lines in one process where everything speaks."""
        path = self.file(lines=[(line, "") for line in lines], **told)
        command = [sys.executable, "-X", "dev", "-W", "always", "-m", "tests.fakes.loud", str(path)]
        ran = subprocess.run(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            start_new_session=True,
            check=False,
        )
        assert ran.returncode == 0, PRIVATE.sub("…", ran.stderr[-2000:])
        done = [Line(*line) for line in json.loads(path.with_suffix(".done").read_text("utf-8"))]
        return Said(done, pieces(ran.stdout), pieces(ran.stderr))

    def left(self) -> dict[str, set[str]]:
        """Tell which files hold something private, mail and what was asked for aside."""
        found = {}
        for path in self.folder.rglob("*"):
            own = path.relative_to(self.folder).parts[0] in {"asked", "mail.mbox", "client.json"}
            if path.is_file() and not own:
                seen = {kind(text) for text in PRIVATE.findall(path.read_text("latin-1"))}
                name = re.sub(r"-[0-9a-f]{16}\.sqlite3|-(?:wal|shm|journal)\Z", "", path.name)
                if seen - KEPT.get(name, set()):
                    found[path.name] = seen
        return found


class Said(NamedTuple):
    """What lines said."""

    lines: list[Line]
    out: list[str]
    err: list[str]

    def leaks(self) -> list[str]:
        """Tell which lines said something private that nobody asked for.

        Asked for are whoever is named in the line, and the table that a scan gives of what it could
        read before it failed.
        """
        found = []
        for line, out, err in zip(self.lines, self.out, self.err, strict=True):
            answered = not line.code or (line.words[0] == "scan" and not line.place)
            kinds = {kind(text) for text in PRIVATE.findall(err)} - asked(line)
            kinds |= {kind(text) for text in PRIVATE.findall(out)} - (
                {"mail"} if answered else asked(line)
            )
            if kinds:
                found.append(f"{line.words[:2]} {line.place}: {sorted(kinds)}")
        return found


def asked(line: Line) -> set[str]:
    """Tell what a line may speak of: the person who is named in it."""
    return {"mail"} if ADDRESS in line.words else set()


def kind(text: str) -> str:
    """Name the kind of a secret."""
    known = {"fake": "client", "refr": "refresh", "acce": "access", "code": "code"}
    return known.get(text[:4], "mail")


def pieces(text: str) -> list[str]:
    return [piece.partition("\n")[2] for piece in text.split(MARK)[1:]]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    for name in ("user", "temporary", "programs", "asked"):
        (tmp_path / name).mkdir()
    for name in ("xdg-open", "open"):
        program = tmp_path / "programs" / name
        program.write_text(BROWSER, "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    account = Account(ME)
    for block, labels in (
        *letters(0, "Ann Berg", OTHER, "matters"),
        *letters(100, NAME, ADDRESS, SUBJECT),
    ):
        account.add(block, labels)
    account.takeout(tmp_path / "mail.mbox")
    with serving(account) as google:
        (tmp_path / "client.json").write_text(google.client_file(), "utf-8")
        yield Place(tmp_path, google)


def login(place: Place) -> list[str]:
    return ["auth", "login", "--client", str(place.folder / "client.json"), "--debug"]


def test_no_command_tells_whom_it_was_not_asked_about(place: Place) -> None:
    scan = ["scan", place.mailbox, "--me", ME, "--full", "--debug"]
    broken = place.folder / "asked" / "broken.csv"
    broken.write_text(f'"Name","E-mail"\n"{NAME}",{ADDRESS},"', "utf-8")
    said = place.run(
        scan,
        ["scan", "--me", "nobody@nowhere.example", "--debug"],
        ["scan", str(broken), "--debug"],
        ["scan", str(place.folder / "nothing.mbox"), "--debug"],
        ["plan", "--debug"],
        ["plan", "--all", "--json", "-o", str(place.folder / "no" / "folder.json"), "--debug"],
        ["plan", "--html", str(place.folder / "asked"), "--debug"],
        ["explain", "nobody", "--debug"],
        ["explain", "ann", "ann", "--debug"],
        ["explain", ADDRESS, "--debug"],
        ["review", "--debug"],
        ["review", "--plain", "--debug"],
        ["approve", OTHER, "--debug"],
        ["approve", "--proposed", "--debug"],
        ["approve", "nobody", "--debug"],
        ["reject", "", "--debug"],
        ["tag", OTHER, "personal", "--debug"],
        ["tag", "nobody", "personal", "--debug"],
        ["never", "firm.example", "--debug"],
        ["never", "--lift", "else.example", "--debug"],
        ["export", "--debug"],
        ["export", "--format", "vcard", "-o", str(place.folder / "batch.vcf"), "--debug"],
        ["ledger", "9", "--debug"],
        ["ledger", "undo", "1", "--debug"],
        ["outcomes", place.mailbox, "--debug"],
        ["recover", str(broken), "--debug"],
        ["auth", "status", "--debug"],
        ["config", "--debug"],
        ["purge", "--debug"],
        ["plan", "--tag", "friend", "--debug"],
    )
    assert said.leaks() == []
    assert sum(bool(line.code) for line in said.lines) >= 15, [line.code for line in said.lines]
    assert ADDRESS in said.out[4] + said.out[9], "the canary is alive"
    assert place.left() == {}


def test_whatever_fails_says_where_and_nothing_else(place: Place) -> None:
    scan = ["scan", place.mailbox, "--me", ME, "--full", "--debug"]
    said = place.run(
        scan, each_module_fails=[scan, ["explain", OTHER, "--debug"], ["plan", "--json", "--debug"]]
    )
    failed = [line for line in said.lines if line.place and line.code == 1]
    assert len({line.place.partition(":")[0] for line in failed}) > 45
    assert said.leaks() == []
    traced = "".join(said.err)
    assert traced.count("\nValueError\n") >= len(failed)
    assert traced.count("\nKeyError\n") >= len(failed), "causes are told too"
    assert place.left() == {}


FAULTS = (
    "",
    "reset",
    "truncated",
    "500",
    "503",
    "expired",
    "denied",
    "off",
    "minute",
    "404",
    "until",
)


def test_google_is_spoken_to_without_a_word_about_it(place: Place) -> None:
    now = place.folder / "asked" / "lines.now"

    def fault(call: Call) -> str:
        line = int(now.read_text("ascii") or 0)
        wrong = FAULTS[line - 1] if 0 < line <= len(FAULTS) else ""
        return wrong if call.number % 2 or wrong != "expired" else ""

    place.google.fault = fault
    scan = ["scan", "--full", "--categories", "--debug"]
    said = place.run(
        login(place),
        *[scan] * len(FAULTS),
        ["auth", "status", "--json", "--debug"],
        ["auth", "logout", "--debug"],
        login(place),
        each_module_fails=[scan],
    )
    assert said.leaks() == []
    assert len(place.google.oauth.access_tokens) > 1
    codes = {line.code for line in said.lines}
    assert {0, 1} <= codes
    assert place.left() == {}
    assert "google_auth_httplib2" in "".join(said.err), "loggers speak"


def test_a_guard_taken_away_is_noticed(place: Place) -> None:
    """Shows that the look into logs, output and files can find something."""
    quiet = {"invite_guard.access.sign_in:_quiet": "contextlib:nullcontext"}
    said = place.run(login(place), replaced=quiet)
    assert any("'code', 'refresh'" in leak for leak in said.leaks()), said.leaks()
    trace = {"invite_guard.cli.main:_trace": "traceback:format_exception"}
    said = place.run(
        ["scan", place.mailbox], replaced=trace, each_module_fails=[["plan", "--debug"]]
    )
    assert len(said.leaks()) > 10
    (place.folder / "temporary" / "dump").write_text(f"{ADDRESS} {SUBJECT}", "utf-8")
    assert place.left() == {"dump": {"mail"}}
    assert Said([Line(["plan"], "", 1)], [NAME], [""]).leaks()
    assert Said([Line(["plan"], "", 0)], [""], [SUBJECT]).leaks()


Open = Callable[..., Any]


@pytest.fixture
def at_terminal(place: Place) -> Iterator[Open]:
    """Run one line at a pseudo-terminal, with stderr in a file where a person would have it so."""
    place.run(
        ["scan", place.mailbox, "--me", ME],
        ["approve", ADDRESS],
        ["approve", OTHER],
    )
    opened = []

    def run(words: Sequence[str], fails: str = "", *, into: str = "") -> Any:
        path = place.file(lines=[(list(words), fails)])
        line = f"{sys.executable} -X dev -m tests.fakes.loud {path} {into}"
        opened.append(
            pexpect.spawn(
                "/bin/sh",
                ["-c", line],
                env=place.environment(),
                dimensions=(40, 120),
                encoding="utf-8",
                timeout=30,
            )
        )
        return opened[-1]

    yield run
    for child in opened:
        child.close(force=True)


def test_a_confirmed_export_puts_people_into_its_file_alone(
    place: Place, at_terminal: Open
) -> None:
    batch = place.folder / "asked" / "batch.csv"
    errors = place.folder / "user" / "errors"
    child = at_terminal(["export", "-o", str(batch), "--debug"], into=f"2>{errors}")
    child.expect_exact("lets out nobody: ")
    assert ADDRESS in child.before, "whom it is about is shown to the human"
    child.sendline("invite 2")
    child.expect(pexpect.EOF)
    with batch.open(encoding="utf-8", newline="") as file:
        assert ADDRESS in {row["email"] for row in csv.DictReader(file)}
    assert errors.read_text("utf-8")
    assert place.left() == {}


@pytest.mark.parametrize(
    "words", [["review", "--again", "--debug"], ["review", "--plain", "--again", "--debug"]]
)
def test_a_review_that_fails_leaves_nothing_on_the_terminal(
    place: Place, at_terminal: Open, words: list[str]
) -> None:
    failing = (
        "invite_guard.views.person:render" if len(words) == 3 else "invite_guard.views.card:render"
    )
    child = at_terminal(words, failing)
    if len(words) == 3:
        child.expect_exact("approved")
        child.send("\r")
        child.expect_exact("\x1b[?1049l")
    child.expect(pexpect.EOF)
    assert "Traceback" in child.before
    assert "\nValueError" in child.before.replace("\r", "")
    assert PRIVATE.findall(child.before) == []
    assert place.left() == {}
