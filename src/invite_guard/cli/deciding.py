"""Turning what a human said on the command line into decisions, all of them or none."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from invite_guard.cli.who import find, find_exactly, listing
from invite_guard.errors import InviteGuardError, UsageError
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.model.decision import Action, Decision
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.tag import UNFIT_ADDRESS, Disposition, Tag
from invite_guard.stages.saying import OVERRULED
from invite_guard.terminal import safe
from invite_guard.views import words


def decide(person: PlanPerson, action: Action, tag: Tag | None = None) -> Decision:
    """Bind a word to the person as shown now: this address, this tag."""
    return Decision(
        action=action,
        person_id=person.id,
        address=person.address,
        name=person.name,
        tag=tag or person.tag,
        at=datetime.now(UTC),
    )


def clear(person: PlanPerson, decided: Iterable[str]) -> list[Decision]:
    """Take back what was said at any of the person's addresses; `decided` are all mailboxes."""
    standing = set(decided)
    now = decide(person, Action.CLEAR)
    return [
        now.model_copy(update={"address": seen.address})
        for seen in person.addresses
        if canonical(seen.address) in standing
    ]


def described(person: PlanPerson) -> str:
    """Name the person with the address an invitation would go to, and the tag."""
    return f"{words.name(person)} <{safe(person.address)}> ({person.tag})"


def people(plan: Plan, who: Sequence[str]) -> list[PlanPerson]:
    """Find everybody named, each once. Raises `NotFoundError` for the first that is nobody."""
    found = {person.id: person for person in (find(plan, text) for text in who)}
    return list(found.values())


def approvable(plan: Plan, who: Sequence[str]) -> list[PlanPerson]:
    """Find everybody named who may be approved by these words.

    Proposed colleagues may be named by part of a name; whoever is held only by an id or a whole
    address, and nobody beside them, so that nobody risky is approved by a slip or in a heap. Raises
    `NotFoundError`, `UsageError`, or `InviteGuardError` for somebody who is no candidate.
    """
    found: dict[str, PlanPerson] = {}
    for text in who:
        person = find(plan, text)
        _require_candidate(person)
        if person.disposition is not Disposition.PROPOSE and not find_exactly(plan, text):
            raise UsageError(
                f"{described(person)} is held: part of a name is not enough to approve them.",
                f"`invite-guard explain {person.id}`, then `invite-guard approve {person.id}`.",
            )
        found[person.id] = person
    _require_singly(list(found.values()))
    return list(found.values())


def _require_singly(together: Sequence[PlanPerson]) -> None:
    """Refuse to approve several people by one command where any of them is not proposed."""
    held = [person for person in together if person.disposition is not Disposition.PROPOSE]
    if not held or len(together) == 1:
        return
    raise UsageError(
        f"Nobody was approved. One at a time, as they are not proposed:\n{listing(held)}",
        f"`invite-guard explain {held[0].id}`, then `invite-guard approve {held[0].id}` alone.",
    )


def _require_candidate(person: PlanPerson) -> None:
    if person.exclusion and person.exclusion not in OVERRULED:
        raise InviteGuardError(
            f"{described(person)} cannot be approved: {words.REASONS[person.exclusion][0]}.",
            f"`invite-guard explain {person.id}` says what would change that.",
        )
    if not UNFIT_ADDRESS.isdisjoint(person.flags):
        raise InviteGuardError(
            f"{described(person)} cannot be approved: the address is not valid, or not every "
            "reader takes it for the same mailbox.",
            "Write to them yourself and ask for another address.",
        )
