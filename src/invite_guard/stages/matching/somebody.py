"""Whether one human may be behind an address, by its form alone."""

from invite_guard.evidence.lists import is_list
from invite_guard.evidence.relays import is_relay
from invite_guard.evidence.robots import is_machine
from invite_guard.evidence.roles import is_shared_mailbox


def may_be_one_human(address: str) -> bool:
    """Whether an address is no function's, machine's, list's or relay's."""
    local = address.rpartition("@")[0]
    shared = is_shared_mailbox(local) or is_machine(local) or is_list(address)
    return not (shared or is_relay(address))
