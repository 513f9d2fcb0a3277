"""The sentences that matter, above every table: what an import would do, and what is proposed."""

from invite_guard.model.plan import Plan, PlanSource, Totals
from invite_guard.model.tag import Exclusion
from invite_guard.stages.expect import in_words
from invite_guard.terminal import safe
from invite_guard.views.words import RISK, count, count_reason, count_tag

NAMED = 5
"""Most addresses named that may be the owner's too."""


def accident(totals: Totals) -> str:
    """Say what importing everything would have done."""
    people = count(totals.naive_import, "person", "people")
    mails = count(totals.naive_mails, "mail")
    return f"An import of everything would have invited {people}, with up to {mails}."


def summary(plan: Plan) -> list[str]:
    """Say it in numbers that add up: people = proposed + held + excluded."""
    totals = plan.totals
    lines = [
        accident(totals),
        f"Proposed: {totals.proposed:,}, all colleagues you exchanged mail with both ways. "
        "Nobody is approved until you say so."
        if totals.proposed
        else "Proposed: nobody.",
        _held(totals),
        _excluded(totals),
        _sum(totals),
    ]
    return [*lines, *_outlook(plan), *_interrupted(plan)]


def read_from(plan: Plan) -> list[str]:
    """Say whose mail it is and what was read."""
    owner = ", ".join(safe(address) for address in plan.owner.addresses) or "unknown"
    reason = f" ({safe(plan.owner.reason)})" if plan.owner.reason else ""
    lines = [f"Owner: {owner}{reason}", *_perhaps_own(plan)]
    for source in plan.sources:
        skipped = "; ".join(f"{number:,} {safe(why)}" for why, number in source.skipped.items())
        lines.append(
            f"Read: {safe(source.name)} ({safe(source.kind)}), {_amount(source)}"
            + (f"; passed over: {skipped}" if skipped else "")
        )
    return lines


def _perhaps_own(plan: Plan) -> list[str]:
    perhaps = plan.owner.perhaps
    if not perhaps:
        return []
    named = ", ".join(safe(address) for address in perhaps[:NAMED])
    more = f" and {len(perhaps) - NAMED:,} more" if len(perhaps) > NAMED else ""
    advice = "If so, scan again with --me for every address of yours."
    return [f"Perhaps yours too: {named}{more}. {advice}"]


def _amount(source: PlanSource) -> str:
    if source.entries and not source.messages:
        return count(source.entries, "entry", "entries")
    return count(source.messages, "message")


def held_sum(totals: Totals) -> int:
    """Add up the held."""
    return sum(totals.held.values())


def excluded_sum(totals: Totals) -> int:
    """Add up the excluded."""
    return sum(totals.excluded.values())


def _held(totals: Totals) -> str:
    parts = [count_tag(totals.held[tag], tag) for tag in RISK if totals.held.get(tag)]
    return f"Held: {held_sum(totals):,}" + (f" ({', '.join(parts)})." if parts else ".")


def _excluded(totals: Totals) -> str:
    parts = [
        count_reason(totals.excluded[reason], reason)
        for reason in Exclusion
        if totals.excluded.get(reason)
    ]
    return f"Excluded: {excluded_sum(totals):,}" + (f" ({', '.join(parts)})." if parts else ".")


def _sum(totals: Totals) -> str:
    return (
        f"{count(totals.people, 'person', 'people')} "
        f"({count(totals.correspondents, 'address', 'addresses')}) = "
        f"{totals.proposed:,} proposed + {held_sum(totals):,} held + "
        f"{excluded_sum(totals):,} excluded."
    )


def _outlook(plan: Plan) -> list[str]:
    outlook = plan.outlook
    if outlook is None or not outlook.people:
        return []
    return in_words(outlook, f"the {outlook.people:,} proposed")


def _interrupted(plan: Plan) -> list[str]:
    unread = [safe(source.name) for source in plan.sources if not source.complete]
    if not unread:
        return []
    return [f"Not read to the end: {', '.join(unread)}. The next scan goes on from there."]
