"""What every address book promises, shown on the same person in every form."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from invite_guard.errors import SourceError
from invite_guard.model.card import ContactCard
from invite_guard.sources.books import books

JANE = ContactCard(
    name="Jäne Roe",
    organisation="Roe, Doe; Co",
    title="Buyer",
    addresses=("jane@firm.example", "j.roe@gmail.com"),
    labels=("Clients", "Chess"),
    linkedin_url="https://www.linkedin.com/in/janeroe",
)
VCARD_3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jäne \r\n Roe\r\nN:Roe;Jäne;;;\r\n"
    "ORG:Roe\\, Doe\\; Co;Sales\r\n"
    "TITLE:Buyer\r\nitem1.EMAIL;TYPE=INTERNET:Jane@Firm.Example\r\nEMAIL:j.roe@gmail.com\r\n"
    "CATEGORIES:Clients,Chess,myContacts\r\nPHOTO;ENCODING=b;TYPE=JPEG:\r\n AAAA\r\n"
    "URL:https://www.linkedin.com/in/janeroe\r\nEND:VCARD\r\n"
)
VCARD_2 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Roe;J=E4ne\r\n"
    "FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:J=E4ne=\r\n Roe\r\n"
    "ORG:Roe, Doe\\; Co\r\nTITLE:Buyer\r\n"
    "EMAIL;PREF;INTERNET:jane@firm.example\r\nEMAIL;HOME:J.Roe@gmail.com\r\nCATEGORIES:Clients,Chess\r\n"
    "URL;WORK:http://linkedin.com/in/janeroe/\r\nEND:VCARD\r\n"
)
VCARD_4 = VCARD_3.replace("VERSION:3.0", "VERSION:4.0").replace(
    "PHOTO;ENCODING=b;TYPE=JPEG:\r\n AAAA", "PHOTO:data:image/jpeg;base64\\,AAAA"
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Organization 1 - Name,Organization 1 - Title,Website 1 - Value\n"
    "Jäne Roe,Jäne,Roe,Clients ::: Chess ::: * myContacts,*,"
    'jane@firm.example ::: j.roe@gmail.com,"Roe, Doe; Co",Buyer,www.linkedin.com/in/janeroe\n'
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Website 1 - Value\n"
    'Jäne,,Roe,"Roe, Doe; Co",Buyer,Clients ::: Chess ::: * myContacts,* Work,jane@firm.example,'
    "Home,j.roe@gmail.com,https://uk.linkedin.com/in/JaneRoe?trk=x\n"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Job Title,E-mail Address,E-mail Type,E-mail 2 Address,"
    "Categories,Web Page\r\n"
    'Ms,Jäne,Roe,"Roe, Doe; Co",Buyer,jane@firm.example,SMTP,j.roe@gmail.com,Clients;Chess,'
    "https://www.linkedin.com/in/janeroe\r\n"
)
TABBED = OUTLOOK.replace('"Roe, Doe; Co"', "Roe, Doe; Co").replace(",", "\t")
FORMS = {
    "2.1.vcf": VCARD_2.encode(),
    "3.0.vcf": VCARD_3.encode(),
    "3.0 in UTF-16.vcf": VCARD_3.encode("utf-16"),
    "4.0.vcf": VCARD_4.encode(),
    "Google old.csv": GOOGLE_OLD.encode(),
    "Google new.csv": b"\xef\xbb\xbf" + GOOGLE_NEW.encode(),
    "Outlook.csv": OUTLOOK.encode("cp1252"),
    "Outlook in UTF-16.csv": TABBED.replace("Roe\t Doe", "Roe, Doe").encode("utf-16"),
}
Place = Callable[[str, Path], Path]


def plain(form: str, place: Path) -> Path:
    path = place / form
    path.write_bytes(FORMS[form])
    return path


def packed(form: str, place: Path) -> Path:
    path = place / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"Takeout/Contacts/{form}", FORMS[form])
    return path


def in_folder(form: str, place: Path) -> Path:
    folder = place / "Takeout" / "Contacts"
    folder.mkdir(parents=True)
    plain(form, folder)
    return place


@pytest.fixture(params=[plain, packed, in_folder], ids=["plain", "packed", "in a folder"])
def lay(request: pytest.FixtureRequest) -> Place:
    found: Place = request.param
    return found


@pytest.mark.parametrize("form", FORMS)
def test_the_same_person_in_every_form(form: str, lay: Place, tmp_path: Path) -> None:
    (book,) = books(lay(form, tmp_path))
    assert book.read().cards == (JANE,)


@pytest.mark.parametrize("form", FORMS)
def test_looking_tells_changed_from_unchanged(form: str, lay: Place, tmp_path: Path) -> None:
    path = lay(form, tmp_path)
    (book,) = books(path)
    before = book.fingerprint()
    (again,) = books(path)
    assert (again.key, again.fingerprint()) == (book.key, before)
    for file in (f for f in tmp_path.rglob("*") if f.is_file()):
        os.utime(file, (1, 1))
    assert book.fingerprint() != before


@pytest.mark.parametrize("form", FORMS)
def test_what_went_says_so(form: str, lay: Place, tmp_path: Path) -> None:
    (book,) = books(lay(form, tmp_path))
    for file in [f for f in tmp_path.rglob("*") if f.is_file()]:
        file.unlink()
    with pytest.raises(SourceError):
        book.fingerprint()
    with pytest.raises(SourceError):
        book.read()
