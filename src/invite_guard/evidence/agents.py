"""Whoever has others send mail in their name: people with assistants are senior."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Flag


class Agents:
    """Somebody else sent most of what they wrote to the owner directly."""

    name = "agents"
    facts = ("agents.wrote",)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where most of their direct mail came from another's hand."""
        if not subject.two_way:
            return ()
        by_agent = sum([seen.signals.by_agent for seen in subject.person.correspondents])
        direct = subject.exchange.direct_in
        if 2 * by_agent <= direct:
            return ()
        text = f"{by_agent:,} of {direct:,} direct mails from them were sent by somebody else"
        return (observe(context, "agents.wrote", text, flag=Flag.PERHAPS_SENIOR),)


RULE = Agents()
