"""Who is connected or invited already: certain only where nothing else could be meant."""

from datetime import date

import pytest
from tests.people import CC_ONLY, OWNER, TODAY, correspondent, two_way

from invite_guard.config import Settings
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Standing
from invite_guard.model.linkedin import Connection, Invitation, LinkedInExport
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Flag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.connect import connect
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import outline

KIM = correspondent("kim.poe@client.example", "Kim Poe", two_way(9))
CARD = ContactCard(
    name="Kim Poe",
    addresses=("kim.poe@client.example",),
    linkedin_url="https://www.linkedin.com/in/kim-poe-12/",
)


def connection(name: str = "Kim Poe", at: str = "Client Ltd.", **fields: object) -> Connection:
    told = {"name": name, "organisation": at, "connected_on": date(2021, 5, 6)}
    return Connection.model_validate(told | fields)


def invitation(name: str = "Kim Poe", *, outgoing: bool = True, **fields: object) -> Invitation:
    told = {"name": name, "outgoing": outgoing, "sent_on": date(2026, 2, 1)}
    return Invitation.model_validate(told | fields)


def plan_with(
    *exports: LinkedInExport,
    mail: tuple[Correspondent, ...] = (KIM,),
    cards: tuple[ContactCard, ...] = (),
) -> Plan:
    people = merge(list(mail), list(cards), OWNER)
    verdicts = classify(people, build_context(people, OWNER, TODAY))
    return outline(
        people,
        connect(people, verdicts, exports),
        owner=OWNER,
        sources=[],
        standing=Standing(),
        settings=Settings(),
    ).whole()


def kim(*listed: Connection | Invitation, cards: tuple[ContactCard, ...] = ()) -> PlanPerson:
    export = LinkedInExport(
        connections=tuple(x for x in listed if isinstance(x, Connection)),
        invitations=tuple(x for x in listed if isinstance(x, Invitation)),
        made_on=date(2026, 3, 1),
    )
    (found,) = plan_with(export, cards=cards).people
    return found


def told(person: PlanPerson) -> str:
    return person.evidence[0].text


def test_without_an_export_nothing_changes() -> None:
    assert kim().disposition is Disposition.PROPOSE
    assert plan_with() == plan_with(LinkedInExport())


@pytest.mark.parametrize(
    ("entry", "cards", "why"),
    [
        (connection("K.", "", address="Kim.Poe@Client.example"), (), "same address"),
        (connection("K.", "", url="http://linkedin.com/in/Kim-Poe-12?x=1"), (CARD,), "profile"),
        (connection("Kim Poe, PMP", "Client Group"), (), "name and organisation"),
        (connection("Kimberly Poe, MBA"), (), "same name and organisation"),
    ],
)
def test_who_is_certainly_connected_is_excluded_and_shown(
    entry: Connection, cards: tuple[ContactCard, ...], why: str
) -> None:
    found = kim(entry, cards=cards)
    assert found.exclusion is Exclusion.CONNECTED
    assert told(found).startswith("already connected: ")
    assert "since 2021" in told(found)
    assert why in told(found)


@pytest.mark.parametrize(
    "listed",
    [
        (connection(at="Elsewhere Inc."),),
        (connection(at=""),),
        (connection(), connection(at="Elsewhere Inc.")),
        (connection("K. Poe"),),
        (connection("Kim Poe-Moe"),),
        (connection("Kim Moe Poe"), connection("Kim Zoe Poe")),
    ],
)
def test_who_is_perhaps_connected_is_held_and_told(listed: tuple[Connection, ...]) -> None:
    found = kim(*listed)
    assert found.exclusion is None
    assert found.disposition is Disposition.HOLD
    assert Flag.PERHAPS_CONNECTED in found.flags
    assert told(found).startswith("perhaps already connected: K")


def test_the_hint_reads_as_a_person_would_say_it() -> None:
    assert (
        told(kim(connection(at="Acme"))) == "perhaps already connected: Kim Poe at Acme, since 2021"
    )
    several = told(kim(connection(at="Acme"), connection(at="Beta")))
    assert several.endswith(", or one of 1 more of that name")


def test_a_namesake_in_the_mail_makes_nobody_certain() -> None:
    other = correspondent("kim@elsewhere.example", "Kim Poe", two_way(9))
    export = LinkedInExport(connections=(connection(),))
    found = plan_with(export, mail=(KIM, other)).people
    assert [person.exclusion for person in found] == [None, None]
    assert all(Flag.PERHAPS_CONNECTED in person.flags for person in found)


@pytest.mark.parametrize(
    "entry",
    [
        connection("Kim Moe"),
        connection("Pat Poe"),
        connection("P. Poe", "Elsewhere"),
        connection("K. Poe", "Elsewhere"),
        connection("Kim", "Client"),
        connection(""),
    ],
)
def test_others_stay_as_they_are(entry: Connection) -> None:
    assert kim(entry).disposition is Disposition.PROPOSE


def test_the_newest_list_of_connections_counts() -> None:
    before = LinkedInExport(connections=(connection(), connection("Pat Doe")))
    after = LinkedInExport(connections=(connection("Pat Doe"),))
    assert plan_with(before).people[0].exclusion is Exclusion.CONNECTED
    assert plan_with(before, after).people[0].exclusion is None
    assert plan_with(before, LinkedInExport()).people[0].exclusion is Exclusion.CONNECTED


URL = "https://www.linkedin.com/in/kim-poe-12"


def test_an_invitation_is_certain_by_profile_and_perhaps_by_name() -> None:
    by_name = kim(invitation())
    assert by_name.disposition is Disposition.HOLD
    assert by_name.flags == (Flag.PERHAPS_INVITED,)
    assert "perhaps invited already on 2026-02-01: Kim Poe; not accepted so far" in told(by_name)
    assert kim(invitation(url=URL), cards=(CARD,)).exclusion is Exclusion.INVITED


def test_who_invited_the_owner_is_held_too() -> None:
    found = kim(invitation(outgoing=False))
    assert found.flags == (Flag.PERHAPS_INVITED,)
    assert told(found).endswith("accept that instead")


def test_an_accepted_invitation_is_a_connection() -> None:
    found = kim(invitation(url=URL), connection("K.", "", url=URL), cards=(CARD,))
    assert found.exclusion is Exclusion.CONNECTED


def test_an_invitation_that_a_later_export_lists_no_more_is_told_as_gone() -> None:
    old = invitation("Old", sent_on=date(2025, 1, 1))
    first = LinkedInExport(invitations=(old, invitation()), made_on=date(2026, 2, 10))
    later = LinkedInExport(invitations=(old,), made_on=date(2026, 3, 2))
    (found,) = plan_with(first, later).people
    assert found.disposition is Disposition.HOLD
    assert "gone by 2026-03-02, so declined, withdrawn or lapsed" in told(found)
    beyond = LinkedInExport(
        invitations=(invitation("New", sent_on=date(2026, 2, 20)),), made_on=date(2026, 3, 2)
    )
    (found,) = plan_with(first, beyond).people
    assert "not accepted so far" in told(found)  # the later window does not reach back to it


def test_robots_are_nobodys_namesakes() -> None:
    robot = correspondent("no-reply@docs.example", "Kim Poe", CC_ONLY, auto_from=40)
    export = LinkedInExport(connections=(connection(),))
    found = {p.address: p for p in plan_with(export, mail=(KIM, robot)).people}
    assert found["no-reply@docs.example"].exclusion is Exclusion.ROBOT
    assert found[KIM.address].exclusion is Exclusion.CONNECTED


def test_a_crowd_of_namesakes_is_told_quickly_and_of_nobody_for_certain() -> None:
    mail = tuple(
        correspondent(f"kim.poe{n}@firm{n}.example", "Kim Poe", two_way(9)) for n in range(400)
    )
    export = LinkedInExport(connections=tuple(connection(at=f"Firm{n}") for n in range(4_000)))
    found = plan_with(export, mail=mail).people
    assert all(p.exclusion is None and Flag.PERHAPS_CONNECTED in p.flags for p in found)
