"""A mailbox anyone may have says nothing of an employer, and a little of a private tie."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person


class FreeMail:
    """Every address of the person is at a free or consumer provider."""

    name = "free_mail"
    facts = ("free_mail.only",)

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the fact where no address of the person belongs to an organisation."""
        for seen in person.correspondents:
            if not is_free_mail(organisation_of(seen.address)):
                return ()
        text = f"writes from {organisation_of(person.address)}, as anyone may"
        return (observe(context, "free_mail.only", text),)


RULE = FreeMail()
