"""The picture of the figures shows what was measured."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.benchmarks.phases import phases
from tests.benchmarks.plot import decades, joined, lines, picture, place
from tests.benchmarks.takeout import Shape, write

FIGURES = {
    "mailboxes": [
        {
            "messages": size,
            "readings": [
                {"name": "invite-guard scan", "seconds": size / 1000, "peak": 60.0},
                {"name": "wc -l", "seconds": 0.1, "peak": None},
            ],
        }
        for size in (10_000, 1_000)
    ]
}


def test_figures_become_lines_in_order_of_size() -> None:
    assert [tuple(line) for line in lines(FIGURES, "seconds")] == [
        ("invite-guard scan", [(1000.0, 1.0), (10_000.0, 10.0)])
    ]


def test_of_several_runs_the_later_counts(tmp_path: Path) -> None:
    for number, seconds in enumerate((5.0, 1.0)):
        reading = {"name": "invite-guard scan", "seconds": seconds}
        figures = {"mailboxes": [{"messages": 1_000, "readings": [reading]}]}
        (tmp_path / f"{number}.json").write_text(json.dumps(figures))
    both = joined([tmp_path / "0.json", tmp_path / "1.json"])
    assert [line.points for line in lines(both, "seconds")] == [[(1000.0, 1.0)]]


def test_the_picture_is_whole_and_names_who_is_in_it() -> None:
    root = ET.fromstring(picture(FIGURES))
    words = [element.text for element in root.iter() if element.text and element.text.strip()]
    assert {"Seconds", "Peak memory, MB", "invite-guard scan", "10,000"} <= set(words)
    assert "wc -l" not in words


@pytest.mark.parametrize(
    ("values", "steps"), [([3, 40], [1, 10, 100]), ([10, 100], [10, 100]), ([5], [1, 10])]
)
def test_axes_run_from_one_power_of_ten_to_another(values: list[float], steps: list[float]) -> None:
    assert decades(values) == steps


def test_tenfold_is_the_same_way_everywhere() -> None:
    steps = [1.0, 10.0, 100.0]
    ways = [place(value, steps, 420) for value in (1, 10, 100)]
    assert ways[1] - ways[0] == pytest.approx(ways[2] - ways[1])


def test_every_phase_is_measured(tmp_path: Path) -> None:
    file = tmp_path / "a.mbox"
    write(file, Shape(300, 50))
    measured = dict(phases(file))
    assert list(measured)[:3] == ["find messages", "read headers", "count"]
    assert {"merge", "classify", "plan"} <= measured.keys()
    assert all(seconds >= 0 for seconds in measured.values())
