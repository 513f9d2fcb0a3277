"""The `invite-guard` command; `python -m invite_guard` is the same."""

import gc
import signal

NEW_OBJECTS = 100_000
"""How many new objects there are before those that nobody needs are searched for. More than are
made while modules are read: all of these stay."""


def run() -> None:
    """Read the program, during which Ctrl-C ends the process without a word, and run it."""
    gc.set_threshold(NEW_OBJECTS)
    given = signal.getsignal(signal.SIGINT)
    if given is signal.default_int_handler:  # else whoever started this wants it left alone
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from invite_guard.cli.main import run as run_command  # noqa: PLC0415 - not before that

    signal.signal(signal.SIGINT, given)
    run_command()


if __name__ == "__main__":
    run()
