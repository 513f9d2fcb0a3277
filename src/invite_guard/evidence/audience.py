"""People who were only ever nearby: cc'd, written to once, or part of a crowd."""

import math
from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.correspondent import Exchange
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person

ANSWERED = "audience.answered"
"""Key of the evidence that they and the owner answer each other by name, but only in public."""
OFTEN = 3
"""Fewest public answers each way that are a conversation, as on a mailing list."""


def mails(number: int) -> str:
    """Say `1 mail` or `2 mails`."""
    return "1 mail" if number == 1 else f"{number:,} mails"


class OneSided:
    """No direct exchange both ways: nobody is a colleague by that."""

    name = "audience"
    facts = (
        ANSWERED,
        "audience.cc_only",
        "audience.crowd",
        "audience.they_only",
        "audience.you_only",
        "audience.unseen",
    )

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield why there is no two-way tie; nothing where there is one, or of the owner."""
        if subject.two_way or subject.is_owner:
            return ()
        exchange = subject.exchange
        fewer = min(exchange.public_in, exchange.public_out)
        if fewer >= OFTEN:
            amount = 1 / math.log2(1 + fewer)
            return (observe(context, ANSWERED, _in_public(exchange), amount=amount),)
        key, text = _one_sided(subject.person, exchange)
        return (observe(context, f"audience.{key}", text),)


def _in_public(exchange: Exchange) -> str:
    theirs, yours = exchange.public_in, exchange.public_out
    times = f"answered you by name {theirs:,} times, you them {yours:,} times"
    return f"{times}; each time with many others on the mail"


def _one_sided(person: Person, exchange: Exchange) -> tuple[str, str]:
    messages = sum([seen.messages for seen in person.correspondents])
    if not messages:
        return "unseen", "in an address book only, never in a mail"
    if exchange.cc_only:
        return "cc_only", f"only ever cc'd, on {mails(messages)}{_crowd(exchange)}"
    if not exchange.direct_in and not exchange.direct_out:
        return "crowd", f"never a direct mail{_instead(person, exchange)}"
    if exchange.direct_in:
        return "they_only", f"{mails(exchange.direct_in)} from them, none from you to them directly"
    return "you_only", f"{mails(exchange.direct_out)} from you, none from them to you directly"


def _instead(person: Person, exchange: Exchange) -> str:
    """Say what they wrote in its place, as far as marks and numbers of recipients tell."""
    if not exchange.they_wrote:
        return _crowd(exchange)
    signals = [seen.signals for seen in person.correspondents]
    listed = sum([seen.list_from for seen in signals])
    marks = [max(seen.bulk_from, seen.auto_from, seen.promoted_from) for seen in signals]
    if listed >= exchange.they_wrote:
        return ": only mail through a mailing list"
    if listed + sum(marks) >= exchange.they_wrote:
        return ": only mail that a program sent, or that went to many"
    if exchange.smallest_audience == 1 and not (listed or any(marks)):
        return ": they wrote to an address not known as yours"
    return _crowd(exchange)


def _crowd(exchange: Exchange) -> str:
    few = exchange.smallest_audience
    return f", smallest audience {few}" if few else ""


RULE = OneSided()
