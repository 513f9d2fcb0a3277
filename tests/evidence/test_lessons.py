"""What corrections teach: visible, bounded, reversible, and through no gate."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import OWNER, TODAY, correspondent, decision, mailboxes, standing, two_way, weigh

from invite_guard.evidence.base import Lesson
from invite_guard.evidence.lessons import LEAST, MOST, RULE
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Action, Standing
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.lessons import lessons_of
from invite_guard.stages.merge import merge

CROWD = [correspondent(f"p{n}@client.example", f"Person N{n}x", two_way(2)) for n in range(6)] + [
    correspondent("lone@gmail.com", "Lone Wolf", two_way(2))
]


def judged(
    mailbox: Sequence[Correspondent], told: Standing, cards: Sequence[ContactCard] = ()
) -> dict[str, Verdict]:
    people = merge(mailbox, cards, OWNER)
    context = build_context(people, OWNER, TODAY)
    context = replace(context, lessons=lessons_of(people, told))
    verdicts = classify(people, context)
    return {p.address: v for p, v in zip(people, verdicts, strict=True)}


def tagged(number: int, tag: Tag) -> Standing:
    return standing(tags={f"p{n}@client.example": tag for n in range(number)})


def taught(verdict: Verdict) -> list[Evidence]:
    return [seen for seen in verdict.evidence if seen.rule.startswith("lessons.")]


@pytest.mark.parametrize("tag", [Tag.PERSONAL, Tag.STRANGER])
def test_corrections_at_an_organisation_move_others_there_and_say_so(tag: Tag) -> None:
    before, after = judged(CROWD, Standing()), judged(CROWD, tagged(3, tag))
    (seen,) = taught(after["p5@client.example"])
    assert seen.text == f"you called 3 others at client.example {tag}"
    assert after["p5@client.example"].confidence < before["p5@client.example"].confidence
    assert before["lone@gmail.com"] == after["lone@gmail.com"]


def test_corrections_to_colleague_raise_the_others() -> None:
    doubted = [one._replace(names=()) for one in CROWD]
    before, after = judged(doubted, Standing()), judged(doubted, tagged(3, Tag.COLLEAGUE))
    one = "p5@client.example"
    assert after[one].tag is Tag.COLLEAGUE
    assert after[one].confidence >= before[one].confidence
    assert taught(after[one])


def test_one_correction_is_an_exception_and_three_weigh_as_much_as_five() -> None:
    weights = [
        taught(judged(CROWD, tagged(n, Tag.PERSONAL))["p5@client.example"]) for n in range(6)
    ]
    assert [len(seen) for seen in weights] == [0, 0, 1, 1, 1, 1]
    assert LEAST == 2
    assert weights[MOST][0].weights == weights[5][0].weights
    assert weights[2][0].weights != weights[3][0].weights


def test_nobody_learns_from_their_own_correction() -> None:
    after = judged(CROWD, tagged(2, Tag.PERSONAL))
    assert not taught(after["p0@client.example"])
    assert taught(after["p2@client.example"])


def test_rejections_teach_less_and_approvals_speak_against_them() -> None:
    no = [decision(f"p{n}@client.example", Action.REJECT) for n in range(3)]
    (seen,) = taught(judged(CROWD, standing(*no))["p5@client.example"])
    assert seen.text == "you rejected 3 others at client.example"
    yes = [decision(f"p{n}@client.example", Action.APPROVE) for n in (3, 4)]
    assert not taught(judged(CROWD, standing(*no, *yes))["p5@client.example"])


def test_executives_teach_nothing_about_those_around_them() -> None:
    assert not taught(judged(CROWD, tagged(4, Tag.EXECUTIVE))["p5@client.example"])


def test_free_mail_is_no_organisation() -> None:
    mailbox = [correspondent(f"f{n}@gmail.com", f"Friend F{n}x", two_way()) for n in range(5)]
    told = standing(tags={f"f{n}@gmail.com": Tag.PERSONAL for n in range(4)})
    assert lessons_of(merge(mailbox, [], OWNER), told) == {}


HUNTERS = [correspondent(f"h{n}@firm{n}.example", f"Hunter H{n}x", two_way(2)) for n in range(5)]


def titled(*titles: str) -> list[ContactCard]:
    return [
        ContactCard(addresses=(one.address,), title=title)
        for one, title in zip(HUNTERS, titles, strict=False)
    ]


def test_a_calling_is_a_kind_at_any_organisation_and_a_rank_is_none() -> None:
    cards = titled("Senior Recruiter", "Recruiter, IT", "recruiter (senior)", "Senior Editor")
    told = standing(tags={f"h{n}@firm{n}.example": Tag.STRANGER for n in range(2)})
    before, after = judged(HUNTERS, Standing(), cards), judged(HUNTERS, told, cards)
    third, editor, untitled = (f"h{n}@firm{n}.example" for n in (2, 3, 4))
    (seen,) = taught(after[third])
    assert seen.text == "you called 2 others titled \u201crecruiter\u201d stranger"
    assert after[third].confidence < before[third].confidence
    assert not taught(after[editor])
    assert not taught(after[untitled])
    assert judged(HUNTERS, standing(), cards) == before, "taken back"


def test_who_is_approved_speaks_for_the_calling() -> None:
    cards = titled(*["Recruiter"] * 5)
    no = [decision(f"h{n}@firm{n}.example", Action.REJECT) for n in range(3)]
    (seen,) = taught(judged(HUNTERS, standing(*no), cards)["h4@firm4.example"])
    assert seen.text == "you rejected 3 others titled \u201crecruiter\u201d"
    yes = [decision(f"h{n}@firm{n}.example", Action.APPROVE) for n in (3,)]
    after = judged(HUNTERS, standing(*no, *yes), cards)
    assert taught(after["h4@firm4.example"])[0].weights != seen.weights
    yes += [decision("h2@firm2.example", Action.APPROVE)]
    assert not taught(judged(HUNTERS, standing(*no, *yes), cards)["h4@firm4.example"])


def test_two_kinds_that_teach_the_same_do_not_add_up() -> None:
    cards = [ContactCard(addresses=(one.address,), title="Fact Checker") for one in CROWD[:6]]
    (seen,) = taught(judged(CROWD, tagged(3, Tag.STRANGER), cards)["p5@client.example"])
    assert seen.text == "you called 3 others at client.example stranger"


def test_what_is_taken_back_teaches_nothing() -> None:
    assert judged(CROWD, standing()) == judged(CROWD, Standing())
    assert lessons_of(merge(CROWD, [], OWNER), Standing()) == {}


_words = st.lists(
    st.builds(
        Lesson,
        person_id=st.sampled_from(["a", "b", "c", "d", "e"]),
        tag=st.none() | st.sampled_from(Tag),
        approved=st.booleans(),
        rejected=st.booleans(),
    ),
    max_size=9,
).map(tuple)


@settings(deadline=None)
@given(mailboxes, _words)
def test_no_lesson_opens_a_gate(mailbox: list[Correspondent], words: tuple[Lesson, ...]) -> None:
    cards = [ContactCard(addresses=(one.address,), title="Recruiter") for one in mailbox]
    people: list[Person] = merge(mailbox, cards, OWNER)
    context = build_context(people, OWNER, TODAY)
    domains = ("firm.example", "flrm.example", "client.example", "gmail.com", "a.edu")
    told = replace(context, lessons=dict.fromkeys((*domains, "recruiter"), words))
    plain = classify(people, context)
    for person, before, after in zip(people, plain, classify(people, told), strict=True):
        assert after.exclusion == before.exclusion
        assert after.flags == before.flags
        if not person.exchange.two_way:
            assert after.tag is not Tag.COLLEAGUE
        if any(seen.rule == "titles.top" for seen in before.evidence):
            assert after.tag is Tag.EXECUTIVE
        for seen in weigh(RULE, person, told):
            assert all(abs(weight) <= 2 for weight in seen.weights.values())
