"""The measure of the review screen runs, and thousands of people do not make a key slow."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal on Windows", allow_module_level=True)

from tests.benchmarks.review_screen import measure

PATIENCE = 500
"""Milliseconds, ten times the goal: the machines of CI are shared. `python -m
tests.benchmarks.review_screen` gives figures.
"""


def test_keys_are_answered_quickly_whatever_the_number_of_people() -> None:
    found = measure(people=20_000, keys=5)
    assert {"first paint", "down, median", "page down, worst", "approve, median"} <= set(found)
    assert all(value < PATIENCE for name, value in found.items() if name.endswith("median")), found
    assert 0 < found["first paint"] < 10 * PATIENCE
