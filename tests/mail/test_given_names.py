"""Given names of one person: short forms, initials, and one wrong letter."""

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from invite_guard.mail.given_names import SPELT, Likeness, likeness

_UNKNOWN = st.text("qx", min_size=1, max_size=8)
"""Words that are nobody's name, so that only their letters tell."""


@given(_UNKNOWN, _UNKNOWN)
@example("qxxqq", "qxxqqq")
@example("qqxqq", "qxqqq")
@example("qqxqxqq", "qxqxqqq")
def test_names_are_near_with_one_wrong_letter_inside(one: str, other: str) -> None:
    """As optimal string alignment counts: another letter, one more or less, or two exchanged."""
    if one == other or 1 in {len(one), len(other)}:
        return
    ends = (one[0], one[-1]) == (other[0], other[-1])
    near = ends and min(len(one), len(other)) >= SPELT and OSA.distance(one, other) == 1
    assert (likeness(one, other) is Likeness.NEAR) == near
