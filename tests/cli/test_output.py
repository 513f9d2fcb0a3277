"""What is written: whole files or none, and lines that end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from invite_guard.cli.output import write, write_parts


def broken() -> Iterator[str]:
    yield '{"people": ['
    raise ArithmeticError


def test_what_breaks_off_takes_no_files_place_and_leaves_none(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("before", "utf-8")
    with pytest.raises(ArithmeticError):
        write_parts(broken(), file)
    assert file.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("parts", "written"),
    [([], "\n"), (["a", "b"], "ab\n"), (["a", "b\n"], "ab\n"), (["a\n", ""], "a\n")],
)
def test_the_last_line_is_ended_once(
    parts: list[str], written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_parts(parts, tmp_path / "file")
    assert (tmp_path / "file").read_text("utf-8") == written
    write_parts(parts)
    write("".join(parts))
    assert capsys.readouterr().out == 2 * written
