"""The full-screen form of `review`: whether this terminal can show it, and opening it."""

import codecs
import os
import shutil
import signal
import sys
from contextlib import closing

from invite_guard.cli.keeping import keep
from invite_guard.cli.options import Invocation
from invite_guard.cli.output import wants_color
from invite_guard.cli.prompting import told
from invite_guard.cli.session import DryRun, Session
from invite_guard.model.tag import Tag
from invite_guard.terminal import forget_typed
from invite_guard.views.selection import decidable

LEAST_COLUMNS, LEAST_LINES = 60, 20
"""The smallest window the screen is laid out for."""


def is_capable() -> bool:
    """Whether keys come from a terminal and a full screen can be drawn on it."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        return False
    if os.name == "posix" and os.environ.get("TERM", "dumb") in {"", "dumb", "unknown"}:
        return False
    if codecs.lookup(sys.stderr.encoding).name != "utf-8":  # its lines and dots are not in others
        return False
    columns, lines = shutil.get_terminal_size()
    return columns >= LEAST_COLUMNS and lines >= LEAST_LINES


def run(session: Session, dry_run: DryRun, tag: Tag | None, invocation: Invocation) -> str:
    """Show everybody until the human leaves, and tell what was said.

    A fault of the program is raised after the terminal is as it was.
    """
    _settle_environment(color=wants_color(invocation))
    if sys.platform != "win32":
        # Started by nohup too, it ends with its terminal, which it would else read without end.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    from invite_guard.tui.app import Desk, ReviewApp
    from invite_guard.tui.sight import Tab

    with closing(session.decisions()) as store:
        desk = Desk(
            decidable(dry_run.outline.stands),
            keep=lambda said: keep(store, said),
            known=lambda person: session.known(dry_run, person),
        )
        app = ReviewApp(desk, Tab(tag.value) if tag else Tab.ALL)
        forget_typed()
        app.run()
    if app.failure:
        raise app.failure
    return told(app.sitting.said)


def _settle_environment(*, color: bool) -> None:
    """Keep variables of Textual's own from pressing keys or loading other code here."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    if color:
        os.environ.pop("NO_COLOR", None)  # an empty one refuses nothing (no-color.org)
    else:
        os.environ["NO_COLOR"] = "1"
