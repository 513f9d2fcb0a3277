"""Address books as vCard files (vCard 2.1, RFC 2426, RFC 6350): many cards in a file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from invite_guard.mail.full_names import fold
from invite_guard.mail.kinship import is_relation_of_kin
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources.entry import Entries, card, is_system_group, joined_name, name_of
from invite_guard.sources.text import in_utf8
from invite_guard.sources.vcard_lines import Card, Property, cards, items_of, parts_of, text_of

KIND = "vcard"
_URLS = frozenset({"URL", "X-SOCIALPROFILE", "X-LINKEDIN", "SOCIALPROFILE", "IMPP"})
_GROUP_KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})
_RELATED = frozenset({"RELATED", "X-ABRELATEDNAMES", "X-SPOUSE", "X-EVOLUTION-SPOUSE"})
_LABEL = "X-ABLABEL"
_TEXTS = frozenset(
    {"FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL", "CATEGORIES", "UID", _LABEL}
)
_WANTED = _URLS | _GROUP_KINDS | _MEMBERS | _RELATED | _TEXTS
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
    everything = list(cards(in_utf8(data), _WANTED))
    file = _File(everything)
    for each in everything:
        if not each.whole:
            skipped["broken"] += 1
        elif _is_group(each):
            skipped["group"] += not any(_all(each, *_MEMBERS))
        elif made := _card(each, file, by_google=by_google):
            found.append(made)
        else:
            skipped["empty"] += 1
    found += file.only_in_groups(found)
    return Entries(tuple(found), dict(+skipped))


class _File:
    """What the cards of one file say of each other."""

    def __init__(self, everything: Iterable[Card]) -> None:
        self.names: dict[str, str] = {}
        """By identifier, what a card is called."""
        self._groups: defaultdict[str, list[str]] = defaultdict(list)
        for each in everything:
            for uid in _all(each, "UID"):
                self.names[_reference(uid)] = _first(each, "FN")
            if _is_group(each):
                for member in _all(each, *_MEMBERS):
                    self._groups[_reference(member)].append(_first(each, "FN"))

    def groups_of(self, each: Card) -> list[str]:
        """Name the groups that have a card, or an address on it, as a member."""
        found = (self._groups.get(_reference(p), ()) for p in _all(each, "UID", "EMAIL"))
        return [name for names in found for name in names]

    def only_in_groups(self, found: Iterable[ContactCard]) -> list[ContactCard]:
        """Give an entry to each address that is a member of a group and stands on no card."""
        seen = {address for made in found for address in made.addresses}
        unseen = [name for name in self._groups if "@" in name and name not in seen]
        made = (card(addresses=[name], labels=self._groups[name]) for name in unseen)
        return [one for one in made if one and one.addresses]


def _is_group(each: Card) -> bool:
    return any(p.value.strip().lower() == "group" for p in _all(each, *_GROUP_KINDS))


def _reference(prop: Property) -> str:
    """Give what one card calls another by: its identifier or an address (RFC 6350, 6.6.5)."""
    text = text_of(prop.value).strip().lower()
    return text.removeprefix("urn:uuid:").removeprefix("mailto:")


def _all(each: Card, *names: str) -> Iterator[Property]:
    return (p for p in each.properties if p.name in names)


def _first(each: Card, name: str) -> str:
    return next((text_of(p.value) for p in _all(each, name) if p.value.strip()), "")


def _card(each: Card, file: _File, *, by_google: bool) -> ContactCard | None:
    organisation = next((parts_of(p.value)[0] for p in _all(each, "ORG")), "")
    categories = [group for p in _all(each, "CATEGORIES") for group in items_of(p.value)]
    groups = [*categories, *file.groups_of(each)]
    return card(
        kind=CardKind.OTHER if by_google and not any(groups) else CardKind.SAVED,
        name=_name(each, organisation),
        organisation=organisation,
        title=_first(each, "TITLE") or _first(each, "ROLE"),
        addresses=[_address(p) for p in _all(each, "EMAIL")],
        labels=[group for group in groups if not is_system_group(group)],
        urls=[text_of(p.value) for p in _all(each, *_URLS)],
        called=[name for p in _all(each, "NICKNAME") for name in items_of(p.value)],
        kin=_kin(each, file.names),
    )


def _kin(each: Card, names: Mapping[str, str]) -> list[str]:
    """Give the names noted as family: RELATED (RFC 6350, 6.6.6), and as Apple writes it.

    Apple says in a line of the same group what the relation is: `_$!<Spouse>!$_`.
    """
    labels = {p.group: p.value for p in _all(each, _LABEL)}
    found = []
    for prop in _all(each, *_RELATED):
        relations = [*prop.parameters.get("TYPE", "").split(","), labels.get(prop.group, "")]
        if prop.name.endswith("SPOUSE") or any(map(is_relation_of_kin, relations)):
            found.append(names.get(_reference(prop)) or text_of(prop.value))
    return found


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
