"""What every rule is: a look at one person that yields evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from invite_guard.model.evidence import Evidence
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.tag import Tag


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the person."""

    owner: Owner
    today: date
    """The day of the newest message read: recency is measured from it, so a scan of an old
    archive, or of the same archive next year, gives the same verdicts.
    """
    employers: frozenset[str] = frozenset()
    """Registrable domains of the owner's own organisations: free-mail is never one."""
    weights: Mapping[str, Mapping[Tag, float]] = field(default_factory=dict)
    """Log-odds by evidence key, from the data file."""


class Rule(Protocol):
    """One kind of fact."""

    name: str

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield what this rule sees in the person, or nothing."""
        ...
