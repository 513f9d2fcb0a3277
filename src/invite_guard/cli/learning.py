"""What a human's words teach about others, told where they were said."""

from invite_guard.cli.options import say
from invite_guard.stages.plan import Outline
from invite_guard.stages.stand import Stand
from invite_guard.views import words


def tell_learned(before: Outline, after: Outline) -> None:
    """Say on how many others the words that were kept between two dry runs weigh.

    Whoever the words were about is told of already.
    """
    then = {stand.id: stand for stand in before.stands}
    pairs = [(then[now.id], now) for now in after.stands if now.id in then]
    others = [(old, now) for old, now in pairs if _own_word(old) == _own_word(now)]
    weighed = sum(_lessons(old) != _lessons(now) for old, now in others)
    moved = sum((old.tag, old.disposition) != (now.tag, now.disposition) for old, now in others)
    if weighed:
        told = words.count(weighed, "other", "others")
        say(f"Learned: {told} of the same organisation or title weighed anew; `explain` shows it.")
    if moved:
        say(f"Judged otherwise because of it: {words.count(moved, 'other', 'others')}.")


def _own_word(stand: Stand) -> tuple[object, ...]:
    said, corrected = stand.word.decision, stand.word.tag
    return stand.exclusion, said and said.action, corrected and corrected.tag


def _lessons(stand: Stand) -> list[str]:
    return [fact.text for fact in stand.verdict.evidence if fact.rule.startswith("lessons.")]
