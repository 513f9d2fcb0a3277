"""When the accident was: the days on which far more invitations left than on others."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from invite_guard.model.linkedin import Invitation
from invite_guard.model.recovery import Window

STANDS_OUT = 10
"""Invitations a day from which a day can be an accident at all."""
SHARE = 10
"""A neighbouring day belongs to the burst when it has this part, one in ten, of the busiest."""


def busiest(invitations: Iterable[Invitation]) -> Window:
    """Give the days around the busiest one; every day where none stands out.

    LinkedIn hands on a large import over several days, so neighbouring busy days belong to it,
    over a gap of one day at most.
    """
    days = Counter(invitation.sent_on for invitation in invitations if invitation.sent_on)
    if not days:
        return Window(guessed=True)
    peak = max(days, key=lambda day: (days[day], day))
    if days[peak] < STANDS_OUT:
        return Window(guessed=True)
    busy = {day for day, number in days.items() if number * SHARE >= days[peak]}
    return Window(since=_reach(peak, busy, -1), until=_reach(peak, busy, 1), guessed=True)


def _reach(start: date, busy: set[date], step: int) -> date:
    day = start
    while True:
        near = [day + timedelta(days=step * n) for n in (1, 2)]
        nearest = next((one for one in near if one in busy), None)
        if nearest is None:
            return day
        day = nearest
