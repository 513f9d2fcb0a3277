"""The command line in a process where every logger speaks and any function may fail.

Runs the lines of a JSON file as a person would have typed them, one after another. Whatever is
logged, warned of or traced on the way goes to stderr.
"""

import importlib
import json
import logging
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

MARK = "=== line"
ROOMS = frozenset(
    ("access", "evidence", "exporters", "mail", "model", "sources", "stages", "stores", "views")
)
"""Folders of the package in which something may fail."""


class Line(NamedTuple):
    """One command line, what shall fail in it, and how it ended."""

    words: list[str]
    place: str = ""
    """`module:function`; nothing where all is sound."""
    code: int = 0


class Talkative(logging.Logger):
    """A logger that tells everything, whatever those above it tell."""

    def __init__(self, name: str, level: int = logging.DEBUG) -> None:
        del level
        super().__init__(name, logging.DEBUG)


def speak() -> None:
    """Have every logger there is, and every later one, tell everything on stderr."""
    logging.setLoggerClass(Talkative)
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(name)s %(message)s")
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)


def first_of_each_module(run: Callable[[], object]) -> list[str]:
    """Name the function of each module of the package that a run calls first."""
    used: dict[str, str] = {}

    def look(frame: types.FrameType, event: str, _: object) -> None:
        module, name = str(frame.f_globals.get("__name__")), frame.f_code.co_name
        if event != "call" or not module.startswith("invite_guard.") or name.startswith("_"):
            return
        found = frame.f_globals.get(name)
        if isinstance(found, types.FunctionType) and module.split(".")[1] in ROOMS:
            used.setdefault(module, f"{module}:{name}")

    sys.setprofile(look)
    try:
        run()
    finally:
        sys.setprofile(None)
    return list(used.values())


def named(place: str) -> Any:
    """Give what `module:name` names."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


@contextmanager
def failing(place: str, secrets: Sequence[str]) -> Iterator[None]:
    """Have a function fail in the worst way: with everything private in what it says."""
    sound = named(place)

    def fail(*given: object, **named: object) -> None:
        raise ValueError(given, named, *secrets) from KeyError(*secrets)

    holders = [
        (vars(holder), key)
        for holder in list(sys.modules.values())
        if str(getattr(holder, "__name__", "")).startswith("invite_guard")
        for key, value in vars(holder).items()
        if value is sound
    ]
    for variables, key in holders:
        variables[key] = fail
    try:
        yield
    finally:
        for variables, key in holders:
            variables[key] = sound


class Desk:
    """Where lines are run, one after another."""

    def __init__(self, file: Path, told: dict[str, Any]) -> None:
        from invite_guard.cli.main import execute  # noqa: PLC0415 - after the loggers speak

        self._execute = execute
        self._file = file
        self._secrets: list[str] = told["secrets"]
        self.done: list[Line] = []

    def run(self, words: Sequence[str], place: str = "") -> None:
        """Run one line, and say before it on both streams which it is."""
        for stream in (sys.stderr, sys.stdout):
            stream.write(f"{MARK} {len(self.done)}\n")
            stream.flush()
        self._file.with_suffix(".now").write_text(str(len(self.done)), "ascii")
        with failing(place, self._secrets) if place else nullcontext():
            code = self._execute(list(words))
        self.done.append(Line(list(words), place, code))


def main(file: Path) -> None:
    """Run every line of the file; how each ended goes into a file beside it."""
    speak()
    time.sleep = lambda _: None  # Google is asked again at once
    told = json.loads(file.read_text("utf-8"))
    desk = Desk(file, told)
    for place, other in told.get("replaced", {}).items():
        module, _, name = place.partition(":")
        setattr(importlib.import_module(module), name, named(other))
    for words, place in told["lines"]:
        desk.run(words, place)
    for words in told.get("each_module_fails", ()):
        for place in first_of_each_module(lambda words=words: desk.run(words)):  # type: ignore[misc] # bound here
            desk.run(words, place)
    file.with_suffix(".done").write_text(json.dumps(desk.done), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
