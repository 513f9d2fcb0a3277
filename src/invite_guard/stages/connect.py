"""Who is connected on LinkedIn already, or was invited: certain, or perhaps and held."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from invite_guard.model.evidence import Evidence
from invite_guard.model.linkedin import Connection, Invitation, LinkedInExport
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Flag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.matching.recognise import Known, recognise, url_key

CONNECTED = "linkedin.connected"
INVITED = "linkedin.invited"


def connect(
    people: Sequence[Person], verdicts: Sequence[Verdict], exports: Sequence[LinkedInExport]
) -> list[Verdict]:
    """Add to each verdict whether the person is connected or invited already, in the same order.

    `exports` come oldest first. Certain ones are excluded; who may be one by name alone gets a
    flag that holds them, so nobody is excluded silently. Whoever is no candidate is passed over.
    """
    if not exports:
        return list(verdicts)
    asked = [number for number, verdict in enumerate(verdicts) if verdict.exclusion is None]
    candidates = [people[number] for number in asked]
    connections = latest_connections(exports)
    invitations = open_invitations(exports, connections)
    connected = recognise(candidates, connections)
    invited = recognise(candidates, [told.invitation for told in invitations])
    found = list(verdicts)
    for place, number in enumerate(asked):
        if place in connected:
            known = connected[place]
            found[number] = _add(found[number], _connected(known, connections[known.entry]))
        elif place in invited:
            known = invited[place]
            found[number] = _add(found[number], _invited(known, invitations[known.entry]))
    return found


def latest_connections(exports: Sequence[LinkedInExport]) -> tuple[Connection, ...]:
    """Give the connections of the newest export that lists any; hidden profiles have no name."""
    lists = [export.connections for export in exports if export.connections]
    return tuple(c for c in lists[-1] if c.name) if lists else ()


class Told(NamedTuple):
    """An invitation that did not lead to a connection, as far as the exports tell."""

    invitation: Invitation
    gone_by: date | None = None
    """The day of a later export that reaches back further and lists it no more."""


def open_invitations(
    exports: Sequence[LinkedInExport], connections: Iterable[Connection]
) -> list[Told]:
    """Give the invitations both ways that are not among the connections by profile."""
    accepted = {url_key(connection.url) for connection in connections} - {""}
    told: dict[tuple[object, ...], Told] = {}
    for export in exports:
        for invitation in export.invitations:
            if invitation.name and url_key(invitation.url) not in accepted:
                told[_same(invitation)] = Told(invitation)
    listing = [export for export in exports if export.invitations]
    if not listing:
        return []
    last = {_same(invitation) for invitation in listing[-1].invitations}
    since = min((i.sent_on for i in listing[-1].invitations if i.sent_on), default=None)
    return [
        one._replace(gone_by=listing[-1].made_on)
        if key not in last and since and one.invitation.sent_on and one.invitation.sent_on >= since
        else one
        for key, one in told.items()
    ]


def _same(invitation: Invitation) -> tuple[object, ...]:
    return invitation.outgoing, url_key(invitation.url) or invitation.name, invitation.sent_on


def _add(verdict: Verdict, evidence: Evidence) -> Verdict:
    return verdict._replace(evidence=(evidence, *verdict.evidence), exclusion=evidence.exclusion)


def _connected(known: Known, connection: Connection) -> Evidence:
    at = f" at {connection.organisation}" if connection.organisation else ""
    since = f", since {connection.connected_on.year}" if connection.connected_on else ""
    who = f"{connection.name}{at}{since}"
    if known.certain:
        text = f"already connected: {who} ({known.certain})"
        return _evidence(CONNECTED, text, exclusion=Exclusion.CONNECTED)
    text = f"perhaps already connected: {who}{_more(known)}"
    return _evidence(CONNECTED, text, flag=Flag.PERHAPS_CONNECTED)


def _invited(known: Known, told: Told) -> Evidence:
    invitation = told.invitation
    on = f" on {invitation.sent_on.isoformat()}" if invitation.sent_on else ""
    perhaps = "" if known.certain else "perhaps "
    if not invitation.outgoing:
        text = f"{perhaps}invited you{on}: {invitation.name}; accept that instead"
    else:
        text = f"{perhaps}invited already{on}: {invitation.name}; {became(told)}"
    text += f" ({known.certain})" if known.certain else _more(known)
    if known.certain:
        return _evidence(INVITED, text, exclusion=Exclusion.INVITED)
    return _evidence(INVITED, text, flag=Flag.PERHAPS_INVITED)


def became(told: Told) -> str:
    """Say what became of an invitation, as far as exports can tell."""
    if told.gone_by:
        return f"gone by {told.gone_by.isoformat()}, so declined, withdrawn or lapsed"
    return "not accepted so far: pending, declined or withdrawn, which an export does not tell"


def _more(known: Known) -> str:
    return f", or one of {known.namesakes} more of that name" if known.namesakes > 0 else ""


def _evidence(
    rule: str, text: str, *, exclusion: Exclusion | None = None, flag: Flag | None = None
) -> Evidence:
    return Evidence(rule, text, exclusion=exclusion, flag=flag)
