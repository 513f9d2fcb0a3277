"""Who sent a message in the name of whoever stands in From (RFC 5322 section 3.6.2)."""

from functools import lru_cache

from invite_guard.evidence.data import of_local_parts, spells_a_person
from invite_guard.evidence.robots import is_machine
from invite_guard.evidence.roles import is_shared_mailbox, names_no_person
from invite_guard.mail.full_names import name_words
from invite_guard.mail.headers import Fields
from invite_guard.mail.labels import Label
from invite_guard.mail.local_parts import local_words
from invite_guard.mail.names import decode_name


def agent(fields: Fields, labels: frozenset[Label]) -> bytes:
    """Give who sent it in the name of whoever stands in From, if anyone.

    In mail that came in, Sender is the software of a list, or of a provider, more often than not.
    """
    sender, author = fields.sender, fields.from_
    if not sender or sender == author:
        return b""
    told = Label.SENT in labels or (not fields.list_id and _is_delegate(sender, author))
    return sender if told else b""


@lru_cache(maxsize=1 << 10)
def _is_delegate(sender: bytes, author: bytes) -> bool:
    """Whether a sender has a name, not all of it the author's, and an address of the same host.

    A program, a department or a system that sends for people shows nothing of them; a secretary's
    office does.
    """
    name, _, address = sender.partition(b"<")
    other, _, theirs = author.partition(b"<")
    local, at, host = address.lower().rpartition(b"@")
    if not at or host != theirs.lower().rpartition(b"@")[2]:
        return False
    called = decode_name(name)
    if set(name_words(called)).issubset(name_words(decode_name(other))):
        return False
    where = host.rstrip(b"> \t").decode("ascii", "replace")
    return _works_for_one(called, local.decode("utf-8", "replace"), where)


def _works_for_one(name: str, local: str, host: str) -> bool:
    """Whether a human has this name and address, or a secretary's office."""
    if not of_local_parts("secretaries").isdisjoint((*name_words(name), *local_words(local))):
        return True
    if names_no_person(name, f"{local}@{host}"):
        return False
    return spells_a_person(local, name) or not (is_machine(local) or is_shared_mailbox(local))
