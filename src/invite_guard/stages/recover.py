"""From a LinkedIn export to a list of invitations to take back, riskiest first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from invite_guard.evidence.titles import Office, office_of, title_in_name
from invite_guard.model.linkedin import Connection, Invitation, LinkedInExport
from invite_guard.model.plan import PlanPerson
from invite_guard.model.recovery import Recovery, Risk, SentInvitation, Window
from invite_guard.model.tag import Exclusion
from invite_guard.stages.burst import busiest
from invite_guard.stages.matching.invitees import Met, accepted_by, name_key, risk_of


def recover(
    export: LinkedInExport,
    met: Mapping[int, Met],
    *,
    since: date | None = None,
    until: date | None = None,
    mail: bool = True,
) -> Recovery:
    """List the outgoing invitations of a window; `met` tells by their index who they went to.

    Without `since` and `until`, the window is the burst of the busiest days. `mail` tells whether
    any mail was read.
    """
    outgoing = sent(export)
    window = Window(since=since, until=until)
    if since is None and until is None:
        window = busiest(outgoing)
    accepted = accepted_by(outgoing, export.connections)
    titles = {name_key(card.name): card.title for card in export.imported if card.title}
    elsewhere = _Elsewhere(titles, mail)
    found = [
        _told(invitation, met.get(number), accepted.get(number), elsewhere)
        for number, invitation in enumerate(outgoing)
        if _within(invitation.sent_on, window)
    ]
    found.sort(key=_riskiest_first)
    left = tuple(one for one in found if not one.accepted)
    numbers = Counter(one.risk for one in left)
    return Recovery(
        window=window,
        outgoing=len(outgoing),
        undated=sum(invitation.sent_on is None for invitation in outgoing),
        open={risk: numbers[risk] for risk in Risk if numbers[risk]},
        to_withdraw=left,
        accepted=tuple(one for one in found if one.accepted),
    )


def sent(export: LinkedInExport) -> Sequence[Invitation]:
    """Give the invitations the owner sent, in the order of the export."""
    return [invitation for invitation in export.invitations if invitation.outgoing]


class _Elsewhere(NamedTuple):
    """What is known of people whom no mail knows."""

    titles: Mapping[tuple[str, ...], str]
    mail: bool

    def judge(self, name: str) -> tuple[Risk, str]:
        """Tell an executive by a title in the uploaded address book or beside the name."""
        title = self.titles.get(name_key(name), "") or title_in_name(name)
        if title and office_of(title) is Office.TOP:
            return Risk.EXECUTIVE, f"{title}, say the uploaded contacts or the name"
        return Risk.NEVER_MET, "in no mail that was read" if self.mail else "no mail was read"


def _told(
    invitation: Invitation, met: Met | None, connection: Connection | None, elsewhere: _Elsewhere
) -> SentInvitation:
    risk, why = (risk_of(met.person), _why(met.person)) if met else elsewhere.judge(invitation.name)
    return SentInvitation(
        name=invitation.name,
        url=invitation.url,
        sent_on=invitation.sent_on,
        risk=risk,
        why=why,
        person_id=met.person.id if met else "",
        address=met.person.address if met else "",
        tag=met.person.tag if met else None,
        direct_in=met.person.exchange.direct_in if met else 0,
        direct_out=met.person.exchange.direct_out if met else 0,
        others=met.others if met else 0,
        accepted=connection is not None,
        accepted_on=connection.connected_on if connection else None,
    )


def _why(person: PlanPerson) -> str:
    if person.exclusion is Exclusion.NEVER:
        return "on your never-list"
    if person.exclusion is Exclusion.REJECTED:
        return "rejected by you"
    facts = [f.text for f in person.evidence if not f.rule.startswith("linkedin.")]
    return "; ".join(facts[:2]) or "nothing is known"


def _within(day: date | None, window: Window) -> bool:
    if day is None:
        return True
    return (window.since or day) <= day <= (window.until or day)


def _riskiest_first(one: SentInvitation) -> tuple[object, ...]:
    """Within a risk, order by how little was answered, then written.

    Whom no mail knows comes last there: there may be mail that was not read.
    """
    both = (min(one.direct_in, one.direct_out), one.direct_in + one.direct_out)
    return (list(Risk).index(one.risk), not one.person_id, *both, one.name.casefold(), one.url)
