"""Whether the owner is where an owner should be: on the mail that was read, and writing some."""

from invite_guard.stages.owner import GIVEN, UNSEEN
from invite_guard.stores.correspondence import Correspondence
from invite_guard.terminal import safe


def doubts(store: Correspondence) -> list[str]:
    """Say what should not be so of the owner, and what to do; mostly nothing.

    A mistyped address leaves the owner among the strangers; and where only an inbox was read, it
    is for that alone that nobody is proposed.
    """
    owner = store.owner
    messages = sum(state.messages for state in store.sources())
    if owner is None or not messages:
        return []
    unseen = [address for address in owner.addresses if not store.has_seen(address)]
    told = []
    if unseen and owner.reason in {GIVEN, UNSEEN}:
        named = " and ".join(map(safe, unseen))
        told.append(f"No message that was read names {named}, given with --me: is that mistyped?")
    if len(unseen) < len(owner.addresses) and not store.has_mail_of_owner():
        told.append(
            "No message that was read is from you, so nobody can be proposed. Scan your sent mail "
            "too: a Takeout archive holds all; else name the folder Sent beside the inbox."
        )
    return told
