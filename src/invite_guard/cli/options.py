"""What every command shares: examples first in its help, the common options, and how it talks."""

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


class _Named(click.Path):
    """A path that names something: an empty one would mean the folder one happens to be in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail("An empty path names nothing.", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Named(path_type=Path, readable=False)
"""A file or folder. Whether it can be read is told where it is read."""
_COMMAND = re.compile("`[^`]+`")
_UNBROKEN = "\N{NO-BREAK SPACE}"


@dataclass
class Invocation:
    """What the common options of one command line said."""

    demo: bool = False
    """Work on the copy of the shipped example instead of one's own data."""
    debug: bool = False
    color: bool = True
    """Whether colour is wanted where the output can show it."""
    pager: bool = True


class Command(click.Command):
    """A command whose help begins with two examples and that takes the common options."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.params.extend(_common_options())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse options of which only the last would count."""
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        chosen: dict[str | None, click.Parameter] = {}
        for one in given:
            other = chosen.get(one.name)
            chosen[one.name] = one
            if other is None or one.multiple or (other is one and _is_flag(one)):
                continue
            if other is one:
                raise click.UsageError(f"{one.opts[-1]} can be given once only.", ctx)
            raise click.UsageError(f"{other.opts[0]} and {one.opts[0]} do not go together.", ctx)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the examples before anything else."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


def _is_flag(one: click.Parameter) -> bool:
    return isinstance(one, click.Option) and one.is_flag


def keep_apart(read: Iterable[Path], output: Path | None) -> None:
    """Refuse to write over what is read. Raises `click.UsageError`."""
    if output and output.exists() and any(p.exists() and output.samefile(p) for p in read):
        raise click.UsageError("-o names what is to be read; it would be lost.")


def command(*, examples: Sequence[tuple[str, str]]) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function: its docstring is the help, `examples` are shown first."""
    return click.command(
        cls=Command, examples=examples, context_settings={"help_option_names": ["-h", "--help"]}
    )


def write_examples(formatter: click.HelpFormatter, examples: Sequence[tuple[str, str]]) -> None:
    """Write the lines to copy, each with what it does."""
    with formatter.section("Examples"):
        formatter.write_dl(examples, col_max=46)
    formatter.write_paragraph()


def debug_option() -> click.Option:
    """Make the option that shows the traceback of a failure."""
    return _flag("--debug", "debug", "Show where in the program a failure arose.")


def say(text: str = "") -> None:
    """Talk to the person: on stderr, never on stdout; in a window, broken between words only."""
    if sys.stderr is not None and sys.stderr.isatty():
        text = "\n".join(_fitted(line) for line in text.split("\n"))
    # By name: click writes UTF-8 to a stream of its own where the terminal's letters are ASCII's.
    click.echo(text, sys.stderr)


def _fitted(line: str) -> str:
    """Break a line for the window. A command between backticks stays in one piece, to be copied."""
    from invite_guard.terminal import folded

    kept = _COMMAND.sub(lambda found: found.group().replace(" ", _UNBROKEN), line.lstrip())
    indent = " " * (len(line) - len(line.lstrip()))
    columns = max(20, shutil.get_terminal_size().columns - 1)
    fitted = folded(kept, indent, f"{indent}  " if indent else "", columns, whole=True)
    return fitted.replace(_UNBROKEN, " ")


def name_next(text: str) -> None:
    """End a command by naming the one that follows."""
    say(f"Next: {text}")


def _common_options() -> list[click.Parameter]:
    return [
        _flag("--demo", "demo", "Work on the shipped example, apart from your own data."),
        _flag("--no-color", "color", "No colours (NO_COLOR does the same).", value=False),
        _flag("--no-pager", "pager", "Print long tables straight through.", value=False),
        debug_option(),
    ]


def _flag(name: str, field: str, text: str, *, value: bool = True) -> click.Option:
    def remember(context: click.Context, _: click.Parameter, given: bool) -> None:  # noqa: FBT001 - click calls it so
        if given:
            setattr(context.ensure_object(Invocation), field, value)

    return click.Option(
        [name, f"_{field}"], is_flag=True, help=text, expose_value=False, callback=remember
    )
