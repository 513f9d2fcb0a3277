"""Where somebody stands in the dry run, and as much of them as a list has to know of everybody."""

from typing import NamedTuple

from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.decision import staleness
from invite_guard.model.person import Person
from invite_guard.model.plan import PlanDecision, PlanEvidence, PlanPerson
from invite_guard.model.signature import Signature
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.standing import Word


class Stand(NamedTuple):
    """Somebody of the dry run before the document tells of them, and what it is told from."""

    person: Person
    verdict: Verdict
    word: Word
    tag: Tag
    confidence: float
    disposition: Disposition
    exclusion: Exclusion | None
    evidence: tuple[PlanEvidence, ...]
    """No more of it than the place among others depends on."""

    @property
    def id(self) -> str:
        """Which person it is."""
        return self.person.id

    @property
    def name(self) -> str:
        """The fullest name seen."""
        return self.person.name

    @property
    def organisation(self) -> str:
        """The organisation an address book names, else the one they sign with."""
        return next(filter(None, [one.organisation for one in self._told]), "")

    @property
    def title(self) -> str:
        """The title an address book names, else the one they sign with."""
        return next(filter(None, [one.title for one in self._told]), "")

    @property
    def _told(self) -> tuple[ContactCard | Signature, ...]:
        return (*self.person.cards, *self.person.signatures)

    @property
    def address(self) -> str:
        """Where an invitation would go."""
        return self.person.address

    @property
    def addresses(self) -> tuple[Correspondent, ...]:
        """Where else one could."""
        return self.person.correspondents

    @property
    def exchange(self) -> Exchange:
        """What passed between the owner and the person."""
        return self.person.exchange

    @property
    def note(self) -> str:
        """What the owner noted for themselves."""
        return self.word.note

    @property
    def decision(self) -> PlanDecision | None:
        """What a human said of the person, and whether it still holds."""
        said = self.word.decision
        if said is None:
            return None
        stale = staleness(said, self.address, self.tag)
        return PlanDecision(action=said.action, at=said.at, stale=stale)


Listed = Stand | PlanPerson
"""Somebody in a list: told of in whole only where one is looked at, or stands otherwise now."""
