"""What titles and remarks beside names say of somebody."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import table
from invite_guard.evidence.titles.in_names import offices_alone, says_nothing, title_in_name
from invite_guard.evidence.titles.offices import Office, office_of, pattern, words
from invite_guard.evidence.titles.parts import MAY_BESIDE, Part, parts_of
from invite_guard.evidence.titles.ranks import is_ranked
from invite_guard.mail.full_names import fold, remark_beside
from invite_guard.mail.organisations import has_legal_form
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag

HOLDS_TOP_OFFICE = "titles.top"
"""Key of the evidence that makes an executive, whatever else is known."""
_TWO_WORDS = re.compile("([A-Za-z]+)(,?) ([A-Za-z]+)")
"""Most names are just these, or these the other way round."""


class Title:
    """A title in an address book, beside a display name or in a signature."""

    name = "titles"
    facts = (
        HOLDS_TOP_OFFICE,
        "titles.perhaps",
        "titles.support",
        "titles.private",
        "titles.work",
        "titles.signs",
    )

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the highest office any title names."""
        person, names = subject.person, list(filter(_may_tell, subject.names))
        if not (names or person.cards or person.signatures):
            return ()
        perhaps = ""
        for title, told in _titles(person, names):
            office = office_of(title)
            if office is Office.TOP:
                return (observe(context, HOLDS_TOP_OFFICE, told),)
            if office is Office.PERHAPS:
                perhaps = perhaps or told
        perhaps = perhaps or _ranked(person, names)
        if perhaps:
            return (observe(context, "titles.perhaps", perhaps, flag=Flag.PERHAPS_SENIOR),)
        return _remarks(person, names, context)


def _ranked(person: Person, names: Iterable[str]) -> str:
    """Say which name is written with a public office or the rank of a general."""
    known = (*names, *[card.name for card in person.cards])
    return next((f"called {name}" for name in known if is_ranked(name)), "")


def _may_tell(name: str) -> bool:
    """Whether something may stand beside a name: it is more than a given and a family name."""
    if two := _TWO_WORDS.fullmatch(name):
        first, comma, other = two.groups()
        if first.lower() in _tells_first():
            return True
        if comma:
            return _tells_behind_a_comma(other)
        return _tell_together(first, other)
    first, _, rest = name.partition(" ")
    if " " in rest or MAY_BESIDE.search(name) or not name.isascii():
        return True
    if not rest:
        return name.lower() in offices_alone()
    return first.isupper() or first.lower() in _tells_first()


def _tell_together(first: str, other: str) -> bool:
    """Whether two plain words may hold a title or be one: `CEO Jane`, `Finance Director`."""
    if says_nothing(other):
        return first.isupper() and not says_nothing(first)
    if first.isupper() or other.isupper() or not says_nothing(first):
        return True
    return other.lower() in offices_alone()


@lru_cache(maxsize=1 << 14)
def _tells_behind_a_comma(word: str) -> bool:
    """Whether a plain word behind another and a comma may be more than the given name it mostly is.

    Of the offices, these are the only ones that are read there.
    """
    lower = word.lower()
    return lower in words("alone") or _serves_everybody(lower) or _tells_of_private_life(lower)


@cache
def _tells_first() -> frozenset[str]:
    """Give the words that say something even before a single name: `Chairman Lee`."""
    return words("around_names") | words("services") | words("sellers")


def _remarks(person: Person, names: Sequence[str], context: Context) -> Iterable[Evidence]:
    for signature in person.signatures:
        if pattern("support").search(fold(signature.title)):
            return (observe(context, "titles.support", signature.told),)
    told = (observe(context, "titles.signs", s.told) for s in person.signatures[:1])
    return (*told, *_beside_names(names, context))


def _beside_names(names: Sequence[str], context: Context) -> Iterable[Evidence]:
    parted = [parts_of(name) for name in names]
    if not any(rest or _tells_alone(first.text) for first, *rest in parted):
        return ()
    for says, key in ((_serves, "titles.support"), (_is_private, "titles.private")):
        for parts in parted:
            if told := says(parts):
                return (observe(context, key, f"{told}, says their name"),)
    for name in names:
        remark = remark_beside(name) if "(" in name or "|" in name else ""
        if remark and _may_be_work(remark):
            return (observe(context, "titles.work", f"{remark}, says their name"),)
    return ()


def _serves(name: Sequence[Part]) -> str:
    """Give what says that somebody answers for others or serves everybody."""
    first, *rest = name
    if told := _leading(first.text, words("sellers")):
        return told
    return next((part.text for part in rest if _serves_everybody(fold(part.text))), "")


def _serves_everybody(remark: str) -> bool:
    return bool(pattern("support").search(remark) or _sellers().search(remark))


def _is_private(name: Sequence[Part]) -> str:
    """Give what says of a name that the tie is private: `(Emma's teacher)`, `Plumber Joe`."""
    first, *rest = name
    if told := _leading(first.text, words("services")):
        return told
    return next((part.text for part in rest if _tells_of_private_life(part.text)), "")


def _tells_alone(name: str) -> bool:
    return bool(_leading(name, words("sellers")) or _leading(name, words("services")))


def _leading(name: str, known: Container[str]) -> str:
    """Give the first word of a name where it is a known one; alone it may be a name."""
    word, _, _ = name.partition(" ")
    return word if fold(word) in known else ""


def _tells_of_private_life(remark: str) -> bool:
    folded = fold(remark).strip()
    if pattern("no_work").search(folded) or has_legal_form(remark):
        return False
    return bool(pattern("private").search(folded) or _private_labels().fullmatch(folded))


def _may_be_work(remark: str) -> bool:
    """Whether a remark may name a trade or a firm, and no office: that is for others to weigh."""
    folded = fold(remark)
    if pattern("no_work").search(folded) or _circles().search(folded):
        return False
    return office_of(remark) is Office.OTHER


@cache
def _sellers() -> re.Pattern[str]:
    return _whole_words(words("sellers"))


@cache
def _private_labels() -> re.Pattern[str]:
    return _whole_words(table("circles.toml")["private_labels"])


@cache
def _circles() -> re.Pattern[str]:
    lists = ("school_words", "congregation_words", "club_words")
    return _whole_words(word for name in lists for word in table("circles.toml")[name])


def _whole_words(found: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, found))})\b")


def _titles(person: Person, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each title and the words it is told in."""
    for card in person.cards:
        for title in filter(None, (card.title, title_in_name(card.name))):
            yield title, f"{title}, says your address book"
    for name in names:
        if title := title_in_name(name):
            yield title, f"{title}, says their name"
    for signature in person.signatures:
        yield signature.title, signature.told


RULE = Title()
