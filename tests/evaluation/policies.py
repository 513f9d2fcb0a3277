"""Who would be invited: by the product, and by simpler rules to measure it against."""

from collections.abc import Callable, Mapping

from tests.evaluation.mailboxes import Judged

from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.model.tag import Disposition, Exclusion

Policy = Callable[[Judged, int], bool]
"""Whether the person of this number is proposed."""


def product(judged: Judged, number: int) -> bool:
    """Propose whom invite-guard proposes."""
    return judged.planned[number].disposition is Disposition.PROPOSE


def everybody(judged: Judged, number: int) -> bool:
    """Invite every valid address but the owner's, as an import does."""
    unfit = {Exclusion.OWNER, Exclusion.MALFORMED}
    return judged.verdicts[number].exclusion not in unfit


def two_way(judged: Judged, number: int) -> bool:
    """Invite every human with direct mail both ways."""
    return human(judged, number) and judged.people[number].exchange.two_way


def own_domain(judged: Judged, number: int) -> bool:
    """Invite every human of the owner's domain."""
    domains = {organisation_of(address) for address in judged.people[number].addresses}
    return human(judged, number) and not domains.isdisjoint(judged.context.employers)


def no_free_mail(judged: Judged, number: int) -> bool:
    """Invite every human with direct mail both ways and an address other than free mail."""
    domains = map(organisation_of, judged.people[number].addresses)
    return two_way(judged, number) and not all(map(is_free_mail, domains))


BASELINES: Mapping[str, Policy] = {
    "invite all": everybody,
    "invite all two-way": two_way,
    "domain rule": own_domain,
    "free-mail rule": no_free_mail,
}


def human(judged: Judged, number: int) -> bool:
    """Tell whether the person is neither the owner nor taken for a machine, role or list."""
    return judged.verdicts[number].exclusion is None
