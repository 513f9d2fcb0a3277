"""What rules state."""

from tests.people import OWNER, TODAY

from invite_guard.evidence.base import Context, observe
from invite_guard.model.tag import Exclusion, Flag, Tag


def test_a_fact_stated_of_many_is_one_value_and_other_facts_are_others() -> None:
    context = Context(OWNER, TODAY, weights={"a.fact": {Tag.PERSONAL: 2.0}})
    plain = observe(context, "a.fact", "so")
    assert observe(context, "a.fact", "so") is plain
    others = [
        observe(context, "b.fact", "so"),
        observe(context, "a.fact", "otherwise"),
        observe(context, "a.fact", "so", amount=0.5),
        observe(context, "a.fact", "so", exclusion=Exclusion.ROBOT),
        observe(context, "a.fact", "so", flag=Flag.RELATIVE),
    ]
    assert plain not in others
    assert others[2].weights == {Tag.PERSONAL: 1.0}
    assert len({id(one) for one in (plain, *others)}) == len(others) + 1
