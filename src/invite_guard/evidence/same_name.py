"""Somebody else of the same name: perhaps the same human, perhaps not."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Flag


class SameName:
    """Another person of this name writes from elsewhere."""

    name = "same_name"
    facts = ("same_name.elsewhere",)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the first of the hints that merging left."""
        if not subject.person.hints:
            return ()
        text, flag = subject.person.hints[0], Flag.PERHAPS_SAME_PERSON
        return (observe(context, "same_name.elsewhere", text, flag=flag),)


RULE = SameName()
