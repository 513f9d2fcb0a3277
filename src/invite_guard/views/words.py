"""Counts, dates and names as a person reads them; everything from outside made safe to print."""

from collections.abc import Mapping
from datetime import date

from invite_guard.model.plan import PlanExchange, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.terminal import safe

RISK = (Tag.EXECUTIVE, Tag.PERSONAL, Tag.STRANGER, Tag.COLLEAGUE)
"""Tags from the one an invitation embarrasses most with to the one it does least."""

NAME_LIMIT = 120
"""Most characters of a name in a table; `explain` shows it whole."""

TAGS: Mapping[Tag, tuple[str, str]] = {
    Tag.COLLEAGUE: ("colleague", "colleagues"),
    Tag.STRANGER: ("stranger", "strangers"),
    Tag.PERSONAL: ("personal contact", "personal contacts"),
    Tag.EXECUTIVE: ("executive", "executives"),
}

REASONS: Mapping[Exclusion, tuple[str, str]] = {
    Exclusion.OWNER: ("yourself", "yourself"),
    Exclusion.ROBOT: ("robot", "robots"),
    Exclusion.ROLE: ("role account", "role accounts"),
    Exclusion.LIST: ("mailing list", "mailing lists"),
    Exclusion.MALFORMED: ("broken address", "broken addresses"),
    Exclusion.CONNECTED: ("already connected", "already connected"),
    Exclusion.INVITED: ("already invited", "already invited"),
    Exclusion.REJECTED: ("rejected by you", "rejected by you"),
    Exclusion.NEVER: ("on the never-list", "on the never-list"),
}


def count(number: int, one: str, many: str = "") -> str:
    """Say how many of something: `1 person`, `1,234 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def count_tag(number: int, tag: Tag) -> str:
    """Say how many people of a tag."""
    return count(number, *TAGS[tag])


def count_reason(number: int, reason: Exclusion) -> str:
    """Say how many people an exclusion keeps out."""
    return count(number, *REASONS[reason])


def percent(confidence: float) -> str:
    """Say how sure a tag is; never rounded up to certainty."""
    return f"{min(99, int(confidence * 100 + 0.5))} %"


def day(when: date | None) -> str:
    """Write a day, or that there is none."""
    return when.isoformat() if when else "never"


def name(person: PlanPerson) -> str:
    """Give the name to print, or say that none is known."""
    text = safe(person.name)
    if len(text) > NAME_LIMIT:
        text = text[:NAME_LIMIT] + "…"
    return text or "(no name)"


def tag(person: PlanPerson) -> str:
    """Name the tag, and how sure it is or that it is the owner's own word."""
    return f"{person.tag}, your own word" if person.corrected else _sure(person)


def _sure(person: PlanPerson) -> str:
    return f"{person.tag}, {percent(person.confidence)} sure"


def standing(person: PlanPerson) -> str:
    """Say what the owner decided so far, or nothing."""
    if person.decision is None:
        return ""
    if person.decision.stale:
        return "stale"
    return {"approve": "approved", "reject": "rejected"}.get(person.decision.action, "")


def why(person: PlanPerson, most: int = 2) -> str:
    """Give the strongest evidence in one line, and what the owner's own words taught."""
    taught = (fact for fact in person.evidence[most:] if fact.rule.startswith("lessons."))
    told = (safe(fact.text) for fact in (*person.evidence[:most], *taught))
    return "; ".join(told) or "nothing is known"


def traffic(exchange: PlanExchange) -> tuple[str, str]:
    """Say how many messages went to the person and how many came from them."""
    return f"{exchange.owner_wrote:,}", f"{exchange.they_wrote:,}"


def disposition(person: PlanPerson) -> str:
    """Say in words what the dry run means to do with the person."""
    if person.exclusion:
        return f"excluded: {REASONS[person.exclusion][0]}"
    return {
        Disposition.PROPOSE: "proposed",
        Disposition.HOLD: "held",
        Disposition.EXCLUDED: "excluded",
    }[person.disposition]
