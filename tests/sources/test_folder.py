import os
from collections.abc import Callable
from pathlib import Path

import pytest

from invite_guard.errors import SourceError
from invite_guard.sources import detect, folder
from invite_guard.sources.base import START, Position, Source
from invite_guard.sources.parts import PartedSource

Write = Callable[[str, bytes], Path]


def letter(number: int) -> bytes:
    return b"From: a%d@example.org\nTo: b@example.org\n\nbody\n" % number


def numbers(source: Source) -> list[int]:
    return [int(m.head.split(b"@")[0].removeprefix(b"From: a")) for m in source.messages()]


@pytest.fixture
def maildir(write: Write, tmp_path: Path) -> Path:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / name).mkdir(parents=True)
    for number in range(3):
        write(f"Maildir/cur/{number}.host!2,S", letter(number))
    return tmp_path / "Maildir"


def only(path: Path) -> Source:
    (source,) = detect(path)
    return source


def test_new_mail_makes_a_maildir_grow(maildir: Path, write: Write) -> None:
    source = only(maildir)
    before = source.fingerprint()
    last = list(source.messages())[-1].position
    write("Maildir/new/0-sorts-first", letter(3))
    write("Maildir/.Sent/new/1", letter(4))
    (maildir / ".Sent" / "cur").mkdir()
    now = only(maildir)
    assert now.fingerprint() != before
    assert now.grown(before, last)
    assert numbers(now) == [0, 1, 2, 3, 4]
    assert [m.head for m in now.messages(last)] == [m.head for m in now.messages()][2:]


def test_in_parts_it_gives_the_same_from_anywhere(
    maildir: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3, 12):
        write(f"Maildir/new/{number}", letter(number))
    source = only(maildir)
    assert isinstance(source, PartedSource)
    whole = list(source.messages())
    assert not source.parts(START)
    monkeypatch.setattr(folder, "WORTH", 0)
    monkeypatch.setattr(folder, "_TOGETHER", 5)
    for begin, count in ((0, 3), (3, 2), (7, 1), (12, 0)):
        parts = source.parts(Position(begin))
        assert [message for part in parts for message in part.messages()] == whole[begin:]
        assert len(parts) == count
        if parts:
            assert parts[-1].reached == source.fingerprint().size


def test_reading_and_flagging_change_nothing(maildir: Path, write: Write) -> None:
    write("Maildir/new/9.host", letter(9))
    before = only(maildir).fingerprint()
    (maildir / "cur" / "1.host!2,S").rename(maildir / "cur" / "1.host!2,RS")
    (maildir / "new" / "9.host").rename(maildir / "cur" / "9.host!2,")
    assert only(maildir).fingerprint() == before


@pytest.mark.parametrize("change", ["delete", "file elsewhere", "alter", "older"])
def test_other_changes_make_it_another_folder(maildir: Path, write: Write, change: str) -> None:
    source = only(maildir)
    before = source.fingerprint()
    last = list(source.messages())[-1].position
    path = maildir / "cur" / "1.host!2,S"
    if change == "delete":
        path.unlink()
    elif change == "file elsewhere":
        (maildir / ".Trash" / "cur").mkdir(parents=True)
        path.rename(maildir / ".Trash" / "cur" / path.name)
    elif change == "alter":
        path.write_bytes(letter(77))
    else:
        os.utime(write("Maildir/cur/7.host", letter(7)), (1, 1))
    assert not only(maildir).grown(before, last)


def test_an_empty_maildir_has_no_mail_and_may_grow(maildir: Path, write: Write) -> None:
    for path in (maildir / "cur").iterdir():
        path.unlink()
    source = only(maildir)
    assert (source.kind, list(source.messages())) == ("maildir", [])
    before = source.fingerprint()
    write("Maildir/new/1", letter(1))
    now = only(maildir)
    assert now.grown(before, next(now.messages()).position)


def test_a_letter_moved_while_it_is_read_is_still_found(maildir: Path, write: Write) -> None:
    write("Maildir/new/9.host", letter(9))
    source = only(maildir)
    (maildir / "new" / "9.host").rename(maildir / "cur" / "9.host!2,S")
    assert numbers(source) == [0, 1, 2, 9]


def test_a_letter_deleted_while_it_is_read_is_passed_over(maildir: Path) -> None:
    source = only(maildir)
    (maildir / "cur" / "1.host!2,S").unlink()
    assert numbers(source) == [0, 2]


def test_a_letter_that_may_not_be_read_is_told(maildir: Path) -> None:
    source = only(maildir)
    path = maildir / "cur" / "1.host!2,S"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("everything may be read here")
    with pytest.raises(SourceError, match="may not be read"):
        list(source.messages())


def test_folders_of_a_maildir_are_named(write: Write, tmp_path: Path) -> None:
    for name in ("cur", ".Sent/cur", ".INBOX.Papierkorb/cur", "Old/cur"):
        write(f"mail/{name}/1", letter(1))
        (tmp_path / "mail" / name).with_name("new").mkdir()
    found = {message.folder for message in only(tmp_path / "mail").messages()}
    assert found == {"mail", "mail/Sent", "mail/INBOX/Papierkorb", "mail/Old"}


def test_where_the_walk_begins_does_not_change_what_sent_mail_is(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("Sent/cur/1", letter(1))
    (tmp_path / "Sent" / "new").mkdir()
    monkeypatch.chdir(tmp_path / "Sent")
    for given in (tmp_path / "Sent", tmp_path / "Sent" / "cur", path, Path(), Path("cur")):
        (message,) = only(given).messages()
        assert message.folder == "Sent"
    assert only(Path()).name == "Sent"


@pytest.mark.skipif(os.name == "nt", reason="a hole in a file takes room here")
def test_only_the_head_of_a_letter_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.eml"
    with path.open("wb") as file:
        file.write(letter(1))
        file.truncate(20_000_000_000)  # a hole: it takes no room
    taken: list[int] = []
    read = os.read

    def count(descriptor: int, size: int) -> bytes:
        taken.append(size)
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", count)
    assert numbers(only(path)) == [1]
    assert sum(taken) < 1_000_000


def test_apple_mails_letters_are_read(write: Write, tmp_path: Path) -> None:
    for number in range(3):
        data = letter(number)
        write(
            f"V10/Sent Messages.mbox/Data/Messages/{number}.emlx",
            b"%d\n" % len(data) + data + b'<?xml version="1.0"?><plist/>',
        )
    source = only(tmp_path / "V10")
    assert numbers(source) == [0, 1, 2]
    assert {message.folder for message in source.messages()} == {"V10/Sent Messages/Data"}


def test_letters_without_a_suffix_are_known_by_content(write: Write, tmp_path: Path) -> None:
    for number in range(3):
        write(f"inbox/{number}", letter(number))
    write("inbox/.mh_sequences", b"unseen: 1-3\nFrom: x\nTo: y\n")
    write("inbox/notes", b"Dear all\n")
    write("inbox/empty.eml", b"")
    assert numbers(only(tmp_path / "inbox")) == [0, 1, 2]
