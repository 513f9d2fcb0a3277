"""Somebody else of the same name: perhaps the same human, perhaps not."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag


class SameName:
    """Another person of this name writes from elsewhere."""

    name = "same_name"
    facts = ("same_name.elsewhere",)

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the first of the hints that merging left."""
        if not person.hints:
            return ()
        return (
            observe(
                context,
                "same_name.elsewhere",
                person.hints[0],
                flag=Flag.PERHAPS_SAME_PERSON,
            ),
        )


RULE = SameName()
