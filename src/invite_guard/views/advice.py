"""What would change somebody's place in the dry run, in words to act on."""

from collections.abc import Mapping

from invite_guard.evidence.owner import SENT_AS
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import UNFIT_ADDRESS, Disposition, Exclusion, Flag, Tag
from invite_guard.stages.gates import TOO_LITTLE
from invite_guard.terminal import safe
from invite_guard.views.words import percent

_EXCLUDED: Mapping[Exclusion, str] = {
    Exclusion.OWNER: "If this is not you, name your own addresses: `invite-guard scan --me …`.",
    Exclusion.ROBOT: "No human writes from here, as far as the mail shows. If one does, say what "
    "they are: `invite-guard tag {id} TAG`.",
    Exclusion.ROLE: "An office, not a person, answers here. If it is one person, say what they "
    "are: `invite-guard tag {id} TAG`.",
    Exclusion.LIST: "Nothing: a mailing list cannot be invited.",
    Exclusion.MALFORMED: "Nothing: the address means nobody, or not one mailbox to every reader.",
    Exclusion.CONNECTED: "Nothing is needed: you are connected already.",
    Exclusion.INVITED: "Nothing: they were invited already, as `invite-guard ledger` or LinkedIn's "
    "data export shows.",
    Exclusion.REJECTED: "`invite-guard approve --clear {id}` takes your rejection back.",
    Exclusion.NEVER: "`invite-guard never --lift {address}`, or their domain, if it was that.",
}

NOTABLE = 0.3
"""Log-odds below which a fact is not worth naming: it would move a chance by a few points."""


def advice(person: PlanPerson, propose_at: float) -> list[str]:
    """Say what would have to be otherwise for another tag or disposition.

    `propose_at` is the least confidence, 0 to 1, at which a colleague is proposed.
    """
    if person.exclusion:
        return [_EXCLUDED[person.exclusion].format(id=person.id, address=safe(person.address))]
    if person.disposition is Disposition.PROPOSE:
        return [
            f"`invite-guard reject {person.id}` takes them out; so does any other tag.",
            *_strongest(person),
            *_taught(person),
        ]
    return [
        *_flagged(person),
        *_perhaps_known(person),
        *_direct(person),
        *_too_little(person),
        *_perhaps_own(person),
        *_doubt(person, propose_at),
        *_strongest(person),
        *_against(person),
        *_taught(person),
        _own_word(person),
    ]


_OVERRULED: Mapping[Flag, str] = {
    Flag.PERHAPS_SENIOR: "as perhaps holding a top office",
    Flag.RELATIVE: "as perhaps a relative or as near, to you or to somebody you know",
    Flag.PRIVATE_CIRCLE: "as perhaps of your congregation, school or club",
}
"""Flags that hold a colleague until the owner says what they are."""
_STAYING: Mapping[Flag, str] = {
    Flag.LOOK_ALIKE: "as reading like somebody else you know",
    Flag.MISLEADING_NAME: "for a name that shows another address",
}
"""Flags that no tag takes away."""


def _flagged(person: PlanPerson) -> list[str]:
    """Name the flags that hold somebody, and what is stronger than each."""
    if not UNFIT_ADDRESS.isdisjoint(person.flags):
        return ["Nothing lets this address out; write to them yourself and ask for another."]
    lines = []
    for flag in person.flags:
        if flag in _STAYING:
            alone = f"only `invite-guard approve {person.id}`, by itself, lets them out"
            lines.append(f"Held {_STAYING[flag]}: {alone}.")
        elif flag in _OVERRULED and person.tag is Tag.COLLEAGUE and not person.corrected:
            word = f"`invite-guard tag {person.id} colleague` says that they are one all the same"
            lines.append(f"Held {_OVERRULED[flag]}; {word}.")
    return lines


def _perhaps_known(person: PlanPerson) -> list[str]:
    if {Flag.PERHAPS_CONNECTED, Flag.PERHAPS_INVITED}.isdisjoint(person.flags):
        return []
    command = f"`invite-guard approve {person.id}`"
    return [f"LinkedIn itself shows whether you are connected; where you are not: {command}."]


def _direct(person: PlanPerson) -> list[str]:
    exchange = person.exchange
    missing = [
        words
        for words, number in (
            ("from them to you", exchange.direct_in),
            ("from you to them", exchange.direct_out),
        )
        if not number
    ]
    if not missing:
        return []
    return [f"No direct mail {' nor '.join(missing)}: without both, nobody is proposed."]


def _too_little(person: PlanPerson) -> list[str]:
    """Name the gate that only more mail, or the owner's word, opens."""
    if person.tag is not Tag.COLLEAGUE or person.corrected:
        return []
    found = [fact.text for fact in person.evidence if fact.rule in TOO_LITTLE]
    return [f"More mail both ways: {safe(text)}." for text in found]


def _perhaps_own(person: PlanPerson) -> list[str]:
    if not any(fact.rule == SENT_AS for fact in person.evidence):
        return []
    return ["If it is yours: `invite-guard scan --me …` with every address of yours."]


def _against(person: PlanPerson) -> list[str]:
    """Name what speaks loudest against the tag: without it, it would be surer, or another."""
    worst = min(person.evidence, key=lambda fact: fact.weight, default=None)
    if worst is None or worst.weight > -NOTABLE:
        return []
    return [f"Against it speaks most: {safe(worst.text)}."]


def _taught(person: PlanPerson) -> list[str]:
    """Tell how to take back what the owner's words on others say here."""
    if not any(fact.rule.startswith("lessons.") for fact in person.evidence):
        return []
    back = "`invite-guard tag WHO --clear` or `invite-guard approve --clear WHO` takes one back."
    return [f"What you said of others counts here; {back}"]


def _doubt(person: PlanPerson, propose_at: float) -> list[str]:
    if person.tag is not Tag.COLLEAGUE or person.confidence >= propose_at:
        return []
    return [f"{percent(person.confidence)} sure; {percent(propose_at)} is needed to be proposed."]


def _strongest(person: PlanPerson) -> list[str]:
    best = max(person.evidence, key=lambda fact: fact.weight, default=None)
    if best is None or best.weight <= 0:
        return []
    return [f"The tag rests most on: {safe(best.text)}."]


def _own_word(person: PlanPerson) -> str:
    if person.corrected:
        return f"The tag is your own word; `invite-guard tag {person.id} TAG` gives another."
    return f"Your own word beats the evidence: `invite-guard tag {person.id} TAG`."
