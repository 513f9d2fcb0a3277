"""Chance that falls the same way on every platform and every Python."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Choices that follow from a name alone, so that one person's life never shifts another's.

    Only `Random.random()` seeded with text is used: the one sequence Python promises to keep.
    """

    __slots__ = ("_random",)

    def __init__(self, *key: object) -> None:
        self._random = random.Random("/".join(map(str, key)))

    def number(self, low: int, high: int) -> int:
        """Give a whole number between both ends, ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """Say yes in this share of the throws."""
        return self._random.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """Take one."""
        return options[self.number(0, len(options) - 1)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Give all of them in another order."""
        deck = list(options)
        for place in range(len(deck) - 1, 0, -1):
            other = self.number(0, place)
            deck[place], deck[other] = deck[other], deck[place]
        return deck

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Take so many different ones, or all when there are fewer."""
        return self.shuffled(options)[:count]
