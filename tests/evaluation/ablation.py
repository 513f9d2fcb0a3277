"""What each family of evidence is worth: everything measured again without it."""

import math
from collections.abc import Iterator, Mapping, Sequence

from tests.evaluation.calibration import expected_error, labelled
from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged, Mailbox, judge
from tests.evaluation.personal import personal
from tests.evaluation.policies import product
from tests.evaluation.safety import Truths, numbers_of
from tests.evaluation.statistics_of_counts import Interval
from tests.evaluation.truths import Truth
from tests.evaluation.usefulness import same_organisation

PART = "without one family of evidence (Enron, all mailboxes)"
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "nothing left out": (),
    "exchange (tie strength)": ("exchange",),
    "organisation": ("organisation",),
    "free mail": ("free_mail",),
    "family names": ("family", "relatives"),
    "hours of writing": ("hours",),
    "circles (schools, clubs ...)": ("circles",),
    "titles and remarks beside names": ("titles",),
    "look-alikes and namesakes": ("look_alike", "same_name"),
    "robots, roles and lists": ("robots", "roles", "lists"),
}


def ablation(mailboxes: Sequence[Mailbox], truths: Truths) -> Iterator[Figure]:
    """Give for each family: proposed, known wrong, found, F1 of personal, calibration."""
    for name, rules in FAMILIES.items():
        judged = [judge(mailbox, without=rules) for mailbox in mailboxes]
        found = next(same_organisation(judged, truths)).measured.value
        private = next(personal(judged, truths, resample=False)).measured.value
        error = expected_error(labelled(judged, truths))
        proposed, wrong = _proposed(judged, truths)
        counted = (
            f"proposed {proposed}, known wrong {wrong}, found {found:.3f}, "
            f"personal F1 {private:.3f}, calibration error {error:.3f}"
        )
        yield Figure(PART, name, Interval(wrong / max(1, proposed), math.nan, math.nan), counted)


def _proposed(all_judged: Sequence[Judged], truths: Truths) -> tuple[int, int]:
    proposed = wrong = 0
    for judged in all_judged:
        truth = truths.get(judged.mailbox.name, Truth())
        people = {n for n in range(len(judged.people)) if product(judged, n)}
        proposed += len(people)
        wrong += len(people & numbers_of(judged, truth.c_level | truth.personal))
    return proposed, wrong
