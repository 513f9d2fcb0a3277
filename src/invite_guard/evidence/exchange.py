"""How much passed directly between the owner and the person, both ways, how long and how lately."""

import math
from collections.abc import Iterable
from datetime import date
from functools import cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.correspondent import Exchange, MonthActivity
from invite_guard.model.evidence import Evidence

HALF_LIFE_MONTHS = 6.0
"""After this long a message counts half. Between 1 and 12 months the choice hardly matters."""
OUTGOING = 5.0
"""A message of the owner's counts this many of theirs (Roth et al., KDD 2010, section 3)."""
GROUND = 0.67
"""What a two-way tie counts before its volume is looked at, in units of the logarithm of mails."""
SEVERAL = 4
"""So many mails of one side are no accident, even where the other wrote once."""
DORMANT_YEARS = 5
THIN = "exchange.thin"
"""Key of the evidence that too little passed both ways to say that they know each other."""
ONE_SIDED = "exchange.one_sided"
"""Key of the evidence that one side writes and the other hardly answers."""
APART = "exchange.apart"
"""Key of the evidence that mail both ways is there only when addresses are taken together."""
LEAST = 1.5
"""Direct mails each way below which a tie is thin; one with more than one other on it counts half.

In twelve mailboxes, of direct mail once each way one C-level person in four was proposed by; of
three mails each way, one in twenty.
"""
UNANSWERED = 6
"""So many times as much from one side as from the other is no conversation..."""
ENOUGH = 5
"""... unless the other side wrote at least this often too."""
DEEP = 3
"""Direct mails to a conversation from which it goes back and forth, not just one answer."""
LASTING_MONTHS = 3
"""A tie with direct mail in more different months than these was more than one errand."""


def interactions_rank(exchange: Exchange, today: date) -> float:
    """Give the strength of a tie: direct messages that halve in weight every half-life.

    Interactions Rank of Roth et al., "Suggesting friends using the implicit social graph", KDD
    2010; without months, every message counts as old as the last one.
    """
    now = _month(today)
    months = exchange.months or (
        MonthActivity(
            _month(exchange.last_direct or today), exchange.direct_in, exchange.direct_out
        ),
    )
    rank = 0.0
    for month, incoming, outgoing in months:
        rank += (incoming + OUTGOING * outgoing) * _left_after(now - month)
    return rank


@cache
def _left_after(months: int) -> float:
    """Give what a message of that age still counts; one from the future is as good as new."""
    return math.pow(0.5, max(0, months) / HALF_LIFE_MONTHS)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def count(number: int, noun: str) -> str:
    """Say `1 mail` or `2 mails`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class TwoWayExchange:
    """Direct mail both ways: the ground of every colleague."""

    name = "exchange"
    facts = (
        "exchange.two_way",
        "exchange.lately",
        "exchange.replies",
        "exchange.began",
        "exchange.depth",
        "exchange.close",
        "exchange.once",
        "exchange.dormant",
        "exchange.lasting",
        "exchange.errand",
        THIN,
        ONE_SIDED,
        APART,
    )

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what a two-way exchange shows; nothing without one."""
        if not subject.two_way:
            return ()
        exchange = subject.exchange
        volume = GROUND + math.log(exchange.direct_in * exchange.direct_out) / 2
        found = [observe(context, "exchange.two_way", _both_ways(exchange), amount=volume)]
        found += _depth(exchange, context)
        found += _course(exchange, context)
        found += _time(exchange, context)
        found += _regularity(exchange, context)
        found += _balance(exchange, context)
        if not any(each.exchange.two_way for each in subject.person.correspondents):
            text = "no single address of theirs both wrote to you and was written to"
            found.append(observe(context, APART, text))
        return found


def _both_ways(exchange: Exchange) -> str:
    if exchange.direct_in == exchange.direct_out:
        return f"{count(exchange.direct_in, 'direct mail')} each way"
    return f"{count(exchange.direct_in, 'direct mail')} from them, {exchange.direct_out:,} from you"


def _depth(exchange: Exchange, context: Context) -> Iterable[Evidence]:
    if exchange.replies_in and exchange.replies_out:
        text = (
            f"{exchange.replies_in:,} of theirs and {exchange.replies_out:,} of yours are answers"
        )
        yield observe(context, "exchange.replies", text)
    if exchange.close_in and exchange.close_out:
        text = (
            f"{count(exchange.close_in + exchange.close_out, 'mail')} with at most one other on it"
        )
        yield observe(context, "exchange.close", text)
    if min(exchange.direct_in, exchange.direct_out) == 1:
        side = "theirs" if exchange.direct_in == 1 else "yours"
        lone = 1.0 if max(exchange.direct_in, exchange.direct_out) < SEVERAL else 0.5
        yield observe(context, "exchange.once", f"only one of {side} was direct", amount=lone)


def _course(exchange: Exchange, context: Context) -> Iterable[Evidence]:
    """Yield who began, as far as months tell, and whether conversations go back and forth."""
    theirs = next((m.month for m in exchange.months if m.direct_in), None)
    yours = next((m.month for m in exchange.months if m.direct_out), None)
    if theirs is not None and yours is not None and yours < theirs:
        text = f"you wrote first, in {yours // 12}-{yours % 12 + 1:02}"
        yield observe(context, "exchange.began", text)
    mails = exchange.direct_in + exchange.direct_out
    answers = min(exchange.replies_in, exchange.replies_out)
    if answers and mails >= DEEP * exchange.threads > 0:
        text = f"{mails / exchange.threads:.0f} direct mails to a conversation"
        yield observe(context, "exchange.depth", text)


def _time(exchange: Exchange, context: Context) -> Iterable[Evidence]:
    last = exchange.last_direct
    rank = math.log1p(interactions_rank(exchange, context.today))
    when = last.isoformat() if last else "of unknown date"
    yield observe(context, "exchange.lately", f"last direct mail {when}", amount=rank)
    if last and (context.today - last).days > DORMANT_YEARS * 365:
        years = (context.today - last).days // 365
        yield observe(context, "exchange.dormant", f"no direct mail for {years} years")


def _regularity(exchange: Exchange, context: Context) -> Iterable[Evidence]:
    """Tell a tie that lasts from a booking or a request that was dealt with once."""
    months = exchange.months
    if len(months) > LASTING_MONTHS:
        amount = math.log(len(months) / LASTING_MONTHS)
        text = f"direct mail in {len(months)} different months"
        yield observe(context, "exchange.lasting", text, amount=amount)
    elif months and months[-1].month - months[0].month <= 1:
        yield observe(context, "exchange.errand", "all of it within two months")


def _balance(exchange: Exchange, context: Context) -> Iterable[Evidence]:
    """Yield what makes a two-way tie too little to go by, whatever else speaks for it."""
    came = (exchange.direct_in + exchange.close_in) / 2
    went = (exchange.direct_out + exchange.close_out) / 2
    if min(came, went) < LEAST:
        yield observe(context, THIN, "too little passed directly both ways to be sure")
        return
    few, many = sorted((exchange.direct_in, exchange.direct_out))
    if few < ENOUGH and many >= UNANSWERED * few:
        who = "they answer" if exchange.direct_in == few else "you answer"
        yield observe(context, ONE_SIDED, f"{who} one mail in {many // few}")


RULE = TwoWayExchange()
