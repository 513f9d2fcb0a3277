"""Mailing lists and distribution groups: many people behind one address."""

import re
from collections.abc import Iterable
from functools import lru_cache

from invite_guard.evidence.base import Context, Subject, observe, perhaps_called
from invite_guard.evidence.data import is_ordinary, of_local_parts
from invite_guard.mail.domains import registrable
from invite_guard.mail.full_names import fold
from invite_guard.mail.local_parts import local_words
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion

_JOINED = re.compile(r"[-+]([a-z]+)$")


@lru_cache(maxsize=1 << 16)
def _is_host(domain: str) -> bool:
    """Tell whether only lists have addresses at a domain."""
    hosts = of_local_parts("list_hosts")
    own = registrable(domain)
    return own in hosts or (domain != own and domain.partition(".")[0] in hosts)


def is_list(address: str) -> bool:
    """Tell whether the address is a list's by its form: `x-request@`, `all.site@`, `@lists.x`."""
    local, _, domain = fold(address).rpartition("@")
    if _is_host(domain):
        return True
    parts = () if is_ordinary(local) else local_words(local)
    if not parts:
        return False
    if parts[0] in ("owner", "dl") and len(parts) > 1:
        return True
    lists = of_local_parts("lists")
    if parts[0] in lists and (len(parts) == 1 or parts[0] in ("all", "everyone", "list")):
        return True
    joined = _JOINED.search(local) if "-" in local or "+" in local else None
    return bool(joined and joined[1] in of_local_parts("list_endings"))


class MailingList:
    """The address reaches many."""

    name = "lists"
    facts = ("lists.posting_address", "lists.form")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what shows a list: that mails name it as one, or its form."""
        for seen in subject.person.correspondents:
            if seen.signals.list_post:
                text = "mails name it as the address of a mailing list"
                return (observe(context, "lists.posting_address", text, exclusion=Exclusion.LIST),)
        if not all(map(is_list, subject.addresses)):
            return ()
        if perhaps_called(subject):
            return ()
        text = "the form of a mailing list's address"
        return (observe(context, "lists.form", text, exclusion=Exclusion.LIST),)


RULE = MailingList()
