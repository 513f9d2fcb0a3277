"""What labels and folder names say, in many languages."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.labels import Label, folder_labels, read_labels


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ("Inbox,Important,Opened,Category Updates", {Label.UPDATES}),
        ("Sent,Opened", {Label.SENT}),
        ("Archived,Sent,Spam,Trash,Drafts,Chat",
         {Label.SENT, Label.SPAM, Label.TRASH, Label.DRAFT, Label.CHAT}),
        ("=?UTF-8?Q?Archiv=C3=A9s,Envoy=C3=A9?=", {Label.SENT}),
        ("=?UTF-8?Q?Posteingang,Wichtig,Kategorie:_=22Neuigkeiten=22?=", {Label.UPDATES}),
        (("=?UTF-8?Q?Archivov=C3=A1no,Kategorie:_Soci=C3=A1?=\r\n"
         " =?UTF-8?Q?ln=C3=AD_s=C3=ADt=C4=9B,Facebook?="), {Label.SOCIAL}),
        ("Inbox,=?UTF-8?Q?Corbeille?=", {Label.TRASH}),
        ("Messages archivés,Catégorie\u00a0: Promotions", {Label.PROMOTIONS}),
        ("Archiviert,Gesendet", {Label.SENT}),
        ("Archivados,Enviados", {Label.SENT}),
        ("送信済み", {Label.SENT}),
        ("寄件備份", {Label.SENT}),
        ("SENT,CATEGORY_FORUMS", {Label.SENT, Label.FORUMS}),
        ('"Sent"', {Label.SENT}),
        (('"Sent, invoices",Sent invoices,Sent/2020,'
         'Not Spam,Promotions,Social,Category Sent'), set()),
        ("", set()),
    ],
)  # fmt: skip
def test_labels(value: str, labels: set[Label]) -> None:
    assert read_labels(value.encode()) == labels


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("[Gmail]/Sent Mail", {Label.SENT}),
        ("[Google Mail]/Bin", {Label.TRASH}),
        ("[Gmail].Spam", {Label.SPAM}),
        ("Takeout/Mail/Gesendet.mbox", {Label.SENT}),
        ("Takeout\\Mail\\Sent.mbox", {Label.SENT}),
        ("Sent Items", {Label.SENT}),
        ("Éléments envoyés", {Label.SENT}),
        ("E\u0301le\u0301ments envoye\u0301s", {Label.SENT}),
        ("&AMk-l&AOk-ments envoy&AOk-s", {Label.SENT}),
        (".Sent", {Label.SENT}),
        (".Sent.2020/cur", {Label.SENT}),
        ("INBOX.Trash", {Label.TRASH}),
        ("Sent Messages.mbox/mbox", {Label.SENT}),
        ("Trash/Projects", {Label.TRASH}),
        ("Junk", {Label.SPAM}),
        ("Drafts.mbox.gz", {Label.DRAFT}),
        ("Takeout/Mail/All mail Including Spam and Trash.mbox", set()),
        ("Sent invoices", set()),
        ("Projects.Sent", set()),
        ("Inbox", set()),
        ("Promotions", set()),
        ("", set()),
    ],
)
def test_folders(name: str, labels: set[Label]) -> None:
    assert folder_labels(name) == labels


def tables() -> list[tuple[str, str]]:
    """Every (kind, name) of the data file, categories with the word for category before them."""
    data = tomllib.loads(files("invite_guard.mail").joinpath("data/labels.toml").read_text("utf-8"))
    categories = data.pop("categories")
    words = categories.pop("words")
    rows = [
        (kind, name)
        for kind, groups in data.items()
        for names in groups["gmail"].values()
        for name in names
    ]
    for kind, languages in categories.items():
        for language, names in languages.items():
            marked = names if language == "id" else [f"{words[0]}: {name}" for name in names]
            rows += [(kind, name) for name in marked]
    return rows


@pytest.mark.parametrize(("kind", "name"), tables())
def test_every_name_of_the_data_file_means_one_kind(kind: str, name: str) -> None:
    assert read_labels(name.encode()) == {Label(kind)}


@given(st.binary(max_size=200), st.text(max_size=100))
def test_never_raises(value: bytes, name: str) -> None:
    assert read_labels(value) <= set(Label)
    assert folder_labels(name) <= set(Label)
    assert folder_labels("&" + name + "-") <= set(Label)


@given(st.sampled_from([name for _, name in tables()]), st.sampled_from(["my ", "x", "no "]))
def test_a_name_within_a_label_of_ones_own_does_not_count(name: str, before: str) -> None:
    assert not read_labels(f"{before}{name}".encode())
