"""In what order the people of a plan stand: who is worth a look before who is not."""

from invite_guard.evidence.audience import ANSWERED
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.stages.stand import Listed

RISKIEST_FIRST = (Tag.EXECUTIVE, Tag.PERSONAL, Tag.STRANGER, Tag.COLLEAGUE)
"""In what order the held stand, by tag."""
_DISPOSITIONS = tuple(Disposition)
_EXCLUSIONS = tuple(Exclusion)


GroupKey = tuple[Disposition, Tag | None, Exclusion | None]
"""What people of one group share: the held their tag, the excluded their reason."""
PROPOSED: GroupKey = (Disposition.PROPOSE, None, None)


def group_of(person: Listed) -> GroupKey:
    """Tell with whom a person stands together in the table."""
    tag = person.tag if person.disposition is Disposition.HOLD else None
    return person.disposition, tag, person.exclusion


def place_of(person: Listed) -> tuple[object, ...]:
    """Give the key by which the people of a plan are sorted: a total order, the same every time."""
    place = _DISPOSITIONS.index(person.disposition)
    if person.exclusion:
        return (place, _EXCLUSIONS.index(person.exclusion), person.id)
    held = RISKIEST_FIRST.index(person.tag)
    near = _nearness(person) if person.tag is Tag.STRANGER else ()
    exchange = person.exchange
    passed = exchange.direct_in + 5 * exchange.direct_out
    return (place, held, near, -round(person.confidence, 2), -passed, person.id)


def _nearness(person: Listed) -> tuple[float, ...]:
    """Order strangers: mail both ways first, then whom public answers make known by name."""
    exchange = person.exchange
    if exchange.direct_in and exchange.direct_out:
        return (0,)
    said = [fact.weight for fact in person.evidence if fact.rule == ANSWERED]
    return (1, said[0]) if said else (2,)
