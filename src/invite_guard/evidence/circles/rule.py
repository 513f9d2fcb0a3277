"""What somebody's domain, address book and name say of circles that are often not work."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.circles.domains import (
    CIRCLES,
    PRIVATE,
    circle_of,
    circle_supplied,
    listed,
)
from invite_guard.evidence.data import is_free_mail, table
from invite_guard.mail.domains import registrable
from invite_guard.mail.full_names import LONGEST, fold, spells
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Flag

STUDIES = "circles.studies"
"""Key of the evidence that they study, or studied, where the owner does, did or teaches."""
MANY = 5
"""From so many places of one circle with a two-way tie it is what the owner works with."""
MANY_SERVING = 10
"""The same for whoever looks after people and homes: in some years a family knows several."""
MANY_PAIRS = 4
"""The same where two or more people are known at each: a family mostly knows one."""
A_FIRM = 3
"""From so many people of one domain it is a firm the owner works with: households know fewer."""
_SERVING = ("care", "household")
_CALLED: Mapping[str, str] = {"care": "place of care", "household": "firm that serves households"}
_WORDED = (*PRIVATE, "government")
_BESIDE = re.compile(r"[(\[\uff08|]|\s[-\u2013\u2014/]+\s")
_MAY_BESIDE = re.compile(r"[(\[\uff08|\u2013\u2014/-]")
"""What shows cheaply that something may stand beside a name."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words(circle: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, table('circles.toml')[circle]))})\b")


def trades(
    employers: Iterable[str], workplaces: Iterable[str], tied: Mapping[str, int]
) -> frozenset[str]:
    """Give the private circles the owner works at or supplies, or with so many of that it is work.

    A teacher's colleagues are at schools, and so are a school publisher's clients. `tied` says how
    many people of each domain the owner exchanges mail with.
    """
    places = Counter(map(circle_of, tied))
    pairs = Counter(circle_of(domain) for domain, people in tied.items() if people > 1)
    serving = {c for c in _SERVING if places[c] >= MANY_SERVING or pairs[c] >= MANY_PAIRS}
    many = {c for c in PRIVATE if c not in _SERVING and places[c] >= MANY}
    own = {*map(circle_supplied, employers), *map(_circle_named, workplaces)}
    return frozenset((own & {*PRIVATE}) | serving | many)


def _circle_named(text: str) -> str:
    """Tell which circle the name of an organisation or a group belongs to."""
    folded = _words("no_circle_words").sub(" ", fold(text))
    return next((c for c in _WORDED if _words(f"{c}_words").search(folded)), "") if text else ""


class Circle:
    """Belongs to a school, a congregation, a club or a public body."""

    name = "circles"
    facts = (STUDIES, *(f"circles.{circle}" for circle in CIRCLES))

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield where they study, else the circle that a domain, a book or their name tells."""
        if context.schooling and (studies := _studies(subject, context)):
            return (observe(context, *studies),)
        circle, text = _sign(subject, context)
        if not circle:
            return ()
        held = circle in PRIVATE and circle not in context.trades
        if held and circle in _SERVING:
            held = not _is_firm(circle, subject, context)
        flag = Flag.PRIVATE_CIRCLE if held else None
        return (observe(context, f"circles.{circle}", text, flag=flag),)


def _is_firm(circle: str, subject: Subject, context: Context) -> bool:
    """Whether their domain tells the circle, and the owner knows more there than a household."""
    told = {registrable(host) for host in subject.hosts if circle_of(host) == circle}
    return any(context.ties.get(domain, 0) >= A_FIRM for domain in told)


def _studies(subject: Subject, context: Context) -> tuple[str, str] | None:
    """Say where the person studies or studied; nothing of who works somewhere besides."""
    seen = [context.schooling[host] for host in subject.hosts if host in context.schooling]
    others = [host for host in subject.hosts if host not in context.schooling]
    if not seen or not all(is_free_mail(registrable(host)) for host in others):
        return None
    near = next((one for one in seen if one.near), None)
    return (STUDIES, near.text) if near else ("circles.school", seen[0].text)


def _sign(subject: Subject, context: Context) -> tuple[str, str]:
    """Give the first circle that something tells, and what; none at the owner's own employer."""
    if not context.employers.isdisjoint(subject.domains):
        return "", ""
    for host in subject.hosts:
        if circle := circle_of(host):
            return circle, f"{host} looks like a {_CALLED.get(circle, circle)}"
    person = subject.person
    if person.cards:
        labels = (label for card in person.cards for label in card.labels)
        for text in (person.organisation, *labels):
            if circle := _circle_named(text):
                return circle, f"your address book: {text}"
    for name in (*subject.names, *[card.name for card in person.cards]):
        circle = _circle_in_name(name)
        if circle and not _is_spelt(name, subject.addresses):
            return circle, f"called {name}"
    return "", ""


def _circle_in_name(name: str) -> str:
    """Tell which circle a name speaks of: `Pastor Dave`, `Jim (Little League)`, `Choir - Ellen`.

    A calling before a comma is a family name.
    """
    name = name[:LONGEST]
    if circle := _endings().get(name.rpartition(" ")[2].lower()):
        return circle
    if name.isascii() and _first_word(name) not in _all_callings() and not _MAY_BESIDE.search(name):
        return ""
    first, *beside = _BESIDE.split(name)
    for circle in PRIVATE:
        callings = listed(f"{circle}_callings")
        if "," not in first and _leads(first, callings):
            return circle
        if any(_leads(text, callings) or fold(text).strip(" )]") in callings for text in beside):
            return circle
        if beside and _words(f"{circle}_words").fullmatch(fold(first).strip()):
            return circle
    return next((circle for text in beside if (circle := _circle_named(text)) in PRIVATE), "")


def _is_spelt(name: str, addresses: Iterable[str]) -> bool:
    """Whether a calling is a name to some, as Catalans are called Pere, and an address has it."""
    if _first_word(fold(name)) not in listed("callings_also_names"):
        return False
    return any(spells(address.rpartition("@")[0], name) for address in addresses)


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0].lower() if found else ""


@cache
def _endings() -> dict[str, str]:
    """Give the last words of names that tell of a circle, and which."""
    lists = table("circles.toml")
    return {word: circle for circle in PRIVATE for word in lists.get(f"{circle}_endings", ())}


@cache
def _all_callings() -> frozenset[str]:
    return frozenset[str]().union(*(listed(f"{circle}_callings") for circle in PRIVATE))


def _leads(text: str, callings: frozenset[str]) -> bool:
    """Whether a calling leads a name; in East Asia it follows."""
    words = _WORD.findall(fold(text))
    if len(words) < 2 and text.isascii():
        return False
    return bool(words) and (
        (len(words) > 1 and words[0] in callings)
        or any(words[-1].endswith(calling) for calling in callings if not calling.isascii())
    )


RULE = Circle()
