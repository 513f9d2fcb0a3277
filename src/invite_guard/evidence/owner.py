"""The owner is no candidate."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion


class OwnAddress:
    """One of the owner's own addresses."""

    name = "owner"
    facts = ("owner.own_address",)

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the fact where any address of the person is the owner's."""
        for seen in person.correspondents:
            if seen.address in context.own:
                text, reason = "this is you", Exclusion.OWNER
                return (observe(context, "owner.own_address", text, exclusion=reason),)
        return ()


RULE = OwnAddress()
