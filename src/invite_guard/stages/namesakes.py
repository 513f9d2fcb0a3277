"""Who may be the same person as one the owner's sources call an executive, or filed as private."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from invite_guard.evidence.labels import FILED_AS_PRIVATE
from invite_guard.evidence.titles import HOLDS_TOP_OFFICE
from invite_guard.mail.full_names import full_name_key
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.matching.naming import settled_name
from invite_guard.stages.standing import Word

MANY = 5
"""More people of a mailbox than this who bear one full name are not all one: it tells nothing."""
_TOLD = frozenset({HOLDS_TOP_OFFICE, FILED_AS_PRIVATE})
_TELLING = frozenset({Flag.PERHAPS_SENIOR, Flag.RELATIVE})
_CALLED = frozenset({Tag.EXECUTIVE, Tag.PERSONAL})

Name = tuple[str, ...]


class _Held(NamedTuple):
    """Somebody who is held for what they are, wherever they write from."""

    number: int
    text: str


def beside_namesakes(
    people: Sequence[Person], verdicts: Sequence[Verdict], words: Sequence[Word]
) -> list[Word]:
    """Note on everybody where they may be the same person as somebody held for what they are.

    A title or a group on one address says nothing of the others of the same human, unless they are
    known to be that.
    """
    noted = list(words)
    held: defaultdict[Name, list[_Held]] = defaultdict(list)
    for number, (one, verdict, word) in enumerate(zip(people, verdicts, words, strict=True)):
        if why := _why(verdict, word):
            text = f"perhaps the same person as {one.name} <{one.address}>: {why}"
            for name in _names(one):
                held[name].append(_Held(number, text))
    if not held:
        return noted
    known = frozenset(held)
    found = [_names(one) & known for one in people]
    bearing = {number: names for number, names in enumerate(found) if names}
    bearers = Counter([name for names in bearing.values() for name in names])
    for number, names in bearing.items():
        near = (one for name in sorted(names) if bearers[name] <= MANY for one in held[name])
        if text := next((one.text for one in near if one.number != number), ""):
            noted[number] = noted[number]._replace(perhaps=text)
    return noted


def _names(person: Person) -> set[Name]:
    """Give the full names somebody goes by: a title may stand beside one, in mail or on a card."""
    found = {full_name_key(person.name), *map(settled_name, person.correspondents)}
    if person.cards:
        found.update([full_name_key(card.name) for card in person.cards])
    found.discard(())
    return found


def _why(verdict: Verdict, word: Word) -> str:
    """Say what they are held for; the owner's own word on them comes first."""
    if word.tag:
        return f"you said {word.tag.tag}" if word.tag.tag in _CALLED else ""
    for seen in verdict.evidence:
        if seen.rule in _TOLD or seen.flag in _TELLING:
            return seen.text
    return ""
