"""The one error boundary, and help that comes at once."""

import importlib
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest

import invite_guard.cli
from invite_guard import __version__
from invite_guard.cli.main import COMMANDS
from invite_guard.cli.main import invite_guard as group
from invite_guard.cli.options import Command
from invite_guard.cli.session import Session
from invite_guard.errors import Exit, InviteGuardError, OverLimitError

SECRET = "hidden.friend@private.example"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Make every dry run end in an exception."""

    def arrange(error: BaseException) -> None:
        def fail(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(Session, "outline", fail)

    return arrange


def test_an_expected_failure_is_two_lines_and_its_exit_code(
    run: Run, failing: Callable[[BaseException], None]
) -> None:
    failing(OverLimitError("Too many people.", "Take fewer."))
    assert run("plan") == (Exit.OVER_LIMIT, "", "Error: Too many people.\nTry: Take fewer.\n")


def test_a_hint_about_the_example_names_commands_for_the_example(
    run: Run, failing: Callable[[BaseException], None]
) -> None:
    failing(InviteGuardError("No.", "`invite-guard scan PATH`, then `invite-guard plan --demo`."))
    assert "Try: `invite-guard scan --demo`, then `invite-guard plan --demo`." in (
        run("plan", "--demo").err
    )


def test_a_fault_of_the_program_tells_its_kind_and_place_and_nothing_private(
    run: Run, failing: Callable[[BaseException], None]
) -> None:
    failing(ValueError(SECRET))
    code, out, err = run("plan")
    assert (code, out) == (Exit.FAILURE, "")
    assert "ValueError at plan.py:" in err
    assert "--debug" in err
    assert SECRET not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [["--debug", "plan"], ["plan", "--debug"]])
def test_debug_shows_where_it_arose(
    run: Run, failing: Callable[[BaseException], None], words: list[str]
) -> None:
    failing(ValueError("x"))
    assert "Traceback" in run(*words).err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_130(
    run: Run, failing: Callable[[BaseException], None], error: BaseException
) -> None:
    failing(error)
    code, out, err = run("plan")
    assert (code, out) == (Exit.INTERRUPTED, "")
    assert "Interrupted." in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plann"], "No such command 'plann'. (Did you mean one of: 'explain', 'plan'?)"),
        (["plan", "--alll"], "No such option"),
        (["plan", "--tag", "friend"], "'friend' is not one of"),
        (["explain"], "Missing argument 'WHO'"),
        (["plan", "--json", "extra"], "unexpected extra argument"),
        (["approve"], "Name people, or give --proposed."),
        (["approve", "--proposed", "ana"], "Name people, or give --proposed."),
        (["ledger", "-o", "x"], "-o goes with --reissue."),
        (["never", "--lift"], "Say who."),
        (["scan"], "There is nothing to read yet."),
        (["scan", "--demo", "x.mbox"], "--demo reads the shipped example only."),
        (["scan", ""], "An empty path names nothing."),
        (["export", "-o", ""], "An empty path names nothing."),
        (["plan", "--html", ""], "An empty path names nothing."),
        (["export", "--first", "0"], "0 is not in the range"),
        (["export", "--yes"], "No such option"),
        (["export", "--force"], "No such option"),
    ],
)
def test_wrong_words_are_two_lines_and_exit_2(run: Run, words: list[str], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (Exit.USAGE, "")
    assert err.startswith("Error: ")
    assert told in err
    assert len(err.splitlines()) == 2
    assert err.splitlines()[1].startswith("Try: ")


def test_what_is_quoted_back_cannot_drive_the_terminal(run: Run) -> None:
    for words in (["\x1b[2Jplan"], ["explain", "--\x1b]0;x\x07"], ["plan", "--tag", "\u202eevil"]):
        err = run(*words).err
        assert all(c == "\n" or c.isprintable() for c in err)


def test_nothing_read_yet_says_what_comes_first(run: Run) -> None:
    assert run("plan") == (
        Exit.FAILURE,
        "",
        "Error: Nothing has been read yet.\nTry: `invite-guard scan PATH` comes first.\n",
    )


def test_without_words_the_help_is_shown(run: Run) -> None:
    bare, asked = run(), run("--help")
    assert bare == asked
    assert bare.code == Exit.OK


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_begins_with_two_examples_that_are_valid(
    run: Run, name: str | None, flag: str
) -> None:
    words = [name] if name else []
    code, out, err = run(*words, flag)
    assert (code, err) == (Exit.OK, "")
    assert out.startswith("Examples:\n  invite-guard ")
    head = out[: out.index("Usage:")]
    assert head.count("\n  invite-guard ") == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_parse(name: str) -> None:
    command = _command(name)
    for line, _ in command.examples:
        words = line.split("|")[0].split()
        assert words[:2] == ["invite-guard", name]
        context = click.Context(command, info_name=name)
        command.parse_args(context, words[2:])


def test_the_list_of_commands_is_the_folder() -> None:
    folder = Path(str(invite_guard.cli.__file__)).parent
    found = set()
    for file in folder.glob("*.py"):
        module = importlib.import_module(f"invite_guard.cli.{file.stem}")
        if isinstance(getattr(module, file.stem, None), Command):
            found.add(file.stem)
    assert found == set(COMMANDS)


def test_every_command_takes_the_common_options() -> None:
    for name in COMMANDS:
        options = {word for parameter in _command(name).params for word in parameter.opts}
        assert options >= {"--demo", "--no-color", "--no-pager", "--debug"}


def test_no_option_anywhere_can_confirm() -> None:
    words = {
        word for name in COMMANDS for parameter in _command(name).params for word in parameter.opts
    }
    assert not words & {"--yes", "-y", "--force", "-f", "--assume-yes", "--no-confirm"}


def test_help_reads_neither_pydantic_nor_rich() -> None:
    heavy = "pydantic", "rich", "sqlite3", "platformdirs", "asyncio"
    code = (
        "import sys; from invite_guard.cli.main import execute; execute(sys.argv[1:]);"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    for words in (["--help"], ["--version"], ["scan", "--help"], ["export", "--help"], ["plann"]):
        ran = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
        )
        assert ran.stderr.splitlines()[-1] == "[]"


def test_no_plugin_of_another_package_sees_a_noun(scanned: Run, tmp_path: Path) -> None:
    """Pydantic runs whatever package offers itself, in all that uses pydantic."""
    assert scanned("plan").code == 0
    told = tmp_path / "offered-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: offered\nVersion: 1\n", "utf-8")
    (told / "entry_points.txt").write_text("[pydantic]\nseen = offered:seen\n", "utf-8")
    (tmp_path / "offered.py").write_text("raise SystemExit('it was read')", "utf-8")
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])

    def start(code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, "plan"],
            env={**os.environ, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=False,
        )

    assert "it was read" in start("import pydantic; pydantic.create_model('M')()").stderr
    ours = start("from invite_guard.cli.main import run; run()")
    assert ours.returncode == Exit.OK
    assert "it was read" not in ours.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("ignored", [False, True])
def test_ctrl_c_while_the_program_is_read_says_nothing(ignored: bool) -> None:  # noqa: FBT001 - a table of cases
    """At every file that is read; where whoever started it wants Ctrl-C ignored, it goes on."""
    code = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        f"if {ignored}: signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from invite_guard.__main__ import run\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "run()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    assert ran.returncode == (0 if ignored else -signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_ctrl_c_at_work_is_told(home: Path) -> None:
    code = (
        "import os, signal\n"
        "from invite_guard.cli.session import Session\n"
        "Session.dry_run = Session.outline = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "from invite_guard.__main__ import run\n"
        "run()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "plan"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "INVITE_GUARD_HOME": str(home)},
    )
    assert (ran.returncode, ran.stderr.strip()) == (Exit.INTERRUPTED, "Interrupted.")


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"invite-guard {__version__}\n", "")


def test_a_reader_that_goes_away_ends_it_quietly(scanned: Run) -> None:
    assert scanned("plan").code == 0
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [sys.executable, "-m", "invite_guard", "plan", "--all", "--json"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert ran.returncode == Exit.FAILURE
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
def test_a_full_disk_is_told_in_two_lines(scanned: Run) -> None:
    assert scanned("plan").code == 0
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "invite_guard", "plan", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == Exit.FAILURE
    assert "Error: The system refused: No space left on device." in ran.stderr
    assert "ignored" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closed by a shell of POSIX")
def test_a_closed_stdout_is_told_in_two_lines(scanned: Run) -> None:
    assert scanned("plan").code == 0
    command = f"{shlex.quote(sys.executable)} -m invite_guard plan >&-"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == Exit.FAILURE
    assert ran.stderr == (
        "Error: Standard output is closed.\nTry: Leave it open, or give -o FILE.\n"
    )


def test_names_of_every_script_reach_a_pipe_in_any_locale(scanned: Run) -> None:
    assert scanned("plan").code == 0
    ran = subprocess.run(
        [sys.executable, "-m", "invite_guard", "plan"],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    )
    assert b"Ana Ruiz" in ran.stdout


def _command(name: str) -> Command:
    found = group.get_command(click.Context(group), name)
    assert isinstance(found, Command)
    return found
