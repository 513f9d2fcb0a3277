"""Groups of the address book: where the owner said what somebody is."""

import re
from collections.abc import Iterable
from functools import cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import table
from invite_guard.mail.full_names import fold
from invite_guard.model.evidence import Evidence

FILED_AS_PRIVATE = "labels.private"
"""Key of the evidence that the owner filed them under family or friends."""
FILED_AS_WORK = "labels.work"
"""Key of the evidence that the owner filed them under work: the owner's own word."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, table('circles.toml')[name]))})\b")


class Labels:
    """The person stands in a group for family and friends, or for work."""

    name = "labels"
    facts = (FILED_AS_PRIVATE, FILED_AS_WORK)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the groups that say what the tie is."""
        for card in subject.person.cards:
            for label in card.labels:
                folded = fold(label)
                if _pattern("private_labels").search(folded):
                    return (observe(context, FILED_AS_PRIVATE, f"you filed them under {label}"),)
                if _pattern("work_labels").search(folded):
                    return (observe(context, FILED_AS_WORK, f"you filed them under {label}"),)
        return ()


RULE = Labels()
