"""books → cards: read what is new in address books and data exports, keep it, put it together."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from invite_guard.errors import SourceError
from invite_guard.mail.full_names import full_name_key
from invite_guard.model.book import BookContent
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.linkedin import Employment, LinkedInExport
from invite_guard.model.plan import PlanSource
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import KeptBook

if TYPE_CHECKING:
    from invite_guard.sources.book import Book


def read_books(
    books: "Iterable[Book]", store: Correspondence, *, anew: bool = False
) -> tuple[SourceError, ...]:
    """Read each book that is new or not what it was; keep what it says in place of what it said.

    With `anew`, read also those that are as they were.

    Gives those that could not be read: what they said before stands.
    """
    problems = []
    for book in books:
        try:
            now = book.fingerprint()
            if anew or store.book_fingerprint(book.key) != now:
                store.keep_book(KeptBook(book.key, book.kind, book.name, now, book.read()))
        except SourceError as error:
            problems.append(error)
    return tuple(problems)


class Shelf(NamedTuple):
    """Everything that all books together say."""

    cards: tuple[ContactCard, ...] = ()
    """Entries of address books, each once however many books hold it."""
    exports: tuple[LinkedInExport, ...] = ()
    """LinkedIn's data exports, oldest first."""

    @property
    def names(self) -> tuple[str, ...]:
        """The owner's names as LinkedIn has them, the newest export's first."""
        newest_first = reversed(self.exports)
        return tuple(dict.fromkeys(name for export in newest_first for name in export.names))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The owner's addresses as LinkedIn has them, the newest export's first."""
        newest_first = reversed(self.exports)
        return tuple(dict.fromkeys(a for export in newest_first for a in export.addresses))

    @property
    def positions(self) -> tuple[Employment, ...]:
        """Where the owner worked, as LinkedIn has it."""
        return tuple(dict.fromkeys(p for export in self.exports for p in export.positions))


def shelf_of(store: Correspondence) -> Shelf:
    """Put together what the books say that were read."""
    contents = [kept.content for kept in store.books()]
    exports = [content.export for content in contents if content.export]
    exports.sort(key=lambda export: export.made_on or date.min)
    cards = [card for content in contents for card in content.cards]
    return Shelf(tuple(_each_once(cards)), tuple(exports))


def plan_books(store: Correspondence) -> list[PlanSource]:
    """Tell which books were read, for the plan; those that say nothing are left out."""
    return [
        PlanSource(
            kind=kept.kind,
            name=kept.name,
            messages=0,
            entries=_entries(kept.content),
            skipped=kept.content.skipped,
        )
        for kept in store.books()
        if kept.content != BookContent()
    ]


def _entries(content: BookContent) -> int:
    """Count whom a book names; who stands in two files of one archive counts once."""
    found = len(_each_once(content.cards))
    if content.export:
        found += len(content.export.connections) + len(content.export.invitations)
    return found


def _each_once(cards: Sequence[ContactCard]) -> list[ContactCard]:
    """Join the entries that two books hold of one person: the same addresses and name.

    A person saved on purpose in one book was saved on purpose.
    """
    found: dict[tuple[object, ...], ContactCard] = {}
    for card in cards:
        key = (frozenset(card.addresses), full_name_key(card.name) or card.name.casefold())
        found[key] = _both(found[key], card) if key in found else card
    return list(found.values())


def _both(one: ContactCard, other: ContactCard) -> ContactCard:
    kinds = {one.kind, other.kind}
    return ContactCard(
        kind=next(kind for kind in CardKind if kind in kinds),
        name=one.name,
        organisation=one.organisation or other.organisation,
        title=one.title or other.title,
        addresses=one.addresses,
        labels=tuple(dict.fromkeys((*one.labels, *other.labels))),
        linkedin_url=one.linkedin_url or other.linkedin_url,
        called=tuple(dict.fromkeys((*one.called, *other.called))),
        kin=tuple(dict.fromkeys((*one.kin, *other.kin))),
    )
