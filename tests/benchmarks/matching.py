"""50,000 connections recognised among 50,000 people: `python -m tests.benchmarks.matching`.

Family names are as unequal as real ones (the frequent are very frequent), one connection in
twenty shows its address, and half of the people are connected.
"""

import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate

from nicknames import NickNamer

from invite_guard.model.correspondent import Correspondent
from invite_guard.model.linkedin import Connection
from invite_guard.model.person import Person
from invite_guard.stages.matching.recognise import recognise

SYLLABLES: list[str] = re.findall("..", "baberodaelfagahoinjokelamonesoperosetaqu")
FAMILIES = 20_000
COMPANIES = 5_000


def families() -> tuple[list[str], list[float]]:
    """Invent family names, and how frequent each is: the n-th as 1/n (Zipf)."""
    names = [_family(number) for number in range(FAMILIES)]
    return names, list(accumulate(1 / (number + 10) for number in range(FAMILIES)))


def _family(number: int) -> str:
    first, second, third = number % 20, number // 20 % 20, number // 400
    return (SYLLABLES[first] + SYLLABLES[second] + SYLLABLES[third % 20] + "s" * (third // 20))[
        :14
    ].title()


def invent(people: int, seed: int) -> tuple[list[Person], list[Connection]]:
    """Make so many people, and as many connections, half of them to these people."""
    dice = random.Random(seed)
    given = sorted(NickNamer().nickname_lookup)
    found = list(_people(dice, given, 2 * people))
    mail = [_person(number, *told) for number, told in enumerate(found[:people])]
    connected = found[people // 2 : people // 2 + people]
    return mail, [_connection(dice, *told) for told in connected]


def _people(
    dice: random.Random, given: Sequence[str], number: int
) -> Iterator[tuple[str, str, str]]:
    names, weights = families()
    for _ in range(number):
        (last,) = dice.choices(names, cum_weights=weights)
        yield dice.choice(given).title(), last, f"firm{dice.randrange(COMPANIES)}"


def _person(number: int, first: str, last: str, firm: str) -> Person:
    address = f"{first}.{last}.{number}@{firm}.example".lower()
    one = Correspondent(address=address, names=((f"{last}, {first}", 3),), messages=3)
    return Person(f"p{number}", f"{first} {last}", (one,), one.exchange)


def _connection(dice: random.Random, first: str, last: str, firm: str) -> Connection:
    shown = f"{first}.{last}@elsewhere.example".lower() if dice.random() < 0.05 else ""
    return Connection(name=f"{first} {last}", organisation=f"{firm.title()} Inc.", address=shown)


def main() -> None:
    """Measure once, and print the figures as JSON."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    people, connections = invent(number, seed=1)
    before = time.perf_counter()
    found = recognise(people, connections)
    seconds = time.perf_counter() - before
    certain = sum(bool(known.certain) for known in found.values())
    figures = {"each": number, "seconds": round(seconds, 2), "certain": certain}
    sys.stdout.write(json.dumps(figures | {"perhaps": len(found) - certain}) + "\n")


if __name__ == "__main__":
    main()
