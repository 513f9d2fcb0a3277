"""Address books as vCard files (vCard 2.1, RFC 2426, RFC 6350): many cards in a file."""

from collections import Counter
from collections.abc import Iterator

from invite_guard.mail.full_names import fold
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources.entry import Entries, card, is_system_group, joined_name, name_of
from invite_guard.sources.text import in_utf8
from invite_guard.sources.vcard_lines import Card, Property, cards, items_of, parts_of, text_of

KIND = "vcard"
_URLS = frozenset({"URL", "X-SOCIALPROFILE", "X-LINKEDIN", "SOCIALPROFILE", "IMPP"})
_GROUP_KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
_WANTED = _URLS | _GROUP_KINDS | {"FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "CATEGORIES"}
_BEGIN = b"begin:vcard"


def recognises(first: bytes) -> bool:
    """Whether a file that begins with these bytes holds vCards."""
    return in_utf8(first).lstrip()[: len(_BEGIN)].lower() == _BEGIN


def read(data: bytes) -> Entries:
    """Read every card. One whose end is missing is passed over: its last line may be cut short.

    Google writes who it saved by itself (`Other contacts`) without a group, those the owner
    saved with one.
    """
    skipped: Counter[str] = Counter()
    found: list[ContactCard] = []
    by_google = b"myContacts" in data
    for each in cards(in_utf8(data), _WANTED):
        if not each.whole:
            skipped["broken"] += 1
        elif _values(each, _GROUP_KINDS) & {"group"}:
            skipped["group"] += 1
        elif made := _card(each, by_google=by_google):
            found.append(made)
        else:
            skipped["empty"] += 1
    return Entries(tuple(found), dict(skipped))


def _values(each: Card, names: frozenset[str]) -> set[str]:
    return {p.value.strip().lower() for p in each.properties if p.name in names}


def _all(each: Card, name: str) -> Iterator[Property]:
    return (p for p in each.properties if p.name == name)


def _first(each: Card, name: str) -> str:
    return next((text_of(p.value) for p in _all(each, name) if p.value.strip()), "")


def _card(each: Card, *, by_google: bool) -> ContactCard | None:
    organisation = next((parts_of(p.value)[0] for p in _all(each, "ORG")), "")
    groups = [group for p in _all(each, "CATEGORIES") for group in items_of(p.value)]
    return card(
        kind=CardKind.OTHER if by_google and not any(groups) else CardKind.SAVED,
        name=_name(each, organisation),
        organisation=organisation,
        title=_first(each, "TITLE") or _first(each, "ROLE"),
        addresses=[_address(p) for p in _all(each, "EMAIL")],
        labels=[group for group in groups if not is_system_group(group)],
        urls=[text_of(p.value) for p in each.properties if p.name in _URLS],
    )


def _name(each: Card, organisation: str) -> str:
    """Give the name as it is shown; where that is the organisation's, the person's own."""
    shown = name_of(_first(each, "FN"))
    if shown and fold(shown) != fold(organisation):
        return shown
    for prop in _all(each, "N"):
        family, given, additional = (*parts_of(prop.value), "", "", "")[:3]
        return joined_name(given, additional, family)
    return ""


def _address(prop: Property) -> str:
    text = text_of(prop.value).strip()
    return text[7:] if text.lower().startswith("mailto:") else text
