"""`invite-guard scan --signatures`: titles out of the last lines of mails."""

import time
from collections.abc import Sequence

from invite_guard.cli.options import say
from invite_guard.errors import OwnerError, SourceError
from invite_guard.sources.base import Source
from invite_guard.stages.counting.read import Progress
from invite_guard.stages.signing.look import look_for_signatures
from invite_guard.stores.correspondence import Correspondence
from invite_guard.terminal import safe
from invite_guard.views.words import count


def look(
    mail: Sequence[Source], store: Correspondence, progress: Progress, *, anew: bool
) -> tuple[SourceError, ...]:
    """Look for titles after everything was counted; give what could not be read."""
    owner = store.owner
    if owner is None:
        raise OwnerError("Whose mail it is, is not known yet.", "`invite-guard scan` comes first.")
    if anew:
        store.forget_signatures()
    looking = look_for_signatures(mail, store, owner, int(time.time()), progress)
    people = len(store.signatures())
    say(
        f"Signatures: looked at the last lines of {count(looking.mails, 'mail')};"
        f" titles of {count(people, 'address', 'addresses')} are known, and nothing else is kept."
    )
    for name in looking.unable:
        say(f"Signatures: what was fetched of {safe(name)} holds no text of mails.")
    return looking.problems
