"""The command, and the one place where every failure ends: two lines and an exit code."""

import gc
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from invite_guard import __version__
from invite_guard.cli.options import Invocation, debug_option, say, write_examples
from invite_guard.errors import Exit, InviteGuardError
from invite_guard.views.commands import on_demo

COMMANDS: Mapping[str, str] = {
    "scan": "Read your mail and see who an import would invite.",
    "plan": "Show the dry run of the last scan again.",
    "explain": "Show everything known about one person, and why.",
    "review": "Decide about people one by one.",
    "approve": "Approve people for an invitation.",
    "reject": "Say that people shall not be invited.",
    "tag": "Correct what somebody is to you.",
    "never": "List, add to or lift from the never-list.",
    "export": "Hand over the approved, after you confirm at the terminal.",
    "ledger": "Show what left, when, and to where.",
    "outcomes": "Compare what left with a later LinkedIn export.",
    "recover": "After an accident: list what left, riskiest first.",
    "auth": "Sign in at Google to read Gmail and contacts.",
    "config": "Show every setting and where it comes from.",
    "purge": "Delete everything that was read.",
}
"""Every command in the order a person meets them; each stands in the file of its name."""

EXAMPLES = (
    ("invite-guard scan takeout.zip", "see who an import would invite; nothing leaves"),
    ("invite-guard scan --demo", "the same on an invented mailbox"),
)


class Commands(click.Group):
    """Commands whose files are only read when they are used, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Name every command, in the order of the work."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click calls it
        cmd_name: str,
    ) -> click.Command | None:
        """Read the file of the command, or give nothing for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"invite_guard.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name those that are spelled like it."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show two examples before anything else."""
        write_examples(formatter, EXAMPLES)
        super().format_help(ctx, formatter)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click calls it
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without reading their files."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[debug_option()],
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def invite_guard(context: click.Context) -> None:
    """See and confirm everyone an invitation would reach, before it leaves."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run() -> None:
    """Run the command line of this process and exit."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # other packages' code that sees every noun
    code = execute()
    gc.freeze()  # the end frees everything: nothing has to be searched for it
    sys.exit(code)


def execute(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (this process's own by default) and give its exit code.

    Every failure is told here, and only here.
    """
    invocation = Invocation()
    _prepare_streams()
    try:
        code = invite_guard.main(
            arguments, prog_name="invite-guard", standalone_mode=False, obj=invocation
        )
        if sys.stdout:
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click turns the first into the second
        code = Exit.FAILURE  # without a word: whoever read the output has seen enough
    except (click.Abort, KeyboardInterrupt):
        say("Interrupted.")
        code = Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - this is the boundary
        code = _tell(error, invocation)
    _let_go_of_stdout()
    return int(code or Exit.OK)


def _tell(error: Exception, invocation: Invocation) -> int:
    if invocation.debug:
        say("\n".join(_trace(error)))
    if isinstance(error, InviteGuardError):
        _two_lines(error.message, on_demo(error.hint) if invocation.demo else error.hint)
        return error.exit_code
    if isinstance(error, click.ClickException):
        _two_lines(_message(error), _usage_hint(error))
        return error.exit_code
    if isinstance(error, OSError):
        _two_lines(
            f"The system refused: {error.strerror or type(error).__name__}.",
            "Mend that and run the command again; --debug shows where it happened.",
        )
        return Exit.FAILURE
    _two_lines(
        f"invite-guard met a fault of its own: {type(error).__name__} at {_place(error)}.",
        "Run the same command with --debug and report what it prints: nothing of your mail.",
    )
    return Exit.FAILURE


def _trace(error: BaseException) -> list[str]:
    """Tell where a failure arose and by what it was caused.

    Kinds and places only: what an error says, and the values of variables, may be from mail.
    """
    import traceback  # what it needs takes longer to read than the help

    lines: list[str] = []
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for each in reversed(chain):
        lines += ["Traceback (most recent call last):"]
        lines += [frame.rstrip() for frame in traceback.format_tb(each.__traceback__)]
        lines += [type(each).__name__, ""]
    return lines


def _two_lines(message: str, hint: str) -> None:
    say(f"Error: {message}")
    if hint:
        say(f"Try: {hint}")


def _message(error: click.ClickException) -> str:
    """Give click's words as one line, with the printable characters only: they may quote input."""
    text = " ".join(error.format_message().split())
    return "".join(c if c.isprintable() else "�" for c in text)


def _usage_hint(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"`{context.command_path if context else 'invite-guard COMMAND'} --help` shows how."


def _place(error: Exception) -> str:
    """Name the innermost line of ours; never the message of the error, which may quote mail."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "invite_guard" in Path(frame.filename).parts]
    last = (ours or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _prepare_streams() -> None:
    """Write UTF-8 into files and pipes on every platform; never fail over a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """See to it that what could not be written is not tried again when the process ends."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.__stdout__.fileno() if sys.__stdout__ else 1)
        os.close(sink)
