"""Signatures in many languages: whose title it is, what it is, and when there is none."""

import string
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.evidence.titles import Office, office_of
from invite_guard.mail.quoting import written_lines
from invite_guard.mail.sign_off import SignOff, read_sign_off
from invite_guard.mail.signers import Signer
from invite_guard.mail.title_lines import TITLE_CAP


class Case(NamedTuple):
    """A mail and how it is signed."""

    text: str
    title: str = ""
    organisation: str = ""
    name: str = "Jane Roe"
    """As the From header has it."""
    address: str = "jane.roe@acme.example"


def names_office(text: str) -> bool:
    return office_of(text) is not Office.OTHER


def signed(text: str, name: str, address: str = "jane.roe@acme.example") -> SignOff | None:
    lines, _ = written_lines(text)
    return read_sign_off(lines, Signer([name], address), names_office)


CASES = tomllib.loads(Path(__file__).with_name("sign_offs.toml").read_text("utf-8"))
UNSIGNED = [Case(**case) for case in CASES["unsigned_by"]]
SIGNED = [Case(**case) for case in CASES["signed"]]


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case.text[-40:])
def test_the_title_beside_the_senders_name(case: Case) -> None:
    assert signed(case.text, case.name, case.address) == SignOff(case.title, case.organisation)


@pytest.mark.parametrize("text", CASES["unsigned"])
def test_no_title_of_anybody_elses(text: str) -> None:
    assert signed(text, "Jane Roe") is None


@pytest.mark.parametrize("case", UNSIGNED, ids=lambda case: case.text[-40:])
def test_no_title_of_another_in_other_scripts(case: Case) -> None:
    assert signed(case.text, case.name, case.address) is None


def test_the_title_of_an_assistant_names_no_office() -> None:
    found = signed("Jane Roe\nExecutive Assistant to John Doe, CEO", "Jane Roe")
    assert found
    assert office_of(found.title) is Office.OTHER


SIGNATURE = "Jane Roe\nChief Executive Officer\nAcme Corp."
INTRODUCTIONS = (
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "---------- Forwarded message ---------",
    "On Mon, Jan 6, 2025 at 10:00 AM Jane Roe <j@acme.example> wrote:",
    "Am Montag, dem 06.01.2025 um 10:00 +0100 schrieb Jane Roe:",
    "Le lun. 6 janv. 2025 à 10:00, Jane Roe <j@acme.example> a écrit :",
    "El lun, 6 ene 2025 a las 10:00, Jane Roe (<j@acme.example>) escribió:",
    "Il giorno lun 6 gen 2025 alle ore 10:00 Jane Roe ha scritto:",
    "Em seg., 6 de jan. de 2025 às 10:00, Jane Roe escreveu:",
    "Op ma 6 jan 2025 om 10:00 schreef Jane Roe:",
    "W dniu 6.01.2025 o 10:00, Jane Roe pisze:",
    "Den mån 6 jan. 2025 kl 10:00 skrev Jane Roe:",
    "Jane Roe, 6 Oca 2025 Pzt, 10:00 tarihinde şunu yazdı:",
    "06.01.2025 10:00, Jane Roe пишет:",
    "2025年1月6日(月) 10:00 Jane Roe <j@acme.example>:",
    "Jane Roe 于2025年1月6日周一 10:00写道：",
    "2025년 1월 6일 (월) 오전 10:00, Jane Roe님이 작성:",
    "From: Jane Roe",
    "*From:* Jane Roe",
    "Von: Jane Roe",
    "De : Jane Roe",
    "Da: Jane Roe",
    "Van: Jane Roe",
    "Od: Jane Roe",
    "Från: Jane Roe",
    "От: Jane Roe",
    "Kimden: Jane Roe",
    "差出人: Jane Roe",
    "发件人： Jane Roe",
    "보낸 사람: Jane Roe",
    "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:",
    "Jane Roe@ACME on 01/06/2025 10:00 AM",
    "-----BEGIN PGP SIGNATURE-----",
)


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_what_is_quoted_or_forwarded_is_not_read(introduction: str) -> None:
    """Not even where the sender quotes what they signed themselves."""
    assert signed(SIGNATURE, "Jane Roe") == SignOff("Chief Executive Officer", "Acme Corp.")
    assert signed(f"Fine.\n\nJane\n\n{introduction}\n\n{SIGNATURE}", "Jane Roe") is None


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", " > ", "JR> "])
def test_what_stands_behind_a_mark_is_not_read(mark: str) -> None:
    quoted = "\n".join(mark + line for line in SIGNATURE.split("\n"))
    assert signed(f"Fine.\n{quoted}\n", "Jane Roe") is None


words = st.text(
    st.sampled_from(string.printable + "äßé山田太郎部長社김대표이사Иванов\u200b\u202e\x00\ud800"),
    max_size=300,
)


@given(text=words, name=words)
def test_any_text_is_read(text: str, name: str) -> None:
    found = signed(text, name)
    assert found is None or (0 < len(found.title) <= TITLE_CAP and "\n" not in found.title)


@settings(max_examples=60)
@given(
    before=words,
    other=st.sampled_from(["John Doe", "Mary Poe", "Max Müller", "佐藤 花子"]),
    title=st.sampled_from(["CEO", "Chairman of the Board", "Geschäftsführer", "代表取締役"]),
)
def test_the_signature_of_another_never_counts(before: str, other: str, title: str) -> None:
    """Not even unmarked: the name is not the sender's."""
    kept = before.replace("Jane", "").replace("Roe", "")
    assert signed(f"{kept}\nRegards,\n{other}\n{title}\n", "Jane Roe", "x9@acme.example") is None


@pytest.mark.parametrize(
    "piece",
    [
        *("Jane Roe ", "Jane Roe\n", "Jane Roe, CEO, ", "CEO: ", "assistant to ", "  |  ", "("),
        *("a@b: ", "<a@b", "-- -", "> ", "on 1/1/25 ", ", "),
    ],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    """A search within a search would take minutes here."""
    text = piece * (65_536 // len(piece))
    begun = time.process_time()
    signed(text, "Jane Roe")
    assert time.process_time() - begun < 5
