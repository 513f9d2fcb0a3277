"""A terminal that is none, or that is gone, says no."""

import os
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("POSIX terminals", allow_module_level=True)

from invite_guard.errors import NotConfirmedError
from invite_guard.terminal.posix import Tty


def test_what_is_no_terminal_cannot_be_asked() -> None:
    screen = Tty(os.open(os.devnull, os.O_RDWR))
    with pytest.raises(NotConfirmedError, match="went away"):
        screen.ask("? ")
    screen.close()


def test_a_terminal_that_hung_up_says_no() -> None:
    master, slave = os.openpty()
    screen = Tty(slave)
    os.close(master)
    with pytest.raises(NotConfirmedError, match="went away"):
        screen.write("rows")
    with pytest.raises(NotConfirmedError, match="went away"):
        screen.ask("? ")
    screen.close()


def test_text_the_terminal_cannot_write_is_shown_all_the_same() -> None:
    master, slave = os.openpty()
    screen = Tty(slave)
    screen._encoding = "ascii"
    screen.write("Zoë\n")
    assert os.read(master, 100) == b"Zo?\r\n"
    screen.close()
    os.close(master)
