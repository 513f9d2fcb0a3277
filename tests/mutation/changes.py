"""One change at a time to what `mutmut` leaves alone in a file, and to all its SQL."""

import re
from collections.abc import Iterator
from typing import Any

import libcst as cst
from mutmut.mutation.mutators import mutation_operators
from tests.mutation.sql import is_sql, shorter

_PLAIN_DECORATORS = frozenset({"classmethod", "staticmethod"})
"""Under one of these alone mutmut changes a function itself."""
_MEANINGLESS = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)
_PIECE = re.compile(r"\\(?:x..|u....|U.{8}|.)|.", re.DOTALL)
"""A character of a regular expression as it is written, with its backslash."""


def changed(source: str) -> Iterator[str]:
    """Give the source once for each change."""
    module = cst.parse_module(source)
    for part in _left_alone(module.body):
        for node in _within(part):
            for new in _changes(node):
                yield module.deep_replace(node, new).code
    for node in _within(module):
        for new in _changes_of_sql(node):
            yield module.deep_replace(node, new).code


def _left_alone(statements: Any) -> Iterator[Any]:
    for statement in statements:
        if isinstance(statement, cst.ClassDef):
            yield from _left_alone(statement.body.body)
        elif isinstance(statement, cst.FunctionDef):
            if not _is_mutmuts(statement):
                yield statement
        elif not cst.Module([statement]).code.strip().startswith("__all__"):
            yield statement


def _is_mutmuts(function: Any) -> bool:
    names = [getattr(d.decorator, "value", "") for d in function.decorators]
    return not names or (len(names) == 1 and names[0] in _PLAIN_DECORATORS)


def _within(node: Any) -> Iterator[Any]:
    if isinstance(node, _MEANINGLESS) or _is_words(node):
        return
    yield node
    for child in node.children:
        yield from _within(child)


def _is_words(node: Any) -> bool:
    """Whether this is a docstring: a statement that is nothing but a string."""
    return isinstance(node, cst.Expr) and isinstance(
        node.value, cst.SimpleString | cst.ConcatenatedString
    )


def _changes(node: Any) -> Iterator[Any]:
    if is_sql(node):
        return
    if isinstance(node, cst.SimpleString) and "r" in node.prefix:
        yield from (
            node.with_changes(value=node.prefix + node.quote + text + node.quote)
            for text in _shorter(node.raw_value)
        )
    elif isinstance(node, cst.FormattedString) and "r" in node.prefix:
        for part in node.parts:
            for text in _shorter(getattr(part, "value", "")):
                yield node.deep_replace(part, part.with_changes(value=text))
    else:
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                yield from operator(node)


def _changes_of_sql(node: Any) -> Iterator[Any]:
    if not is_sql(node):
        return
    for text in shorter(node.value):
        yield node.with_changes(value=text)


def _shorter(pattern: str) -> Iterator[str]:
    """Leave out one character of a pattern after the other."""
    for piece in _PIECE.finditer(pattern):
        yield pattern[: piece.start()] + pattern[piece.end() :]
