"""What the owner's own corrections say of others at the same organisation."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Lesson, observe
from invite_guard.mail.domains import organisation_of
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Tag

LEAST = 2
"""So many corrections make a pattern: one may be an exception."""
MOST = 3
"""More corrections than this weigh no more: a lesson stays one fact among many."""


class Lessons:
    """Corrections of others at this organisation: their tags, and who was rejected there.

    A top office teaches nothing about the people around it, so corrections to `executive` are no
    lesson. What the owner said to the contrary of others there is taken off.
    """

    name = "lessons"
    facts = ("lessons.colleague", "lessons.personal", "lessons.stranger", "lessons.rejected")

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield what was said of others at the organisations the person writes from."""
        if not context.lessons:
            return
        for domain in sorted({organisation_of(address) for address in person.addresses}):
            others = [one for one in context.lessons.get(domain, ()) if one.person_id != person.id]
            if others:
                yield from _taught(context, domain, others)


def _taught(context: Context, domain: str, others: list[Lesson]) -> Iterable[Evidence]:
    colleagues = sum(one.tag is Tag.COLLEAGUE or one.approved for one in others)
    outsiders = sum(one.tag in {Tag.PERSONAL, Tag.STRANGER} for one in others)
    for tag, opposed in (
        (Tag.COLLEAGUE, outsiders),
        (Tag.PERSONAL, colleagues),
        (Tag.STRANGER, colleagues),
    ):
        said = sum(one.tag is tag for one in others)
        if said - opposed >= LEAST:
            text = f"you called {said} others at {domain} {tag}"
            amount = min(said - opposed, MOST)
            yield observe(context, f"lessons.{tag}", text, amount=amount)
    rejected = sum(one.rejected for one in others)
    if rejected - colleagues >= LEAST:
        text = f"you rejected {rejected} others at {domain}"
        yield observe(context, "lessons.rejected", text, amount=min(rejected - colleagues, MOST))


RULE = Lessons()
