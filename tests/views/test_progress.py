"""Progress: bytes, messages a second and time left."""

import io
import re
import threading

import pytest
from rich.console import Console

from invite_guard.views.progress import Bar, Silent


def test_the_bar_tells_bytes_and_messages() -> None:
    out = io.StringIO()
    bar = Bar(Console(file=out, force_terminal=True, width=120, color_system=None))
    bar.start("mail\x1b[2J.mbox", 2_000_000)
    bar.advance(1_000_000, 1234)
    bar.advance(2_000_000, 2468)
    bar.finish()
    text = out.getvalue()
    assert "2,468 messages" in text
    assert "2.0/2.0 MB" in text
    assert "\x1b[2J" not in text
    line = [line for line in text.splitlines() if "messages" in line][-1]
    assert not re.search(r"/s|\d:\d\d|-:--", line), "what is over has no pace and no time left"


def test_the_bar_moves_without_a_thread() -> None:
    out = io.StringIO()
    bar = Bar(Console(file=out, force_terminal=True, width=120, color_system=None))
    before = threading.active_count()
    bar.start("mail.mbox", 100)
    bar.advance(50, 7)
    assert "7 messages" in out.getvalue()
    assert threading.active_count() == before
    bar.finish()


def test_several_sources_follow_each_other() -> None:
    out = io.StringIO()
    bar = Bar(Console(file=out, force_terminal=True, width=120, color_system=None))
    for name in ("one.mbox", "two.mbox"):
        bar.start(name, 0)
        bar.advance(10, 1)
        bar.finish()
    first, second = out.getvalue().split("two.mbox", 1)
    assert "one.mbox" in first
    assert "one.mbox" not in second, "a line that stands is not written again"


def test_silence_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    silent = Silent()
    silent.start("x", 1)
    silent.advance(1, 1)
    silent.finish()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("width", [72, 80, 100, 120])
def test_a_source_takes_one_line(width: int) -> None:
    """The name is Google's own."""
    out = io.StringIO()
    bar = Bar(Console(file=out, force_terminal=True, width=width, color_system=None))
    bar.start("All mail Including Spam and Trash.mbox", 560_000_000)
    bar.advance(260_000_000, 120_000)
    bar.finish()
    drawn = [line for line in out.getvalue().split("\r") if "All mail" in line]
    assert drawn
    assert all("MB" in line and "000 messages" in line for line in drawn[1:])
