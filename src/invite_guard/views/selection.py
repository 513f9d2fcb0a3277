"""Which people of a plan are shown, and in which groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.stages.ranking import GroupKey, group_of
from invite_guard.stages.stand import Listed
from invite_guard.views.words import RISK

CUT = 10
"""Most people shown of one held tag, unless all are asked for. The proposed are never cut."""


class Group(NamedTuple):
    """People who stand together in the table."""

    disposition: Disposition
    tag: Tag | None
    """Set where the group is one tag of the held."""
    exclusion: Exclusion | None
    people: tuple[PlanPerson, ...]


@dataclass(frozen=True)
class Selection:
    """What a person asked to see; asking for nothing shows the proposed and some of the held."""

    tag: Tag | None = None
    hold: bool = False
    excluded: bool = False
    everything: bool = False
    demo: bool = False
    """Whether it is the example: commands named in the text are then for the example."""

    @property
    def whole(self) -> bool:
        """Whether groups are shown uncut: whoever asks for a part gets all of it."""
        return self.everything or self.hold or self.excluded or self.tag is not None

    @property
    def cut(self) -> int | None:
        """How many at most of a group are shown that is not the proposed."""
        return None if self.whole else CUT

    def keeps(self, person: Listed) -> bool:
        """Whether the person belongs to what was asked for."""
        if self.tag is not None and person.tag is not self.tag:
            return False
        if self.everything:
            return True
        if self.hold or self.excluded:
            return (self.hold and person.disposition is Disposition.HOLD) or (
                self.excluded and person.disposition is Disposition.EXCLUDED
            )
        return person.disposition is not Disposition.EXCLUDED

    def of(self, plan: Plan) -> Plan:
        """Give the same plan with only the people asked for; the totals stay those of all."""
        kept = tuple(person for person in plan.people if self.keeps(person))
        return plan.model_copy(update={"people": kept})


def groups(plan: Plan) -> list[Group]:
    """Put people in the order they are read in.

    First the proposed, then the held from the riskiest tag on, then the excluded by reason. Within
    a group the order of the plan stands.
    """
    found: defaultdict[GroupKey, list[PlanPerson]] = defaultdict(list)
    for person in plan.people:
        found[group_of(person)].append(person)
    order = (
        (Disposition.PROPOSE, None, None),
        *((Disposition.HOLD, tag, None) for tag in RISK),
        *((Disposition.EXCLUDED, None, reason) for reason in Exclusion),
    )
    return [Group(*kind, tuple(found[kind])) for kind in order if kind in found]


def undecided(
    people: Iterable[Listed], tag: Tag | None = None, *, again: bool = False
) -> list[Listed]:
    """Give whom of a dry run to decide about, in its order: the proposed, then the held.

    `again` gives those too about whom it was decided.
    """
    wanted = Selection(tag=tag)
    return [
        person
        for person in people
        if person.disposition is not Disposition.EXCLUDED
        and wanted.keeps(person)
        and (again or person.decision is None or person.decision.stale)
    ]


def decidable(people: Iterable[Listed]) -> list[Listed]:
    """Give everybody of a dry run who can be decided about, in its order.

    The last are those whom the owner rejected, but may approve.
    """
    return [
        person
        for person in people
        if person.disposition is not Disposition.EXCLUDED or person.exclusion is Exclusion.REJECTED
    ]
