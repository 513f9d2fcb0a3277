"""A mailbox anyone may have says nothing of an employer, and a little of a private tie."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import registrable
from invite_guard.model.evidence import Evidence


class FreeMail:
    """Every address of the person is at a free or consumer provider."""

    name = "free_mail"
    facts = ("free_mail.only",)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where no address of the person belongs to an organisation."""
        if not all(map(is_free_mail, subject.domains)):
            return ()
        text = f"writes from {registrable(subject.hosts[0])}, as anyone may"
        return (observe(context, "free_mail.only", text),)


RULE = FreeMail()
