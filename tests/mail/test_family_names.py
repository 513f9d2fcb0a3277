"""Which words of a name are the family name, whatever stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import context, person, weigh

from invite_guard.evidence.family import RULE
from invite_guard.mail.family_names import family_names, read_family_names
from invite_guard.mail.full_names import fold

PIECES = ["Jr", "Jr, ", "Ann", "Roe", "de la", "-", ",", "(x)", "山", "田中", "1", "Dr", " "]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ann Roe", ("roe",)),
        ("Roe, Ann", ("roe",)),
        ("Ann Porter-Lee", ("porter", "lee")),
        ("Ann Gómez Ruiz", ("gomez", "ruiz")),
        ("田中 由紀", ("田中",)),
        ("Jr, Ann Roe", ()),
        ("Trần Thị Minh Châu", ("tran",)),
        ("Tran Nguyen Khoa", ("tran",)),
        ("Minh Châu Trần", ("tran",)),
        ("Huynh Van An", ("huynh",)),
        ("Nguyen Minh Vu", ("nguyen", "vu")),
        ("Le Roux Anne", ("roux",)),
        ("Carla do Prado", ("prado",)),
        ("Ann", ()),
        ("", ()),
    ],
)
def test_the_family_name_is_told(name: str, found: tuple[str, ...]) -> None:
    assert family_names(name) == found


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_whatever_stands_for_a_name_is_read(name: str) -> None:
    found = read_family_names(name)
    assert set(found.sure) <= set(found.words) or not found.words
    assert all(fold(word) == word for word in found.words)
    one = person("ann@roe.example", name)
    assert len(weigh(RULE, one, context(one))) <= 1
