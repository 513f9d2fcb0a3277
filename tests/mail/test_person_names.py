"""Spellings of one person's name, and names of two people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.person_names import Agreement, compare, read_name

FULL, PART, INITIAL, NONE = Agreement.FULL, Agreement.PART, Agreement.INITIAL, Agreement.NONE


def agreement(profile: str, mail: str) -> Agreement:
    """Compare the name of a profile with every reading of one in mail."""
    return max(
        (compare(a, b) for a in read_name(profile)[:1] for b in read_name(mail)), default=NONE
    )


@pytest.mark.parametrize(
    ("profile", "mail", "expected"),
    [
        ("Jane Roe", "Roe, Jane", FULL),
        ("Jane Roe", "Roe Jane", FULL),
        ("Jane Roe, PMP", "JANE ROE", FULL),
        ("Dr. Jane Roe, Ph.D., MBA 🚀", "Jane Roe", FULL),
        ("Jane Roe (she/her)", "jane roe", FULL),
        ("Jane Roe | Hiring!", "Jane Roe", FULL),
        ("Jane Roe PhD", "Jane Roe", FULL),
        ("Bob Moe", "Robert Moe", FULL),
        ("William (Bill) Clark", "Bill Clark", FULL),
        ("Kate Moe", "Catherine Moe", FULL),
        ("Susan M. Scott", "Susan Scott", FULL),
        ("Jürgen Müller", "Juergen Mueller", FULL),
        ("Jürgen Müller", "Jurgen Muller", FULL),
        ("Łukasz Żółw", "Lukasz Zolw", FULL),
        ("Дмитрий Иванов", "Dmitri Ivanov", FULL),
        ("高嶺 美緒", "美緒 高嶺", FULL),
        ("Femke van der Berg", "Berg, Femke van der", FULL),
        ("Femke van der Berg", "van der Berg, Femke", FULL),
        ("Sean O'Brien", "Sean OBrien", FULL),
        ("Don Moe", "Moe Jr., Don", FULL),
        ("Ana García López", "García López, Ana", FULL),
        ("Jane Roe, Writer", "Jane Roe", FULL),
        ("Jane Smith-Roe", "Jane Smith", PART),
        ("Jane Smith Roe", "Jane Smith", PART),
        ("Jane (Smith) Roe", "Jane Smith", PART),
        ("David Moe", "W. David Moe", PART),
        ("Susan M. Scott", "Susan B. Scott", PART),
        ("John Moe Jr.", "John Moe Sr.", PART),
        ("Michelle Moe", "Michele Moe", PART),
        ("Rob Moe", "Bob Moe", PART),
        ("Jane Roe", "J. Roe", INITIAL),
        ("James A. Moe", "A. Moe", INITIAL),
        ("Jane Roe", "John Roe", NONE),
        ("Jane Roe", "Jane Moe", NONE),
        ("Mary Ann Smith", "Mary Ann Jones", NONE),
        ("Eric Moe", "Erica Moe", NONE),
        ("Aaron Moe", "Erin Moe", NONE),
        ("Jane", "Jane Roe", NONE),
        ("jane@roe.example", "jane@roe.example", NONE),
    ],
)
def test_how_far_two_names_agree(profile: str, mail: str, expected: Agreement) -> None:
    assert agreement(profile, mail) is expected


@given(st.text(max_size=150))
def test_any_text_is_read_and_is_like_itself(text: str) -> None:
    for called in read_name(text):
        assert compare(called, called) is FULL


@given(st.text("abcäß'-. ,(", max_size=30), st.text("abcäß'-. ,(", max_size=30))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    for a in read_name(one):
        for b in read_name(other):
            assert compare(a, b) is compare(b, a)
