"""How many of a batch will accept: by the owner's own history, else by what vendors measured."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp, lgamma
from typing import NamedTuple

from invite_guard.model.outcome import Outlook, Record
from invite_guard.model.tag import Tag

ENOUGH = 20
"""Invitations of one's own from which one's own rate says more than a prior."""
COLD = 0.285
"""Share of cold invitations accepted in vendor studies: 26 to 31 in a hundred."""
SENIOR = 0.19
"""The same for the C-suite."""
DOUBT = 10.0
"""How many own invitations a vendor's figure is worth: it was measured on other people."""
WITHIN = 0.9
"""The interval holds the number with this probability."""
DRAG = 0.05
"""A batch whose expected rate lies so far below one's own rate pulls it down."""


class Chance(NamedTuple):
    """A rate as it is known: a beta distribution, and where it comes from."""

    accepted: float
    refused: float
    own: bool

    @property
    def mean(self) -> float:
        """Give the expected share."""
        return self.accepted / (self.accepted + self.refused)


def expect(tags: Iterable[Tag], history: Mapping[Tag, Record]) -> Outlook:
    """Tell how many people of these tags will accept, with a 90 % interval."""
    people = Counter(tags)
    number = people.total()
    chances = {tag: chance_of(tag, history) for tag in people}
    spread: Sequence[float] = [1.0]
    for tag, chance in chances.items():
        spread = _together(spread, _spread(people[tag], chance))
    mean = sum(people[tag] * chance.mean for tag, chance in chances.items())
    low, high = _interval(spread)
    overall = _overall(history)
    usual = overall.mean if overall else COLD
    return Outlook(
        people=number,
        expected=round(mean, 2),
        low=low,
        high=high,
        own=bool(chances) and all(chance.own for chance in chances.values()),
        drags=bool(number) and mean / number < usual - DRAG,
        usual=round(usual, 3),
        history=history,
    )


def in_words(outlook: Outlook, whom: str) -> list[str]:
    """Say what to expect of `whom`, what that rests on, and whether it would harm one's rate."""
    span = str(outlook.low) if outlook.low == outlook.high else f"{outlook.low} to {outlook.high}"
    about = f"about {outlook.expected:.0f} ({span})" if outlook.people > 1 else span
    told = f"Of {whom}, {about} may be expected to accept, by "
    record = [sum(getattr(r, name) for r in outlook.history.values()) for name in _COUNTED]
    if outlook.own:
        told += f"your own record ({record[0]:,} of {record[1]:,} accepted)."
    else:
        told += "vendors' studies (26 to 31 % of cold invitations, 19 % of the C-suite)."
    if not outlook.drags:
        return [told]
    share = 100 * outlook.expected / outlook.people
    whose = "your" if record[1] >= ENOUGH else "the usual"
    rates = f"{share:.0f} % expected, {100 * outlook.usual:.0f} % is {whose} rate"
    return [told, f"WARNING: they would pull your acceptance rate down: {rates}."]


_COUNTED = ("accepted", "ripe")


def chance_of(tag: Tag, history: Mapping[Tag, Record]) -> Chance:
    """Give the rate of a tag: its own history, else that of all tags, else the stated prior."""
    own = history.get(tag, Record())
    if own.ripe >= ENOUGH:
        return _jeffreys(own.accepted, own.ripe)
    overall = _overall(history)
    if overall and tag is not Tag.EXECUTIVE:
        return overall
    mean = SENIOR if tag is Tag.EXECUTIVE else COLD
    return Chance(DOUBT * mean, DOUBT * (1 - mean), own=False)


def _overall(history: Mapping[Tag, Record]) -> Chance | None:
    accepted = sum(record.accepted for record in history.values())
    ripe = sum(record.ripe for record in history.values())
    return _jeffreys(accepted, ripe) if ripe >= ENOUGH else None


def _jeffreys(accepted: int, asked: int) -> Chance:
    return Chance(accepted + 0.5, asked - accepted + 0.5, own=True)


def _spread(number: int, chance: Chance) -> list[float]:
    """Give the probability of 0, 1, … acceptances (beta-binomial)."""
    a, b = chance.accepted, chance.refused
    whole = lgamma(number + 1) - lgamma(number + a + b) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return [
        exp(whole + lgamma(k + a) + lgamma(number - k + b) - lgamma(k + 1) - lgamma(number - k + 1))
        for k in range(number + 1)
    ]


def _together(one: Sequence[float], other: Sequence[float]) -> list[float]:
    found = [0.0] * (len(one) + len(other) - 1)
    for i, p in enumerate(one):
        for j, q in enumerate(other):
            found[i + j] += p * q
    return found


def _interval(spread: Sequence[float]) -> tuple[int, int]:
    tail = (1 - WITHIN) / 2
    low = high = 0
    below = 0.0
    for number, probability in enumerate(spread):
        if below <= tail:
            low = number
        below += probability
        high = number
        if below >= 1 - tail:
            break
    return low, high
