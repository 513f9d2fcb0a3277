"""Person to row: what exactly would leave of somebody, and whether it may."""

import re
from collections.abc import Sequence

from nameparser import HumanName

from invite_guard.errors import RefusedError
from invite_guard.mail.mailbox_syntax import is_exportable
from invite_guard.model.batch import Row
from invite_guard.model.cell import unfit
from invite_guard.model.plan import PlanPerson
from invite_guard.model.tag import UNFIT_ADDRESS, Flag
from invite_guard.stages.matching.spelling import without_work
from invite_guard.terminal import safe

_ORGANISATION = re.compile(
    r"\b(inc|ltd|llc|llp|plc|corp|corporation|company|co|gmbh|ag|kg|ohg|ug|e\.?v|mbh|s\.?a|s\.?r\.?l|"
    r"s\.?p\.?a|b\.?v|n\.?v|oy|ab|as|a/s|kk|pty|team|department|office|support|group|association|"
    r"foundation|university|institute|committee|society|club|church|school)\.?$",
    re.IGNORECASE,
)
"""What the name of an organisation ends in; a name of one is never cut in two."""
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Kana, Han and Hangul: the family name comes first, and often without a space between."""


def build_rows(people: Sequence[PlanPerson]) -> list[Row]:
    """Give the row of each person. Raises `RefusedError`, naming everybody who must not leave."""
    rows = [_row(person) for person in people]
    refused = [
        (person, reason)
        for person, row in zip(people, rows, strict=True)
        if (reason := _refusal(row, person.flags))
    ]
    if refused:
        told = (
            f"{safe(p.name or p.address)} cannot be exported: {safe(why)}" for p, why in refused
        )
        ids = " ".join(person.id for person, _ in refused)
        raise RefusedError(
            f"{'; '.join(told)}.",
            f"Mend the entry at its source and scan again, or `invite-guard reject {ids}`.",
        )
    return rows


def _row(person: PlanPerson) -> Row:
    first, last = split_name(person.name, person.organisation)
    return Row(
        person_id=person.id,
        address=person.address,
        name=person.name,
        first_name=first,
        last_name=last,
        organisation=person.organisation,
        title=person.title,
        linkedin_url=person.linkedin_url,
        tag=person.tag,
    )


def split_name(name: str, organisation: str) -> tuple[str, str]:
    """Cut a name into given and family name; what cannot be cut for certain is given, whole."""
    whole = without_work(name.strip())
    if _ORGANISATION.search(whole) or (organisation and whole.lower() == organisation.lower()):
        return whole, ""
    if _FAMILY_FIRST.search(whole):
        family, _, given = whole.partition(" ")
        return (
            (given.strip(), family) if given.strip() and " " not in given.strip() else (whole, "")
        )
    parsed = HumanName(whole)
    given = " ".join(part for part in (parsed.first, parsed.middle) if part)
    return (given, parsed.last) if given and parsed.last else (whole, "")


def _refusal(row: Row, flags: tuple[Flag, ...]) -> str:
    if not UNFIT_ADDRESS.isdisjoint(flags) or not is_exportable(row.address):
        return "the address can mean more than one mailbox, or none"
    return unfit(row)
