"""How well people are recognised in an export that hides their addresses, on real names."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.evaluation.known_people import Trial, trials

from invite_guard.stages.matching.recognise import recognise


@pytest.fixture(scope="module")
def counts(corpora: Path) -> Counter[str]:
    total: Counter[str] = Counter()
    for trial in trials(corpora):
        total += judged(trial)
    return total


def judged(trial: Trial) -> Counter[str]:
    """Count who was recognised, and how many of them rightly."""
    found = recognise(trial.people, trial.connections)
    count: Counter[str] = Counter()
    for number, person in enumerate(trial.people):
        right = next((trial.truth[a] for a in person.addresses if a in trial.truth), None)
        known = found.get(number)
        count["people"] += 1
        count["connected"] += right is not None
        if known is None:
            continue
        kind = "certain" if known.certain else "perhaps"
        count[kind] += 1
        count["recognised"] += right is not None
        if (
            right is not None
            and trial.connections[right].name == trial.connections[known.entry].name
        ):
            count[f"{kind} and right"] += 1
    return count


def test_certain_is_certain_and_few_are_missed(
    counts: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    certain = counts["certain and right"] / counts["certain"]
    found = counts["certain and right"] / counts["connected"]
    perhaps = counts["perhaps and right"] / counts["perhaps"]
    recall = counts["recognised"] / counts["connected"]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{counts['people']:,} people, {counts['connected']:,} of them connected"
            f"\ncertain: {counts['certain']:,}, right {certain:.2%}; of the connected {found:.1%}"
            f"\nperhaps: {counts['perhaps']:,}, right {perhaps:.1%}"
            f"\ncertain or perhaps: {recall:.2%} of the connected\n"
        )
    assert counts["connected"] > 3_000
    assert certain >= 0.995
    assert recall >= 0.97
    assert found >= 0.65
    assert perhaps >= 0.7
