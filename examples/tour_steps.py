"""What is typed on the tour, and what is to be seen; numbers come from the expected plan."""

import json
from typing import Any, NamedTuple

from demo import PLAN
from invented.cast import Cast, read_cast

ASK = "q quit > "
"""How `review` ends its question."""


class Step(NamedTuple):
    """One command line."""

    about: str
    command: str
    sees: tuple[str, ...] = ()
    never_sees: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """Questions as they end, and what is typed then."""
    code: int = 0


def first_proposed(number: int) -> list[str]:
    """Give the addresses of the strongest so many of the expected plan."""
    people = json.loads(PLAN.read_text("utf-8"))["people"]
    return [person["addresses"][0]["address"] for person in people[:number]]


def steps() -> list[Step]:
    """Give the tour."""
    cast = read_cast()
    totals = json.loads(PLAN.read_text("utf-8"))["totals"]
    return [*_look(cast, totals), *_refused(cast), *_decide(), *_hand_over()]


def _look(cast: Cast, totals: dict[str, Any]) -> list[Step]:
    founder, cousin = cast.one("founder"), cast.one("cousin in the trade")
    held = totals["held"]["executive"]
    return [
        Step(
            "Read an invented mailbox. Nothing leaves; who would have been invited?",
            "invite-guard scan --demo --no-pager",
            (
                f"would have invited {totals['naive_import']:,} people",
                f"Proposed: {totals['proposed']:,}",
                f"{totals['people']:,} people",
            ),
        ),
        Step(
            "The people nobody should invite by accident.",
            "invite-guard plan --demo --no-pager --tag executive",
            (f"Held: {held} executives",),
            ("Proposed: 1 colleague",),
        ),
        Step(
            "She is known well, and still held: why?",
            f"invite-guard explain --demo --no-pager {founder.address}",
            (founder.address, "executive", "CEO"),
        ),
        Step(
            "A cousin who works in the trade looks like a colleague, but for her name.",
            f"invite-guard explain --demo --no-pager {cousin.address}",
            (cousin.address, "personal"),
        ),
    ]


def _refused(cast: Cast) -> list[Step]:
    trainer = cast.one("massage trainer")
    return [
        Step(
            "A stranger is not approved by half a name.",
            f"invite-guard approve --demo {trainer.name.split()[-1]}",
            ("is held", "Try:"),
            code=2,
        ),
        Step(
            "And some are never to be invited, whatever a later scan finds.",
            f"invite-guard never --demo {trainer.domain} --note 'only a trainer'",
            (f"Never: {trainer.domain}", "Keeps out 1 person"),
        ),
    ]


def _decide() -> list[Step]:
    keys = ("a", "a", "x", "u", "a", "s", "q")
    return [
        Step(
            "Decide one by one: two yes, one no, think again, yes, skip one, enough.",
            "invite-guard review --demo --plain",
            ("Kept:",),
            answers=tuple((ASK, key) for key in keys),
        )
    ]


def _hand_over() -> list[Step]:
    question = "lets out nobody: "
    return [
        Step(
            "No pipe can say yes: the question is asked on the terminal itself.",
            "yes 'invite 3' 2>/dev/null | invite-guard export --demo -o batch.csv",
            ("Not confirmed",),
            answers=((question, "no"),),
            code=4,
        ),
        Step(
            "Nor is `yes` the word.",
            "invite-guard export --demo -o batch.csv",
            ("Together: 3 colleague", "Not confirmed"),
            answers=((question, "yes"),),
            code=4,
        ),
        Step(
            "Everybody is shown, then the phrase, typed by hand.",
            "invite-guard export --demo -o batch.csv",
            ("3 handed over and recorded",),
            answers=((question, "invite 3"),),
        ),
        Step("This left, and nothing else.", "cat batch.csv", ("first_name,last_name,email",)),
        Step("It is recorded.", "invite-guard ledger --demo --no-pager", ("handed over",)),
        Step(
            "From now on these three are no candidates any more.",
            "invite-guard plan --demo --no-pager --excluded",
            ("Excluded: 3 already invited", "1 on the never-list"),
        ),
        Step(
            "Nobody is invited twice.",
            "invite-guard export --demo -o again.csv",
            ("Nobody is approved",),
            code=1,
        ),
    ]
