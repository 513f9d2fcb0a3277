"""How many stand where, hidden ones included, kept up to date key by key."""

from collections import Counter
from collections.abc import Sequence

from invite_guard.model.tag import Tag
from invite_guard.stages.review import Review, changed
from invite_guard.stages.stand import Listed
from invite_guard.stages.told import Place, place
from invite_guard.tui.sight import Tab

_DECIDED = (Place.APPROVED, Place.REJECTED, Place.NEVER)


class Tally:
    """Everybody by place and by tag."""

    def __init__(self, people: Sequence[Listed]) -> None:
        self.places: Counter[Place] = Counter(map(place, people))
        self.tags: Counter[Tag] = Counter(person.tag for person in people)
        self.total = len(people)

    def move(self, before: Review, after: Review) -> list[int]:
        """Count anew whom a key changed, and give their positions."""
        found = changed(before, after)
        for at in found:
            old, new = before.people[at], after.people[at]
            self.places.subtract([place(old)])
            self.places.update([place(new)])
            self.tags.subtract([old.tag])
            self.tags.update([new.tag])
        return found

    def holds(self, tab: Tab) -> int:
        """Count whom a tab holds."""
        if tab is Tab.ALL:
            return self.total
        if tab is Tab.DECIDED:
            return sum(self.places[one] for one in _DECIDED)
        return self.tags[Tag(tab.value)]

    @property
    def stands(self) -> str:
        """Say how everybody stands."""
        return f"{self.places[Place.APPROVED]:,} approved · " + " · ".join(
            f"{self.places[one]:,} {one}"
            for one in (Place.PROPOSED, Place.HELD, Place.REJECTED, Place.NEVER)
            if one in (Place.PROPOSED, Place.HELD) or self.places[one]
        )

    def line(self, shown: int) -> str:
        """Say how everybody stands, and how many of them are in sight."""
        return f"{self.stands} | {shown:,} of {self.total:,} shown"
