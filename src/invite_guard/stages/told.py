"""How a person of the plan stands after a human's word, before the plan is built anew."""

from datetime import UTC, datetime
from enum import StrEnum

from invite_guard.model.decision import Action
from invite_guard.model.plan import PlanDecision, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.stages.gates import LOOK_TWICE
from invite_guard.stages.stand import Listed


def after_word(
    person: PlanPerson, action: Action | None, natural: Disposition = Disposition.HOLD
) -> PlanPerson:
    """Give the person approved, rejected, cleared, or (with no action) on the never-list.

    `natural` is what the dry run means to do once an exclusion is taken back.
    """
    match action:
        case Action.APPROVE | Action.CLEAR:
            exclusion = None
            place = natural if person.exclusion else person.disposition
        case Action.REJECT:
            exclusion, place = Exclusion.REJECTED, Disposition.EXCLUDED
        case _:
            exclusion, place = Exclusion.NEVER, Disposition.EXCLUDED
    decision = person.decision
    if action is not None:
        now = datetime.now(UTC)
        decision = None if action is Action.CLEAR else PlanDecision(action=action, at=now)
    return person.model_copy(
        update={"decision": decision, "exclusion": exclusion, "disposition": place}
    )


def with_tag(person: PlanPerson, tag: Tag) -> PlanPerson:
    """Give the person with the owner's own word for what they are; no gate is opened by it."""
    both = person.exchange.direct_in > 0 and person.exchange.direct_out > 0
    fit = tag is Tag.COLLEAGUE and both and LOOK_TWICE.isdisjoint(person.flags)
    decision = person.decision
    if decision and decision.action is Action.APPROVE:
        stale = f"the tag was {person.tag} when you approved"
        decision = decision.model_copy(update={"stale": decision.stale or stale})
    return person.model_copy(
        update={
            "tag": tag,
            "corrected": True,
            "confidence": 1.0,
            "disposition": _place(person, fit=fit),
            "decision": decision,
        }
    )


def _place(person: PlanPerson, *, fit: bool) -> Disposition:
    if person.exclusion:
        return Disposition.EXCLUDED
    return Disposition.PROPOSE if fit else Disposition.HOLD


def with_note(person: PlanPerson, note: str) -> PlanPerson:
    """Give the person with the owner's note."""
    return person.model_copy(update={"note": note})


def is_approved(person: Listed) -> bool:
    """Whether an approval of this very person, address and tag stands."""
    word = person.decision
    return word is not None and word.action is Action.APPROVE and not word.stale


def in_group(person: Listed) -> bool:
    """Whether a group may hold the person: proposed colleagues, and nobody else, undecided."""
    return (
        person.disposition is Disposition.PROPOSE
        and person.tag is Tag.COLLEAGUE
        and person.exclusion is None
        and not is_approved(person)
    )


class Place(StrEnum):
    """Where somebody stands in a review; exactly one holds."""

    APPROVED = "approved"
    PROPOSED = "proposed"
    HELD = "held"
    REJECTED = "rejected"
    NEVER = "never"


OPEN = frozenset({Place.PROPOSED, Place.HELD})
"""Where somebody stands who is not decided about."""


def place(person: Listed) -> Place:
    """Tell where the person stands: an approval counts only while it is current."""
    if person.exclusion is Exclusion.NEVER:
        return Place.NEVER
    if person.exclusion is not None:
        return Place.REJECTED
    if is_approved(person):
        return Place.APPROVED
    return Place.PROPOSED if person.disposition is Disposition.PROPOSE else Place.HELD
