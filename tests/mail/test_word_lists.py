"""Lists of words, as the quick reader and the standard library's read them."""

import tomllib
from pathlib import Path

import pytest

import invite_guard
from invite_guard.evidence.data import ESCAPED
from invite_guard.mail.given_names import _own
from invite_guard.mail.word_lists import lists_in

OTHERS = {*ESCAPED, "given_names.toml", "labels.toml", "weights.toml"}
"""Files that hold more than lists of plain words."""
FILES = sorted(Path(invite_guard.__file__).parent.rglob("data/*.toml"))


@pytest.mark.parametrize("file", [file for file in FILES if file.name not in OTHERS], ids=str)
def test_every_file_is_read_as_the_standard_library_reads_it(file: Path) -> None:
    text = file.read_text("utf-8")
    found = tomllib.loads(text)
    assert found
    assert lists_in(text) == {name: tuple(words) for name, words in found.items()}


def test_given_names_are_read_as_the_standard_library_reads_them() -> None:
    (file,) = (file for file in FILES if file.name == "given_names.toml")
    found = tomllib.loads(file.read_text("utf-8"))
    assert _own() == {
        table: {name: tuple(words) for name, words in rows.items()} for table, rows in found.items()
    }


def test_remarks_and_ends_of_lines_are_no_words() -> None:
    text = '# "no" = [\na = ["b c", "d"]  # "e"\n\nf = [\n  # "g"\n  "h\\\\w",\n]\ni = []\n'
    assert lists_in(text) == {"a": ("b c", "d"), "f": ("h\\w",), "i": ()}
