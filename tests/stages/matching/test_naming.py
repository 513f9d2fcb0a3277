"""What somebody is called."""

from itertools import product

import pytest
from nameparser import HumanName
from nameparser.config import CONSTANTS

from invite_guard.model.correspondent import Correspondent
from invite_guard.stages.matching.naming import as_written, best_name, canonical, mark_of


@pytest.mark.parametrize(
    ("seen", "written"),
    [
        ("Roe, Jane", "Jane Roe"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("JANE ROE", "Jane Roe"),
        ("jane mcroe", "Jane McRoe"),
        ("Jane Roe, CFO", "Jane Roe"),
        ("Jane Roe (Legal)", "Jane Roe"),
        ("Roe, Jane [Client]", "Jane Roe"),
        ("Jane Roe | Client", "Jane Roe"),
        ("(Legal)", "(Legal)"),
        ("Client (Legal)", "Client (Legal)"),
        ("Jane Roe, PhD", "Jane Roe, PhD"),
        ("Client, Inc.", "Client, Inc."),
        ("Jane Roe", "Jane Roe"),
        ("山田太郎", "山田太郎"),
        (",", ","),
        ("", ""),
    ],
)
def test_names_are_written_as_a_person_would(seen: str, written: str) -> None:
    assert as_written(seen) == written


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


def test_a_tag_without_a_base_is_the_mailbox() -> None:
    assert canonical("+tag@x.example") == "+tag@x.example"


def test_plain_names_are_turned_as_the_parser_of_names_turns_them() -> None:
    known = sorted(str(word) for word in CONSTANTS.titles | CONSTANTS.suffix_not_acronyms)
    special = [word.capitalize() for word in known if word.isascii() and word.isalpha()]
    words = [*special[::12], "Jane", "Roe", "Ito", "Santos", "King", "Baron", "Duke", "Ben"]
    for last, first in product(words[-16:], words):
        for initial in ("", " Q", " Q.", " V"):
            name = f"{last}, {first}{initial}"
            parsed = HumanName(name)
            parts = (parsed.title, parsed.first, parsed.middle, parsed.last, parsed.suffix)
            assert as_written(name) in {name, " ".join(part for part in parts if part)}


def test_shouted_names_are_written_as_the_parser_of_names_writes_them() -> None:
    known = CONSTANTS.titles | CONSTANTS.prefixes | CONSTANTS.suffix_acronyms
    special = sorted(word for word in map(str, known) if word.isascii() and word.isalpha())
    words = [*special[::9], "Jane", "Roe", "Ito", "Macy", "McRoe", "Mack", "Santos", "Ben"]
    for last, first in product(words[-8:], words):
        for name in (f"{first} {last}", f"{last} {first}"):
            for shouted in (name.upper(), name.lower()):
                parsed = HumanName(shouted)
                parsed.capitalize(force=True)
                parts = (parsed.title, parsed.first, parsed.middle, parsed.last, parsed.suffix)
                assert as_written(shouted) == " ".join(part for part in parts if part)
