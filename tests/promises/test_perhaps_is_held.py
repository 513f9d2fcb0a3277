"""Promise: whoever may be connected or invited already is told and held, never dropped."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.people import OWNER, TODAY, mailboxes

from invite_guard.config import Settings
from invite_guard.mail.full_names import full_name_key
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Standing
from invite_guard.model.linkedin import Connection, Invitation, LinkedInExport
from invite_guard.model.plan import Plan
from invite_guard.model.tag import Disposition, Exclusion, Flag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.connect import CONNECTED, INVITED, connect
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import outline

FLAGS = {Flag.PERHAPS_CONNECTED, Flag.PERHAPS_INVITED}
names = st.sampled_from(["Jane Roe", "Kim Roe, CFO", "J. Roe", "Lee Byron", "Jane Poe-Roe", "Kim"])
days = st.none() | st.dates(date(2020, 1, 1), TODAY)
exports = st.builds(
    LinkedInExport,
    connections=st.lists(
        st.builds(
            Connection,
            name=names,
            address=st.sampled_from(["", "", "", "jane.roe@client.example"]),
            organisation=st.sampled_from(["", "Firm Inc.", "Client", "Elsewhere"]),
            connected_on=days,
        ),
        max_size=6,
    ).map(tuple),
    invitations=st.lists(
        st.builds(Invitation, outgoing=st.booleans(), name=names, sent_on=days), max_size=4
    ).map(tuple),
)


def planned(mailbox: list[Correspondent], *told: LinkedInExport) -> Plan:
    people = merge(mailbox, [], OWNER)
    verdicts = classify(people, build_context(people, OWNER, TODAY))
    return outline(
        people,
        connect(people, verdicts, told),
        owner=OWNER,
        sources=[],
        standing=Standing(),
        settings=Settings(propose_at=0.5),
    ).whole()


@given(mailboxes, st.lists(exports, min_size=1, max_size=2))
def test_an_export_excludes_the_certain_holds_the_rest_and_hides_nobody(
    mailbox: list[Correspondent], told: list[LinkedInExport]
) -> None:
    before = {person.id: person for person in planned(mailbox).people}
    after = {person.id: person for person in planned(mailbox, *told).people}
    assert after.keys() == before.keys()
    for identifier, person in after.items():
        was = before[identifier]
        assert (person.tag, person.addresses) == (was.tag, was.addresses)
        if person == was:
            continue
        first = next(fact for fact in person.evidence if fact.rule != "same_name.held")
        assert was.exclusion is None
        assert first.rule in {CONNECTED, INVITED}
        if person.exclusion:
            assert person.exclusion in {Exclusion.CONNECTED, Exclusion.INVITED}
            assert not first.text.startswith("perhaps")
        else:
            assert first.text.startswith("perhaps")
            assert person.disposition is Disposition.HOLD
            assert FLAGS & set(person.flags)


@given(mailboxes, exports)
def test_nobody_is_proposed_who_has_the_name_of_a_connection(
    mailbox: list[Correspondent], told: LinkedInExport
) -> None:
    connected = {full_name_key(one.name) for one in told.connections} - {()}
    for person in planned(mailbox, told).people:
        if full_name_key(person.name) in connected:
            assert person.disposition is not Disposition.PROPOSE
