"""Looking for titles: whose mails, which of them, once each; what is kept, and what comes of it."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from invite_guard.model.owner import Owner
from invite_guard.sources import detect
from invite_guard.sources.whole import Whole, WholeSource
from invite_guard.stages.gather import Wish, gather
from invite_guard.stages.signing import look as looking
from invite_guard.stages.signing.choose import SIZE, Choice, Chosen
from invite_guard.stages.signing.look import Looking, look_for_signatures
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Silent

ME = "owner@firm.example"
LATEST = 2_000_000_000
JANE = "Jane Roe <jane@corp.example>"
SIGNED = "Hello\n\nRegards,\nJane Roe\nChief Financial Officer\nCorp Inc."


class Letters:
    """Mails, numbered as they are written."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def add(
        self, body: str, from_: str = JANE, to: str = ME, year: int = 2024, more: str = ""
    ) -> None:
        number = len(self.written)
        date = f"{1 + number % 28} Mar {year} 10:{number // 28:02}:00 +0000"
        head = f"From: {from_}\nTo: {to}\nDate: {date}\nMessage-ID: <{number}@x.example>\n{more}"
        self.written.append(f"{head}\n{body}\n".encode())

    def mbox(self) -> bytes:
        line = b"From x@y.example Mon Mar  4 10:00:00 2024\n"
        return b"".join(line + letter + b"\n" for letter in self.written)


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Correspondence]:
    with Correspondence.open(tmp_path / "correspondence.sqlite3") as opened:
        yield opened


def look(store: Correspondence, *paths: Path) -> Looking:
    sources = [source for path in paths for source in detect(path)]
    gather(sources, store, Wish((ME,), None, LATEST), Silent(), detect)
    return look_for_signatures(sources, store, Owner(addresses=(ME,)), LATEST, Silent())


def titles(store: Correspondence) -> dict[str, list[str]]:
    found = store.signatures()
    return {address: [s.title for s in signed] for address, signed in found.items()}


def as_mbox(place: Path, letters: Letters) -> Path:
    (place / "mail.mbox").write_bytes(letters.mbox())
    return place / "mail.mbox"


def as_gzip(place: Path, letters: Letters) -> Path:
    (place / "mail.mbox.gz").write_bytes(gzip.compress(letters.mbox()))
    return place / "mail.mbox.gz"


def as_zip(place: Path, letters: Letters) -> Path:
    with zipfile.ZipFile(place / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Mail/All mail.mbox", letters.mbox())
        archive.writestr("Takeout/Mail/one.eml", letters.written[0])
    return place / "takeout.zip"


def as_tgz(place: Path, letters: Letters) -> Path:
    with tarfile.open(place / "takeout.tgz", "w:gz") as archive:
        info = tarfile.TarInfo("Takeout/Mail/All mail.mbox")
        info.size = len(letters.mbox())
        archive.addfile(info, io.BytesIO(letters.mbox()))
    return place / "takeout.tgz"


def as_maildir(place: Path, letters: Letters) -> Path:
    for name in ("cur", "new", "tmp"):
        (place / "Maildir" / name).mkdir(parents=True)
    for number, letter in enumerate(letters.written):
        (place / "Maildir" / "cur" / f"{number}.host!2,S").write_bytes(letter)
    return place / "Maildir"


@pytest.mark.parametrize("form", [as_mbox, as_gzip, as_zip, as_tgz, as_maildir])
def test_every_form_of_mail(
    form: Callable[[Path, Letters], Path], store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    for _ in range(3):
        letters.add(SIGNED)
        letters.add("Fine.\nJohn Doe\nAnalyst", from_="John Doe <john@corp.example>")
    assert look(store, form(tmp_path, letters)).mails == 6
    assert titles(store) == {
        "jane@corp.example": ["Chief Financial Officer"],
        "john@corp.example": ["Analyst"],
    }
    (signature,) = store.signatures()["jane@corp.example"]
    assert signature.told == "signs as Chief Financial Officer (signature, last seen 2024)"
    assert signature.organisation == "Corp Inc."


@pytest.mark.parametrize(
    ("from_", "more"),
    [
        (f"Jane Roe <{ME}>", ""),
        ("Jane Roe <no-reply@corp.example>", ""),
        ("Jane Roe <info@corp.example>", ""),
        ("Jane Roe <jane@lists.corp.example>", ""),
        (JANE, "List-Unsubscribe: <https://x.example>\n"),
        (JANE, "Auto-Submitted: auto-replied\n"),
        (JANE, "Precedence: bulk\n"),
        (f"{JANE}, John Doe <john@corp.example>", ""),
        (JANE, "X-Gmail-Labels: Spam\n"),
        (JANE, "X-Gmail-Labels: Category Promotions\n"),
    ],
)
def test_whose_mails_are_never_looked_at(
    from_: str, more: str, store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    letters.add(SIGNED, from_=from_, more=more)
    letters.add("Hi", from_=f"O <{ME}>", to="jane@corp.example")
    assert look(store, as_mbox(tmp_path, letters)) == Looking()
    assert titles(store) == {}


def test_only_the_newest_few_of_each_kind(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    for year in range(1990, 2020):
        letters.add(SIGNED.replace("Financial", "Technology"), year=year)
        letters.add("Jane", year=year, more="In-Reply-To: <x@y.example>\n")
    for year in range(2020, 2024):
        letters.add(SIGNED, year=year)
    assert look(store, as_mbox(tmp_path, letters)).mails == 12
    assert titles(store)["jane@corp.example"] == [
        "Chief Financial Officer",
        "Chief Technology Officer",
    ]
    assert [s.last_seen and s.last_seen.year for s in store.signatures()["jane@corp.example"]] == [
        2023,
        2019,
    ]


def test_no_mail_is_looked_at_twice(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    letters.add(SIGNED)
    path = as_mbox(tmp_path, letters)
    assert look(store, path).mails == 1
    assert look(store, path).mails == 0
    letters.add("Hi\nJane Roe\nChairwoman", year=2025)
    as_mbox(tmp_path, letters)
    assert look(store, path).mails == 1
    assert titles(store) == {"jane@corp.example": ["Chairwoman", "Chief Financial Officer"]}
    other = tmp_path / "copy"
    other.mkdir()
    assert look(store, as_mbox(other, letters)).mails == 0


def test_the_titles_of_whom_turns_out_to_be_the_owner_go(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    letters.add(SIGNED)
    path = as_mbox(tmp_path, letters)
    look(store, path)
    assert set(titles(store)) == {"jane@corp.example"}
    owner = Owner(addresses=(ME, "jane@corp.example"))
    look_for_signatures(detect(path), store, owner, LATEST, Silent())
    assert titles(store) == {}


def test_a_mail_of_somebody_else_where_the_chosen_one_lay_is_not_read(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    """A mail program may write a file anew between choosing and reading."""
    letters.add(SIGNED)
    path = as_mbox(tmp_path, letters)
    (source,) = detect(path)
    gather([source], store, Wish((ME,), None, LATEST), Silent(), detect)
    real = Choice.chosen

    def write_anew(choice: Choice) -> Sequence[Chosen]:
        other = Letters()
        other.add(SIGNED, from_="John Doe <john@corp.example>")
        as_mbox(tmp_path, other)
        return real(choice)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Choice, "chosen", write_anew)
        look_for_signatures([source], store, Owner(addresses=(ME,)), LATEST, Silent())
    assert titles(store) == {}


def test_what_is_quoted_never_sticks_to_whom_forwards_it(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    letters.add(
        f"FYI\n\nJohn\n\n-----Original Message-----\nFrom: Jane Roe\n\n{SIGNED}",
        "J. D. <john@corp.example>",
    )
    letters.add(f"See below\n\n{SIGNED}", "John Doe <john@corp.example>")
    letters.add("\n".join(f"> {line}" for line in SIGNED.split("\n")), "Jane Roe <jane@gmail.com>")
    assert look(store, as_mbox(tmp_path, letters)).mails == 3
    assert titles(store) == {}


def test_the_next_message_of_a_growing_file_is_no_part_of_the_last(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    """Another program may add to the file between choosing and reading."""
    letters.add("Bye\nJane")
    path = as_mbox(tmp_path, letters)
    (source,) = detect(path)
    assert isinstance(source, WholeSource)
    gather([source], store, Wish((ME,), None, LATEST), Silent(), detect)
    choose = Choice.chosen
    letters.add(SIGNED)

    def grow(choice: Choice) -> Sequence[Chosen]:
        as_mbox(tmp_path, letters)
        return choose(choice)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Choice, "chosen", grow)
        look_for_signatures([source], store, Owner(addresses=(ME,)), LATEST, Silent())
    assert titles(store) == {}


def test_an_interruption_keeps_what_was_found(
    store: Correspondence, letters: Letters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.add(SIGNED)
    letters.add(SIGNED.replace("Jane", "Ann"), from_="Ann Roe <ann@corp.example>")
    path = as_mbox(tmp_path, letters)
    real = looking.title_of

    def break_off(content: bytes, mail: Chosen, names: Sequence[str]) -> object:
        if mail.address.startswith("ann"):
            raise KeyboardInterrupt
        return real(content, mail, names)

    monkeypatch.setattr(looking, "title_of", break_off)
    with pytest.raises(KeyboardInterrupt):
        look(store, path)
    assert set(titles(store)) == {"jane@corp.example"}
    monkeypatch.undo()
    assert look(store, path).mails == 1
    assert set(titles(store)) == {"jane@corp.example", "ann@corp.example"}


def test_a_damaged_source_is_told_and_keeps_nothing_from_the_others(
    store: Correspondence, letters: Letters, tmp_path: Path
) -> None:
    letters.add(SIGNED)
    good = as_mbox(tmp_path, letters)
    letters.add("Hi\nBob Poe\nAnalyst", from_="Bob Poe <bob@corp.example>")
    bad = tmp_path / "bad.mbox.gz"
    for _ in range(2000):
        letters.add("Hi\nAnn Roe\nPresident", from_="Ann Roe <ann@corp.example>")
    packed = gzip.compress(letters.mbox())
    bad.write_bytes(packed[: len(packed) // 2])
    found = look(store, bad, good)
    assert len(found.problems) == 1
    assert {"jane@corp.example", "bob@corp.example"} <= set(titles(store))


def test_a_source_without_texts_is_told(store: Correspondence) -> None:
    class Headers(NamedTuple):
        name: str
        key: str

    sources = [Headers("me@x.example", "gmail:me@x.example"), Headers("broken", "broken.mbox")]
    found = look_for_signatures(sources, store, Owner(addresses=(ME,)), LATEST, Silent())  # type: ignore[arg-type] # nothing of it is asked for
    assert found.unable == ("me@x.example",)


def test_at_most_the_cap_of_a_mail_is_read(
    store: Correspondence, letters: Letters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.add("a line\n" * 200_000 + SIGNED)
    read: list[Whole] = []
    real = looking.title_of

    def watch(content: bytes, mail: Chosen, names: Sequence[str]) -> object:
        read.append(Whole(mail.extent.position, content))
        return real(content, mail, names)

    monkeypatch.setattr(looking, "title_of", watch)
    look(store, as_mbox(tmp_path, letters))
    assert [len(whole.content) <= SIZE for whole in read] == [True]
    assert titles(store) == {}
