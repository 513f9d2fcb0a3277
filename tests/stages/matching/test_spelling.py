"""How a name is written."""

from itertools import product

import pytest
from nameparser import HumanName
from nameparser.config import CONSTANTS

from invite_guard.mail.full_names import COURTESIES, full_name_key
from invite_guard.stages.matching.spelling import as_written


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
        ("Jane Roe CFO", "Jane Roe"),
        ("JANE ROE CEO", "Jane Roe"),
        ("CEO: Jane Roe", "Jane Roe"),
        ("Board Member - Jane Roe", "Jane Roe"),
        ("Jane Roe, Recruiter", "Jane Roe, Recruiter"),
        ("Jane Roe, Vice President, Sales", "Jane Roe, Vice President, Sales"),
        ("Roe Jane, Presidenza", "Roe Jane"),
        ("van der Berg, Dean", "Dean van der Berg"),
        ("(Legal)", "(Legal)"),
        ("Client (Legal)", "Client (Legal)"),
        ("Jane Roe, PhD", "Jane Roe, PhD"),
        ("Client, Inc.", "Client, Inc."),
        ("Jane Roe", "Jane Roe"),
        ("山田太郎", "山田太郎"),
        ("Don, Jane", "Don, Jane"),
        ("Roe, Manager", "Roe, Manager"),
        (",", ","),
        ("", ""),
    ],
)
def test_names_are_written_as_a_person_would(seen: str, written: str) -> None:
    assert as_written(seen) == written


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


NAMES = [*sorted(COURTESIES), "jr", "ceo", "corp", "director", "king", "van", "jane", "roe", "ito"]


@pytest.mark.parametrize("last", NAMES)
@pytest.mark.parametrize("initial", ["", " Q", " Q.", " V"])
def test_a_plain_name_is_turned_as_one_with_a_remark_is(last: str, initial: str) -> None:
    for first in NAMES:
        name = f"{last.title()}, {first.title()}{initial}"
        if full_name_key(name):  # else a remark stays
            assert as_written(name) == as_written(f"{name} (Legal)")


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
