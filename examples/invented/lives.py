"""How one person and the owner write to each other over the years."""

from collections.abc import Iterator
from typing import NamedTuple

from invented.cast import Member
from invented.desk import BEGINNING, DAY, END, Desk
from invented.dice import Dice
from invented.letters import Letter
from invented.talk import Talk


class Span(NamedTuple):
    """A stretch of time, in days since the beginning of 2019, and the talks held in it."""

    earliest: int
    latest: int
    """Between these days it begins."""
    length: int
    """Days it lasts, up to."""
    talks: tuple[int, int]
    turns: tuple[int, int]
    """Messages in each talk."""


LIVES = {
    "years": Span(0, 1_100, 2_600, (7, 16), (1, 4)),
    "project": Span(500, 2_150, 420, (4, 7), (2, 4)),
    "recent": Span(2_200, 2_400, 400, (3, 6), (2, 4)),
    "former": Span(10, 150, 700, (5, 9), (1, 4)),
    "thin": Span(600, 1_900, 550, (2, 3), (2, 3)),
    "known": Span(300, 1_400, 1_200, (2, 4), (2, 3)),
    "family": Span(0, 200, 2_500, (7, 11), (1, 3)),
    "friend": Span(0, 1_200, 1_500, (2, 6), (1, 3)),
    "once": Span(100, 2_500, 3, (1, 1), (2, 3)),
    "booking": Span(100, 2_500, 9, (1, 1), (4, 6)),
    "burst": Span(400, 700, 60, (3, 3), (3, 5)),
    "wrote": Span(100, 2_000, 500, (1, 3), (1, 1)),
    "asked": Span(100, 2_300, 200, (1, 2), (1, 1)),
    "away": Span(100, 2_300, 200, (1, 1), (1, 1)),
    "pitch": Span(100, 1_500, 1_000, (5, 12), (1, 1)),
    "pitch1": Span(100, 1_500, 1_000, (8, 12), (1, 1)),
}


def moments(member: Member, dice: Dice) -> list[int]:
    """Choose when the talks of a life begin: work by day, private life in the evening."""
    span = LIVES[member.life]
    start = dice.number(span.earliest, span.latest)
    count = dice.number(*span.talks)
    days = sorted(start + dice.number(0, span.length) for _ in range(count))
    hours = (18, 22) if member.truth == "personal" else (8, 17)
    found = []
    for day in days:
        at = BEGINNING + day * DAY
        if member.truth != "personal":
            at -= max(0, (at // DAY + 3) % 7 - 4) * DAY
        found.append(at + dice.number(*hours) * 3_600 + dice.number(0, 3_599))
    return [at for at in found if at < END - 14 * DAY]


def correspondence(desk: Desk, member: Member) -> Iterator[list[Letter]]:
    """Write every talk of one person with the owner, each a list of letters."""
    if member.life not in LIVES:
        return
    dice = member.dice
    begins = moments(member, dice)
    for place, at in enumerate(begins):
        later = place * 2 >= len(begins) and dice.chance(0.6)
        address = member.also if later or place + 1 == len(begins) else ""
        asides = _in_copy(desk, member, dice, place) if member.truth == "colleague" else []
        refused = member.life == "pitch1" and place == 2
        turns = 2 if refused else dice.number(*LIVES[member.life].turns)
        yield Talk(desk, member, dice, address, asides).told(at, turns)


def _in_copy(desk: Desk, member: Member, dice: Dice, place: int) -> list[Member]:
    """Choose who stands on the Cc line of a talk: strangers once, coworkers now and then."""
    if place == 1:
        return desk.brought_by(member)
    return dice.some(desk.coworkers(member), 1) if dice.chance(0.15) else []
