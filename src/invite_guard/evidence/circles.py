"""Schools, congregations, clubs and public bodies: circles that are often not work."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from invite_guard.evidence.base import Context, Schooling, Subject, observe
from invite_guard.evidence.data import is_free_mail, table
from invite_guard.mail.domains import labels_above, registrable
from invite_guard.mail.full_names import LONGEST, fold, spells
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Flag

CIRCLES = ("school", "university", "congregation", "club", "government")
STUDIES = "circles.studies"
"""Key of the evidence that they study, or studied, where the owner does, did or teaches."""
PRIVATE = ("school", "congregation", "club")
"""Those whose people are held unless the circle is the owner's own work."""
MANY = 5
"""From so many places of one circle with a two-way tie it is what the owner works with."""
_WORDED = (*PRIVATE, "government")
_BETWEEN = re.compile(r"[.-]")
_BESIDE = re.compile(r"[(\[\uff08|]|\s[-\u2013\u2014/]+\s")
_MAY_BESIDE = re.compile(r"[(\[\uff08|\u2013\u2014/-]")
"""What shows cheaply that something may stand beside a name."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words(circle: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, table('circles.toml')[circle]))})\b")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(map(fold, table("circles.toml")[name]))


@lru_cache(maxsize=1 << 14)
def circle_of(domain: str) -> str:
    """Tell from a domain which circle it belongs to, or nothing: `k12.tx.us`, `stmaryschurch.org`.

    Words inside a domain mislead often (seven traps of eight were wrong): a reason to hold only.
    """
    lists = table("circles.toml")
    *labels, top = _BETWEEN.split(domain)
    named = {*labels, *(f"{label}.{top}" for label in labels)}
    misled = any(part in domain for part in lists["no_circle"])
    for circle in CIRCLES:
        if domain.endswith(lists[f"{circle}_ends"]):
            return circle
        if misled and circle in PRIVATE:
            continue
        if not _listed(f"{circle}_labels").isdisjoint(named):
            return circle
        if any(part in domain for part in lists.get(f"{circle}_parts", ())):
            return circle
    return ""


def trades(
    employers: Iterable[str], workplaces: Iterable[str], tied: Iterable[str]
) -> frozenset[str]:
    """Give the private circles the owner works at, or with so many of that it is their work.

    A teacher's colleagues are at schools, and so are a school publisher's clients.
    """
    places = Counter(map(circle_of, tied))
    own = {*map(circle_of, employers), *map(_circle_named, workplaces)}
    return frozenset(circle for circle in PRIVATE if circle in own or places[circle] >= MANY)


def _circle_named(text: str) -> str:
    """Tell which circle the name of an organisation or a group belongs to."""
    folded = _words("no_circle_words").sub(" ", fold(text))
    return next((c for c in _WORDED if _words(f"{c}_words").search(folded)), "") if text else ""


def schooling(hosts: Iterable[str], own: Collection[str]) -> dict[str, Schooling]:
    """Tell which hosts are for those who study or studied at a school; `own` are the owner's."""
    ours = {registrable(host) for host in own}
    found = {}
    for host in hosts:
        school, labels = registrable(host), labels_above(host)
        if not labels:
            continue
        if not _listed("student_labels").isdisjoint(labels):
            found[host] = Schooling(f"{host} is for those who study there", near=True)
        elif not _listed("alumni_labels").isdisjoint(labels):
            text = f"{host} is for those who studied there"
            found[host] = Schooling(text, near=school in ours)
        elif school in own and host not in own and _perhaps_for_students(labels, school):
            text = f"{host} may be for those who study there: you write from {school} itself"
            found[host] = Schooling(text, near=True)
    return found


def _perhaps_for_students(labels: Iterable[str], school: str) -> bool:
    perhaps = _listed("perhaps_student_labels")
    return not perhaps.isdisjoint(labels) and circle_of(school) == "university"


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
        flag = Flag.PRIVATE_CIRCLE if held else None
        return (observe(context, f"circles.{circle}", text, flag=flag),)


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
            return circle, f"{host} looks like a {circle}"
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
    if name.isascii() and _first_word(name) not in _all_callings() and not _MAY_BESIDE.search(name):
        return ""
    first, *beside = _BESIDE.split(name)
    for circle in PRIVATE:
        callings = _listed(f"{circle}_callings")
        if "," not in first and _leads(first, callings):
            return circle
        if any(_leads(text, callings) or fold(text).strip(" )]") in callings for text in beside):
            return circle
        if beside and _words(f"{circle}_words").fullmatch(fold(first).strip()):
            return circle
    return next((circle for text in beside if (circle := _circle_named(text)) in PRIVATE), "")


def _is_spelt(name: str, addresses: Iterable[str]) -> bool:
    """Whether a calling is a name to some, as Catalans are called Pere, and an address has it."""
    if _first_word(fold(name)) not in _listed("callings_also_names"):
        return False
    return any(spells(address.rpartition("@")[0], name) for address in addresses)


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0].lower() if found else ""


@cache
def _all_callings() -> frozenset[str]:
    return frozenset[str]().union(*(_listed(f"{circle}_callings") for circle in PRIVATE))


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
