"""From verdicts to the dry run: what is proposed, what is held, what is excluded and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from invite_guard.config import Settings
from invite_guard.evidence.base import speaks_for
from invite_guard.evidence.exchange import APART, ONE_SIDED, THIN
from invite_guard.evidence.labels import FILED_AS_WORK
from invite_guard.mail.addresses import is_exportable
from invite_guard.mail.full_names import full_name_key
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.decision import Decision, Standing, staleness
from invite_guard.model.outcome import Record
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.plan import (
    SCHEMA,
    Plan,
    PlanAddress,
    PlanDecision,
    PlanEvidence,
    PlanExchange,
    PlanOwner,
    PlanPerson,
    PlanSource,
    Totals,
)
from invite_guard.model.tag import UNFIT_ADDRESS, Disposition, Exclusion, Flag, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.expect import expect
from invite_guard.stages.ranking import RISKIEST_FIRST, place_of
from invite_guard.stages.standing import Word, barred_names, word_on
from invite_guard.stages.unswept import unswept

MAILS_EACH = 3
"""An imported address gets one invitation and up to two reminders."""
LOOK_TWICE = frozenset(
    {
        *UNFIT_ADDRESS,
        Flag.LOOK_ALIKE,
        Flag.MISLEADING_NAME,
        Flag.PERHAPS_CONNECTED,
        Flag.PERHAPS_INVITED,
    }
)
"""Flags under which nobody is proposed, whoever they are."""
NOT_BY_THEMSELVES = frozenset({Flag.PERHAPS_SENIOR, Flag.RELATIVE})
"""Flags under which nobody is proposed unless the owner said what they are: here, or by filing
them under work in the address book.
"""
_BARRED: Mapping[Exclusion, str] = {
    Exclusion.NEVER: "on your never-list",
    Exclusion.INVITED: "already invited",
    Exclusion.REJECTED: "you rejected",
}
TOO_LITTLE = frozenset({THIN, ONE_SIDED, APART})
"""Evidence under which nobody is proposed unless the owner said what they are."""
_GUESSED = frozenset({Exclusion.ROBOT, Exclusion.ROLE})
"""Exclusions told from form and habit, which a human who tags the person knows better: such a
person is held, to be approved singly.
"""
_NO_HISTORY: Mapping[Tag, Record] = {}


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
) -> Plan:
    """Give every person a disposition. Pure: the same arguments give the same document."""
    words = list(map(word_on(standing), (person.addresses for person in people)))
    barred = barred_names(people, words)
    planned = [
        _plan_person(person, verdict, _beside(word, person, barred), settings)
        for person, verdict, word in zip(people, verdicts, words, strict=True)
    ]
    planned.sort(key=place_of)
    return Plan.trusted(
        schema_=SCHEMA,
        owner=PlanOwner(addresses=owner.addresses, names=owner.names, reason=owner.reason),
        sources=tuple(sources),
        totals=_totals(people, planned, owner),
        outlook=expect((p.tag for p in planned if p.disposition is Disposition.PROPOSE), history),
        people=tuple(planned),
    )


def _beside(word: Word, person: Person, barred: Mapping[tuple[str, ...], Exclusion]) -> Word:
    """Note on a person where a namesake is excluded by a human's word."""
    if not barred or word.exclusion:
        return word
    return word._replace(namesake=barred.get(full_name_key(person.name)))


def _plan_person(person: Person, verdict: Verdict, word: Word, settings: Settings) -> PlanPerson:
    tag = word.tag.tag if word.tag else verdict.tag
    confidence = 1.0 if word.tag else verdict.confidence
    exclusion = _exclusion(verdict, word)
    signed = person.signatures
    likely = tag is Tag.COLLEAGUE and confidence >= settings.propose_at
    return PlanPerson.trusted(
        id=person.id,
        name=person.name,
        organisation=person.organisation
        or next((s.organisation for s in signed if s.organisation), ""),
        title=person.title or next((s.title for s in signed), ""),
        linkedin_url=person.linkedin_url,
        tag=tag,
        corrected=word.tag is not None,
        confidence=confidence,
        disposition=_disposition(exclusion, proposable=likely and _fit(person, verdict, word)),
        exclusion=exclusion,
        flags=verdict.flags,
        hints=person.hints,
        addresses=tuple(map(_address, person.correspondents)),
        exchange=_exchange(person.exchange),
        evidence=_evidence(verdict, tag, word),
        decision=_decision(word.decision, person.address, tag),
        note=word.note,
    )


def _exclusion(verdict: Verdict, word: Word) -> Exclusion | None:
    if word.exclusion is Exclusion.NEVER:
        return Exclusion.NEVER
    if word.tag and verdict.exclusion in _GUESSED:
        return word.exclusion
    return verdict.exclusion or word.exclusion


def _disposition(exclusion: Exclusion | None, *, proposable: bool) -> Disposition:
    if exclusion:
        return Disposition.EXCLUDED
    return Disposition.PROPOSE if proposable else Disposition.HOLD


def _fit(person: Person, verdict: Verdict, word: Word) -> bool:
    """Whether a colleague may be proposed: a gate that no confidence and no correction opens."""
    if not person.exchange.two_way or not is_exportable(person.address):
        return False
    if verdict.exclusion or (word.namesake and not word.tag):
        return False
    seen_in_them = {seen.rule for seen in verdict.evidence}
    filed = FILED_AS_WORK in seen_in_them
    if not (word.tag or filed or TOO_LITTLE.isdisjoint(seen_in_them)):
        return False
    flags = LOOK_TWICE if word.tag or filed else LOOK_TWICE | NOT_BY_THEMSELVES
    return flags.isdisjoint(verdict.flags)


def _address(correspondent: Correspondent) -> PlanAddress:
    roles = correspondent.roles
    return PlanAddress.trusted(
        address=correspondent.address, from_=roles.from_, to=roles.to, cc=roles.cc, bcc=roles.bcc
    )


def _exchange(exchange: Exchange) -> PlanExchange:
    return PlanExchange.trusted(
        they_wrote=exchange.they_wrote,
        owner_wrote=exchange.owner_wrote,
        direct_in=exchange.direct_in,
        direct_out=exchange.direct_out,
        first_seen=exchange.first_seen,
        last_seen=exchange.last_seen,
        last_direct=exchange.last_direct,
        cc_only=exchange.cc_only,
        shared=exchange.shared,
        threads=exchange.threads,
        smallest_audience=exchange.smallest_audience,
        months=exchange.months,
    )


def _evidence(verdict: Verdict, tag: Tag, word: Word) -> tuple[PlanEvidence, ...]:
    said = [PlanEvidence(rule="decision.tag", text=f"you said {tag}", weight=0)] if word.tag else []
    if word.namesake:
        text = f"has the name of somebody {_BARRED[word.namesake]}"
        said.append(PlanEvidence(rule="decision.namesake", text=text, weight=0))
    found = verdict.evidence
    if tag is not verdict.tag:
        found = tuple(sorted(found, key=lambda seen: -speaks_for(seen, tag)))
    return (
        *said,
        *(
            PlanEvidence.trusted(
                rule=seen.rule, text=seen.text, weight=round(speaks_for(seen, tag), 2)
            )
            for seen in found
        ),
    )


def _decision(decision: Decision | None, address: str, tag: Tag) -> PlanDecision | None:
    if decision is None:
        return None
    return PlanDecision(
        action=decision.action, at=decision.at, stale=staleness(decision, address, tag)
    )


def _totals(people: Sequence[Person], planned: Iterable[PlanPerson], owner: Owner) -> Totals:
    dispositions: Counter[Disposition] = Counter()
    held: Counter[Tag] = Counter(dict.fromkeys(Tag, 0))
    excluded: Counter[Exclusion] = Counter()
    for person in planned:
        dispositions[person.disposition] += 1
        if person.exclusion:
            excluded[person.exclusion] += 1
        elif person.disposition is Disposition.HOLD:
            held[person.tag] += 1
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
