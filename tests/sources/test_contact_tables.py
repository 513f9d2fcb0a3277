"""Address books as tables: Google's old and new columns, Outlook's languages, rows astray."""

import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources import google_contacts, outlook_contacts, vcard

NEW = (
    "First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Website 1 - Label,Website 1 - Value\r\n"
)
ROWS = (
    "Jane,Q,Roe,,Firm,Buyer,Clients ::: * myContacts,* Work,Jane@Firm.Example ::: j@x.example,Home,"
    "jane@home.example,Profile,https://www.linkedin.com/in/janeroe\r\n"
    ",,,,,,,* Other,al@x.example,,,,\r\n"
    "Slipped,,Row,,Acme, Inc.,Editor,Friends ::: * myContacts,* Work,slip@acme.example,,,,\r\n"
)


def test_googles_new_columns() -> None:
    found = google_contacts.read((NEW + ROWS).encode())
    assert found.cards == (
        ContactCard(
            name="Jane Q Roe",
            organisation="Firm",
            title="Buyer",
            addresses=("jane@firm.example", "j@x.example", "jane@home.example"),
            labels=("Clients",),
            linkedin_url="https://www.linkedin.com/in/janeroe",
        ),
        ContactCard(kind=CardKind.OTHER, addresses=("al@x.example",)),
        ContactCard(kind=CardKind.OTHER, name="Slipped Row", addresses=("slip@acme.example",)),
    )
    assert found.skipped == {}


def test_googles_nicknames_and_relations() -> None:
    found = google_contacts.read(
        b"First Name,Last Name,Nickname,Labels,E-mail 1 - Value,Relation 1 - Label,"
        b"Relation 1 - Value,Relation 2 - Label,Relation 2 - Value\n"
        b"Lea,Braun,Sis,* myContacts,lea@x.example,Assistant,Kim Poe,Spouse,Sam Porter\n"
    )
    assert [(card.called, card.kin) for card in found.cards] == [(("Sis",), ("Sam Porter",))]


@pytest.mark.parametrize("columns", ["Spouse,Children", "Ehepartner,Kinder", "Conjoint(e),Enfants"])
def test_outlooks_family(columns: str) -> None:
    found = outlook_contacts.read(
        f"Name,E-mail,{columns}\nLea Braun,lea@x.example,Sam Porter,Tom Braun; Al Braun\n".encode()
    )
    assert [card.kin for card in found.cards] == [("Sam Porter", "Tom Braun", "Al Braun")]


@pytest.mark.parametrize("name", ["all", "email", "gmail", "outlook", "tb_plain"])
def test_what_roundcube_makes_of_the_table_is_what_is_read(corpora: Path, name: str) -> None:
    path = corpora / "torture" / "roundcube" / "tests" / "src" / "Csv2vcard" / f"{name}.csv"
    data = path.read_bytes()
    reader = google_contacts if name == "gmail" else outlook_contacts
    assert google_contacts.recognises(data) is (name == "gmail")
    assert reader.recognises(data)
    found = reader.read(data)
    assert found.cards
    assert found == vcard.read(path.with_suffix(".vcf").read_bytes())


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Company,Job Title,Categories,E-mail Address",
        "Vorname;Nachname;Firma;Position;Kategorien;E-Mail-Adresse",
        "Prénom,Nom,Société,Fonction,Catégories,Adresse de messagerie",
        "Nombre,Apellidos,Organización,Puesto,Categorías,Dirección de correo electrónico",
        "Nome,Cognome,Società,Posizione,Categorie,Indirizzo posta elettronica",
        "Voornaam,Achternaam,Bedrijf,Functie,Categorieën,E-mailadres",
        "Nome,Sobrenome,Empresa,Cargo,Categorias,Endereço de Email",
        "Förnamn\tEfternamn\tFöretag\tBefattning\tKategorier\tE-postadress",
        "Имя,Фамилия,Организация,Должность,Категории,Адрес эл. почты",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_outlook_in_other_languages(header: str, encoding: str) -> None:
    comma = next(c for c in ";\t," if c in header)
    row = comma.join(["Jane", "Roe", "Firm", "Buyer", "Kunden", "jane@firm.example"])
    data = f"{header}\r\n{row}\r\n".encode(encoding)
    assert outlook_contacts.recognises(data)
    assert outlook_contacts.read(data).cards == (
        ContactCard(
            name="Jane Roe",
            organisation="Firm",
            title="Buyer",
            labels=("Kunden",),
            addresses=("jane@firm.example",),
        ),
    )


def test_western_windows_text_without_a_mark() -> None:
    data = "Vorname;Nachname;E-Mail-Adresse\r\nJörg;Müller;j@x.example\r\n".encode("cp1252")
    assert [card.name for card in outlook_contacts.read(data).cards] == ["Jörg Müller"]


@pytest.mark.parametrize(
    "text",
    ["a,b,c\n1,2,3\n", "Date,Email\n2024-01-01,a@b.example\n", "", "First Name,Last Name\nJ,R\n"],
)
def test_other_tables_are_no_address_book(text: str) -> None:
    assert not outlook_contacts.recognises(text.encode())
    assert not google_contacts.recognises(text.encode())


def test_rows_that_say_nothing_are_counted() -> None:
    data = b"Name,Email,Phone\n,,12345\n,,\nJo Pike,jo@x.example,\n"
    found = outlook_contacts.read(data)
    assert len(found.cards) == 1
    assert found.skipped == {"empty": 1}


def test_a_cell_wider_than_the_standard_library_takes() -> None:
    data = f'Name,Email,Notes\nJo Pike,jo@x.example,"{"x" * 200_000}"\nAl Dhu,al@x.example,\n'
    assert len(outlook_contacts.read(data.encode()).cards) == 2


@pytest.mark.parametrize("reader", [google_contacts, outlook_contacts], ids=["google", "outlook"])
@given(data=st.one_of(st.binary(), st.text().map(lambda text: (NEW + text).encode())))
def test_any_bytes_are_read(reader: ModuleType, data: bytes) -> None:
    reader.recognises(data)
    reader.read(data)


def test_fifty_thousand_contacts_take_seconds() -> None:
    rows = "".join(
        f"Jane,,Roe{n},,Firm {n % 99},Buyer,* myContacts,* Work,jane.roe{n}@firm.example,,,,\r\n"
        for n in range(50_000)
    )
    begun = time.perf_counter()
    assert len(google_contacts.read((NEW + rows).encode()).cards) == 50_000
    assert time.perf_counter() - begun < 20
