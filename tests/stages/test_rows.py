"""Person to row: the name cut only where that is certain, and what must not leave refused."""

import pytest
from tests.people import planned
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.errors import RefusedError
from invite_guard.model.batch import Row
from invite_guard.model.plan import PlanAddress, PlanPerson
from invite_guard.model.tag import Flag, Tag
from invite_guard.stages.rows import build_rows, split_name


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ada Byron", "Ada", "Byron"),
        ("Dr. Ada Maria von Byron PhD", "Ada Maria", "von Byron"),
        ("Juan de la Vega", "Juan", "de la Vega"),
        ("M. Night Shyamalan", "M. Night", "Shyamalan"),
        ("Анна Берг", "Анна", "Берг"),
        ("Cher", "Cher", ""),
        ("Mr Smith", "Mr Smith", ""),
        ("", "", ""),
        ("山田太郎", "山田太郎", ""),
        ("山田 太郎", "太郎", "山田"),
        ("김 민수", "민수", "김"),
        ("山田 太郎 次郎", "山田 太郎 次郎", ""),
        ("  Ada  Byron ", "Ada", "Byron"),
        ("Acme Support GmbH", "Acme Support GmbH", ""),
        ("Acme Inc.", "Acme Inc.", ""),
        ("Widget Sales Team", "Widget Sales Team", ""),
        ("Ada Byron, Recruiter", "Ada", "Byron"),
        ("Ada Byron, Vice President, Sales", "Ada", "Byron"),
        ("van der Berg, Dean", "Dean", "van der Berg"),
    ],
)
def test_a_name_is_cut_where_that_is_certain(name: str, first: str, last: str) -> None:
    assert split_name(name, "") == (first, last)


ENDINGS = """
    Inc Ltd LLC LLP PLC Corp Corporation Company Co GmbH AG KG OHG UG eV e.V mbH SA S.A SRL
    S.R.L SpA S.p.A BV B.V NV N.V Oy AB AS A/S KK Pty Team Department Office Support Group
    Association Foundation University Institute Committee Society Club Church School
"""


def test_an_organisation_is_never_cut_in_two() -> None:
    for ending in ENDINGS.split():
        for whole in (f"Byron {ending}", f"Byron {ending}.", f"Byron {ending.lower()}"):
            assert split_name(whole, "") == (whole, "")
        assert split_name(f"Ada X{ending}", "") == ("Ada", f"X{ending}")


@pytest.mark.parametrize("ends", ["\u3040\u30ff", "\u3400\u9fff", "\uac00\ud7af", "\uf900\ufaff"])
def test_the_family_name_comes_first_in_every_letter_of_such_names(ends: str) -> None:
    for letter in (ends[0], chr((ord(ends[0]) + ord(ends[1])) // 2), ends[1]):
        assert split_name(f"{letter} B", "") == ("B", letter)
    for letter in (chr(ord(ends[0]) - 1), chr(ord(ends[1]) + 1)):
        assert split_name(f"{letter}a B", "") == (f"{letter}a", "B")


def test_the_name_of_the_organisation_itself_is_not_cut() -> None:
    assert split_name("Byron Engines", "byron engines") == ("Byron Engines", "")
    firm = _row_of(somebody(name="Byron Engines", organisation="Byron Engines"))
    assert (firm.first_name, firm.last_name) == ("Byron Engines", "")


@pytest.mark.parametrize("surname", ["Coe", "Asante", "Basco", "Agnew"])
def test_a_surname_that_begins_like_a_firm_is_a_surname(surname: str) -> None:
    assert split_name(f"Ada {surname}", "") == ("Ada", surname)


def somebody(**fields: object) -> PlanPerson:
    return planned("Ada Byron", "ada@firm.example", **({"id": "p1"} | fields))


def _row_of(person: PlanPerson) -> Row:
    (row,) = build_rows([person])
    return row


def test_a_row_is_what_was_shown() -> None:
    row = _row_of(somebody(organisation="Firm", title="Head", linkedin_url="https://l.example"))
    assert (row.first_name, row.last_name, row.address) == ("Ada", "Byron", "ada@firm.example")
    assert (row.organisation, row.title, row.tag) == ("Firm", "Head", Tag.COLLEAGUE)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "=cmd|' /C calc'!A0"},
        {"name": "＝Ada Byron"},
        {"name": "Ada\tByron"},
        {"name": "Ada \u202enoryB"},
        {"title": "+CEO"},
        {"organisation": "  @Firm"},
        {"linkedin_url": "-x"},
        {"flags": (Flag.AMBIGUOUS_ADDRESS,)},
    ],
)
def test_a_row_that_must_not_leave_is_refused_with_the_person_named(
    fields: dict[str, object],
) -> None:
    with pytest.raises(RefusedError, match="cannot be exported") as caught:
        _row_of(somebody(**fields))
    assert caught.value.message.isprintable()
    assert "p1" in caught.value.hint


@pytest.mark.parametrize(
    "address", ["", "ada", "ada@", "@firm.example", "ada@firm.example, x@evil.example", "a b@c.d"]
)
def test_an_address_of_more_than_one_mailbox_or_none_is_refused(address: str) -> None:
    entry = PlanAddress(address=address, **{"from": 1}, to=1, cc=0, bcc=0)
    with pytest.raises(RefusedError) as caught:
        _row_of(somebody(addresses=(entry,)))
    assert caught.value.message == (
        "Ada Byron cannot be exported: the address can mean more than one mailbox, or none."
    )


def test_who_has_no_name_is_refused_by_the_address() -> None:
    with pytest.raises(RefusedError, match=r"^ada@firm\.example cannot be exported: the title"):
        _row_of(somebody(name="", title="=1"))


def test_everybody_whose_row_must_not_leave_is_named_at_once() -> None:
    people = [
        somebody(id="p1", name="=1"),
        somebody(id="p2"),
        somebody(id="p3", name="Ben", title="-"),
    ]
    with pytest.raises(RefusedError, match=r"^=1 cannot .*; Ben cannot be exported") as e:
        build_rows(people)
    assert "reject p1 p3`" in e.value.hint
