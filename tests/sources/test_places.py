import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.sources.places import folder_of_letter, folder_of_mbox


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        (
            "Takeout/Mail/All mail Including Spam and Trash-002.mbox",
            "All mail Including Spam and Trash-002",
        ),
        ("Takeout/Mail/Gesendet.mbox", "Gesendet"),
        ("sent.mbox.gz", "sent"),
        ("Mail/Local Folders/Sent", "Sent"),
        ("Mail/Local Folders/Trash.sbd/Old", "Trash/Old"),
        ("ImapMail/imap.example.org/[Gmail].sbd/Sent Mail", "[Gmail]/Sent Mail"),
        ("V10/Sent Messages.mbox/mbox", "Sent Messages"),
        ("V10/[Gmail].mbox/Trash.mbox/mbox", "[Gmail]/Trash"),
        ("mbox", "mbox"),
        ("Spam studies/inbox.mbox", "inbox"),
    ],
)
def test_an_mbox_is_named_as_its_folder(path: str, folder: str) -> None:
    assert folder_of_mbox(path.split("/")) == folder


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("cur/1:2,S", ""),
        (".Sent/cur/1:2,S", "Sent"),
        (".INBOX.Sent.2019/new/1", "INBOX/Sent/2019"),
        ("Foo/bar/cur/1", "Foo/bar"),
        ("Sent.mbox/Messages/1.emlx", "Sent"),
        ("1.eml", ""),
    ],
)
def test_a_letter_is_in_the_folder_around_it(path: str, folder: str) -> None:
    assert folder_of_letter(path.split("/")) == folder


@given(st.lists(st.text(max_size=9), max_size=5))
def test_any_path_has_a_folder(parts: list[str]) -> None:
    assert isinstance(folder_of_mbox(parts) + folder_of_letter(parts), str)
