"""People who were only ever nearby: cc'd, written to once, or part of a crowd."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.model.correspondent import Exchange
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person


def mails(number: int) -> str:
    """Say `1 mail` or `2 mails`."""
    return "1 mail" if number == 1 else f"{number:,} mails"


class OneSided:
    """No direct exchange both ways: nobody is a colleague by that."""

    name = "audience"
    facts = (
        "audience.cc_only",
        "audience.crowd",
        "audience.they_only",
        "audience.you_only",
        "audience.unseen",
    )

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield why there is no two-way tie; nothing where there is one."""
        exchange = person.exchange
        if exchange.two_way:
            return ()
        key, text = _one_sided(exchange, sum(c.messages for c in person.correspondents))
        return (observe(context, f"audience.{key}", text),)


def _one_sided(exchange: Exchange, messages: int) -> tuple[str, str]:
    if not messages:
        return "unseen", "in an address book only, never in a mail"
    if exchange.cc_only:
        return "cc_only", f"only ever cc'd, on {mails(messages)}{_crowd(exchange)}"
    if not exchange.direct_in and not exchange.direct_out:
        return "crowd", f"never a direct mail{_crowd(exchange)}"
    if exchange.direct_in:
        return "they_only", f"{mails(exchange.direct_in)} from them, none from you to them directly"
    return "you_only", f"{mails(exchange.direct_out)} from you, none from them to you directly"


def _crowd(exchange: Exchange) -> str:
    few = exchange.smallest_audience
    return f", smallest audience {few}" if few else ""


RULE = OneSided()
