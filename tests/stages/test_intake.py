"""Mail and address books of one archive: decompressed once, and nothing is different for it."""

import io
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from invite_guard.errors import OwnerError, SourceError
from invite_guard.sources import archive, aside, begun, book_files, detect
from invite_guard.sources.base import Message
from invite_guard.sources.books import books
from invite_guard.sources.members import Form, Member
from invite_guard.sources.members import members as members_of
from invite_guard.stages import intake
from invite_guard.stages.books import read_books, shelf_of
from invite_guard.stages.gather import Wish, gather
from invite_guard.stages.intake import Found, take_in
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Silent

Write = Callable[..., bytes]
Passes = Counter[str]

WISH = Wish((), None, 2_000_000_000)
SEPARATOR = b"From 1627958392716362@xxx Tue Mar 12 09:15:00 +0000 2019\n"
CARDS = b"BEGIN:VCARD\nFN:Ana Ruiz\nEMAIL:ana@corp.example\nEND:VCARD\n"
CONNECTIONS = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Ben,Sato,https://www.linkedin.com/in/bensato,ben@corp.example,Corp,Buyer,03 Feb 2024\n"
)
OWN = b'Email Address,Confirmed,Primary,Updated On\nb@x.example,Yes,Yes,"6/19/15, 10:16 AM"\n'


PADDING = Random(7).randbytes(9000)
"""A member that cannot be compressed: where this is cut, all before is there."""


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Passes:
    """Count how often an archive is gone through to its end, by whom."""
    count: Passes = Counter()

    def counted(who: str) -> Callable[[io.FileIO, Form], Iterator[Member]]:
        def through(file: io.FileIO, form: Form) -> Iterator[Member]:
            yield from members_of(file, form)
            count[who] += 1

        return through

    monkeypatch.setattr(archive, "members", counted("mail"))
    monkeypatch.setattr(book_files, "members", counted("books"))
    return count


@pytest.fixture
def mail(letter: Write) -> bytes:
    """Write mail of two, each as present as the other, and of one to both."""
    blocks = [letter(From="A <a@x.example>", To=f"B <b@x.example>, c{n}@y.example") for n in "123"]
    return b"".join(SEPARATOR + block + b"\nHello.\n\n" for block in blocks)


def write(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return path


def opened(path: Path) -> Found:
    return Found(detect(path), books(path))


def dump(store: Correspondence) -> list[object]:
    return [store.owner, shelf_of(store), *store.correspondents()]


def separately(home: Path, path: Path, wish: Wish) -> list[object]:
    """Read the books before the mail, each by itself."""
    with Correspondence.open(home / "apart.sqlite3") as store:
        assert read_books(books(path), store) == ()
        gather(detect(path), store, wish, Silent(), detect)
        return dump(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Correspondence]:
    with Correspondence.open(tmp_path / "correspondence.sqlite3") as opened:
        yield opened


@pytest.mark.parametrize("first", ["mail", "books"])
def test_an_archive_of_both_is_gone_through_once(
    store: Correspondence, tmp_path: Path, passes: Passes, mail: bytes, first: str
) -> None:
    own = mail.replace(b"b@x.example", b"nobody@x.example")
    files = {"Takeout/Mail/All.mbox": own, "Takeout/Contacts/All.vcf": CARDS}
    order = files if first == "mail" else dict(reversed(files.items()))
    path = write(tmp_path / "takeout.tgz", order)
    wish = WISH._replace(me=("a@x.example",))
    assert take_in(opened(path), store, wish, Silent(), detect) == ()
    assert passes == {"mail": 1}
    assert [card.name for card in shelf_of(store).cards] == ["Ana Ruiz"]
    assert dump(store) == separately(tmp_path, path, wish)
    passes.clear()
    assert take_in(opened(path), store, wish, Silent(), detect) == ()
    assert not passes, "unchanged, and read all the same"


def test_the_owner_is_told_from_a_sample_of_the_same_reading(
    store: Correspondence, tmp_path: Path, passes: Passes, letter: Write
) -> None:
    blocks = [letter(From=f"p{n}@y.example", To="Me <me@x.example>") for n in range(20)]
    mbox = b"".join(SEPARATOR + block + b"\nHello.\n\n" for block in blocks)
    path = write(tmp_path / "takeout.tgz", {"Takeout/Mail/All.mbox": mbox, "a/b.vcf": CARDS})
    assert take_in(opened(path), store, WISH, Silent(), detect) == ()
    assert passes == {"mail": 1}
    assert dump(store) == separately(tmp_path, path, WISH)


def test_an_export_behind_the_mail_still_tells_whose_it_is(
    store: Correspondence, tmp_path: Path, mail: bytes
) -> None:
    files = {"All.mbox": mail, "Connections.csv": CONNECTIONS, "Email Addresses.csv": OWN}
    path = write(tmp_path / "all.tgz", files)
    with pytest.raises(OwnerError):
        gather(detect(path), store, WISH, Silent(), detect)
    assert take_in(opened(path), store, WISH, Silent(), detect) == ()
    assert store.owner is not None
    assert store.owner.addresses == ("b@x.example",)
    assert dump(store) == separately(tmp_path, path, WISH)


def test_an_archive_of_contacts_alone_is_read(
    store: Correspondence, tmp_path: Path, passes: Passes
) -> None:
    path = write(tmp_path / "takeout.tgz", {"Takeout/Contacts/All.vcf": CARDS})
    assert take_in(opened(path), store, WISH, Silent(), detect) == ()
    assert passes["books"] == 0
    assert dump(store) == separately(tmp_path, path, WISH)


@pytest.mark.parametrize("why", ["no room", "mail by another name"])
def test_what_cannot_be_kept_aside_is_read_by_itself(
    store: Correspondence,
    tmp_path: Path,
    mail: bytes,
    passes: Passes,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
) -> None:
    files = {"All.mbox": mail, "a.vcf": CARDS, "b.vcf": CARDS.replace(b"Ana", b"Bea")}
    if why == "no room":
        monkeypatch.setattr(intake, "ROOM", len(CARDS) + 1)
    else:
        files["a.txt"] = mail.partition(b"\n")[2]
    path = write(tmp_path / "takeout.tgz", files)
    wish = WISH._replace(me=("a@x.example",))
    assert take_in(opened(path), store, wish, Silent(), detect) == ()
    assert passes == {"mail": 1, "books": 1}
    assert dump(store) == separately(tmp_path, path, wish)
    assert len(shelf_of(store).cards) == 2


def test_room_is_shared_by_all_archives(
    store: Correspondence, tmp_path: Path, mail: bytes, passes: Passes
) -> None:
    paths = [write(tmp_path / f"{name}.tgz", {"All.mbox": mail, "a.vcf": CARDS}) for name in "ab"]
    both = Found(
        [source for path in paths for source in detect(path)],
        [book for path in paths for book in books(path)],
    )
    take_in(both, store, WISH._replace(me=("a@x.example",)), Silent(), detect)
    assert passes == {"mail": 2}
    assert store.source(str(paths[1].resolve())) is not None
    assert len(store.books()) == 2


def test_a_damaged_archive_is_read_once_as_far_as_it_goes(
    store: Correspondence, tmp_path: Path, mail: bytes, passes: Passes
) -> None:
    path = write(tmp_path / "takeout.tgz", {"a.vcf": CARDS, "All.mbox": mail, "b": PADDING})
    path.write_bytes(path.read_bytes()[:-2000])
    found = opened(path)
    unread, problem = take_in(found, store, WISH._replace(me=("a@x.example",)), Silent(), detect)
    assert unread.message == problem.message
    assert passes == {}, "never to its end"
    assert store.books() == []
    assert sum(state.messages for state in store.sources()) == 3


def test_where_nothing_can_be_read_that_is_told(store: Correspondence, tmp_path: Path) -> None:
    path = write(tmp_path / "takeout.tgz", {"a.vcf": CARDS, "b": PADDING})
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(SourceError, match="ends early"):
        take_in(opened(path), store, WISH, Silent(), detect)


def test_what_is_held_of_the_beginning_is_bounded(
    tmp_path: Path, mail: bytes, passes: Passes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "takeout.tgz", {"All.mbox": mail})
    whole = list(detect(path)[0].messages())
    passes.clear()
    (source,) = begun.begun(detect(path))
    assert list(begun.beginning_of(source, 2)) == whole[:2]
    assert list(source.messages()) == whole
    assert passes == {"mail": 1}
    assert list(source.messages(whole[1].position)) == whole[1:]
    assert list(begun.beginning_of(source, 9)) == whole
    for _ in range(2):
        assert list(source.messages()) == whole
    assert passes == {"mail": 3}
    monkeypatch.setattr(begun, "ROOM", len(whole[0].head))
    (source,) = begun.begun(detect(path))
    assert list(begun.beginning_of(source, 2)) == whole[:2]
    assert list(source.messages()) == whole
    many = detect(path) * (begun.MOST + 1)
    assert begun.begun(many) == many


def test_a_fault_within_the_beginning_is_met_again(tmp_path: Path, mail: bytes) -> None:
    path = write(tmp_path / "takeout.tgz", {"All.mbox": mail, "b": PADDING})
    path.write_bytes(path.read_bytes()[:-2000])
    (source,) = begun.begun(detect(path))
    for read in (begun.beginning_of(source, 9), source.messages(), source.messages()):
        found: list[Message] = []
        with pytest.raises(SourceError):
            found.extend(read)
        assert len(found) == 3


def test_nothing_is_kept_aside_unasked(tmp_path: Path, mail: bytes) -> None:
    path = write(tmp_path / "takeout.tgz", {"a.vcf": CARDS, "All.mbox": mail})
    (source,) = detect(path)
    list(source.messages())
    assert isinstance(source, archive.Archive)
    assert source.aside.taken() is None
    source.aside = aside.Aside()
    list(source.messages())
    assert source.aside.taken() == [book_files.BookFile("a.vcf", CARDS)]
    assert source.aside.taken() is None
