"""The report: every figure with its interval, and whether it reaches what it should."""

import json
import math
from xml.etree import ElementTree as ET

from tests.evaluation.calibration import expected_error, reliability_plot
from tests.evaluation.figures import Figure, as_json, as_table
from tests.evaluation.statistics_of_counts import Guess, Interval, share

FIGURES = [
    Figure("safety", "wrong", share(0, 9), "0 of 9", "<= 0"),
    Figure("safety", "invite all", share(9, 9), "9 of 9", baseline=True),
    Figure("safety", "found", share(8, 9), "8 of 9", ">= 0.9"),
    Figure("other", "score", Interval(0.5, math.nan, math.nan)),
]


def test_a_target_is_met_or_missed() -> None:
    assert [figure.met for figure in FIGURES] == [True, None, False, None]


def test_the_table_has_every_figure_under_its_part() -> None:
    lines = as_table(FIGURES).splitlines()
    assert lines[0] == "SAFETY"
    assert lines[1].split() == [
        "wrong",
        "0.000",
        "[0.000,",
        "0.336]",
        "0",
        "of",
        "9",
        "<=",
        "0",
        "met",
    ]
    assert lines[2].startswith("    invite all")
    assert lines[3].endswith("MISSED")
    assert "OTHER" in lines


def test_the_same_for_a_program() -> None:
    rows = json.loads(as_json(FIGURES))
    assert [row["met"] for row in rows] == [True, None, False, None]
    assert rows[3]["low"] is None


def test_calibration_error_is_nothing_where_chances_come_true() -> None:
    right = [Guess(0.75, true=n % 4 > 0) for n in range(40)]
    assert expected_error(right) == 0
    assert expected_error([Guess(0.5, true=False)] * 3) == 0.5


def test_the_plot_is_an_image_with_a_mark_for_each_bin() -> None:
    plot = ET.fromstring(reliability_plot([Guess(0.1, true=False), Guess(0.9, true=True)]))
    assert len(plot.findall(".//{http://www.w3.org/2000/svg}circle")) == 2
