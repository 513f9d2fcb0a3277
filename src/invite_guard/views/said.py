"""What a review kept, in one word each."""

from collections.abc import Mapping

from invite_guard.model.decision import Action
from invite_guard.stages.saying import Said

_NAMES: Mapping[Action, str] = {
    Action.APPROVE: "approved",
    Action.REJECT: "rejected",
    Action.TAG: "tagged",
    Action.CLEAR: "cleared",
    Action.UNTAG: "untagged",
    Action.NOTE: "noted",
}


def named(said: Said) -> str:
    """Name what was said."""
    if said.action is None:
        return "lifted" if said.lifted else "never"
    return _NAMES[said.action]
