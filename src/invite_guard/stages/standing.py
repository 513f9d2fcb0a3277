"""What humans said of one person, found through any of the person's addresses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from invite_guard.mail.full_names import full_name_key
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.mail.never_list import NeverList
from invite_guard.model.decision import Action, Decision, Standing
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion


class Word(NamedTuple):
    """What stands on one person."""

    never: bool = False
    invited: bool = False
    decision: Decision | None = None
    """The latest approval or rejection."""
    tag: Decision | None = None
    """The latest correction of the tag."""
    note: str = ""
    """What the owner noted for themselves."""
    namesake: Exclusion | None = None
    """Why somebody of the same full name is excluded by a human's word."""
    perhaps: str = ""
    """Who of the same full name is held for what they are, in words."""

    @property
    def exclusion(self) -> Exclusion | None:
        """Why a human's word makes this no candidate; the never-list comes first."""
        if self.never:
            return Exclusion.NEVER
        if self.invited:
            return Exclusion.INVITED
        if self.decision and self.decision.action is Action.REJECT:
            return Exclusion.REJECTED
        return None


def word_on(standing: Standing) -> Callable[[Sequence[str]], Word]:
    """Prepare to look up people by all their addresses."""
    never = NeverList(standing.never)

    def look_up(addresses: Sequence[str]) -> Word:
        mailboxes = frozenset(map(canonical, addresses))
        noted = _latest(mailboxes, standing.notes)
        return Word(
            never=any(map(never.covers, addresses)),
            invited=not mailboxes.isdisjoint(standing.exported),
            decision=_latest(mailboxes, standing.decisions),
            tag=_latest(mailboxes, standing.tags),
            note=noted.note if noted else "",
        )

    return look_up


def words_on(people: Sequence[Person], standing: Standing) -> list[Word]:
    """Give what stands on each person, and where it stands on somebody of the same full name."""
    if not _says_anything(standing):
        return [Word()] * len(people)
    words = list(map(word_on(standing), (person.addresses for person in people)))
    barred = _barred_names(people, words)
    if not barred:
        return words
    return [_beside(word, one, barred) for word, one in zip(words, people, strict=True)]


def _says_anything(standing: Standing) -> bool:
    words = (standing.never, standing.exported, standing.decisions, standing.tags, standing.notes)
    return any(words)


def _barred_names(
    people: Iterable[Person], words: Iterable[Word]
) -> Mapping[tuple[str, ...], Exclusion]:
    """Give the full names of those whom a human's word excludes: a namesake may be the same."""
    barred = {}
    for person, word in zip(people, words, strict=True):
        if word.exclusion and (name := full_name_key(person.name)):
            barred[name] = word.exclusion
    return barred


def _beside(word: Word, person: Person, barred: Mapping[tuple[str, ...], Exclusion]) -> Word:
    """Note on a person where a namesake is excluded by a human's word."""
    if word.exclusion:
        return word
    return word._replace(namesake=barred.get(full_name_key(person.name)))


def _latest(mailboxes: Iterable[str], words: Mapping[str, Decision]) -> Decision | None:
    found = [words[mailbox] for mailbox in mailboxes if mailbox in words]
    return max(found, key=lambda decision: decision.at) if found else None
