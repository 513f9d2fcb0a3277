"""Calibration: whether what is said to be likely is true as often as that.

Labels exist for some of the people with direct mail both ways: C-level people and whom the owner
filed as personal are no colleagues; the rest of the owner's organisation, and outsiders whom an
owner who files did not file, count as colleagues. No label tells a stranger from them, so what is
measured is the chance of colleague where stranger is ruled out.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged
from tests.evaluation.policies import human, own_domain
from tests.evaluation.safety import Truths, numbers_of
from tests.evaluation.statistics_of_counts import Guess, bootstrap, share

from invite_guard.evidence.data import PRIOR
from invite_guard.model.tag import Tag
from invite_guard.stages.classify import probabilities

PART = "calibration"
BINS = 10
SURE = 0.8
"""Confidence from which a colleague is proposed."""
Chance = Callable[[Judged, int], float]


def calibration(all_judged: Sequence[Judged], truths: Truths) -> Iterator[Figure]:
    """Measure the expected calibration error on mailboxes weights were chosen by, and others."""
    for tuned, name in ((False, "mailboxes not tuned on"), (True, "mailboxes tuned on")):
        chosen = [j for j in all_judged if j.mailbox.tuned is tuned]
        guesses = labelled(chosen, truths)
        yield Figure(
            PART,
            f"colleague against personal and executive, expected error, {name}",
            bootstrap(guesses, expected_error),
            f"{len(guesses)} people",
            "<= 0.05",
        )
        whole = labelled(chosen, truths, chance_outright)
        yield Figure(
            PART,
            f"the same, stranger not ruled out: doubt, which no label can bear out, {name}",
            bootstrap(whole, expected_error),
            f"{len(whole)} people",
        )
        printed = as_printed(chosen, truths)
        yield Figure(
            PART,
            f"confidence as printed, of whoever is given a tag, {name}",
            bootstrap(printed, expected_error),
            f"{len(printed)} people",
        )
        over = [g for g in printed if g.said >= SURE]
        yield Figure(
            PART,
            f"of those printed at 0.8 or more: right, {name}",
            share(sum(g.true for g in over), len(over)),
            f"{_mean(g.said for g in over):.3f} said",
            ">= 0.8",
        )
        rate = sum(g.true for g in guesses) / len(guesses)
        constant = [Guess(rate, true=g.true) for g in guesses]
        yield Figure(
            PART,
            "Brier score",
            bootstrap(guesses, brier),
            f"{brier(constant):.3f} by rate",
            baseline=True,
        )


def labelled(
    all_judged: Iterable[Judged], truths: Truths, chance: Chance | None = None
) -> list[Guess]:
    """Give for each labelled person the chance of colleague, as a rule with stranger ruled out."""
    said = chance or chance_of_colleague
    return [
        Guess(said(judged, number), true=true)
        for judged in all_judged
        for number, true in cases(judged, truths)
    ]


def chance_of_colleague(judged: Judged, number: int) -> float:
    """Give the chance of colleague, stranger ruled out."""
    found = _chances(judged, number)
    return found[Tag.COLLEAGUE] / (1 - found[Tag.STRANGER])


def chance_outright(judged: Judged, number: int) -> float:
    """Give the chance of colleague as the product says it."""
    return _chances(judged, number)[Tag.COLLEAGUE]


def as_printed(all_judged: Iterable[Judged], truths: Truths) -> list[Guess]:
    """Give the confidence people read beside a tag, and whether the label agrees.

    It keeps a share for strangers that no label knows, so it should err towards too little.
    """
    found = []
    for judged in all_judged:
        truth = truths.get(judged.mailbox.name)
        for number, colleague in cases(judged, truths):
            tag = judged.verdicts[number].tag
            if truth is None or tag is Tag.STRANGER:
                continue
            label = truth.personal if tag is Tag.PERSONAL else truth.c_level
            right = colleague if tag is Tag.COLLEAGUE else number in numbers_of(judged, label)
            found.append(Guess(judged.verdicts[number].confidence, true=right))
    return found


def _chances(judged: Judged, number: int) -> dict[Tag, float]:
    evidence = judged.verdicts[number].evidence
    return probabilities(evidence, judged.context.weights[PRIOR], colleague=True)


def cases(judged: Judged, truths: Truths) -> Iterator[tuple[int, bool]]:
    """Give the labelled people with direct mail both ways, and whether they are colleagues."""
    truth = truths.get(judged.mailbox.name)
    if truth is None:
        return
    wrong = numbers_of(judged, truth.c_level | truth.personal)
    unsure = numbers_of(judged, truth.perhaps_personal) - wrong
    for number, person in enumerate(judged.people):
        if not person.exchange.two_way or not human(judged, number) or number in unsure:
            continue
        if own_domain(judged, number) or truth.personal:
            yield number, number not in wrong


def expected_error(guesses: Sequence[Guess]) -> float:
    """Give the mean distance of chance and truth over ten bins (Naeini et al., AAAI 2015)."""
    return sum(
        len(found) / len(guesses) * abs(_mean(g.said for g in found) - _mean(g.true for g in found))
        for found in bins(guesses)
        if found
    )


def brier(guesses: Sequence[Guess]) -> float:
    """Give the mean squared distance of chance and truth (Brier, 1950)."""
    return _mean((guess.said - guess.true) ** 2 for guess in guesses)


def bins(guesses: Iterable[Guess]) -> list[list[Guess]]:
    """Sort into ten bins of equal width by what was said."""
    found: list[list[Guess]] = [[] for _ in range(BINS)]
    for guess in guesses:
        found[min(BINS - 1, int(guess.said * BINS))].append(guess)
    return found


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else math.nan


def reliability_plot(guesses: Sequence[Guess]) -> str:
    """Draw what was said against what was true, with exact intervals, as SVG."""
    marks = []
    for found in filter(None, bins(guesses)):
        said = _mean(g.said for g in found)
        true = share(sum(g.true for g in found), len(found))
        x, radius = _x(said), 2 + math.log2(len(found))
        marks.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_y(true.low):.1f}" y2="{_y(true.high):.1f}"/>'
            f'<circle cx="{x:.1f}" cy="{_y(true.value):.1f}" r="{radius:.1f}">'
            f"<title>{len(found)} people: said {said:.2f}, true {true.value:.2f}</title></circle>"
        )
    return _SVG.format(marks="\n".join(marks))


def _x(chance: float) -> float:
    return 60 + 320 * chance


def _y(chance: float) -> float:
    return 350 - 320 * chance


_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="sans-serif">
<rect width="400" height="400" fill="#fff"/>
<path d="M60 350H380V30H60Z M60 350L380 30" fill="none" stroke="#999"/>
<g font-size="12" text-anchor="middle"><text x="60" y="367">0</text><text x="380" y="367">1</text>
<text x="48" y="354">0</text><text x="48" y="34">1</text>
<text x="220" y="388">said: the chance of a colleague, strangers aside</text>
<text transform="translate(25 190) rotate(-90)">true: share that is, 95 % interval</text></g>
<g stroke="#1f5fa8" fill="#1f5fa8" fill-opacity=".6">
{marks}
</g></svg>
"""
