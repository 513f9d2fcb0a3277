"""Schools, congregations, clubs and public bodies: circles that are often not work."""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from invite_guard.evidence.base import Context, Schooling, observe
from invite_guard.evidence.data import is_free_mail, table
from invite_guard.mail.domains import domain_of, registrable
from invite_guard.mail.full_names import fold
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person

CIRCLES = ("school", "congregation", "club", "government", "university")
STUDIES = "circles.studies"
"""Key of the evidence that they study, or studied, where the owner does, did or teaches."""
_WORDED = ("school", "congregation", "club", "government")
_BETWEEN = re.compile(r"[.-]")


@cache
def _words(circle: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, table('circles.toml')[f'{circle}_words']))})\b")


@cache
def _labels(circle: str) -> frozenset[str]:
    return frozenset(table("circles.toml")[f"{circle}_labels"])


@lru_cache(maxsize=1 << 14)
def circle_of(domain: str) -> str:
    """Tell from a domain which circle it belongs to, or nothing: `k12.tx.us`, `stmaryschurch.org`.

    Words inside a domain mislead often (seven traps of eight were wrong): a reason to hold only.
    """
    lists = table("circles.toml")
    labels = _BETWEEN.split(domain)[:-1]
    misled = any(part in domain for part in lists["no_circle"])
    for circle in CIRCLES:
        if (
            domain.endswith(lists[f"{circle}_ends"])
            or not _labels(circle).isdisjoint(labels)
            or (not misled and any(part in domain for part in lists[f"{circle}_parts"]))
        ):
            return circle
    return ""


def schooling(hosts: Iterable[str], own: Collection[str]) -> dict[str, Schooling]:
    """Tell which hosts are for those who study or studied at a school; `own` are the owner's."""
    ours = {registrable(host) for host in own}
    found = {}
    for host in hosts:
        school = registrable(host)
        labels = host.removesuffix(school).split(".")[:-1]
        if not labels:
            continue
        if not _labels("student").isdisjoint(labels):
            found[host] = Schooling(f"{host} is for those who study there", near=True)
        elif not _labels("alumni").isdisjoint(labels):
            text = f"{host} is for those who studied there"
            found[host] = Schooling(text, near=school in ours)
        elif school in own and host not in own and _perhaps_for_students(labels, school):
            text = f"{host} may be for those who study there: you write from {school} itself"
            found[host] = Schooling(text, near=True)
    return found


def _perhaps_for_students(labels: Iterable[str], school: str) -> bool:
    return not _labels("perhaps_student").isdisjoint(labels) and circle_of(school) == "university"


class Circle:
    """Belongs to a school, a congregation, a club or a public body."""

    name = "circles"
    facts = (STUDIES, *(f"circles.{circle}" for circle in CIRCLES))

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the first circle that a domain or an address book names."""
        if context.schooling and (studies := _studies(person, context)):
            return (observe(context, *studies),)
        for correspondent in person.correspondents:
            domain = domain_of(correspondent.address)
            if registrable(domain) in context.employers:
                return ()
            if circle := circle_of(domain):
                return (observe(context, f"circles.{circle}", f"{domain} looks like a {circle}"),)
        if not person.cards:
            return ()
        for text in (person.organisation, *(label for c in person.cards for label in c.labels)):
            for circle in _WORDED if text else ():
                if _words(circle).search(fold(text)):
                    return (observe(context, f"circles.{circle}", f"your address book: {text}"),)
        return ()


def _studies(person: Person, context: Context) -> tuple[str, str] | None:
    """Say where the person studies or studied; nothing of who works somewhere besides."""
    hosts = [domain_of(address) for address in person.addresses]
    seen = [context.schooling[host] for host in hosts if host in context.schooling]
    others = [host for host in hosts if host not in context.schooling]
    if not seen or not all(is_free_mail(registrable(host)) for host in others):
        return None
    near = next((one for one in seen if one.near), None)
    return (STUDIES, near.text) if near else ("circles.school", seen[0].text)


RULE = Circle()
