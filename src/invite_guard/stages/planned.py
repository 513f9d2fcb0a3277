"""One person of the dry run, with everything the document says of them."""

from collections.abc import Mapping

from invite_guard.evidence.base import speaks_for
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.plan import (
    PlanAddress,
    PlanEvidence,
    PlanExchange,
    PlanPerson,
)
from invite_guard.model.tag import Exclusion, Flag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.gates import plan_evidence
from invite_guard.stages.stand import Listed, Stand
from invite_guard.stages.standing import Word

_BARRED: Mapping[Exclusion, str] = {
    Exclusion.NEVER: "on your never-list",
    Exclusion.INVITED: "already invited",
    Exclusion.REJECTED: "you rejected",
}


def whole(one: Listed) -> PlanPerson:
    """Give somebody in a list with everything the document says of them."""
    return one if isinstance(one, PlanPerson) else plan_person(one)


def plan_person(stand: Stand) -> PlanPerson:
    """Tell of a person what stands in the document."""
    person, verdict, word = stand.person, stand.verdict, stand.word
    return PlanPerson.trusted(
        id=person.id,
        name=person.name,
        organisation=stand.organisation,
        title=stand.title,
        linkedin_url=person.linkedin_url,
        tag=stand.tag,
        corrected=word.tag is not None,
        confidence=stand.confidence,
        disposition=stand.disposition,
        exclusion=stand.exclusion,
        flags=_flags(verdict, word),
        hints=person.hints,
        addresses=tuple(map(_address, person.correspondents)),
        exchange=_exchange(stand.exchange),
        evidence=_evidence(stand),
        decision=stand.decision,
        note=word.note,
    )


def _flags(verdict: Verdict, word: Word) -> tuple[Flag, ...]:
    """Give what to look twice at, in the order of the list."""
    if not word.perhaps:
        return verdict.flags
    return tuple(flag for flag in Flag if flag in {*verdict.flags, Flag.PERHAPS_SAME_PERSON})


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


def _evidence(stand: Stand) -> tuple[PlanEvidence, ...]:
    """Give every fact: what keeps somebody out first, as no tag matters then."""
    verdict, tag, word = stand.verdict, stand.tag, stand.word
    said = [PlanEvidence(rule="decision.tag", text=f"you said {tag}", weight=0)] if word.tag else []
    if word.namesake:
        text = f"has the name of somebody {_BARRED[word.namesake]}"
        said.append(PlanEvidence(rule="decision.namesake", text=text, weight=0))
    if word.perhaps:
        said.append(PlanEvidence(rule="same_name.held", text=word.perhaps, weight=0))
    found = verdict.evidence
    if tag is not verdict.tag:
        found = tuple(sorted(found, key=lambda seen: -speaks_for(seen, tag)))
    if stand.exclusion:
        found = tuple(sorted(found, key=lambda seen: seen.exclusion is not stand.exclusion))
    return (*said, *[plan_evidence(seen, tag) for seen in found])
