"""The plan as CSV: to look at, never to run and never to import."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.model.plan import PlanPerson
from invite_guard.views.sheet import COLUMNS, MARK, cell, to_csv

MakePerson = Callable[..., PlanPerson]


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    shown = cell(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))
    assert all(c.isprintable() for c in shown)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "＝1"])
def test_a_formula_is_kept_whole_behind_a_visible_word(make_person: MakePerson, name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv([make_person(name)]))))
    assert rows[0]["name"] == MARK + name


def test_every_person_has_one_line_with_every_column(make_person: MakePerson) -> None:
    people = [make_person('Ruiz, "Ana"\nx', f"p{i}@x.example") for i in range(3)]
    text = to_csv(people)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == list(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 4
    assert rows[1][3] == 'Ruiz, "Ana" x'
    assert text.count("\r\n") == 4


def test_no_importer_finds_a_column_of_invitees() -> None:
    assert not [name for name in COLUMNS if "mail" in name]
