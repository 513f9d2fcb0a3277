"""House rules no linter knows: no state in modules, nothing too long, no trace of a machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "invite_guard"
FILE_LINES = 250
FUNCTION_LINES = 50

MUTABLE_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = frozenset(
    {"bytearray", "dict", "list", "set", "Counter", "defaultdict", "deque", "OrderedDict"}
    | {"connect", "Console", "Lock", "RLock"}
)
READ_ONLY = frozenset({"Collection", "Iterable", "Mapping", "Sequence", "Set"})
"""Annotations through which mypy lets nobody write."""

MACHINE = re.compile(
    rf"(?<![\w.])/(?:root|work|opt)/|{re.escape(str(ROOT))}"
    "|--(?:extra-)?index[-]url|--find[-]links|--trusted[-]host"
    "|files[.]pythonhosted|pypi[.]org|npmjs[.]org|debian[.]org",
    re.ASCII,
)
"""A path of somebody's machine, or where packages came from to it."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def state(tree: ast.Module) -> Iterator[int]:
    """Give the lines where a module keeps something that can change."""
    for node in tree.body:
        match node:
            case ast.AnnAssign(annotation=annotation) if words(annotation) & READ_ONLY:
                continue
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                continue
            case ast.Assign(value=value) | ast.AnnAssign(value=value):
                if value is not None and is_mutable(value):
                    yield node.lineno
    yield from (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global))


def is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return bool(words(value.func) & MUTABLE_CALLS)
    return isinstance(value, MUTABLE_DISPLAYS)


def words(node: ast.expr) -> set[str]:
    """Give every name in an expression, without the modules they come from."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_module_keeps_state(path: Path) -> None:
    assert list(state(ast.parse(path.read_bytes()))) == []


@pytest.mark.parametrize(
    "code",
    [
        "SEEN = []",
        "SEEN: dict[str, int] = {}",
        "SEEN = {name for name in ()}",
        "import collections\nSEEN = collections.defaultdict(list)",
        "def count():\n    global total\n    total = 1",
    ],
)
def test_state_is_seen(code: str) -> None:
    assert len(list(state(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code", ["A = (1, 2)", "A: Mapping[str, int] = {}", "A = frozenset({1})", "__all__ = ['A']"]
)
def test_constants_are_no_state(code: str) -> None:
    assert list(state(ast.parse(code))) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_too_long(path: Path) -> None:
    text = path.read_bytes()
    assert text.count(b"\n") <= FILE_LINES
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, functions):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, node.name


def published() -> list[Path]:
    """Give every file that git knows, or of an unpacked sdist."""
    if not (ROOT / ".git").exists():
        return [p for p in (*ROOT.glob("*.*"), *(ROOT / "src").rglob("*")) if p.is_file()]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return [path for n in listed.decode().split("\0") if n and (path := ROOT / n).is_file()]


def test_no_trace_of_a_machine() -> None:
    files = published()
    assert PACKAGE / "__init__.py" in files
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {match.group()}"
        for path in files
        for match in MACHINE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["/" + "root/x", f"see {ROOT / 'a'}", "pip --index" + "-url x"])
def test_a_trace_of_a_machine_is_seen(text: str) -> None:
    assert MACHINE.search(text)
