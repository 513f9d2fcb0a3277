"""vCards of every version and of every program that bends them."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources import vcard

QUOTED = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =\r\nM=C3=BCller\r\n"
    b"EMAIL;INTERNET;WORK:Joerg@Firm.Example\r\n"
    b"PHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQSkZJRgABAQAA\r\n\r\nEND:VCARD\r\n"
)
FULL = (
    b"begin:vcard\nversion:4.0\nFN:Jane\n  Roe\n"
    b'item1.EMAIL;TYPE="work;x:y":mailto:jane@firm.example\n'
    b"ORG:Roe\\, Doe & Co\\;KG;Sales\nTITLE:Buyer\nCATEGORIES:Clients,myContacts\n"
    b"item2.URL:http\\://de.linkedin.com/in/Jane-Roe/?x=1\nURL:https://evil.example/linkedin.com/in/x\n"
    b"END:VCARD\n"
)


def read(data: bytes) -> list[ContactCard]:
    return list(vcard.read(data).cards)


def test_quoted_printable_with_soft_breaks_and_a_picture() -> None:
    assert read(QUOTED) == [ContactCard(name="Jörg Müller", addresses=("joerg@firm.example",))]


def test_everything_that_matters() -> None:
    assert read(FULL) == [
        ContactCard(
            name="Jane Roe",
            organisation="Roe, Doe & Co;KG",
            title="Buyer",
            addresses=("jane@firm.example",),
            labels=("Clients",),
            linkedin_url="https://www.linkedin.com/in/jane-roe",
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_any_unicode_encoding(encoding: str) -> None:
    data = FULL.decode().encode(encoding)
    assert vcard.recognises(data[:4096])
    assert read(data) == read(FULL)


def test_a_charset_of_its_own_for_each_value() -> None:
    data = (
        b"BEGIN:VCARD\nFN;CHARSET=windows-1251:\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2\n"
        b"ORG:Caf\xe9\nTITLE:Caf\xc3\xa9\nEMAIL:i@x.example\nEND:VCARD\n"
    )
    (found,) = read(data)
    assert (found.name, found.organisation, found.title) == ("Иван Петров", "Café", "Café")


def test_who_google_saved_by_itself_is_no_saved_contact() -> None:
    data = FULL + b"BEGIN:VCARD\nFN:Al Dhu\nEMAIL:al@x.example\nEND:VCARD\n"
    assert [card.kind for card in read(data)] == [CardKind.SAVED, CardKind.OTHER]


def test_without_google_everybody_was_saved() -> None:
    (found,) = read(b"BEGIN:VCARD\nFN:Al Dhu\nEMAIL:al@x.example\nEND:VCARD\n")
    assert found.kind is CardKind.SAVED


def test_cards_within_cards_and_without_an_end() -> None:
    data = (
        b"BEGIN:VCARD\nFN:Chief One\nAGENT:\nBEGIN:VCARD\nFN:Agent Two\nEND:VCARD\n"
        b"EMAIL:one@x.example\nEND:VCARD\n"
        b"BEGIN:VCARD\nFN:Endless Three\nBEGIN:VCARD\nFN:Last Four\nEND:VCARD\n"
        b"END:VCARD\nBEGIN:VCARD\nFN:Cut Sho"
    )
    found = vcard.read(data)
    assert [card.name for card in found.cards] == [
        "Agent Two",
        "Chief One",
        "Endless Three",
        "Last Four",
    ]
    assert found.cards[1].addresses == ("one@x.example",)
    assert found.skipped == {"broken": 1}


def test_lists_and_empty_cards_are_counted() -> None:
    data = b"BEGIN:VCARD\nKIND:group\nFN:The team\nEND:VCARD\nBEGIN:VCARD\nTEL:123\nEND:VCARD\n"
    assert vcard.read(data).skipped == {"group": 1, "empty": 1}


def test_members_of_a_group_are_filed_under_it() -> None:
    found = vcard.read(
        b"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Family\nMEMBER:urn:uuid:ned-1\n"
        b"MEMBER:mailto:Lea@x.example\nMEMBER:mailto:only@x.example\nEND:VCARD\n"
        b"BEGIN:VCARD\nUID:urn:uuid:NED-1\nFN:Ned Oakes\nEMAIL:ned@x.example\nEND:VCARD\n"
        b"BEGIN:VCARD\nUID:lea\nFN:Lea Roe\nEMAIL:lea@x.example\nCATEGORIES:Chess\nEND:VCARD\n"
        b"BEGIN:VCARD\nUID:al\nFN:Al Dhu\nEMAIL:al@x.example\nEND:VCARD\n"
        b"BEGIN:VCARD\nFN:Chess club\nX-ADDRESSBOOKSERVER-KIND:group\n"
        b"X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:al\nEND:VCARD\n"
    )
    assert {card.addresses[0]: card.labels for card in found.cards} == {
        "ned@x.example": ("Family",),
        "lea@x.example": ("Chess", "Family"),
        "al@x.example": ("Chess club",),
        "only@x.example": ("Family",),
    }
    assert found.skipped == {}


def test_what_the_owner_calls_them_and_whose_family_they_are() -> None:
    (lea, sam) = read(
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Lea Braun\nNICKNAME:Sis,Leli\nEMAIL:lea@x.example\n"
        b"item1.X-ABRELATEDNAMES;type=pref:Sam Porter\nitem1.X-ABLabel:_$!<Spouse>!$_\n"
        b"item2.X-ABRELATEDNAMES:Kim Poe\nitem2.X-ABLabel:_$!<Assistant>!$_\nEND:VCARD\n"
        b"BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:sam\nFN:Sam Porter\nEMAIL:sam@x.example\n"
        b"RELATED;TYPE=child;VALUE=text:Tom Braun\nRELATED;TYPE=co-worker;VALUE=text:Al Dhu\n"
        b"RELATED;TYPE=sibling:urn:uuid:sam\nEND:VCARD\n"
    )
    assert (lea.called, lea.kin) == (("Sis", "Leli"), ("Sam Porter",))
    assert (sam.called, sam.kin) == ((), ("Tom Braun", "Sam Porter"))


@pytest.mark.parametrize("organisation", ["Retired", "retired.", "Self", "Home", "Rentner", "N/A"])
def test_no_work_is_no_organisation(organisation: str) -> None:
    (found,) = read(f"BEGIN:VCARD\nFN:A B\nORG:{organisation}\nEND:VCARD\n".encode())
    assert found.organisation == ""
    (found,) = read(f"BEGIN:VCARD\nFN:A B\nORG:{organisation} Inc.\nEND:VCARD\n".encode())
    assert found.organisation != ""


def test_kinship_is_no_title() -> None:
    (found,) = read(b"BEGIN:VCARD\nFN:Fay Ross\nTITLE:Mother in law\nEND:VCARD\n")
    assert (found.title, found.called) == ("", ("Mother in law",))


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\n" * 50_000,
        b"BEGIN:VCARD\nAGENT:\n" * 50_000,
        b"BEGIN:VCARD\nN:" + b"\\" * 2_000_001 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nEMAIL" + b';a="' * 500_000 + b":x\nEND:VCARD\n",
        b"BEGIN:VCARD\nPHOTO;ENCODING=b:" + b"\n AAAA" * 400_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:" + b"a=\n" * 600_000 + b"\nEND:VCARD\n",
    ],
    ids=["begins", "agents", "backslashes", "parameters", "picture", "soft breaks"],
)
def test_time_is_linear(data: bytes) -> None:
    begun = time.perf_counter()
    vcard.read(data)
    assert time.perf_counter() - begun < 5


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    vcard.recognises(data)
    vcard.read(data)


@given(st.sampled_from([QUOTED, FULL]), st.data())
def test_any_damage_gives_some_reading(card: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(card)))
    until = data.draw(st.integers(at, min(len(card), at + 30)))
    found = vcard.read(card[:at] + data.draw(st.binary(max_size=8)) + card[until:])
    assert len(found.cards) + sum(found.skipped.values()) <= 3


def test_every_vcard_of_the_corpora_is_read(corpora: Path) -> None:
    files = sorted((corpora / "torture").rglob("*.vcf"))
    assert len(files) >= 31
    found = {path.name: vcard.read(path.read_bytes()) for path in files}
    assert all(vcard.recognises(path.read_bytes()) for path in files)
    unread = [name for name, entries in found.items() if not entries.cards]
    assert unread == ["unparsable.vcf"]
    assert found["unparsable.vcf"].skipped == {"broken": 1}


def test_names_as_published_for_the_hard_encodings(corpora: Path) -> None:
    folder = corpora / "torture" / "roundcube" / "tests" / "src"
    names = {
        name: vcard.read((folder / f"{name}.vcf").read_bytes()).cards[0].name
        for name in ("utf-16_sample", "johndoe", "thebat")
    }
    # What roundcubemail's own tests of these files expect.
    assert names["utf-16_sample"] == "Ǽgean ĽdaMonté"
    assert names["johndoe"] == "John Doë"
    assert names["thebat"].split()[1] == "Iksiñski"
