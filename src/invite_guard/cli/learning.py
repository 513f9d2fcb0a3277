"""What a human's words teach about others, told where they were said."""

from invite_guard.cli.options import say
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.views import words


def tell_learned(before: Plan, after: Plan) -> None:
    """Say on how many others the words that were kept between two plans weigh.

    Whoever the words were about is told of already.
    """
    then = {person.id: person for person in before.people}
    pairs = [(then[now.id], now) for now in after.people if now.id in then]
    others = [(old, now) for old, now in pairs if _own_word(old) == _own_word(now)]
    weighed = sum(_lessons(old) != _lessons(now) for old, now in others)
    moved = sum((old.tag, old.disposition) != (now.tag, now.disposition) for old, now in others)
    if weighed:
        told = words.count(weighed, "other", "others")
        say(f"Learned: {told} of the same organisation or title weighed anew; `explain` shows it.")
    if moved:
        say(f"Judged otherwise because of it: {words.count(moved, 'other', 'others')}.")


def _own_word(person: PlanPerson) -> tuple[object, ...]:
    decision = person.decision
    said = decision.action if decision else None
    return person.exclusion, said, person.tag if person.corrected else None


def _lessons(person: PlanPerson) -> list[str]:
    return [fact.text for fact in person.evidence if fact.rule.startswith("lessons.")]
