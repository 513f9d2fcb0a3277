"""People with the titles they sign with."""

from collections.abc import Iterable, Mapping
from datetime import date

from invite_guard.mail.full_names import fold
from invite_guard.model.person import Person
from invite_guard.model.signature import Signature

Signatures = Mapping[str, tuple[Signature, ...]]


def with_signatures(people: list[Person], signatures: Signatures) -> list[Person]:
    """Give each person the titles of all their addresses, newest first and each once."""
    if not signatures:
        return people
    return [_signed(person, signatures) for person in people]


def _signed(person: Person, signatures: Signatures) -> Person:
    found = [s for address in person.addresses for s in signatures.get(address, ())]
    if not found:
        return person
    return person._replace(signatures=tuple(_once(found)))


def _once(found: Iterable[Signature]) -> Iterable[Signature]:
    newest = sorted(found, key=lambda s: (s.last_seen or date.min, s.title), reverse=True)
    by_title: dict[str, Signature] = {}
    for signature in newest:
        by_title.setdefault(fold(signature.title), signature)
    return by_title.values()
