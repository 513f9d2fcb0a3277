"""A mailbox and an address book whose people call themselves everything, run in every locale.

`python -m tests.torture.strange_world` takes every assigned code point and every string of the
corpora; the test of the same name a few of each kind.
"""

import base64
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from email.utils import formatdate
from pathlib import Path
from typing import Any, NamedTuple

import pyte
from tests.hostile import FORMULAS, HOSTILE
from tests.views.browser import browsing, find, require_harmless

ME = "me@own.example"
UTF8 = {"LC_ALL": "C.UTF-8"}
WORLDS: Mapping[str, Mapping[str, str]] = {
    "UTF-8": UTF8,
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX with UTF-8 mode": {"LC_ALL": "POSIX", "PYTHONUTF8": "1"},
    "ascii": {**UTF8, "PYTHONIOENCODING": "ascii"},
    "latin-1": {**UTF8, "PYTHONIOENCODING": "latin-1"},
}
"""What a person's shell may say about characters."""
_SGR = re.compile(r"\x1b\[[0-9;]*m")
_ROW = re.compile(r"(?<![<\w])p\d+@x\.example\b")
"""The address of somebody in a row of a table; in brackets it is named in a reason."""
_LATIN_1 = frozenset(chr(0xDC00 + byte) for byte in range(0xA0, 0x100))
_COLUMNS, _LINES = 200, 60


def code_points(each: int, together: int = 30) -> Iterator[str]:
    """Give names made of code points of every category, at most so many of each."""
    kinds: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        kinds.setdefault(unicodedata.category(character), []).append(character)
    for kind in sorted(kinds.keys() - {"Cn", "Co"}):
        step = max(len(kinds[kind]) // each, 1)
        chosen = kinds[kind][::step][:each]
        for start in range(0, len(chosen), together):
            yield "a" + "".join(chosen[start : start + together]) + "b"
    yield "a\ue000\U000f0000\U0010fffd\u0378\ufdd0\uffff\U0001ffffb"


def naughty(corpora: Path) -> list[str]:
    """Give the Big List of Naughty Strings."""
    (file,) = (corpora / "torture" / "blns").glob("*.json")
    return [text for text in json.loads(file.read_text("utf-8")) if text]


class World:
    """A data folder in which those people were scanned, and ways to look at it."""

    def __init__(self, folder: Path, payloads: Sequence[str]) -> None:
        self.folder = folder
        self.payloads = [text[:2_000] for text in payloads]
        (folder / "mail.mbox").write_bytes(b"".join(self._letters()))
        (folder / "contacts.csv").write_bytes(self._book())
        ran = self.run(WORLDS["UTF-8"], "scan", "mail.mbox", "contacts.csv", "--me", ME)
        assert ran.returncode == 0, ran.stderr[-500:]

    def _letters(self) -> Iterator[bytes]:
        for number, text in enumerate(self.payloads):
            raw = text.encode("utf-8", "surrogatepass")
            encoded = b"=?utf-8?B?" + base64.b64encode(raw) + b"?="
            flat = b" ".join(raw.split())
            friend = b"%s <p%d@x.example>" % (encoded, number)
            own = b"Me Self <%s>" % ME.encode()
            for turn in range(4):
                ends = (friend, own) if turn % 2 else (own, friend)
                yield _letter(4 * number + turn, *ends)
            yield _letter(10**6 + number, b'"%s" <%s@a%d.example>' % (flat, flat, number), own)

    def _book(self) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(["Name", "Organization Name", "Organization Title", "E-mail 1 - Value"])
        for number, text in enumerate(self.payloads):
            writer.writerow(["", text, text, f"p{number}@x.example"])
        return out.getvalue().encode("utf-8", "surrogatepass")

    def environment(self, world: Mapping[str, str]) -> dict[str, str]:
        kept = {n: os.environ[n] for n in ("PATH", "HOME", "PYTHONPATH") if n in os.environ}
        home = str(self.folder / "home")
        return {**kept, "INVITE_GUARD_HOME": home, "TERM": "xterm-256color", **world}

    def run(self, world: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command line without a terminal."""
        return subprocess.run(
            [sys.executable, "-m", "invite_guard", *words],
            cwd=self.folder,
            env=self.environment(world),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            start_new_session=True,
            timeout=300,
            check=False,
        )

    def at_terminal(
        self, world: Mapping[str, str], *words: str, keys: Sequence[tuple[str, str]] = ()
    ) -> "Seen":
        """Run a command line on a pseudo-terminal; a key is pressed when its text was shown."""
        import pexpect  # noqa: PLC0415 - not on Windows

        child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "invite_guard", *words],
            cwd=str(self.folder),
            env=self.environment(world),
            dimensions=(_LINES, _COLUMNS),
            maxread=1 << 16,
            timeout=30,
        )
        raw = b""
        for awaited, key in keys:
            if awaited:
                child.expect_exact(awaited)
                raw += child.before + child.after
            else:
                child.expect(pexpect.TIMEOUT, timeout=0.6)  # whatever is drawn
                raw += child.before
            child.send(key)
        child.expect(pexpect.EOF, timeout=120)
        raw += child.before
        child.close()
        code = int(child.exitstatus if child.exitstatus is not None else -1)
        latin = world.get("PYTHONIOENCODING") == "latin-1"
        return Seen(code, raw, _LATIN_1 if latin else frozenset(), world == WORLDS["C"])


class Seen(NamedTuple):
    """What a terminal got."""

    code: int
    raw: bytes
    allowed: frozenset[str] = frozenset()
    """Bytes that are no UTF-8, where the shell asks for them."""
    ascii_only: bool = False

    def text(self) -> str:
        """Give the text without colours; fail where anything else would do something."""
        text = _SGR.sub("", self.raw.decode("utf-8", "surrogateescape")).replace("\r\n", "\n")
        bad = {c for c in text if c != "\n" and not c.isprintable()} - self.allowed
        assert not bad, bad
        assert not self.ascii_only or text.isascii()
        return text

    def screen(self) -> pyte.Screen:
        """Give what is left on the screen of a terminal emulator."""
        screen = pyte.Screen(_COLUMNS, _LINES)
        pyte.ByteStream(screen).feed(self.raw)
        return screen


def _letter(number: int, source: bytes, target: bytes) -> bytes:
    date = formatdate(1_700_000_000 + number % 900 * 86_400).encode()
    return (
        b"From x@y Sun Sep 13 12:26:40 2020\nFrom: %s\nTo: %s\nDate: %s\n"
        b"Message-ID: <%d@mail.example>\nSubject: x\n\nx\n\n"
    ) % (source, target, date, number)


def require_data_alike(world: World, names: Sequence[str] = tuple(WORLDS)) -> int:
    """Hold that data are UTF-8 and the same in every locale; give the bytes compared."""
    compared = 0
    files = ("report.html", "plan.json", "plan.csv")
    commands = (
        ("plan", "--all"),
        ("plan", "--all", "--json"),
        ("plan", "--all", "--csv"),
        ("explain", "p0@x.example"),
        ("explain", f"p{len(world.payloads) - 1}@x.example", "--json"),
        ("plan", "--all", "--html", files[0]),
        ("plan", "--all", "--json", "-o", files[1]),
        ("plan", "--all", "--csv", "-o", files[2]),
        ("export",),
    )
    known: dict[object, bytes] = {}
    for name in names:
        for words in commands:
            ran = world.run(WORLDS[name], *words)
            assert ran.returncode == (4 if words == ("export",) else 0), (name, words, ran.stderr)
            assert b"Traceback" not in ran.stderr
            ran.stdout.decode("utf-8")
            assert known.setdefault(words, ran.stdout) == ran.stdout, (name, words)
            compared += len(ran.stdout)
        for file in files:
            data = (world.folder / file).read_bytes()
            data.decode("utf-8")
            assert known.setdefault(file, data) == data, (name, file)
            compared += len(data)
            (world.folder / file).unlink()
    return compared


def require_rows_apart(world: World, name: str) -> int:
    """Hold that on a terminal each person has one line of the table; give the lines."""
    seen = world.at_terminal(WORLDS[name], "plan", "--all", "--no-pager")
    assert seen.code == 0, seen.raw[-300:]
    lines = seen.text().split("\n")
    people = json.loads(world.run(UTF8, "plan", "--all", "--json").stdout)["people"]
    own = [line for line in lines if _ROW.search(line)]
    there = [p for p in people if p["addresses"][0]["address"].endswith("@x.example")]
    assert len(own) == len(there) == len(world.payloads)
    assert all(len(_ROW.findall(line)) == 1 for line in own)
    screen = seen.screen()
    assert (screen.title, screen.icon_name) == ("", "")
    assert screen.mode == pyte.Screen(1, 1).mode
    return len(lines)


def require_dialogue(world: World, name: str) -> None:
    """Hold that explain, both reviews and the question of an export show and do no more."""
    last = f"p{len(world.payloads) - 1}@x.example"
    seen = world.at_terminal(WORLDS[name], "explain", last, "--no-pager")
    assert (seen.code, last in seen.text()) == (0, True)
    asked = [(" > ", "s\r")] * 12 + [(" > ", "q\r")]
    seen = world.at_terminal(WORLDS[name], "review", "--plain", "--again", keys=asked)
    assert seen.code == 0
    assert "Nothing was decided." in seen.text()
    require_full_screen(world, name)
    seen = world.at_terminal(WORLDS[name], "export", keys=[("lets out nobody: ", "no\r")])
    assert seen.code == 4
    assert "Traceback" not in seen.text()


def require_full_screen(world: World, name: str) -> None:
    """Hold that the full screen opens, shows the last person and ends; or the plain form."""
    if name in {"UTF-8", "POSIX with UTF-8 mode"}:
        keys = [("approved", ""), ("", "\x1b[F"), ("", "\r"), ("", "\x1b"), ("", "q")]
    else:
        keys = [(" > ", "q\r")]
    seen = world.at_terminal(WORLDS[name], "review", keys=keys)
    assert seen.code == 0, seen.raw[-300:]
    assert b"Traceback" not in seen.raw
    screen = seen.screen()
    assert screen.title in {"", ";default"}  # so it reads Textual's word on the pointer's shape
    assert any("Nothing was decided." in line for line in screen.display)


def approve_some(world: World, most: int = 20) -> int:
    """Approve so many of those whose cells may leave, for an export."""
    plan = json.loads(world.run(UTF8, "plan", "--all", "--json").stdout)
    proposed = [
        p["addresses"][0]["address"]
        for p in plan["people"]
        if p["disposition"] == "propose" and p["name"][:1] == "a"
    ]
    for address in proposed[:most]:
        assert world.run(UTF8, "approve", address).returncode == 0
    return len(proposed)


def require_page_harmless(world: World) -> int:
    """Require that nothing on the page of everybody runs or is fetched; 0 without a browser."""
    program = find()
    if program is None:
        return 0
    ran = world.run(WORLDS["ascii"], "plan", "--all", "--html", "report.html")
    assert ran.returncode == 0, ran.stderr[-500:]
    with browsing(program, world.folder / "profile") as page:
        rows = require_harmless(page, world.folder / "report.html")
    assert rows >= len(world.payloads)
    return rows


def main() -> None:
    """Sweep over everything, and say how much that was."""
    corpora = Path(os.environ.get("INVITE_GUARD_CORPORA") or "../shared/corpora")
    payloads = [*HOSTILE, *FORMULAS, *naughty(corpora), *code_points(1 << 20)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name), payloads)
        sys.stdout.write(
            f"{len(payloads):,} people, each with name, organisation, title, address\n"
        )
        approve_some(world)
        sys.stdout.write(
            f"{require_data_alike(world):,} bytes of data alike in {len(WORLDS)} locales\n"
        )
        sys.stdout.write(f"{require_page_harmless(world):,} rows of the page in a browser\n")
        for one in WORLDS:
            lines = require_rows_apart(world, one)
            require_dialogue(world, one)
            sys.stdout.write(
                f"{one}: {lines:,} lines of the table, explain, reviews, question: ok\n"
            )
    sys.stdout.write(f"{time.monotonic() - begun:.0f} seconds\n")


if __name__ == "__main__":
    main()
