"""Contacts through the People API: what each list proves, and what an account need not have."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.fakes.google import Call, FakeGoogle
from tests.fakes.people import entry
from tests.google.conftest import credentials_for

from invite_guard.errors import SourceError
from invite_guard.model.book import BookContent
from invite_guard.model.card import CardKind
from invite_guard.sources.google.calls import Caller
from invite_guard.sources.google.client import service
from invite_guard.sources.google.pacing import Pacer
from invite_guard.sources.google.people import Client, PeopleBook
from invite_guard.stages.books import read_books, shelf_of
from invite_guard.stores.correspondence import Correspondence

Book = Callable[[CardKind], PeopleBook]


@pytest.fixture
def book(served: FakeGoogle) -> Iterator[Book]:
    """Give a function that connects one list of the account."""
    client = service("people", credentials_for(served), served.root)
    caller = Caller(Pacer(served.clock), served.clock)
    yield lambda kind: PeopleBook(kind, Client(client, caller), "me@own.example")
    client.close()


def test_saved_contacts_with_their_work_and_groups(served: FakeGoogle, book: Book) -> None:
    ada = entry("Ada Byron", "Ada@Firm.Example", organisation="Firm", title="Editor")
    ada["memberships"] = [
        {"contactGroupMembership": {"contactGroupResourceName": f"contactGroups/{name}"}}
        for name in ("a1", "myContacts")
    ]
    ada["nicknames"] = [{"value": "Sis"}]
    ada["relations"] = [
        {"person": "Lord Byron", "type": "father"},
        {"person": "Kim Poe", "type": "assistant"},
    ]
    ada["urls"] = [{"value": "http://linkedin.com/in/Ada-Byron/"}]
    served.people.connections = [ada, entry("")]
    served.people.groups = [
        {"resourceName": "contactGroups/a1", "name": "Church", "formattedName": "Church"},
        {"resourceName": "contactGroups/myContacts", "name": "myContacts"},
    ]
    read = book(CardKind.SAVED).read()
    (card,) = read.cards
    assert (card.kind, card.name, card.addresses) == (
        CardKind.SAVED,
        "Ada Byron",
        ("ada@firm.example",),
    )
    assert (card.organisation, card.title, card.labels) == ("Firm", "Editor", ("Church",))
    assert card.linkedin_url == "https://www.linkedin.com/in/ada-byron"
    assert (card.called, card.kin) == (("Sis",), ("Lord Byron",))
    assert read.skipped == {"empty": 1}


def test_every_page_is_read(served: FakeGoogle, book: Book) -> None:
    served.people.page = 2
    served.people.other = [entry(f"P {n}", f"p{n}@x.example") for n in range(7)]
    cards = book(CardKind.OTHER).read().cards
    assert len(cards) == 7
    assert {card.kind for card in cards} == {CardKind.OTHER}


def test_the_main_employment_counts(served: FakeGoogle, book: Book) -> None:
    who = entry("Ada Byron", "ada@firm.example")
    who["organizations"] = [{"name": "Old"}, {"name": "Now", "current": True}]
    served.people.directory = [who]
    (card,) = book(CardKind.DIRECTORY).read().cards
    assert (card.kind, card.organisation) == (CardKind.DIRECTORY, "Now")


def test_a_consumer_has_no_directory_and_that_is_fine(served: FakeGoogle, book: Book) -> None:
    assert served.people.directory is None
    assert book(CardKind.DIRECTORY).read() == BookContent()


def test_only_methods_that_read_are_called(served: FakeGoogle, book: Book) -> None:
    served.people.directory = []
    for kind in CardKind:
        book(kind).read()
    assert served.methods == {
        ("GET", kind) for kind in ("connections", "other", "directory", "groups")
    }
    assert served.unknown == []


def test_a_list_that_fails_leaves_what_was_known(
    served: FakeGoogle, book: Book, tmp_path: Path
) -> None:
    served.people.connections = [entry("Ada Byron", "ada@firm.example")]
    with Correspondence.open(tmp_path / "c.sqlite3") as store:
        assert not read_books([book(CardKind.SAVED)], store)

        def denied(call: Call) -> str:
            return "denied" if call.kind == "connections" else ""

        served.fault = denied
        (problem,) = read_books([book(CardKind.SAVED)], store)
        assert isinstance(problem, SourceError)
        assert [card.name for card in shelf_of(store).cards] == ["Ada Byron"]


@pytest.mark.parametrize("fault", ["crowded", "minute", "until", "500", "reset", "truncated"])
def test_refusals_are_waited_out(fault: str, served: FakeGoogle, book: Book) -> None:
    served.people.connections = [entry(f"P {n}", f"p{n}@x.example") for n in range(3)]
    met: list[Call] = []

    def once(call: Call) -> str:
        if call.kind != "connections" or met:
            return ""
        met.append(call)
        return fault

    served.fault = once
    assert len(book(CardKind.SAVED).read().cards) == 3
    assert met
