"""Consent: the one way in which people become a batch that may leave."""

from collections.abc import Mapping
from datetime import datetime

from invite_guard.config import Settings
from invite_guard.errors import (
    InviteGuardError,
    NotConfirmedError,
    OverLimitError,
    RefusedError,
    StaleError,
    UsageError,
)
from invite_guard.model.batch import _SEAL, ConfirmedBatch, LedgerEntry, Row, Week
from invite_guard.model.decision import Action
from invite_guard.model.outcome import Record
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.stages.expect import expect, in_words
from invite_guard.stages.holding import age
from invite_guard.stages.notice import Shown, describe, describe_again, phrase, question
from invite_guard.stages.rows import build_rows
from invite_guard.stores.gates import require_prepared
from invite_guard.terminal import Terminal, safe

_DONE = frozenset({Exclusion.INVITED, Exclusion.CONNECTED})
"""What naturally becomes of the approved: nothing more to do, and no fault."""

_RISK = (Tag.COLLEAGUE, Tag.PERSONAL, Tag.STRANGER, Tag.EXECUTIVE)


def confirm(  # noqa: PLR0913 - everything the human is told
    plan: Plan,
    terminal: Terminal,
    *,
    limits: Settings,
    week: Week,
    now: datetime,
    form: str,
    destination: str,
    first: int | None = None,
) -> ConfirmedBatch:
    """Show everybody approved in `plan` and let them out if the human types the phrase.

    `first` takes the strongest so many; `form` and `destination` (`-` for standard output) are
    told to the human. Raises `StaleError`, `RefusedError`, `OverLimitError` or `InviteGuardError`
    before anything is asked, and `NotConfirmedError` for any answer but the phrase.
    """
    approved = _approved(plan)
    _require_current(approved)
    free = [p for p in approved if p.exclusion is None]
    aged = age(free, limits.hold_hours, now)
    going = sorted(aged.ripe, key=_safest_first)
    chosen = _choose(going, limits, first)
    batch = [Shown(row, one) for row, one in zip(build_rows(chosen), chosen, strict=True)]
    _require_room(len(batch), week, limits, now)
    left_out = _left_out(len(going) - len(chosen), len(aged.young), len(approved) - len(free))
    outlook = expect((shown.row.tag for shown in batch), _history(plan))
    whom = "this one" if len(batch) == 1 else f"these {len(batch)}"
    notes = [*in_words(outlook, whom), *filter(None, [left_out])]
    terminal.write(describe(batch, form, destination, notes))
    return _sealed(tuple(shown.row for shown in batch), terminal)


def confirm_again(entry: LedgerEntry, terminal: Terminal, *, destination: str) -> ConfirmedBatch:
    """Show a batch that was recorded and perhaps never arrived, and ask anew.

    Raises `RefusedError` for a batch that was published, `NotConfirmedError` for any answer but
    the phrase.
    """
    require_prepared(entry)
    terminal.write(describe_again(entry, destination))
    return _sealed(entry.rows, terminal)


def _sealed(rows: tuple[Row, ...], terminal: Terminal) -> ConfirmedBatch:
    answer = terminal.ask(question(len(rows)))
    if answer.strip() != phrase(len(rows)):
        raise NotConfirmedError(
            "Not confirmed: nothing was exported.",
            f"Run the command again and type {phrase(len(rows))} when you are sure.",
        )
    return ConfirmedBatch(rows, _SEAL)


def _approved(plan: Plan) -> list[PlanPerson]:
    approved = [p for p in plan.people if p.decision and p.decision.action is Action.APPROVE]
    if all(p.exclusion in _DONE for p in approved):
        raise InviteGuardError(
            "Nobody is approved, so there is nothing to export.",
            "Decide with `invite-guard review`, or `invite-guard approve WHO`.",
        )
    return approved


def _require_current(approved: list[PlanPerson]) -> None:
    barred = [p for p in approved if p.exclusion is not None and p.exclusion not in _DONE]
    if barred:
        told = (f"{_who(p)} is approved, but excluded since: {p.exclusion}" for p in barred)
        raise RefusedError(
            f"{'; '.join(told)}.",
            f"`invite-guard explain {barred[0].id}` shows why; "
            f"`invite-guard reject {_ids(barred)}` takes the approval back.",
        )
    stale = [p for p in approved if p.exclusion is None and p.decision and p.decision.stale]
    if stale:
        told = (f"{_who(p)}: {safe(p.decision.stale)}" for p in stale if p.decision)
        raise StaleError(
            f"Approved before something changed: {'; '.join(told)}.",
            f"Look again, then {_approving(stale)} or `invite-guard reject {_ids(stale)}`.",
        )


def _approving(people: list[PlanPerson]) -> str:
    """Name the commands that approve the proposed together and each of the others alone."""
    proposed = _ids([p for p in people if p.disposition is Disposition.PROPOSE])
    singly = [p.id for p in people if p.disposition is not Disposition.PROPOSE]
    return ", ".join(f"`invite-guard approve {who}`" for who in (proposed, *singly) if who)


def _ids(people: list[PlanPerson]) -> str:
    return " ".join(person.id for person in people)


def _history(plan: Plan) -> Mapping[Tag, Record]:
    return plan.outlook.history if plan.outlook else {}


def _safest_first(person: PlanPerson) -> tuple[bool, int]:
    """Put the proposed before the held, and executives last, next to the question.

    What `--first` cuts off is the end. Within a tag the order of the plan holds.
    """
    return person.disposition is not Disposition.PROPOSE, _RISK.index(person.tag)


def _choose(going: list[PlanPerson], limits: Settings, first: int | None) -> list[PlanPerson]:
    if first is not None and first < 1:
        raise UsageError("--first takes a number of people, 1 or more.", "Try --first 1.")
    chosen = going[:first]
    if len(chosen) > limits.batch_limit:
        raise OverLimitError(
            f"{len(chosen)} people are more than the {limits.batch_limit} of one batch.",
            f"`invite-guard export --first {limits.batch_limit}` takes the strongest of them.",
        )
    return chosen


def _require_room(people: int, week: Week, limits: Settings, now: datetime) -> None:
    if week.people + people <= limits.week_limit:
        return
    free = max(limits.week_limit - week.people, 0)
    at = week.room_at(people, limits.week_limit)
    hints = [f"--first {free} fits now"] if free else []
    if at is not None:
        hints.append(f"all {people} fit from {at.astimezone(now.tzinfo):%Y-%m-%d %H:%M} on")
    hint = "; ".join(hints) or "fewer people fit: try --first 1"
    raise OverLimitError(
        f"{week.people} people left in the last seven days; {people} more would pass the limit "
        f"of {limits.week_limit}.",
        f"{hint[0].upper()}{hint[1:]}.",
    )


def _left_out(later: int, young: int, done: int) -> str:
    told = []
    if later:
        told.append(f"{later} more approved, for a later batch")
    if young:
        told.append(f"{young} approved too short a time ago")
    if done:
        told.append(f"{done} approved before, but invited or connected already")
    return f"Not in this batch: {'; '.join(told)}." if told else ""


def _who(person: PlanPerson) -> str:
    return safe(person.name or person.address)
