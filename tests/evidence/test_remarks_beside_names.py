"""What is said beside a name that is no office: work, a service, or a private tie."""

import pytest
from tests.people import OWNER, TODAY, context, correspondent, person, two_way, weigh

from invite_guard.evidence.base import Context
from invite_guard.evidence.data import table
from invite_guard.evidence.titles import RULE, title_in_name
from invite_guard.evidence.titles.rule import _beside_names, _may_tell
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.merge import merge


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("Kim Poe (Photographer)", "titles.work"),
        ("Kim Poe | Client Ltd", "titles.work"),
        ("Kim Poe (Executive Coach)", "titles.work"),
        ("Kim Poe (Helpdesk)", "titles.support"),
        ("Kim Poe, Assistant to the General Counsel", "titles.support"),
        ("Kim Poe (Recruiter)", "titles.support"),
        ("Headhunter Kim", "titles.support"),
        ("Kim Poe (Nico's teacher)", "titles.private"),
        ("Dr. Kim Poe (Orthodontist)", "titles.private"),
        ("Kim Poe | Swim Team", "titles.private"),
        ("Kim Poe (Neighbours)", "titles.private"),
        ("Kim Poe (Poe Brothers)", "titles.work"),
        ("Kim Poe | Roe & Sons", "titles.work"),
        ("Kim Poe (Children's Hospital)", "titles.work"),
        ("Kim Poe (Gym Supplies Ltd)", "titles.work"),
        ("Kim Poe (St. Anne's Church)", "titles.private"),
        ("Kim Poe (Zahnärztin)", "titles.private"),
        ("Kim Poe (niñera)", "titles.private"),
        ("Kim Poe (plombier)", "titles.private"),
        ("Kim Poe (няня)", "titles.private"),
        ("Kim Poe (歯医者)", "titles.private"),
        ("Landlady - Mrs Poe", "titles.private"),
        ("Electrician Kim", "titles.private"),
        ("Electrician, Kim", "titles.private"),
        ("Poe, Electrician", "titles.private"),
        ("Poe, Helpdesk", "titles.support"),
        ("POE, HELPDESK", "titles.support"),
        ("Niñera Kim", "titles.private"),
        ("Klassenlehrerin Frau Poe", "titles.private"),
        ("Yoga with Kim", "titles.private"),
        ("Kim Poe (E-mail)", ""),
        ("Kim Poe (private)", ""),
        ("Kim Poe (Mom)", ""),
        ("Kim Poe (London Business School)", ""),
        ("Kim Poe (MD)", ""),
        ("Kim Plumber", ""),
        ("Kim Poe", ""),
    ],
)
def test_what_else_stands_beside_a_name(name: str, fact: str) -> None:
    one = person("kim@client.example", name)
    assert [seen.rule for seen in weigh(RULE, one, context(one))] == [fact] * bool(fact)


@pytest.mark.parametrize(
    ("remark", "tag"),
    [("Landlord", Tag.PERSONAL), ("Yoga", Tag.PERSONAL), ("Illustrator", Tag.COLLEAGUE)],
)
def test_a_private_remark_outweighs_a_busy_exchange(remark: str, tag: Tag) -> None:
    seen = correspondent("kim@other.example", f"Kim Poe ({remark})", two_way(8))
    people = merge([seen], [], OWNER)
    (found,) = classify(people, build_context(people, OWNER, TODAY))
    assert found.tag is tag


def _telling() -> list[str]:
    """Give every plain word of the lists that say something in or beside a name."""
    lists = [*table("titles.toml").values(), *table("circles.toml").values()]
    entries = {entry for one in (*lists, *table("abbreviations.toml").values()) for entry in one}
    return sorted(entry for entry in entries if entry.isascii() and entry.isalpha())


def test_two_plain_words_that_are_passed_at_once_say_nothing() -> None:
    known = Context(OWNER, TODAY)
    for word in _telling():
        upper, title = word.upper(), word.title()
        for name in (f"Poe, {title}", f"POE, {upper}", f"{title}, Kim", f"{upper}, KIM"):
            assert _may_tell(name) or not (title_in_name(name) or _said(name, known)), name
        for name in (f"{upper} POE", f"{upper} Poe", f"KIM {upper}", f"KIM {title}"):
            assert _may_tell(name) or not (title_in_name(name) or _said(name, known)), name


def _said(name: str, known: Context) -> list[Evidence]:
    return list(_beside_names([name], known))
