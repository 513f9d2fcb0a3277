"""A measure that is wrong is worse than none."""

import sys
from pathlib import Path

import pytest
from tests.benchmarks.measure import Run, middle, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no usage of a child")


def python(code: str, tmp_path: Path) -> Run:
    return run([sys.executable, "-c", code], {"GREETING": "hello"}, tmp_path / "out")


def test_time_is_wall_time(tmp_path: Path) -> None:
    assert 0.3 <= python("import time; time.sleep(0.3)", tmp_path).seconds < 10


@POSIX
def test_sleep_takes_no_processor_time(tmp_path: Path) -> None:
    processor = python("import time; time.sleep(0.5)", tmp_path).processor
    assert processor is not None
    assert processor < 0.4


@POSIX
def test_memory_is_seen_in_megabytes(tmp_path: Path) -> None:
    peak = python("x = b'x' * 400_000_000", tmp_path).peak
    assert peak is not None
    assert 400 <= peak < 500


def test_output_and_environment_reach_their_places(tmp_path: Path) -> None:
    python("import os; print(os.environ['GREETING'])", tmp_path)
    assert (tmp_path / "out").read_text().strip() == "hello"


def test_a_failure_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"ended with 3: .*no good"):
        python("import sys; print('no good', file=sys.stderr); sys.exit(3)", tmp_path)


def test_the_middle_is_the_median_of_each() -> None:
    runs = [Run(1.0, 3.0, None), Run(3.0, 1.0, 50.0), Run(2.0, 2.0, 60.0)]
    assert middle(runs) == Run(2.0, 2.0, 55.0)
