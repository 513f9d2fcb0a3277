"""Real mailboxes and hostile files: counts as published, and never a crash."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from invite_guard.errors import SourceError
from invite_guard.sources import detect
from invite_guard.sources.base import Message


def messages(path: Path) -> Iterator[Message]:
    for source in detect(path):
        yield from source.messages()


def files_and_folders(root: Path) -> list[Path]:
    return [root, *sorted(root.rglob("*"))]


def test_every_message_of_the_enron_mailboxes_is_read(corpora: Path) -> None:
    with (corpora / "enron" / "owners.csv").open(encoding="utf-8", newline="") as file:
        published = {row["owner"]: int(row["messages"]) for row in csv.DictReader(file)}
    found = {
        Path(source.name).stem: sum(1 for _ in source.messages())
        for source in detect(corpora / "enron" / "mbox")
    }
    assert found == published


def test_the_kernel_list_mailboxes_are_read(corpora: Path) -> None:
    for source in detect(corpora / "lkml" / "mbox"):
        heads = [message.head for message in source.messages()]
        assert len(heads) > 500
        assert all(b"From:" in head for head in heads)


def test_entering_in_the_middle_of_a_real_mailbox(corpora: Path) -> None:
    source = min(detect(corpora / "enron" / "mbox"), key=lambda one: one.fingerprint().size)
    whole = list(source.messages())
    for place in range(0, len(whole), 97):
        assert list(source.messages(whole[place].position)) == whole[place:]


def test_hostile_files_give_messages_or_a_source_error(corpora: Path) -> None:
    read, refused = 0, []
    for path in files_and_folders(corpora / "torture"):
        try:
            read += sum(1 for _ in messages(path))
        except SourceError as error:
            refused.append(error)
    assert read > 500
    assert refused
    assert all(error.message.isprintable() and error.hint for error in refused)


@pytest.mark.parametrize("folder", ["mikel-mail/spec/fixtures/emails", "cpython/data"])
def test_no_letter_named_as_one_is_left_out(corpora: Path, folder: str) -> None:
    root = corpora / "torture" / folder
    named = [path for path in root.rglob("*.eml") if path.stat().st_size]
    assert named or not list(root.rglob("*.eml"))
    assert sum(1 for _ in messages(root)) >= len(named)
