"""From what the owner said of people to what it teaches about others at their organisations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from invite_guard.evidence.base import Lesson
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.model.decision import Action, Standing
from invite_guard.model.person import Person
from invite_guard.stages.standing import Word, word_on


def lessons_of(people: Iterable[Person], standing: Standing) -> Mapping[str, tuple[Lesson, ...]]:
    """Give by registrable domain everybody there whom the owner corrected, approved or rejected.

    Made anew from what stands now, so a word that is taken back teaches nothing any more. Domains
    that give a mailbox to anyone are no organisations, and absent.
    """
    spoken_of = frozenset(standing.tags) | frozenset(standing.decisions)
    if not spoken_of:
        return {}
    look_up = word_on(standing)
    found: defaultdict[str, list[Lesson]] = defaultdict(list)
    for person in people:
        if spoken_of.isdisjoint(person.addresses):
            continue
        lesson = _lesson(person, look_up(person.addresses))
        for domain in {organisation_of(address) for address in person.addresses}:
            if domain and not is_free_mail(domain):
                found[domain].append(lesson)
    return {domain: tuple(lessons) for domain, lessons in found.items()}


def _lesson(person: Person, word: Word) -> Lesson:
    action = word.decision.action if word.decision else None
    return Lesson(
        person_id=person.id,
        tag=word.tag.tag if word.tag else None,
        approved=action is Action.APPROVE,
        rejected=action is Action.REJECT,
    )
