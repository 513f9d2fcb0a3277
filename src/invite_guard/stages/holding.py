"""The cool-off: how old an approval must be before it lets somebody out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from invite_guard.errors import OverLimitError
from invite_guard.model.plan import PlanPerson


class Aged(NamedTuple):
    """The approved, parted by the age of their approval."""

    ripe: list[PlanPerson]
    young: list[PlanPerson]
    """Approved too short a time ago, or in the future: a clock that was set back frees nobody."""


def age(people: Sequence[PlanPerson], hold_hours: float, now: datetime) -> Aged:
    """Part the approved. Raises `OverLimitError` where nobody but the young are there."""
    hold = timedelta(hours=hold_hours)
    young = [p for p in people if hold and p.decision and now - p.decision.at < hold]
    held = {person.id for person in young}
    ripe = [person for person in people if person.id not in held]
    if young and not ripe:
        first = min(p.decision.at for p in young if p.decision) + hold
        raise OverLimitError(
            f"Everybody approved was approved less than {hold_hours:g} hours ago.",
            f"The first may leave from {first.astimezone(now.tzinfo):%Y-%m-%d %H:%M} on; "
            "`hold_hours` in the settings file says how long to wait.",
        )
    return Aged(ripe, young)
