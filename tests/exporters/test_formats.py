"""What every format gives for a confirmed batch, and what none gives."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.told import is_sentence

from invite_guard.cli.export import FORMATS
from invite_guard.errors import RefusedError
from invite_guard.exporters import EXPORTERS
from invite_guard.exporters.base import Exporter
from invite_guard.model.batch import ConfirmedBatch, Row
from invite_guard.model.tag import Tag

Make = Callable[..., Row]
Confirm = Callable[..., ConfirmedBatch]

every_format = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
HONEST = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=90
).filter(
    lambda text: (
        text[0] not in "=+-@＝＋－＠"
        and not re.search("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]", text)
    )
)


def test_the_formats_are_these() -> None:
    assert tuple(EXPORTERS) == FORMATS == ("csv", "linkedin", "vcard")


@every_format
def test_nothing_but_a_confirmed_batch_is_taken(exporter: Exporter, row: Make) -> None:
    class Pretender:
        rows = (row(1),)
        digest = ""

    for pretender in (Pretender(), (row(1),), [row(1)], None):
        with pytest.raises(TypeError, match=r"^only a confirmed batch can be exported$"):
            exporter.render(pretender)  # type: ignore[arg-type]  # that is the point


@every_format
@pytest.mark.parametrize(
    "field", ["name", "first_name", "last_name", "organisation", "title", "address", "linkedin_url"]
)
@pytest.mark.parametrize("cell", ["=1+1", " @SUM(A1)", "＝1", "a\tb", "a\nb", "a\x1bb", "a\u202eb"])
def test_a_cell_that_would_run_or_hide_is_refused_with_the_person_named(
    exporter: Exporter, row: Make, confirmed: Confirm, field: str, cell: str
) -> None:
    fields = {"name": "Bob", field: cell}
    with pytest.raises(RefusedError, match="cannot be exported") as caught:
        exporter.render(confirmed(row(1), row(2, **fields)))
    assert caught.value.message.isprintable()
    assert is_sentence(caught.value.hint)
    if field != "name":
        assert caught.value.message.startswith("Bob ")


def test_who_has_no_name_is_refused_by_the_address(row: Make, confirmed: Confirm) -> None:
    with pytest.raises(RefusedError) as caught:
        EXPORTERS["csv"].render(confirmed(row(1, name="", title="=1")))
    assert caught.value.message.startswith("ada1@firm.example cannot be exported: the title begins")


def test_csv_is_rfc_4180(row: Make, confirmed: Confirm) -> None:
    tricky = row(
        2,
        first_name='Zoë "Z"',
        last_name="O'Hara, Jr.",
        organisation="Firm; Sons",
        title="Head",
        linkedin_url="https://www.linkedin.com/in/zoe",
        tag=Tag.EXECUTIVE,
    )
    assert EXPORTERS["csv"].render(confirmed(row(1), tricky)).decode() == (
        "first_name,last_name,email,company,title,tag,linkedin_url\r\n"
        "Ada,Byron1,ada1@firm.example,,,colleague,\r\n"
        '"Zoë ""Z""","O\'Hara, Jr.",ada2@firm.example,Firm; Sons,Head,executive,'
        "https://www.linkedin.com/in/zoe\r\n"
    )


def test_linkedin_has_the_headers_of_outlook(row: Make, confirmed: Confirm) -> None:
    rendered = EXPORTERS["linkedin"].render(confirmed(row(1, organisation="Firm", title="Head")))
    assert rendered == (
        b"First Name,Last Name,E-mail Address,Company,Job Title\r\n"
        b"Ada,Byron1,ada1@firm.example,Firm,Head\r\n"
    )


def test_vcard_is_rfc_2426(row: Make, confirmed: Confirm) -> None:
    someone = row(
        1,
        organisation="Firm, Sons; Co\\",
        title="Head",
        linkedin_url="https://www.linkedin.com/in/ada",
        tag=Tag.PERSONAL,
    )
    assert EXPORTERS["vcard"].render(confirmed(someone, row(2, name=""))).decode() == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Byron1\r\nN:Byron1;Ada;;;\r\n"
        "EMAIL;TYPE=INTERNET:ada1@firm.example\r\nORG:Firm\\, Sons\\; Co\\\\\r\nTITLE:Head\r\n"
        "URL:https://www.linkedin.com/in/ada\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:ada2@firm.example\r\nN:Byron2;Ada;;;\r\n"
        "EMAIL;TYPE=INTERNET:ada2@firm.example\r\nEND:VCARD\r\n"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=HONEST, last=HONEST, title=HONEST)
def test_tables_read_back_as_they_were(
    row: Make, confirmed: Confirm, first: str, last: str, title: str
) -> None:
    batch = confirmed(row(1, first_name=first, last_name=last, title=title))
    for name in ("csv", "linkedin"):
        text = EXPORTERS[name].render(batch).decode()
        read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(read) == 2
        assert {first, last, title} <= set(read[1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=HONEST, title=HONEST)
def test_cards_fold_and_unfold_to_what_they_were(
    row: Make, confirmed: Confirm, name: str, title: str
) -> None:
    rendered = EXPORTERS["vcard"].render(confirmed(row(1, name=name, title=title)))
    lines = rendered.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)
    whole = rendered.replace(b"\r\n ", b"").decode().split("\r\n")
    values = dict(line.split(":", 1) for line in whole if line)
    assert unescape(values["FN"]) == name
    assert unescape(values["TITLE"]) == title


@pytest.mark.parametrize("letter", ["x", "é", "山", "\U0001f468"])
@pytest.mark.parametrize("length", [67, 68, 69, 141, 142, 143, 500])
def test_a_line_of_a_card_is_as_long_as_it_may_be_and_no_letter_is_torn(
    row: Make, confirmed: Confirm, letter: str, length: int
) -> None:
    size = len(letter.encode())
    title = "x" * (length % size) + letter * (length // size)
    rendered = EXPORTERS["vcard"].render(confirmed(row(1, title=title)))
    start = rendered.index(b"TITLE:")
    field = rendered[start : rendered.index(b"END:")]
    first, *rest = field.removesuffix(b"\r\n").split(b"\r\n")
    assert all(line.startswith(b" ") for line in rest)
    assert first + b"".join(line[1:] for line in rest) == f"TITLE:{title}".encode()
    full = [first, *rest][:-1]
    assert all(75 - size < len(line) <= 75 for line in full)
    assert len([first, *rest][-1]) <= 75
    for line in (first, *rest):
        line.decode("utf-8")


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)
