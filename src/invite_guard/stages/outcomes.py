"""From the ledger and a later LinkedIn export to what became of everybody who was handed over."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import sqrt

from invite_guard.model.batch import LedgerEntry
from invite_guard.model.linkedin import Invitation, LinkedInExport
from invite_guard.model.outcome import (
    RIPE_DAYS,
    Outcomes,
    Rate,
    Sent,
    State,
    Strength,
    Unapproved,
)
from invite_guard.model.tag import Tag
from invite_guard.stages.matching.assign import DAY, Left, assign
from invite_guard.stages.matching.invitees import accepted_by

_Z = 1.959964
"""Of the normal distribution, for 95 %."""


def judge_outcomes(
    ledger: Sequence[LedgerEntry],
    export: LinkedInExport,
    *,
    as_of: date,
    strength: Callable[[str], Strength] = lambda _: Strength.UNKNOWN,
    before: Mapping[str, State] | None = None,
) -> Outcomes:
    """Tell what became of everybody in the ledger, and which invitations were never approved.

    `strength` tells by address how much direct mail there was; `before` what earlier exports said.
    """
    left = [Left(row, e.number, e.prepared_at.date()) for e in ledger for row in e.rows]
    outgoing = [invitation for invitation in export.invitations if invitation.outgoing]
    invited = assign(left, outgoing)
    states = _states(left, assign(left, export.connections).keys(), invited.keys(), before or {})
    people = [
        _sent(one, state if one.on <= as_of else State.UNSEEN, as_of, strength(one.row.address))
        for one, state in zip(left, states, strict=True)
    ]
    return Outcomes(
        as_of=as_of,
        never_approved=_never_approved(outgoing, frozenset(invited.values()), export, left),
        people=tuple(people),
        counts=Counter(one.state for one in people),
        rate=rate_of(people),
        by_tag={tag: rate_of(p for p in people if p.tag is tag) for tag in _tags(people)},
        by_strength={
            level: rate_of(p for p in people if p.strength is level)
            for level in Strength
            if any(p.strength is level for p in people)
        },
    )


def _states(
    left: Sequence[Left],
    connected: Collection[int],
    invited: Collection[int],
    before: Mapping[str, State],
) -> Iterator[State]:
    """Tell how it stands with each row.

    A file is uploaded whole or not at all: where an export knows some of a batch, those it does not
    know are gone; where it knows nobody, the batch perhaps never reached LinkedIn.
    """
    uploaded = {one.batch for number, one in enumerate(left) if number in {*connected, *invited}}
    for number, one in enumerate(left):
        if number in connected:
            yield State.ACCEPTED
        elif number in invited:
            yield State.PENDING
        elif one.batch in uploaded or before.get(one.row.address) in {State.PENDING, State.GONE}:
            yield State.GONE
        else:
            yield State.UNSEEN


def _sent(one: Left, state: State, as_of: date, strength: Strength) -> Sent:
    return Sent(
        name=one.row.name,
        address=one.row.address,
        tag=one.row.tag,
        batch=one.batch,
        left_on=one.on,
        state=state,
        strength=strength,
        ripe=state is not State.UNSEEN and (as_of - one.on).days >= RIPE_DAYS,
    )


def rate_of(people: Iterable[Sent]) -> Rate:
    """Give the share that accepted among those asked long enough before the export."""
    ripe = [one for one in people if one.ripe]
    return wilson(sum(one.state is State.ACCEPTED for one in ripe), len(ripe))


def wilson(accepted: int, asked: int) -> Rate:
    """Give a share with its 95 % interval (Wilson, J. Am. Stat. Assoc. 22, 1927)."""
    if not asked:
        return Rate()
    share = accepted / asked
    spread = _Z * sqrt(share * (1 - share) / asked + _Z * _Z / (4 * asked * asked))
    middle, scale = share + _Z * _Z / (2 * asked), 1 + _Z * _Z / asked
    return Rate(
        accepted=accepted,
        ripe=asked,
        share=share,
        low=max(0.0, min(share, (middle - spread) / scale)),  # rounding must not cross the share
        high=min(1.0, max(share, (middle + spread) / scale)),
    )


def strength_of(direct: int) -> Strength:
    """Sort by the number of direct mails, both ways together."""
    if direct >= 20:
        return Strength.STRONG
    return Strength.FIRM if direct >= 5 else Strength.THIN


def _tags(people: Sequence[Sent]) -> list[Tag]:
    return [tag for tag in Tag if any(one.tag is tag for one in people)]


def _never_approved(
    outgoing: Sequence[Invitation],
    approved: frozenset[int],
    export: LinkedInExport,
    left: Sequence[Left],
) -> tuple[Unapproved, ...]:
    """Give the invitations that no row led to: those since the first batch first, newest first."""
    first = min((one.on for one in left), default=None)
    accepted = accepted_by(outgoing, export.connections)
    found = [
        Unapproved(
            name=one.name,
            url=one.url,
            sent_on=one.sent_on,
            accepted=number in accepted,
            since_first_batch=bool(first and one.sent_on and one.sent_on >= first - DAY),
        )
        for number, one in enumerate(outgoing)
        if number not in approved
    ]
    found.sort(key=lambda one: (one.sent_on or date.min, one.name), reverse=True)
    found.sort(key=lambda one: not one.since_first_batch)
    return tuple(found)
