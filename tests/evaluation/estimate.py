"""Weights estimated again from labelled ties, beside those of the file: `make weights`.

A regularised logistic regression of colleague against personal and executive, on the mailboxes
that may be tuned on, where the file's weights are the prior: a weight moves only as far as the
labels carry it, and never by more than one. What comes out is printed, not written: a person
decides, and notes in the file where the number comes from.
"""

import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.evaluation.calibration import brier, cases, expected_error
from tests.evaluation.mailboxes import Judged, judge, read_mailboxes
from tests.evaluation.statistics_of_counts import Guess, auc
from tests.evaluation.truths import read_truths

from invite_guard.evidence.data import ceiling, floor, weights
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Tag

PRIOR_LABELS = 30
"""How many labels the file's weights are worth."""
MOST = 1.0
"""Furthest a weight may move from the file's."""
ROUNDS = 400
STEP = 0.5


class Labelled(NamedTuple):
    """One labelled tie: how much of each fact was seen, and whether it is a colleague."""

    amounts: Mapping[str, float]
    offset: float
    """Log-odds of colleague by the weights of the file."""
    true: bool


def read_labelled(all_judged: Sequence[Judged], corpora: Path) -> list[Labelled]:
    """Give the labelled ties of these mailboxes."""
    truths = read_truths(corpora)
    found = []
    for judged in all_judged:
        for number, true in cases(judged, truths):
            evidence = judged.verdicts[number].evidence
            amounts: defaultdict[str, float] = defaultdict(float)
            for seen in evidence:
                amounts[seen.rule] += _amount(seen)
            found.append(Labelled(amounts, _log_odds(evidence), true))
    return found


def _amount(seen: Evidence) -> float:
    """Give how many times the file's weight was taken."""
    filed = weights().get(seen.rule, {})
    return next((seen.weights[tag] / weight for tag, weight in filed.items() if weight), 0.0)


def _log_odds(evidence: Sequence[Evidence]) -> float:
    scores = dict(weights()["prior"])
    for seen in evidence:
        for tag, weight in seen.weights.items():
            scores[tag] = scores.get(tag, 0.0) + weight
    others = (scores.get(Tag.PERSONAL, 0.0), scores.get(Tag.EXECUTIVE, 0.0))
    return scores[Tag.COLLEAGUE] - math.log(sum(map(math.exp, others)))


def estimate(labelled: Sequence[Labelled]) -> Mapping[str, float]:
    """Give how far each fact's weight for colleague should move, by gradient descent.

    The penalty of `PRIOR_LABELS` labels draws every weight to the file's.
    """
    moves: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        slopes: defaultdict[str, float] = defaultdict(float)
        for tie in labelled:
            error = chance(tie, moves) - tie.true
            for fact, amount in tie.amounts.items():
                slopes[fact] += error * amount
        for fact, slope in slopes.items():
            step = STEP * (slope + PRIOR_LABELS / 4 * moves[fact]) / len(labelled)
            moves[fact] = max(-MOST, min(MOST, moves[fact] - step))
    return moves


def chance(tie: Labelled, moves: Mapping[str, float]) -> float:
    """Give the bounded chance of colleague after the moves."""
    moved = tie.offset + sum(moves.get(f, 0.0) * amount for f, amount in tie.amounts.items())
    return min(ceiling(), max(floor(), 1 / (1 + math.exp(-max(-30.0, min(30.0, moved))))))


def _measured(labelled: Sequence[Labelled], moves: Mapping[str, float]) -> str:
    guesses = [Guess(chance(tie, moves), true=tie.true) for tie in labelled]
    return f"{expected_error(guesses):.3f}  {brier(guesses):.3f}  {auc(guesses):.3f}"


def report(tuned: Sequence[Labelled], measured: Sequence[Labelled]) -> str:
    """Lay out every move, and what they would do on both halves."""
    moves = estimate(tuned)
    seen = {fact: sum(fact in tie.amounts for tie in tuned) for fact in moves}
    lines = [f"{'fact':<28} {'weight':>7} {'move':>6}  labels"]
    for fact in sorted(moves, key=lambda fact: -abs(moves[fact])):
        filed = weights().get(fact, {}).get(Tag.COLLEAGUE, 0.0)
        lines.append(f"{fact:<28} {filed:>7.2f} {moves[fact]:>+6.2f}  {seen[fact]}")
    lines += ["", f"{'':<28} expected error, Brier score, AUC"]
    for name, ties in (("tuned on", tuned), ("measured on", measured)):
        lines.append(f"{name + ', before':<28} {_measured(ties, {})}")
        lines.append(f"{name + ', after':<28} {_measured(ties, moves)}")
    return "\n".join(lines)


def main(corpora: Path) -> None:
    """Print the report."""
    with tempfile.TemporaryDirectory() as kept:
        judged = [judge(mailbox) for mailbox in read_mailboxes(corpora, Path(kept))]
    halves = [
        read_labelled([j for j in judged if j.mailbox.tuned is tuned], corpora)
        for tuned in (True, False)
    ]
    sys.stdout.write(report(*halves) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
