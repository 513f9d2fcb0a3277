"""From verdicts to the dry run: what is proposed, what is held, what is excluded and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import NamedTuple

from invite_guard.config import Settings
from invite_guard.evidence.family import YOUR_NAME
from invite_guard.evidence.owner import SENT_AS, sent_from
from invite_guard.model.decision import Standing
from invite_guard.model.outcome import Record
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.plan import SCHEMA, Plan, PlanOwner, PlanPerson, PlanSource, Totals
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.expect import expect
from invite_guard.stages.gates import stand_of
from invite_guard.stages.namesakes import beside_namesakes
from invite_guard.stages.planned import plan_person
from invite_guard.stages.ranking import PROPOSED, RISKIEST_FIRST, GroupKey, group_of, place_of
from invite_guard.stages.stand import Stand
from invite_guard.stages.standing import words_on
from invite_guard.stages.unswept import unswept

MAILS_EACH = 3
"""An imported address gets one invitation and up to two reminders."""
PERHAPS_OWN = 0.05
"""How much an address of the owner's name wrote, of what the owner did, that may be theirs too."""
_MAY_BE_OWN = frozenset({YOUR_NAME, SENT_AS})
_NO_HISTORY: Mapping[Tag, Record] = {}
Group = list[Stand]
"""Those who stand together."""


def everybody(_: Stand) -> bool:
    """Leave nobody out."""
    return True


class Choice(NamedTuple):
    """Who is to stand in the document; the totals are those of all."""

    keeps: Callable[[Stand], bool] = everybody
    cut: int | None = None
    """Most people of one group of those who are not proposed."""


EVERYBODY = Choice()


class Outline(NamedTuple):
    """The dry run before anybody is told of."""

    head: Plan
    """What it says of all together; nobody stands in it."""
    stands: Sequence[Stand]
    """Who is to stand in it, in order."""

    @property
    def people(self) -> Iterator[PlanPerson]:
        """Tell of each in turn."""
        return map(plan_person, self.stands)

    @unswept()
    def whole(self) -> Plan:
        """Give the plan with the people: ten times as large as what it is made of."""
        return self.head.model_copy(update={"people": tuple(self.people)})


@unswept()
def outline(  # noqa: PLR0913 - everything the document states
    people: Sequence[Person],
    verdicts: Sequence[Verdict],
    *,
    owner: Owner,
    sources: Sequence[PlanSource],
    standing: Standing,
    settings: Settings,
    history: Mapping[Tag, Record] = _NO_HISTORY,
    wanted: Choice = EVERYBODY,
) -> Outline:
    """Give every person a disposition. Pure: the same arguments give the same document."""
    words = beside_namesakes(people, verdicts, words_on(people, standing))
    stands = [
        stand_of(person, verdict, word, settings)
        for person, verdict, word in zip(people, verdicts, words, strict=True)
    ]
    groups: defaultdict[GroupKey, Group] = defaultdict(list)
    for stand in stands:
        groups[group_of(stand)].append(stand)
    proposed = groups.get(PROPOSED, [])
    head = Plan.trusted(
        schema_=SCHEMA,
        owner=PlanOwner(
            addresses=owner.addresses,
            names=owner.names,
            reason=owner.reason,
            perhaps=tuple(_perhaps_own(people, verdicts, owner)),
        ),
        sources=tuple(sources),
        totals=_totals(people, groups, owner),
        outlook=expect([stand.tag for stand in proposed], history),
        people=(),
    )
    return Outline(head, list(_in_order(groups.values(), wanted)))


def _perhaps_own(
    people: Sequence[Person], verdicts: Sequence[Verdict], owner: Owner
) -> Iterator[str]:
    """Give the addresses that sent mail is from, and those of the owner's name that wrote enough.

    A namesake seldom does.
    """
    found = [
        (person, YOUR_NAME in rules)
        for person, verdict in zip(people, verdicts, strict=True)
        if not _MAY_BE_OWN.isdisjoint(rules := [seen.rule for seen in verdict.evidence])
    ]
    if not found:
        return
    everybody = (c for person in people for c in person.correspondents)
    least = PERHAPS_OWN * sum(c.roles.from_ for c in everybody if c.address in owner.addresses)
    for person, named in found:
        for seen in person.correspondents:
            if (named and seen.roles.from_ > least) or sent_from(seen) > 0:
                yield seen.address


def _in_order(groups: Iterable[Group], wanted: Choice) -> Iterator[Stand]:
    """Give those who are wanted, as they stand in the document."""
    for group in sorted(groups, key=lambda group: place_of(group[0])):
        kept = filter(wanted.keeps, group)
        cut = None if group[0].disposition is Disposition.PROPOSE else wanted.cut
        yield from sorted(kept, key=place_of) if cut is None else nsmallest(cut, kept, key=place_of)


def _totals(people: Sequence[Person], groups: Mapping[GroupKey, Group], owner: Owner) -> Totals:
    sizes = {key: len(group) for key, group in groups.items()}
    seen = [c for person in people for c in person.correspondents]
    own = frozenset(owner.addresses)
    naive = sum([c.well_formed and c.address not in own for c in seen])
    return Totals(
        correspondents=len(seen),
        people=len(people),
        proposed=sizes.get(PROPOSED, 0),
        held={tag: sizes.get((Disposition.HOLD, tag, None), 0) for tag in RISKIEST_FIRST},
        excluded={
            reason: sizes[key]
            for reason in Exclusion
            if (key := (Disposition.EXCLUDED, None, reason)) in sizes
        },
        naive_import=naive,
        naive_mails=MAILS_EACH * naive,
    )
