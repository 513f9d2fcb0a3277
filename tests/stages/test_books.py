"""Books in the store: read once, replaced when they change, put together."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from invite_guard.errors import SourceError
from invite_guard.model.book import BookContent
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.linkedin import Employment, LinkedInExport
from invite_guard.model.owner import Owner
from invite_guard.model.source import Fingerprint
from invite_guard.sources import detect
from invite_guard.sources.books import books
from invite_guard.stages.books import read_books, shelf_of
from invite_guard.stages.gather import Gathered, Wish, gather
from invite_guard.stages.merge import merge
from invite_guard.stages.provenance import plan_sources
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Silent

Write = Callable[..., bytes]
Mailbox = Callable[..., Path]

JANE = ContactCard(name="Jane Roe", addresses=("jane@firm.example",), labels=("Clients",))
AL = ContactCard(kind=CardKind.OTHER, addresses=("al@x.example",))


class Fixed:
    """A book that says what the test tells it to, and counts how often it is read."""

    kind = "vcard"

    def __init__(self, content: BookContent, name: str = "a.vcf") -> None:
        self.name = self.key = name
        self.content = content
        self.stamp = 1
        self.readings = 0

    def fingerprint(self) -> Fingerprint:
        return Fingerprint(1, self.stamp, "head")

    def read(self) -> BookContent:
        self.readings += 1
        return self.content


class Broken(Fixed):
    """A book that cannot be read."""

    def read(self) -> BookContent:
        raise SourceError("It cannot be read.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Correspondence]:
    with Correspondence.open(tmp_path / "correspondence.sqlite3") as opened:
        yield opened


def scan(store: Correspondence, *paths: Path, me: tuple[str, ...] = ()) -> Gathered:
    mail = [source for path in paths for source in detect(path)]
    return gather(mail, store, Wish(me, None, 2_000_000_000), Silent(), detect)


def export(**fields: object) -> BookContent:
    return BookContent(export=LinkedInExport.model_validate(fields))


def test_an_unchanged_book_is_not_read_again_and_a_changed_one_is_replaced(
    store: Correspondence,
) -> None:
    book = Fixed(BookContent(cards=(JANE, AL)))
    assert read_books([book], store) == ()
    assert read_books([book], store) == ()
    assert book.readings == 1
    book.stamp, book.content = 2, BookContent(cards=(AL,))
    read_books([book], store)
    assert shelf_of(store).cards == (AL,)
    read_books([book], store, anew=True)
    assert book.readings == 3


def test_a_book_that_cannot_be_read_keeps_nobody_from_the_others(store: Correspondence) -> None:
    (problem,) = read_books([Broken(BookContent(), "b"), Fixed(BookContent(cards=(AL,)))], store)
    assert problem.message == "It cannot be read."
    assert shelf_of(store).cards == (AL,)


def test_who_stands_in_two_books_stands_once_on_the_shelf(store: Correspondence) -> None:
    other = JANE.model_copy(
        update={"kind": CardKind.OTHER, "labels": ("Friends",), "title": "Buyer"}
    )
    read_books(
        [Fixed(BookContent(cards=(other,))), Fixed(BookContent(cards=(JANE, AL)), "b")], store
    )
    assert shelf_of(store).cards == (
        JANE.model_copy(update={"labels": ("Friends", "Clients"), "title": "Buyer"}),
        AL,
    )


def test_everything_a_book_says_comes_back(store: Correspondence) -> None:
    content = BookContent(
        cards=(JANE, AL),
        export=LinkedInExport(
            names=("Jo Pike",),
            made_on=date(2025, 3, 4),
            positions=(Employment(organisation="Acme", started=date(2020, 1, 1)),),
        ),
        skipped={"broken": 2},
    )
    read_books([Fixed(content)], store)
    assert [kept.content for kept in store.books()] == [content]


def test_exports_come_oldest_first(store: Correspondence) -> None:
    newer, older = date(2026, 1, 1), date(2024, 1, 1)
    read_books(
        [
            Fixed(export(made_on=newer, addresses=["new@x.example", "a@x.example"]), "1"),
            Fixed(export(made_on=older, addresses=["a@x.example"]), "2"),
        ],
        store,
    )
    shelf = shelf_of(store)
    assert [one.made_on for one in shelf.exports] == [older, newer]
    assert shelf.addresses == ("new@x.example", "a@x.example")


def test_books_stand_among_the_sources_of_the_plan(store: Correspondence) -> None:
    read_books([Fixed(BookContent(cards=(JANE,))), Fixed(BookContent(), "empty")], store)
    assert [(s.kind, s.messages, s.entries) for s in plan_sources(store)] == [("vcard", 0, 1)]


def test_an_address_book_alone_lists_everybody_and_knows_no_owner(store: Correspondence) -> None:
    read_books([Fixed(BookContent(cards=(JANE, AL)))], store)
    owner = scan(store).owner
    assert (owner.addresses, owner.reason) == ((), "no mail was read")
    people = merge(store.correspondents(), shelf_of(store).cards, owner)
    assert [(p.name, p.address, p.exchange.two_way) for p in people] == [
        ("", "al@x.example", False),
        ("Jane Roe", "jane@firm.example", False),
    ]


def test_an_export_alone_says_whose_it_is(store: Correspondence) -> None:
    read_books([Fixed(export(names=["Jo Pike"], addresses=["jo@acme.example"]))], store)
    owner = scan(store).owner
    assert (owner.addresses, owner.names) == (("jo@acme.example",), ("Jo Pike",))


def test_mail_scanned_after_an_address_book_tells_the_owner(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    read_books([Fixed(BookContent(cards=(JANE,)))], store)
    scan(store)
    path = mailbox(
        [letter(from_=f"p{n}@a.example", to="Jo Pike <jo@acme.example>") for n in range(9)]
    )
    assert scan(store, path).owner.addresses == ("jo@acme.example",)


def test_the_export_adds_an_own_address_that_is_on_the_mail(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    letters = [letter(from_=f"p{n}@a.example", to="Jo Pike <jo@acme.example>") for n in range(9)]
    letters.append(letter(from_="other@home.example", to="jo@acme.example"))
    path = mailbox(letters)
    assert scan(store, path).owner.addresses == ("jo@acme.example",)
    said = export(
        names=["Jo Pike"], addresses=["jo@acme.example", "other@home.example", "no@where.example"]
    )
    read_books([Fixed(said)], store)
    assert scan(store, path).owner.addresses == ("jo@acme.example", "other@home.example")


def test_somebody_elses_export_and_a_given_owner_change_nothing(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    path = mailbox(
        [letter(from_=f"p{n}@a.example", to="Jo Pike <jo@acme.example>") for n in range(9)]
    )
    read_books([Fixed(export(names=["Al Dhu"], addresses=["p1@a.example"]))], store)
    assert scan(store, path).owner.addresses == ("jo@acme.example",)
    assert scan(store, path, me=("p2@a.example",)).owner.addresses == ("p2@a.example",)


def test_the_export_settles_a_doubt(store: Correspondence, letter: Write, mailbox: Mailbox) -> None:
    path = mailbox([letter(from_="a@x.example", to="b@y.example") for _ in range(9)])
    read_books([Fixed(export(addresses=["b@y.example"]))], store)
    owner = scan(store, path).owner
    assert owner.addresses == ("b@y.example",)
    assert "LinkedIn" in owner.reason


def test_a_takeout_with_contacts_and_an_empty_mailbox(
    store: Correspondence, tmp_path: Path
) -> None:
    (tmp_path / "Contacts.vcf").write_bytes(
        b"BEGIN:VCARD\nFN:Jane Roe\nEMAIL:jane@firm.example\nEND:VCARD\n"
    )
    (tmp_path / "empty.mbox").write_bytes(b"")
    read_books(books(tmp_path), store)
    assert scan(store, tmp_path / "empty.mbox").owner.addresses == ()


def test_cards_attach_to_whom_the_mail_knows_under_any_spelling() -> None:
    card = ContactCard(name="Jane Roe", addresses=("j.roe@gmail.com", "no address@"))
    seen = Correspondent(address="jroe@gmail.com", messages=3)
    (person,) = merge([seen], [card], Owner(addresses=()))
    assert person.addresses == ("jroe@gmail.com", "j.roe@gmail.com", "no address@")
    assert person.cards == (card,)
    assert [c.well_formed for c in person.correspondents] == [True, True, False]
