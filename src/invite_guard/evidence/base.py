"""What every rule is: a look at one person that yields evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from invite_guard.evidence.data import is_ordinary, may_be_called
from invite_guard.mail.domains import domain_of, registrable
from invite_guard.mail.full_names import full_name_key
from invite_guard.model.correspondent import Exchange
from invite_guard.model.evidence import Evidence
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Flag, Tag


class Lesson(NamedTuple):
    """What the owner said of one person, for what it teaches about others."""

    person_id: str
    tag: Tag | None = None
    """The tag the owner gave, if any."""
    approved: bool = False
    rejected: bool = False


class Schooling(NamedTuple):
    """Whose addresses a host of a school has that are no addresses of who works there."""

    text: str
    near: bool
    """Whether they study now, or did where the owner does, did or teaches: a reason to hold."""


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the person."""

    owner: Owner
    today: date
    """The day of the newest message read: recency is measured from it, so a scan of an old
    archive, or of the same archive next year, gives the same verdicts.
    """
    employers: frozenset[str] = frozenset()
    """Registrable domains of the owner's own organisations: free-mail is never one."""
    workplaces: tuple[str, ...] = ()
    """Names of organisations the owner works or worked at: by LinkedIn's data export, and by the
    owner's own entry in an address book.
    """
    workplace_domains: Mapping[str, str] = field(default_factory=dict)
    """Domains that seem to be of one of these, and which: they read like its name, or address books
    say so of several people there.
    """
    acted: int = 0
    """How many mails the owner sent in the names of others."""
    weights: Mapping[str, Mapping[Tag, float]] = field(default_factory=dict)
    """Log-odds by evidence key, from the data file."""
    ties: Mapping[str, int] = field(default_factory=dict)
    """How many people of a registrable domain exchanged direct mail with the owner both ways;
    free-mail domains are absent.
    """
    known_names: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    """Full names of people with a two-way tie, and the registrable domains they write from."""
    own_names: frozenset[tuple[str, ...]] = frozenset()
    """The owner's full names, as keys of comparison."""
    surnames: frozenset[str] = frozenset()
    """Folded family names of the owner."""
    last_names: frozenset[str] = frozenset()
    """Of these, those that stand last: the others may be middle names."""
    widespread: frozenset[str] = frozenset()
    """Of the owner's family names, very common ones that ties at several organisations bear."""
    rare_names: Mapping[str, Person] = field(default_factory=dict)
    """By folded family name, the person with a two-way tie at an organisation who bears it and was
    known first, where few of the mailbox do.
    """
    trades: frozenset[str] = frozenset()
    """Circles, as schools, that are the owner's own work: they are private to others only."""
    noted_kin: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """Full names that address books note as family on somebody's entry, and whose."""
    family_domains: frozenset[str] = frozenset()
    """Those of the employers that bear the owner's family name."""
    off_hours: frozenset[str] = frozenset()
    """Those of the employers where nearly all mail is written at leisure: perhaps providers."""
    imitations: Mapping[str, str] = field(default_factory=dict)
    """Domains that read like one the owner works with, and which."""
    schooling: Mapping[str, Schooling] = field(default_factory=dict)
    """Hosts for those who study or studied at a school: no organisation anybody works at."""
    lessons: Mapping[str, tuple[Lesson, ...]] = field(default_factory=dict)
    """By kind (an organisation, a word of a title), whom of it the owner spoke of."""

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Every folded word of the owner's names."""
        return frozenset(word for name in self.own_names for word in name) | self.surnames

    @cached_property
    def firms(self) -> frozenset[str]:
        """The employers without those that are perhaps none."""
        return self.employers - self.family_domains - self.off_hours

    @cached_property
    def own(self) -> frozenset[str]:
        """The owner's addresses."""
        return frozenset(self.owner.addresses)

    @cached_property
    def observed(self) -> dict[tuple[object, ...], Evidence]:
        """What was observed of anybody: a fact stated of many is one value."""
        return {}


class Subject(NamedTuple):
    """A person as rules look at them, with what many rules ask for worked out once."""

    person: Person
    exchange: Exchange
    two_way: bool
    """Whether both wrote to each other directly."""
    is_owner: bool
    """Whether any address is the owner's."""
    addresses: tuple[str, ...]
    hosts: tuple[str, ...]
    """What stands after the at sign of each."""
    domains: tuple[str, ...]
    """The registrable domains of these, each once, in alphabetical order."""
    names: tuple[str, ...]
    """Every display name the addresses were seen with in mail."""
    full_name: tuple[str, ...]
    """The key of the person's full name; empty where it is none."""
    ordinary: bool
    """Whether any local part can be no machine's, function's or list's: then they are none."""


def subject_of(person: Person, context: Context) -> Subject:
    """Prepare a person for the rules to look at."""
    addresses = person.addresses
    hosts = tuple(map(domain_of, addresses))
    return Subject(
        person,
        person.exchange,
        person.exchange.two_way,
        not context.own.isdisjoint(addresses),
        addresses,
        hosts,
        tuple(sorted(set(map(registrable, hosts)))),
        tuple([name for seen in person.correspondents for name, _ in seen.names]),
        full_name_key(person.name),
        any(is_ordinary(address.rpartition("@")[0]) for address in addresses),
    )


def perhaps_called(subject: Subject) -> bool:
    """Whether the function's word that is their address may be their name: mail went both ways."""
    if subject.ordinary or not subject.two_way:
        return False
    return may_be_called(subject.addresses[0], subject.person.name)


class Rule(Protocol):
    """One kind of fact."""

    @property
    def name(self) -> str:
        """What the keys of its evidence begin with."""
        ...

    @property
    def facts(self) -> tuple[str, ...]:
        """Every key it may yield: `name.fact`; each has its weights in the data file."""
        ...

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what this rule sees in the person, or nothing."""
        ...


_NOTHING: Mapping[Tag, float] = {}


def observe(  # noqa: PLR0913 - one fact has this many sides
    context: Context,
    key: str,
    text: str,
    *,
    amount: float = 1.0,
    exclusion: Exclusion | None = None,
    flag: Flag | None = None,
) -> Evidence:
    """State a fact with its weights from the data file, times the amount of what was seen."""
    stated = (key, text, amount, exclusion, flag)
    found = context.observed.get(stated)
    if found is None:
        weights = context.weights.get(key, _NOTHING)
        if amount != 1.0:
            weights = {tag: weight * amount for tag, weight in weights.items()}
        found = context.observed[stated] = Evidence(key, text, weights, exclusion, flag)
    return found


_OTHERS = len(Tag) - 1
"""How many tags there are beside any one."""


def speaks_for(evidence: Evidence, tag: Tag) -> float:
    """Give how far a fact speaks for a tag: its log-odds against the mean of the other tags."""
    weights = evidence.weights
    if not weights:
        return 0.0
    own = weights.get(tag, 0.0)
    return own - (sum(weights.values()) - own) / _OTHERS
