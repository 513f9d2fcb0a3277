"""An address that reaches nobody, or not the same mailbox to every reader."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.mail.mailbox_syntax import is_exportable
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion, Flag


class Malformed:
    """No valid address, or one that two readers understand differently."""

    name = "malformed"
    facts = ("malformed.invalid", "malformed.ambiguous", "malformed.refused")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what is wrong with the address an invitation would go to."""
        first = subject.person.correspondents[0]
        leaves = is_exportable(first.address)
        if not first.well_formed:
            text = "stands where two addresses can be read" if leaves else "not a valid address"
            key, reason = "malformed.invalid", Exclusion.MALFORMED
            return (observe(context, key, text, exclusion=reason),)
        if leaves:
            return ()
        if '"' in first.address or not first.address.isascii():
            key, text = "malformed.ambiguous", "an address that not every program reads alike"
            return (observe(context, key, text, flag=Flag.AMBIGUOUS_ADDRESS),)
        key, text = "malformed.refused", f"no valid address: {_fault(first.address)}"
        return (observe(context, key, text, flag=Flag.INVALID_ADDRESS),)


def _fault(address: str) -> str:
    """Say what keeps an address from being one (RFC 5321 section 4.1.2, RFC 1123 section 2.1)."""
    local, _, domain = address.rpartition("@")
    if ".." in local:
        return "two dots in a row"
    if local.endswith("."):
        return "a dot before the at sign"
    if "." not in domain or domain.startswith("["):
        return "no name of a domain"
    return "a sign that is not allowed there" if "_" in domain else "its form"


RULE = Malformed()
