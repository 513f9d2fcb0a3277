"""The owner is no candidate."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion


class OwnAddress:
    """One of the owner's own addresses."""

    name = "owner"
    facts = ("owner.own_address",)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where any address of the person is the owner's."""
        if not subject.is_owner:
            return ()
        return (observe(context, "owner.own_address", "this is you", exclusion=Exclusion.OWNER),)


RULE = OwnAddress()
