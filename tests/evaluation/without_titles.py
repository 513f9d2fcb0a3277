"""Executives without any title: what one mailbox shows of rank. Nothing here is in the product.

Who writes on whose behalf could not be tried: no header of these mailboxes says it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged
from tests.evaluation.policies import human
from tests.evaluation.safety import Truths, numbers_of
from tests.evaluation.statistics_of_counts import Guess, auc, bootstrap

from invite_guard.model.person import Person

PART = "executive without titles (C-level against others of published title, AUC)"


def _messages(person: Person) -> int:
    return sum(seen.messages for seen in person.correspondents)


def _rate(counted: float, person: Person) -> float:
    return counted / (_messages(person) + 3)


TRIED: Mapping[str, Callable[[Person], float]] = {
    "degree: messages they are on": _messages,
    "named beside the owner by others": lambda p: _rate(p.exchange.shared, p),
    "copied rather than addressed": lambda p: _rate(sum(c.roles.cc for c in p.correspondents), p),
    "written to more than answering": lambda p: (
        (p.exchange.direct_out + 0.5) / (p.exchange.direct_in + 0.5)
    ),
    "seldom writes": lambda p: -_rate(p.exchange.they_wrote, p),
    "small audiences": lambda p: -p.exchange.smallest_audience,
    "several addresses": lambda p: len(p.correspondents),
}


def without_titles(all_judged: Sequence[Judged], truths: Truths) -> Iterator[Figure]:
    """Measure each sign over every pair of owner and titled correspondent."""
    people = [
        (judged.people[number], number in top)
        for judged in all_judged
        for truth in [truths[judged.mailbox.name]]
        for top in [numbers_of(judged, truth.c_level)]
        for number in sorted(numbers_of(judged, truth.titled))
        if human(judged, number)
    ]
    for number, (name, sign) in enumerate(TRIED.items()):
        guesses = [Guess(sign(person), true=top) for person, top in people]
        counted = f"{sum(top for _, top in people)} of {len(people)}"
        yield Figure(PART, name, bootstrap(guesses, auc), counted, baseline=number == 0)
