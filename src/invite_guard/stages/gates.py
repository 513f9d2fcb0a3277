"""Where somebody stands in the dry run: the gates between a verdict and a proposal."""

from functools import lru_cache

from invite_guard.config import Settings
from invite_guard.evidence.audience import ANSWERED
from invite_guard.evidence.base import speaks_for
from invite_guard.evidence.circles import STUDIES
from invite_guard.evidence.exchange import APART, ONE_SIDED, THIN
from invite_guard.evidence.labels import FILED_AS_WORK
from invite_guard.evidence.organisation import OFF_HOURS
from invite_guard.evidence.owner import SENT_AS
from invite_guard.evidence.roles import NO_PERSON
from invite_guard.mail.mailbox_syntax import is_exportable
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.plan import PlanEvidence
from invite_guard.model.tag import UNFIT_ADDRESS, Disposition, Exclusion, Flag, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.stand import Stand
from invite_guard.stages.standing import Word

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
NOT_BY_THEMSELVES = frozenset({Flag.PERHAPS_SENIOR, Flag.RELATIVE, Flag.PRIVATE_CIRCLE})
"""Flags under which nobody is proposed unless the owner said what they are: here, or by filing
them under work in the address book.
"""
TOO_LITTLE = frozenset({THIN, ONE_SIDED, APART, STUDIES, NO_PERSON})
"""Evidence under which nobody is proposed unless the owner said what they are."""
UNSURE = TOO_LITTLE | {SENT_AS, OFF_HOURS}
"""Those, and evidence that it is the owner or a neighbour: nobody is proposed under it either, but
for that.
"""
_GUESSED = frozenset({Exclusion.ROBOT, Exclusion.ROLE})
"""Exclusions told from form and habit, which a human who tags the person knows better: such a
person is held, to be approved singly.
"""


def stand_of(person: Person, verdict: Verdict, word: Word, settings: Settings) -> Stand:
    """Tell where a person stands; what else the document says of them costs ten times as much."""
    tag = word.tag.tag if word.tag else verdict.tag
    confidence = 1.0 if word.tag else verdict.confidence
    exclusion = _exclusion(verdict, word)
    likely = tag is Tag.COLLEAGUE and confidence >= settings.propose_at
    answers = [seen for seen in verdict.evidence if seen.rule == ANSWERED]
    return Stand(
        person,
        verdict,
        word,
        tag,
        confidence,
        _disposition(exclusion, proposable=likely and _fit(person, verdict, word)),
        exclusion,
        tuple(plan_evidence(seen, tag) for seen in answers) if answers else (),
    )


def plan_evidence(seen: Evidence, tag: Tag) -> PlanEvidence:
    """Give a fact as the document has it."""
    return _fact(seen.rule, seen.text, round(speaks_for(seen, tag), 2))


@lru_cache(maxsize=1 << 14)
def _fact(rule: str, text: str, weight: float) -> PlanEvidence:
    """Give what is said of many as one value."""
    return PlanEvidence.trusted(rule=rule, text=text, weight=weight)


def _exclusion(verdict: Verdict, word: Word) -> Exclusion | None:
    said = word.exclusion
    if said is Exclusion.NEVER or (word.tag and verdict.exclusion in _GUESSED):
        return said
    return verdict.exclusion or said


def _disposition(exclusion: Exclusion | None, *, proposable: bool) -> Disposition:
    if exclusion:
        return Disposition.EXCLUDED
    return Disposition.PROPOSE if proposable else Disposition.HOLD


def _fit(person: Person, verdict: Verdict, word: Word) -> bool:
    """Whether a colleague may be proposed: a gate that no confidence and no correction opens."""
    if not person.exchange.two_way or not is_exportable(person.address):
        return False
    if verdict.exclusion or ((word.namesake or word.perhaps) and not word.tag):
        return False
    seen_in_them = {seen.rule for seen in verdict.evidence}
    filed = FILED_AS_WORK in seen_in_them
    if not (word.tag or filed or UNSURE.isdisjoint(seen_in_them)):
        return False
    flags = LOOK_TWICE if word.tag or filed else LOOK_TWICE | NOT_BY_THEMSELVES
    return flags.isdisjoint(verdict.flags)
