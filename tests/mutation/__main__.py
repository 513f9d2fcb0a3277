"""What `mutmut` leaves alone: decorated functions, and what stands outside of functions.

`make mutants` runs mutmut first. Then this changes the rest, and the words of SQL, one change at a
time, each in a fork with the changed module in its place, and prints every survivor and a table of
both. Modules named after the command (`stores/ledger`) narrow it to those.
"""

import gc
import json
import os
import resource
import sys
import tomllib
from collections.abc import Callable, Sequence
from difflib import unified_diff
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import pytest
from tests.mutation.changes import changed
from tests.mutation.sql import same_programs

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "invite_guard"
BEFORE = ROOT / "mutants" / "src" / "invite_guard"
"""Where mutmut keeps what became of its own."""

SECONDS = 60
"""Processor time after which a mutant counts as killed: it would run for ever."""
SURVIVES, DOES_NOT_LOAD = 0, 99
NOTICED_BY_NOBODY = (0, 5, 33)
"""How mutmut's runs end where all tests pass, or none is there. None: it was not run."""
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=mutants")

TESTED_WITH = {
    "mail/addresses": ("tests/mail/test_addresses.py",),
    "mail/caps": ("tests/mail/test_caps.py", "tests/mail/test_addresses.py"),
    "mail/elements": ("tests/mail/test_addresses.py",),
    "mail/tokens": ("tests/mail/test_tokens.py", "tests/mail/test_addresses.py"),
    "mail/mailbox_syntax": ("tests/mail/test_mailbox_syntax.py", "tests/mail/test_addresses.py"),
    "stages/notice": ("tests/stages/test_confirm.py", "tests/stages/test_undo.py"),
    "stages/gates": ("tests/stages/test_dispositions.py", "tests/stages/test_plan.py"),
    "stages/plan": ("tests/stages/test_dispositions.py", "tests/stages/test_plan.py"),
    "stages/standing": ("tests/stages/test_dispositions.py", "tests/stages/test_plan.py"),
    "stores/decisions": ("tests/stores/test_decisions.py", "tests/stores/test_ledger.py"),
    "stores/gates": ("tests/stores/test_ledger.py",),
    "stores/precious": ("tests/stores/test_precious.py", "tests/stores/test_ledger.py"),
}
"""Where the test files do not mirror the source."""


class Count(NamedTuple):
    """What became of the mutants of one module."""

    mutants: int
    killed: int

    def __str__(self) -> str:
        return f"{self.killed} of {self.mutants}" if self.mutants else "none"


class Instead(SourceFileLoader):
    """Gives one module another source."""

    def __init__(self, module: str, path: Path, source: str) -> None:
        super().__init__(module, str(path))
        self._source = source

    def find_spec(self, module: str, _path: object, _of: object = None, /) -> ModuleSpec | None:
        """Answer for that module alone."""
        return spec_from_loader(module, self) if module == self.name else None

    def get_code(self, _module: str) -> CodeType:
        """Compile the other source."""
        return compile(self._source, self.path, "exec")


def main(wanted: Sequence[str]) -> None:
    """Go through the modules that mutmut goes through."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    paths = [path for pattern in settings["only_mutate"] for path in sorted(ROOT.glob(pattern))]
    modules = [path.relative_to(SOURCE).with_suffix("").as_posix() for path in paths]
    _warm(settings["pytest_add_cli_args_test_selection"])
    counts = {name: _go_through(name) for name in modules if not wanted or name in wanted}
    print("\n| module | mutmut's killed | share | the rest killed |\n|---|--:|--:|--:|")
    for name, rest in counts.items():
        own = _of_mutmut(name)
        share = f"{100 * own.killed / own.mutants:.1f} %" if own.mutants else ""
        print(f"| {name} | {own} | {share} | {rest} |")


def _warm(tests: Sequence[str]) -> None:
    """Load once what every fork needs, and forget what may be changed."""
    _quietly(lambda: pytest.main(["--collect-only", *OPTIONS, *tests]))
    for name in list(sys.modules):
        if name.partition(".")[0] in {"invite_guard", "tests", "conftest"} or "test_" in name:
            del sys.modules[name]
    gc.freeze()


def _go_through(name: str) -> Count:
    source = (SOURCE / f"{name}.py").read_text("utf-8")
    mutants = killed = 0
    if _outcome(name, source) != SURVIVES:
        sys.exit(f"{name}: its tests fail, or there are none, without any change")
    for mutant in changed(source):
        code = _outcome(name, mutant)
        mutants += code != DOES_NOT_LOAD
        killed += code not in {SURVIVES, DOES_NOT_LOAD}
        if code == SURVIVES:
            told = unified_diff(source.splitlines(), mutant.splitlines(), name, "", "", "", 0)
            print("\n".join(list(told)[2:]), flush=True)
    print(f"{name}: {killed} of {mutants}", flush=True)
    return Count(mutants, killed)


def _outcome(name: str, mutant: str) -> int:
    """Run the tests in a fork; 0 where none of them noticed."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        spent = int(sum(os.times()[:2]))
        resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, spent + SECONDS))
        code = _quietly(lambda: _tested(name, mutant))
    finally:
        os._exit(code)


def _tested(name: str, mutant: str) -> int:
    module = ".".join(("invite_guard", *name.removesuffix("/__init__").split("/")))
    sys.meta_path.insert(0, Instead(module, SOURCE / f"{name}.py", mutant))
    try:
        import_module(module)
    except Exception:  # noqa: BLE001 - whatever a change may break
        return DOES_NOT_LOAD
    folder, _, file = name.partition("/")
    usual = (
        "tests/exporters/test_formats.py"
        if folder == "exporters"
        else f"tests/{folder}/test_{file}.py"
    )
    return pytest.main([*OPTIONS, *TESTED_WITH.get(name, (usual,))])


def _quietly(run: Callable[[], int]) -> int:
    kept = os.dup(1), os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nothing, number)
    try:
        return int(run())
    finally:
        sys.stdout.flush()
        for number, descriptor in enumerate(kept, 1):
            os.dup2(descriptor, number)
        for descriptor in (*kept, nothing):
            os.close(descriptor)


def _of_mutmut(name: str) -> Count:
    told = BEFORE / f"{name}.py.meta"
    if not told.is_file():
        return Count(0, 0)
    same = same_programs(told.with_suffix("").read_text("utf-8"))
    every = json.loads(told.read_text("utf-8"))["exit_code_by_key"]
    codes = [code for key, code in every.items() if key.rpartition(".")[2] not in same]
    return Count(len(codes), sum(code not in {*NOTICED_BY_NOBODY, None} for code in codes))


if __name__ == "__main__":
    main(sys.argv[1:])
