"""What is said while a plan takes long: on a terminal only, and nothing of it stays."""

import io
import sys

import pytest

from invite_guard.cli.waiting import MANY, working_out


class Screen(io.StringIO):
    def __init__(self, *, watched: bool) -> None:
        super().__init__()
        self._watched = watched

    def isatty(self) -> bool:
        return self._watched


def left(text: str) -> str:
    """Give what a terminal shows of a text in one line: each return begins anew over it."""
    shown: list[str] = []
    for written in text.split("\r"):
        shown[: len(written)] = written
    return "".join(shown).rstrip()


def test_the_line_stands_while_it_takes_and_goes_with_a_failure_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stderr", screen := Screen(watched=True))

    def broken_off() -> None:
        with working_out(MANY):
            assert left(screen.getvalue()) == "Working out where 5,000 addresses stand..."
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert left(screen.getvalue()) == ""
    assert "\n" not in screen.getvalue()


@pytest.mark.parametrize(
    ("addresses", "watched", "columns"), [(MANY - 1, True, 80), (MANY, False, 80), (MANY, True, 40)]
)
def test_little_work_pipes_and_narrow_windows_are_spared(
    monkeypatch: pytest.MonkeyPatch,
    addresses: int,
    watched: bool,  # noqa: FBT001 - a table of cases
    columns: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stderr", screen := Screen(watched=watched))
    with working_out(addresses):
        pass
    assert screen.getvalue() == ""


def test_it_goes_on_without_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with working_out(MANY):
        pass
