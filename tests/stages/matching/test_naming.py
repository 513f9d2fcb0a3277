"""What somebody is called."""

import pytest

from invite_guard.model.correspondent import Correspondent
from invite_guard.stages.matching.naming import best_name, mark_of


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("jane.roe@x.example", "Jane Roe"),
        ("jane.q.roe@x.example", "Jane Q. Roe"),
        ("jane_roe+news@x.example", "Jane Roe"),
        ("jroe@x.example", ""),
        ("j.roe@x.example", ""),
        ("sales.emea@x.example", ""),
        ("jane.roe2@x.example", ""),
    ],
)
def test_a_local_part_gives_a_name_only_where_it_spells_one(address: str, name: str) -> None:
    assert best_name([Correspondent(address=address)], []) == name


@pytest.mark.parametrize(
    ("seen", "address", "name"),
    [
        ("Javier", "javi_alv@x.example", "Javier"),
        ("Bob", "fleet.street@x.example", "Bob"),
        ("Mum", "marsh.judith@x.example", "Mum"),
        ("石川太郎", "taro.ishikawa@x.example", "石川太郎"),
        ("Javier", "javier.roe@x.example", "Javier Roe"),
        ("Rob", "robert.roe@x.example", "Robert Roe"),
        ("Mr. Roe", "robert.roe@x.example", "Robert Roe"),
        ("J. Roe", "jane.roe@x.example", "Jane Roe"),
        ("jroe", "jane.roe@x.example", "Jane Roe"),
        ("Support", "jane.roe@x.example", "Jane Roe"),
        ("Xample", "jane.roe@xample.example", "Jane Roe"),
        ("jroe7", "jane.roe@x.example", "Jane Roe"),
        ("Kim", "kp@x.example", "Kim"),
        ("Bo", "fleet.street@bosch.example", "Bo"),
        ("Kim - Accounts", "kim.roebooks@x.example", "Kim - Accounts"),
        ("Kim (Accounts)", "kim.roebooks@x.example", "Kim (Accounts)"),
        ("Kim | Roe Books", "kim.roebooks@x.example", "Kim | Roe Books"),
        ("Kim - Roebooks", "kim.roebooks@x.example", "Kim - Roebooks"),
        ("Don Roe (E-mail)", "don.roe@x.example", "Don Roe"),
        ("Support (Acme)", "jane.roe@x.example", "Jane Roe"),
        ("Jean-Luc", "jeanluc.roe@x.example", "Jean-Luc"),
        ("HP", "jane.roe@hp.example", "Jane Roe"),
    ],
)
def test_an_address_completes_a_name_and_replaces_none(seen: str, address: str, name: str) -> None:
    assert best_name([Correspondent(address=address, names=((seen, 2),))], []) == name
    both = Correspondent(address=address, names=((seen, 2), ("", 1)))
    assert best_name([both], []) == name


def test_the_fullest_and_most_frequent_name_wins() -> None:
    seen = Correspondent(
        address="jr@x.example", names=(("Jane", 9), ("Roe, Jane", 3), ("Jane Roe", 2), ("JR", 1))
    )
    assert best_name([seen], []) == "Jane Roe"
    assert best_name([seen], ["Dr. Jane Roe"]) == "Dr. Jane Roe"


def test_marks_tell_namesakes_apart() -> None:
    key = ("john", "smith")
    assert mark_of("john.smith@x", key) == mark_of("jsmith@x", key) == mark_of("s.j@x", key) == ()
    assert mark_of("john.smith2@x", key) == ("2",)
    assert mark_of("j.q.smith@x", key) == mark_of("jqsmith@x", key) == ("q",)
