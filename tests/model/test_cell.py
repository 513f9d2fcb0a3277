"""Which cells may leave."""

import pytest

from invite_guard.model.cell import refusal


@pytest.mark.parametrize("lead", [*"=+-@＝＋－＠"])
@pytest.mark.parametrize("before", ["", " ", "\u3000", "\xa0 ", "\u200d", "\u200e"])
def test_a_cell_that_a_spreadsheet_runs_is_refused(lead: str, before: str) -> None:
    assert "formula" in refusal(f"{before}{lead}1+1")


@pytest.mark.parametrize("lead", [*"=+-@＝"])
@pytest.mark.parametrize("before", ["Firm;", "Firm; ", 'Firm;"', "a;b; \u200d", ";"])
def test_a_formula_behind_what_may_end_a_cell_is_refused(lead: str, before: str) -> None:
    assert "semicolon" in refusal(f"{before}{lead}1+1;Sons")


@pytest.mark.parametrize(
    "hidden",
    [
        "\t",
        "\r",
        "\n",
        "\0",
        "\x1b",
        "\x85",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\ud800",
        "\u3164",
        "\xad",
    ],
)
@pytest.mark.parametrize("cell", ["{}=1", "Ada{}Byron", "Ada{}"])
def test_a_cell_with_something_unseen_is_refused(hidden: str, cell: str) -> None:
    assert refusal(cell.format(hidden)) == "holds control or invisible characters"


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Ada",
        "Ada = Byron",
        "Jean-Luc",
        "Firm; Sons; 1-2-3",
        "R&D, -Marketing",
        "O'Brien",
        "علی\u200cرضا",
        "山田　太郎",
        "a@b.example",
        '"q"',
        "Zoë",
        "❤\ufe0f",
    ],
)
def test_an_honest_cell_may_leave(cell: str) -> None:
    assert refusal(cell) == ""
