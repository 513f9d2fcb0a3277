"""From verdicts to the dry run: what is proposed, what is held, what is excluded and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from invite_guard.config import Settings
from invite_guard.mail.full_names import full_name_key
from invite_guard.model.decision import Standing
from invite_guard.model.outcome import Record
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.plan import SCHEMA, Plan, PlanOwner, PlanSource, Totals
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.expect import expect
from invite_guard.stages.gates import stand_of
from invite_guard.stages.planned import plan_person
from invite_guard.stages.ranking import RISKIEST_FIRST, GroupKey, Stand, group_of, place_of
from invite_guard.stages.standing import Word, barred_names, word_on
from invite_guard.stages.unswept import unswept

MAILS_EACH = 3
"""An imported address gets one invitation and up to two reminders."""
_NO_HISTORY: Mapping[Tag, Record] = {}
Choice = Callable[[Stand, int], bool]
"""Whether somebody is to stand in the document, by where they stand: the place among all, and the
number within the group of the same disposition, tag or reason, from 0 on.
"""


def everybody(_: Stand, __: int) -> bool:
    """Leave nobody out."""
    return True


@unswept()
def build_plan(  # noqa: PLR0913 - everything the document states
    people: Sequence[Person],
    verdicts: Sequence[Verdict],
    *,
    owner: Owner,
    sources: Sequence[PlanSource],
    standing: Standing,
    settings: Settings,
    history: Mapping[Tag, Record] = _NO_HISTORY,
    wanted: Choice = everybody,
) -> Plan:
    """Give every person a disposition. Pure: the same arguments give the same document.

    Only those who are `wanted` stand in it; the totals are those of all.
    """
    words = list(map(word_on(standing), (person.addresses for person in people)))
    barred = barred_names(people, words)
    if barred:
        words = [_beside(word, one, barred) for word, one in zip(words, people, strict=True)]
    stands = [
        stand_of(person, verdict, word, settings)
        for person, verdict, word in zip(people, verdicts, words, strict=True)
    ]
    proposed = [stand.tag for stand in stands if stand.disposition is Disposition.PROPOSE]
    return Plan.trusted(
        schema_=SCHEMA,
        owner=PlanOwner(addresses=owner.addresses, names=owner.names, reason=owner.reason),
        sources=tuple(sources),
        totals=_totals(people, stands, owner),
        outlook=expect(proposed, history),
        people=tuple(
            plan_person(people[number], verdicts[number], words[number], stands[number])
            for number in _in_order(stands, wanted)
        ),
    )


def _in_order(stands: Sequence[Stand], wanted: Choice) -> Iterable[int]:
    """Give the numbers of those who are wanted, as they stand in the document."""
    before: Counter[GroupKey] = Counter()
    for number in sorted(range(len(stands)), key=[place_of(stand) for stand in stands].__getitem__):
        stand = stands[number]
        group = group_of(stand)
        if wanted(stand, before[group]):
            yield number
        before[group] += 1


def _beside(word: Word, person: Person, barred: Mapping[tuple[str, ...], Exclusion]) -> Word:
    """Note on a person where a namesake is excluded by a human's word."""
    if word.exclusion:
        return word
    return word._replace(namesake=barred.get(full_name_key(person.name)))


def _totals(people: Sequence[Person], stands: Iterable[Stand], owner: Owner) -> Totals:
    dispositions: Counter[Disposition] = Counter()
    held: Counter[Tag] = Counter()
    excluded: Counter[Exclusion] = Counter()
    for stand in stands:
        dispositions[stand.disposition] += 1
        if stand.exclusion:
            excluded[stand.exclusion] += 1
        elif stand.disposition is Disposition.HOLD:
            held[stand.tag] += 1
    seen = [c for person in people for c in person.correspondents]
    own = frozenset(owner.addresses)
    naive = sum(c.well_formed and c.address not in own for c in seen)
    return Totals(
        correspondents=len(seen),
        people=len(people),
        proposed=dispositions[Disposition.PROPOSE],
        held={tag: held[tag] for tag in RISKIEST_FIRST},
        excluded={reason: excluded[reason] for reason in Exclusion if excluded[reason]},
        naive_import=naive,
        naive_mails=MAILS_EACH * naive,
    )
