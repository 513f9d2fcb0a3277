"""Whether direct mail was written at work or at leisure: a small sign of what the tie is."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.evidence import Evidence

WORKING = 0.15
"""Share of mails written at leisure up to which it is a working tie's habit."""


class Hours:
    """Evenings and weekends, or office hours."""

    name = "hours"
    facts = ("hours.leisure", "hours.work")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the habit of a two-way tie, by the clocks of both; nothing in between."""
        if not subject.two_way:
            return ()
        exchange = subject.exchange
        share = exchange.leisure
        if share is None:
            return ()
        known = exchange.hours_known
        if exchange.mostly_at_leisure:
            text = f"{exchange.at_leisure:,} of {known:,} mails written in evenings or on weekends"
            return (observe(context, "hours.leisure", text, amount=share),)
        if share <= WORKING:
            text = f"{exchange.at_work:,} of {known:,} mails written in working hours"
            return (observe(context, "hours.work", text),)
        return ()


RULE = Hours()
