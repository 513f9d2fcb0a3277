"""An address that reaches nobody, or not the same mailbox to every reader."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.mail.addresses import is_exportable
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Flag


class Malformed:
    """No valid address, or one that two readers understand differently."""

    name = "malformed"
    facts = ("malformed.invalid", "malformed.ambiguous")

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield what is wrong with the address an invitation would go to."""
        first = person.correspondents[0]
        if not first.well_formed:
            return (
                observe(
                    context,
                    "malformed.invalid",
                    "not a valid address",
                    exclusion=Exclusion.MALFORMED,
                ),
            )
        if is_exportable(first.address):
            return ()
        return (
            observe(
                context,
                "malformed.ambiguous",
                "an address that not every program reads alike",
                flag=Flag.AMBIGUOUS_ADDRESS,
            ),
        )


RULE = Malformed()
