"""From what the owner said of people to what it teaches about others of their kinds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from invite_guard.evidence.base import Lesson
from invite_guard.evidence.lessons import kinds_of
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.model.decision import Action, Standing
from invite_guard.model.person import Person
from invite_guard.stages.standing import Word, word_on


def lessons_of(people: Iterable[Person], standing: Standing) -> Mapping[str, tuple[Lesson, ...]]:
    """Give by kind everybody of it whom the owner corrected, approved or rejected.

    Made anew from what stands now, so a word that is taken back teaches nothing any more.
    """
    spoken_of = frozenset(standing.tags) | frozenset(standing.decisions)
    if not spoken_of:
        return {}
    look_up = word_on(standing)
    found: defaultdict[str, list[Lesson]] = defaultdict(list)
    for person in people:
        if spoken_of.isdisjoint(map(canonical, person.addresses)):
            continue
        lesson = _lesson(person, look_up(person.addresses))
        for kind in kinds_of(person):
            found[kind].append(lesson)
    return {kind: tuple(lessons) for kind, lessons in found.items()}


def _lesson(person: Person, word: Word) -> Lesson:
    action = word.decision.action if word.decision else None
    return Lesson(
        person_id=person.id,
        tag=word.tag.tag if word.tag else None,
        approved=action is Action.APPROVE,
        rejected=action is Action.REJECT,
    )
