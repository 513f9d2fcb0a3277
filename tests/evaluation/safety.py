"""Safety: who is proposed that must not be."""

from collections.abc import Iterator, Mapping, Sequence

from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged
from tests.evaluation.policies import BASELINES, Policy, everybody, human, product
from tests.evaluation.statistics_of_counts import Interval, share, upper_bound
from tests.evaluation.truths import Truth

PART = "safety"
Truths = Mapping[str, Truth]


def numbers_of(judged: Judged, addresses: frozenset[str]) -> set[int]:
    """Tell which people of a mailbox these addresses belong to; those not seen are left out."""
    where = judged.by_address()
    return {where[address] for address in addresses if address in where}


def safety(all_judged: Sequence[Judged], truths: Truths) -> Iterator[Figure]:
    """Measure over every mailbox: no weight may trade these for usefulness."""
    chosen = [(j, n) for j in all_judged for n in range(len(j.people)) if product(j, n)]
    one_way = sum(not j.people[n].exchange.two_way for j, n in chosen)
    yield _share("proposed without two-way direct exchange", one_way, len(chosen), "<= 0")
    known = {
        id(j): numbers_of(j, truth.c_level | truth.personal)
        for j in all_judged
        for truth in [truths.get(j.mailbox.name, Truth())]
    }
    wrong = sum(n in known[id(j)] for j, n in chosen)
    bound = upper_bound(wrong, len(chosen))
    yield Figure(
        PART,
        "known wrong among the proposed; one-sided upper bound at the right end",
        Interval(wrong / max(1, len(chosen)), 0.0, bound),
        f"{wrong} of {len(chosen)}",
    )
    yield from _of_label(all_judged, truths, "c_level", "C-level proposed, no title anywhere", 0.05)
    yield from _of_label(all_judged, truths, "personal", "personal positives proposed", 0.02)


def with_titles(all_judged: Sequence[Judged], truths: Truths) -> Figure:
    """Measure C-level people where an address book has everybody's published title."""
    hits, of = _hits(all_judged, truths, "c_level", product)
    return _share("C-level proposed, titles in the address book", hits, of, "<= 0")


def _of_label(
    all_judged: Sequence[Judged], truths: Truths, label: str, name: str, most: float
) -> Iterator[Figure]:
    hits, of = _hits(all_judged, truths, label, product)
    yield _share(name, hits, of, f"<= {most}")
    for baseline, policy in BASELINES.items():
        hits, of = _hits(all_judged, truths, label, policy)
        yield _share(baseline, hits, of)._replace(baseline=True)
    ties, of = _hits(all_judged, truths, label, _two_way)
    yield _share("of them with direct mail both ways", ties, of)._replace(baseline=True)


def _two_way(judged: Judged, number: int) -> bool:
    return judged.people[number].exchange.two_way


def _hits(
    all_judged: Sequence[Judged], truths: Truths, label: str, policy: Policy
) -> tuple[int, int]:
    hits = of = 0
    for judged in all_judged:
        addresses: frozenset[str] = getattr(truths.get(judged.mailbox.name, Truth()), label)
        people = {n for n in numbers_of(judged, addresses) if _counts(judged, n, label)}
        of += len(people)
        hits += sum(policy(judged, n) for n in people)
    return hits, of


def _counts(judged: Judged, number: int, label: str) -> bool:
    """Leave out the owner, and of what is filed as personal, shops and newsletters."""
    return everybody(judged, number) and (label != "personal" or human(judged, number))


def _share(name: str, hits: int, of: int, target: str = "") -> Figure:
    return Figure(PART, name, share(hits, of), f"{hits} of {of}", target)
