"""What a change to SQL is: a word or a clause less. Its letters may be large or small."""

import ast
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import libcst as cst

_KEYWORD = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|VALUES|FROM|JOIN|WHERE|AND|AS|GROUP BY|ORDER BY"
    r"|BEGIN(?!:)|COMMIT|ROLLBACK)\b"
)
_WORD = re.compile(r"'[^']*'|\w+|[^\w\s'\"]+")
_CLAUSE = re.compile(r" (?:WHERE|AND|GROUP BY|ORDER BY) (?:(?! (?:AND|GROUP BY|ORDER BY) )[^\"])+")
_QUOTED = re.compile(r"('[^']*')")


def is_sql(node: Any) -> bool:
    """Whether a piece of the source is a string of SQL, or the part of one between braces."""
    text = getattr(node, "value", "")
    is_text = isinstance(node, cst.SimpleString | cst.FormattedStringText)
    return is_text and _KEYWORD.search(text) is not None


def shorter(text: str) -> Iterator[str]:
    """Leave out one word or clause after the other."""
    for pattern in (_WORD, _CLAUSE):
        for piece in pattern.finditer(text):
            yield text[: piece.start()] + text[piece.end() :]


def same_programs(mutants: str) -> frozenset[str]:
    """Name those of mutmut's mutants that differ from what was there in the letters of SQL alone.

    SQLite tells `SELECT` from `select` as little as `batch` from `BATCH`; in quotes it does.
    """
    nodes = ast.walk(ast.parse(mutants))
    functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    same = set()
    for name, function in functions.items():
        before = functions.get(name.rpartition("__mutmut_")[0] + "__mutmut_orig")
        if before and before is not function:
            sql = {_small(text) for text in _texts(before) if _KEYWORD.search(text)}
            if _told(function, sql) == _told(before, sql):
                same.add(name)
    return frozenset(same)


def _texts(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _told(function: ast.FunctionDef, sql: AbstractSet[str]) -> str:
    """Tell what a function does, whatever it is called, with `sql` in small letters."""
    told = "".join(map(ast.dump, (function.args, *function.body)))
    for text in _texts(function):
        if _small(text) in sql:
            told = told.replace(repr(text), repr(_small(text)))
    return told


def _small(text: str) -> str:
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith("'") else part.lower() for part in parts)
