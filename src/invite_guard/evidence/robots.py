"""Machines: they write by themselves, and nobody reads an answer."""

import re
from collections.abc import Iterable, Sequence

from invite_guard.evidence.base import Context, Subject, observe, perhaps_called
from invite_guard.evidence.data import is_ordinary, of_local_parts, spells_a_person
from invite_guard.mail.full_names import fold
from invite_guard.mail.local_parts import local_words
from invite_guard.model.correspondent import Exchange, Signals
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion

_JOINED = re.compile(
    r"no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|mailer-?daemon|auto-?(?:reply|mailer|confirm)"
)
NEARLY_ALL = 0.8
"""Share of somebody's mails with a machine's mark from which a machine wrote them."""


def is_machine(local: str) -> bool:
    """Tell whether a local part is a machine's: `no-reply`, `bounces+x`, `order.confirmation`."""
    if is_ordinary(local):
        return False
    if _JOINED.search(fold(local)):
        return True
    parts = local_words(local)
    if not parts:
        return False
    whole, robots = "".join(parts), of_local_parts("robots")
    return (
        whole in robots
        or whole in of_local_parts("robots_alone")
        or parts[0] in robots
        or parts[-1] in robots
    )


class Robot:
    """No human writes from here."""

    name = "robots"
    facts = ("robots.address", "robots.automatic", "robots.bulk", "robots.some_bulk")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what shows a machine; a person's occasional absence note shows none."""
        if not subject.ordinary and _all_machines(subject.addresses):
            local = subject.addresses[0].rpartition("@")[0]
            if not (perhaps_called(subject) or spells_a_person(local, subject.person.name)):
                text = f"{local}@ is a machine's address"
                return (observe(context, "robots.address", text, exclusion=Exclusion.ROBOT),)
        if not subject.exchange.they_wrote:
            return ()
        signals = [seen.signals for seen in subject.person.correspondents]
        return _marks(subject.exchange, signals, context) if any(map(any, signals)) else ()


def _all_machines(addresses: Iterable[str]) -> bool:
    return all(is_machine(address.rpartition("@")[0]) for address in addresses)


def _marks(exchange: Exchange, signals: Sequence[Signals], context: Context) -> Iterable[Evidence]:
    wrote = exchange.they_wrote
    automatic = sum([seen.auto_from for seen in signals])
    elsewhere = sum([seen.promoted_from - seen.list_from for seen in signals])
    bulk = max(sum([seen.bulk_from for seen in signals]), elsewhere)
    answered = exchange.direct_out > 0
    if automatic >= NEARLY_ALL * wrote and not answered:
        text = f"{automatic:,} of {wrote:,} mails were written by a program"
        yield observe(context, "robots.automatic", text, exclusion=Exclusion.ROBOT)
    elif bulk >= NEARLY_ALL * wrote and not answered:
        text = f"{min(bulk, wrote):,} of {wrote:,} mails are bulk mail"
        yield observe(context, "robots.bulk", text, exclusion=Exclusion.ROBOT)
    elif 2 * bulk >= wrote:
        text = f"{min(bulk, wrote):,} of {wrote:,} mails are bulk mail"
        yield observe(context, "robots.some_bulk", text)


RULE = Robot()
