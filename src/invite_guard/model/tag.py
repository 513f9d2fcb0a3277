"""The closed lists of words a person is described with."""

from enum import StrEnum


class Tag(StrEnum):
    """What somebody is to the owner; exactly one holds."""

    COLLEAGUE = "colleague"
    STRANGER = "stranger"
    PERSONAL = "personal"
    EXECUTIVE = "executive"


class Disposition(StrEnum):
    """What the dry run means to do with a person. Proposed is not approved."""

    PROPOSE = "propose"
    HOLD = "hold"
    EXCLUDED = "excluded"


class Exclusion(StrEnum):
    """Why a correspondent is no candidate. Always kept and shown."""

    OWNER = "owner"
    ROBOT = "robot"
    ROLE = "role"
    LIST = "list"
    MALFORMED = "malformed"
    CONNECTED = "connected"
    INVITED = "invited"
    REJECTED = "rejected"
    NEVER = "never"


class Flag(StrEnum):
    """Something a person should know before approving; each is a reason to look twice."""

    AMBIGUOUS_ADDRESS = "ambiguous-address"
    """Not every program takes it for the same mailbox."""
    INVALID_ADDRESS = "invalid-address"
    """Some mail system may take it; by the standards it is none, and many programs refuse it."""
    LOOK_ALIKE = "look-alike"
    MISLEADING_NAME = "misleading-name"
    PERHAPS_SAME_PERSON = "perhaps-same-person"
    PERHAPS_SENIOR = "perhaps-senior"
    RELATIVE = "relative"
    """Of the owner or of somebody they know, by the look of it; or as near: a child's teacher."""
    PRIVATE_CIRCLE = "private-circle"
    """Of a congregation, a school, a club, a practice or a trade, by the look of it."""
    PERHAPS_CONNECTED = "perhaps-connected"
    PERHAPS_INVITED = "perhaps-invited"


UNFIT_ADDRESS = frozenset({Flag.AMBIGUOUS_ADDRESS, Flag.INVALID_ADDRESS})
"""Flags under which an address never leaves, whatever anybody says."""
