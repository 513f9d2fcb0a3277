"""LinkedIn's data export in the forms of several years, whole and broken."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.errors import SourceError
from invite_guard.model.linkedin import Connection, Employment, Invitation, Partner
from invite_guard.sources.linkedin_export import read_linkedin
from invite_guard.sources.linkedin_files import file_of, read_file

NOTES = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    'missing, ""hidden"" by their owners."\n\n'
)
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Ana,"Lopez, PhD",https://www.linkedin.com/in/analopez,,"Acme, Inc.",Editor,03 Feb 2024\n'
    ",,,,,,01 Jan 2020\n"
    "Bo,Li,https://www.linkedin.com/in/boli,BO@Firm.Example,Firm,Buyer,15 Jan 2023\n"
    "BADROW\n"
    ",,,,,,\n"
)
INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Jo Pike,"Roe, Jane, CPA","6/19/25, 10:16\u202fAM","Hi, do you\nremember?",OUTGOING,'
    "https://www.linkedin.com/in/jopike,https://www.linkedin.com/in/janeroe\n"
    'Al Dhu,Jo Pike,"7/1/25, 9:04 PM",,INCOMING,'
    "https://www.linkedin.com/in/aldhu,https://www.linkedin.com/in/jopike\n"
    "Jo Pike,Nobody,yesterday,,SIDEWAYS,,\n"
)
POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Acme,Head of Words,,,Oct 2021,\n"
    "Firm,Writer,,,2015,Sep 2021\n"
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\nJo,Pike,Dahl,,,Writer,\n"
)
MAILS = (
    "Email Address,Confirmed,Primary,Updated On\n"
    'old@home.example,Yes,No,"6/19/15, 10:16 AM"\n'
    'Jo@Acme.Example,Yes,Yes,"6/19/15, 10:16 AM"\n'
    'wrong@else.example,No,No,"6/19/15, 10:16 AM"\n'
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER\n"
    "1,,Jo Pike,https://www.linkedin.com/in/jopike,Bo Li,https://www.linkedin.com/in/boli,"
    '2025-03-15 09:30:00 UTC,,"Ho, ho\n""Bo""",INBOX\n'
    "1,,Bo Li,https://www.linkedin.com/in/boli,Jo Pike,https://www.linkedin.com/in/jopike,"
    "2025-03-16 09:30:00 UTC,,Hi,INBOX\n"
    "2,,Cy Vo,https://www.linkedin.com/in/cyvo,Jo Pike,"
    '"https://www.linkedin.com/in/jopike,https://www.linkedin.com/in/boli",'
    "2025-03-17 09:30:00 UTC,,Hi all,INBOX\n"
)
FILES = {
    "Connections.csv": NOTES + CONNECTIONS,
    "Invitations.csv": INVITATIONS,
    "Positions.csv": POSITIONS,
    "Profile.csv": PROFILE,
    "Email Addresses.csv": MAILS,
    "messages.csv": MESSAGES,
    "Skills.csv": "Name\nWriting\n",
}


def written(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8", newline="")
    return folder


def test_a_whole_export(tmp_path: Path) -> None:
    export = read_linkedin(written(tmp_path))
    assert export.names == ("Jo Pike", "Jo Dahl")
    assert export.addresses == ("jo@acme.example", "old@home.example")
    assert export.made_on == date(2025, 7, 1)
    assert export.connections == (
        Connection(
            name="Ana Lopez, PhD",
            organisation="Acme, Inc.",
            title="Editor",
            url="https://www.linkedin.com/in/analopez",
            connected_on=date(2024, 2, 3),
        ),
        Connection(name="", connected_on=date(2020, 1, 1)),
        Connection(
            name="Bo Li",
            address="bo@firm.example",
            organisation="Firm",
            title="Buyer",
            url="https://www.linkedin.com/in/boli",
            connected_on=date(2023, 1, 15),
        ),
    )
    assert export.invitations == (
        Invitation(
            outgoing=True,
            name="Roe, Jane, CPA",
            url="https://www.linkedin.com/in/janeroe",
            sent_on=date(2025, 6, 19),
        ),
        Invitation(
            outgoing=False,
            name="Al Dhu",
            url="https://www.linkedin.com/in/aldhu",
            sent_on=date(2025, 7, 1),
        ),
    )
    assert export.positions == (
        Employment(organisation="Acme", title="Head of Words", started=date(2021, 10, 1)),
        Employment(
            organisation="Firm",
            title="Writer",
            started=date(2015, 1, 1),
            ended=date(2021, 9, 1),
        ),
    )
    assert export.partners == (
        Partner(
            name="Bo Li",
            url="https://www.linkedin.com/in/boli",
            messages=2,
            last_on=date(2025, 3, 16),
        ),
    )
    assert export.skipped == {"Connections.csv": 1, "Invitations.csv": 1}


def test_the_zip_file_says_what_the_folder_says(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    written(folder)
    packed = tmp_path / "Basic_LinkedInDataExport.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(FILES):
            archive.write(folder / name, name)
    assert read_linkedin(packed) == read_linkedin(folder)


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"Skills.csv"}))
def test_a_single_file_is_known_by_its_columns_not_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "download"
    path.write_text(FILES[name], "utf-8")
    assert file_of(FILES[name]) == name
    assert read_linkedin(path).model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xff\xfe" + text.replace(",", "\t").encode("utf-16-le"),
        lambda text: text.replace(",", "\t").encode("utf-16-le"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: ("sep=,\r\n,,,\r\n" + text).encode(),
    ],
    ids=["bom", "utf-16 tabs", "utf-16 without a mark", "crlf", "semicolons", "rows above"],
)
def test_other_encodings_and_delimiters(encoded: object, tmp_path: Path) -> None:
    assert callable(encoded)
    path = tmp_path / "Connections.csv"
    text = "First Name,Last Name,Company,Position,Connected On\nAna,Lopez,Acme,Editor,3 Feb 2024\n"
    path.write_bytes(encoded(text))
    (found,) = read_linkedin(path).connections
    assert (found.name, found.organisation, found.connected_on) == (
        "Ana Lopez",
        "Acme",
        date(2024, 2, 3),
    )


def test_a_row_with_an_unquoted_comma_keeps_what_is_certain() -> None:
    found = read_file(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Lopez,https://www.linkedin.com/in/analopez,,Acme, Inc.,Editor,03 Feb 2024\n"
    )
    assert found
    (row,) = found.connections
    assert (row.name, row.organisation, row.title) == ("Ana Lopez", "", "")
    assert row.connected_on == date(2024, 2, 3)


def test_what_is_no_export_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing of a LinkedIn"):
        read_linkedin(tmp_path)
    with pytest.raises(SourceError, match="no file or folder"):
        read_linkedin(tmp_path / "absent")


@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_damage_gives_some_reading(name: str, data: st.DataObject) -> None:
    text = FILES[name]
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 40)))
    read_file(text[:at] + data.draw(st.text(max_size=8)) + text[until:])


@given(st.text())
def test_any_text_is_an_export_or_none(text: str) -> None:
    found = read_file(text)
    assert (found.file if found else "") == file_of(text)


def test_every_file_of_the_corpus_is_read(corpora: Path) -> None:
    read, refused = [], []
    for path in sorted((corpora / "linkedin").rglob("*.csv")):
        try:
            read.append(read_linkedin(path))
        except SourceError:
            refused.append(path.name)
    assert len(read) == 8
    assert [name.partition(" ")[0] for name in refused] == ["Logins"]


def test_the_published_fixture_gives_its_rows(corpora: Path) -> None:
    folder = next(p for p in (corpora / "linkedin").iterdir() if p.name.startswith("kawsay"))
    export = read_linkedin(folder)
    assert [bool(c.name and c.url and c.connected_on) for c in export.connections] == [True, True]
    assert export.skipped == {"messages.csv": 1}
