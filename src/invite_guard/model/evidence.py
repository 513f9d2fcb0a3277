"""One observed fact with its weight, in words a person can check."""

from collections.abc import Mapping
from typing import NamedTuple

from invite_guard.model.tag import Exclusion, Flag, Tag


class Evidence(NamedTuple):
    """One observed fact about a person and how it moves the tags.

    `weights` are natural-log odds added to a tag's score; a tag not named is not moved.
    """

    rule: str
    """Name of the rule that saw it; the key of its weights in the data file."""
    text: str
    """The fact, in a sentence fragment a person can check: `12 direct mails from them`."""
    weights: Mapping[Tag, float] = {}
    exclusion: Exclusion | None = None
    """Set where the fact means that no human to invite is behind the address."""
    flag: Flag | None = None
    """Set where a person should look twice."""
