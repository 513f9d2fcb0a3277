"""The tag of a person, how sure it is, and why."""

from typing import NamedTuple

from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion, Flag, Tag


class Verdict(NamedTuple):
    """Tag, confidence and evidence."""

    tag: Tag
    confidence: float
    """Probability of the tag, between 0 and 1."""
    evidence: tuple[Evidence, ...] = ()
    """What speaks for the tag first, strongest first; then what speaks against."""
    exclusion: Exclusion | None = None
    """Set where the sources alone show that this is no candidate."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What to look twice at, each once, in a fixed order."""
        found = {e.flag for e in self.evidence if e.flag}
        return tuple(flag for flag in Flag if flag in found) if found else ()
