"""What the owner's own corrections say of others of the same kind."""

import re
from collections.abc import Iterable, Iterator

from invite_guard.evidence.base import Context, Lesson, Subject, observe
from invite_guard.evidence.data import is_free_mail, word_list
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.full_names import fold
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Tag

LEAST = 2
"""So many corrections make a pattern: one may be an exception."""
MOST = 3
"""More corrections than this weigh no more: a lesson stays one fact among many."""
LONGEST = 200
"""Characters of a title that are read."""
_WORDS = re.compile(r"[^\W\d_]{2,40}")
_SHORT = 3
"""Letters of a Latin word that are too few to say what somebody does: `of`, `and`, `der`."""


class Lessons:
    """Corrections of others of a kind: their tags, and who of them was rejected.

    A kind is an organisation, or a word of the title that an address book or a signature gives,
    such as `recruiter`; a domain that hands out mailboxes to anyone is none, nor is a rank. A top
    office teaches nothing about the people around it, so corrections to `executive` are no lesson.
    What the owner said to the contrary of others of the kind is taken off. Where several kinds
    teach the same, the strongest is heard: lessons do not add up.
    """

    name = "lessons"
    facts = ("lessons.colleague", "lessons.personal", "lessons.stranger", "lessons.rejected")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what was said of others of the kinds the person is of."""
        return _heard(subject.person, context) if context.lessons else ()


def _heard(person: Person, context: Context) -> Iterator[Evidence]:
    strongest: dict[str, tuple[int, str]] = {}
    for kind, where in kinds_of(person).items():
        others = [one for one in context.lessons.get(kind, ()) if one.person_id != person.id]
        for fact, amount, text in _taught(others, where):
            if amount > strongest.get(fact, (0, ""))[0]:
                strongest[fact] = amount, text
    for fact, (amount, text) in strongest.items():
        yield observe(context, fact, text, amount=amount)


def kinds_of(person: Person) -> dict[str, str]:
    """Give the kinds a person is of, organisations first, each with the words that say so."""
    domains = sorted({organisation_of(address) for address in person.addresses} - {""})
    kinds = {domain: f"at {domain}" for domain in domains if not is_free_mail(domain)}
    titles = [person.title, *(signature.title for signature in person.signatures)]
    for title in filter(None, titles):
        kinds |= {word: f"titled \u201c{word}\u201d" for word in _callings(title)}
    return kinds


def _callings(title: str) -> Iterator[str]:
    """Give the words of a title that say what somebody does; ranks say only how high."""
    for word in _WORDS.findall(fold(title[:LONGEST])):
        if not (word.isascii() and len(word) <= _SHORT) and word not in word_list("ranks.txt"):
            yield word


def _taught(others: list[Lesson], where: str) -> Iterator[tuple[str, int, str]]:
    colleagues = sum(one.tag is Tag.COLLEAGUE or one.approved for one in others)
    outsiders = sum(one.tag in {Tag.PERSONAL, Tag.STRANGER} for one in others)
    for tag, opposed in (
        (Tag.COLLEAGUE, outsiders),
        (Tag.PERSONAL, colleagues),
        (Tag.STRANGER, colleagues),
    ):
        said = sum(one.tag is tag for one in others)
        if said - opposed >= LEAST:
            text = f"you called {said} others {where} {tag}"
            yield f"lessons.{tag}", min(said - opposed, MOST), text
    rejected = sum(one.rejected for one in others)
    if rejected - colleagues >= LEAST:
        amount = min(rejected - colleagues, MOST)
        yield "lessons.rejected", amount, f"you rejected {rejected} others {where}"


RULE = Lessons()
