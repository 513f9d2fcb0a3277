"""Which person is meant: by id, address, or part of a name."""

from collections.abc import Sequence

from invite_guard.errors import NotFoundError
from invite_guard.mail.mailbox_syntax import normalise
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.terminal import safe

LISTED = 10
"""Most people named at once."""


def find_exactly(plan: Plan, who: str) -> PlanPerson | None:
    """Find the one person of an id or an address; nobody else can be meant."""
    address = normalise(who)
    for person in plan.people:
        if person.id == who or any(address == seen.address for seen in person.addresses):
            return person
    return None


def find(plan: Plan, who: str) -> PlanPerson:
    """Find the one person meant by an id, an address or part of a name or address.

    Raises `NotFoundError` when nobody is meant, or several, who are then named.
    """
    exact = find_exactly(plan, who)
    if exact:
        return exact
    part = safe(who).casefold()
    found = [person for person in plan.people if part and _matches(person, part)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(
            f"Nobody is called “{safe(who)}”.",
            "`invite-guard plan --all` lists everybody; a part of the name or address is enough.",
        )
    raise NotFoundError(
        f"{len(found):,} people are called “{safe(who)}”:\n{listing(found)}",
        "Give the id or the whole address of the one meant.",
    )


def listing(people: Sequence[PlanPerson]) -> str:
    """Name people a line each; of many, the first ones and how many more there are."""
    lines = [
        f"  {person.id}  {safe(person.name) or '(no name)'}  {safe(person.address)}  {person.tag}"
        for person in people[:LISTED]
    ]
    if len(people) > LISTED:
        lines.append(f"  … and {len(people) - LISTED:,} more")
    return "\n".join(lines)


def _matches(person: PlanPerson, part: str) -> bool:
    words = (safe(person.name), *(seen.address for seen in person.addresses))
    return any(part in text.casefold() for text in words)
