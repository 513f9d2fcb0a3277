"""The withdrawal list: riskiest first, nobody lost, nothing claimed that an export cannot tell."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import (
    CC_ONLY,
    OWNER,
    TODAY,
    correspondent,
    decision,
    plan_of,
    standing,
    two_way,
)

from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.correspondent import Correspondent, Exchange
from invite_guard.model.decision import Action, Standing
from invite_guard.model.linkedin import Connection, Invitation, LinkedInExport
from invite_guard.model.recovery import Recovery, Risk, SentInvitation, Window
from invite_guard.model.tag import Tag
from invite_guard.stages.burst import busiest
from invite_guard.stages.matching.invitees import meet
from invite_guard.stages.merge import merge
from invite_guard.stages.recover import recover, sent

DAY = date(2026, 2, 24)
WRITTEN = Exchange(owner_wrote=1, owner_addressed=1, direct_out=1, smallest_audience=1)
MAIL = (
    correspondent("kim.poe@firm.example", "Kim Poe", two_way(9)),
    correspondent("lee.moe@client.example", "Lee Moe, CEO", two_way(9)),
    correspondent("max.doe@client.example", "Max Doe", CC_ONLY),
    correspondent("pat.coe@client.example", "Pat Coe", WRITTEN),
    correspondent("sam.byron@gmail.com", "Sam Byron", two_way(3)),
)
SAID = Standing(
    tags={"sam.byron@gmail.com": decision("sam.byron@gmail.com", Action.TAG, Tag.PERSONAL)}
)


def to(name: str, on: date | None = DAY, url: str = "") -> Invitation:
    return Invitation(outgoing=True, name=name, sent_on=on, url=url)


def listed(
    *invitations: Invitation,
    connections: tuple[Connection, ...] = (),
    imported: tuple[ContactCard, ...] = (),
    mail: tuple[Correspondent, ...] = MAIL,
    said: Standing = SAID,
    since: date | None = None,
    until: date | None = None,
) -> Recovery:
    export = LinkedInExport(invitations=invitations, connections=connections, imported=imported)
    people = {person.id: person for person in merge(list(mail), [], OWNER)}
    met = meet(sent(export), people, plan_of(mail, said).people, imported)
    return recover(export, met, since=since, until=until, mail=bool(mail))


def only(recovery: Recovery) -> SentInvitation:
    (found,) = recovery.to_withdraw
    return found


NAMES = ["Kim Poe", "Sam Byron", "Pat Coe", "Nobody Known", "Max Doe", "Lee Moe"]


@given(st.permutations(NAMES))
def test_the_riskiest_come_first_whatever_the_order_of_the_export(names: list[str]) -> None:
    found = listed(*map(to, names)).to_withdraw
    assert [one.name for one in found] == [
        "Lee Moe",
        "Max Doe",
        "Nobody Known",
        "Sam Byron",
        "Pat Coe",
        "Kim Poe",
    ]
    assert [one.risk for one in found] == [
        Risk.EXECUTIVE,
        Risk.NEVER_MET,
        Risk.NEVER_MET,
        Risk.PERSONAL,
        Risk.STRANGER,
        Risk.COLLEAGUE,
    ]


def test_whom_the_owner_ruled_out_comes_before_everybody() -> None:
    said = standing(decision("kim.poe@firm.example", Action.REJECT), never=["client.example"])
    found = listed(*map(to, NAMES), said=said).to_withdraw
    assert [one.risk for one in found[:4]] == [Risk.FORBIDDEN] * 4
    assert {one.why for one in found[:4]} == {"rejected by you", "on your never-list"}


def test_without_mail_everybody_is_a_stranger_but_for_titles() -> None:
    boss = ContactCard(kind=CardKind.OTHER, name="Kim Poe", title="Chief Financial Officer")
    found = listed(to("Kim Poe"), to("Ann Roe"), to("Zoe Roe, CEO"), imported=(boss,), mail=())
    assert [(one.name, one.risk) for one in found.to_withdraw] == [
        ("Kim Poe", Risk.EXECUTIVE),
        ("Zoe Roe, CEO", Risk.EXECUTIVE),
        ("Ann Roe", Risk.NEVER_MET),
    ]
    assert found.to_withdraw[-1].why == "no mail was read"


def test_of_several_with_the_name_the_riskiest_is_shown() -> None:
    mail = (*MAIL, correspondent("kim@elsewhere.example", "Kim Poe", CC_ONLY))
    found = only(listed(to("Kim Poe"), mail=mail))
    assert (found.risk, found.others) == (Risk.NEVER_MET, 1)
    card = ContactCard(kind=CardKind.OTHER, name="K P", addresses=("Kim.Poe@firm.example",))
    found = only(listed(to("Kim Poe"), mail=mail, imported=(card,)))
    assert (found.risk, found.others) == (Risk.COLLEAGUE, 0)


URL = "https://www.linkedin.com/in/kim-poe"


@pytest.mark.parametrize(
    ("connection", "accepted"),
    [
        (Connection(name="Other", url=URL), True),
        (Connection(name="Kim Poe", url=URL + "-2", connected_on=DAY), False),
        (Connection(name="Kim Poe, PMP", connected_on=DAY + timedelta(3)), True),
        (Connection(name="Kim Poe", connected_on=DAY - timedelta(400)), False),
        (Connection(name="Lee Moe", connected_on=DAY), False),
    ],
)
def test_who_accepted_stands_apart(connection: Connection, *, accepted: bool) -> None:
    found = listed(to("Kim Poe", url=URL), connections=(connection,))
    assert (len(found.accepted), len(found.to_withdraw)) == (int(accepted), int(not accepted))


def test_one_connection_is_one_acceptance() -> None:
    both = (to("Kim Poe"), to("Kim Poe"))
    found = listed(*both, connections=(Connection(name="Kim Poe", connected_on=DAY),))
    assert (len(found.accepted), len(found.to_withdraw)) == (1, 1)


def test_a_window_is_kept_and_undated_invitations_are_in_any() -> None:
    three = (to("A Roe", DAY), to("B Roe", DAY + timedelta(9)), to("C Roe", None))
    found = listed(*three, since=DAY + timedelta(1))
    assert [one.name for one in found.to_withdraw] == ["B Roe", "C Roe"]
    assert (found.outgoing, found.undated) == (3, 1)
    assert [o.name for o in listed(*three, until=DAY).to_withdraw] == ["A Roe", "C Roe"]


def test_incoming_invitations_are_none_of_it() -> None:
    found = listed(to("Kim Poe"), Invitation(outgoing=False, name="Max Doe", sent_on=DAY))
    assert [one.name for one in found.to_withdraw] == ["Kim Poe"]


def days(**numbers: int) -> list[Invitation]:
    """Make so many invitations on days named `d01` to `d28` of one month."""
    return [to("A", date(2026, 2, int(day[1:]))) for day, n in numbers.items() for _ in range(n)]


@pytest.mark.parametrize(
    ("sent_on", "since", "until"),
    [
        (days(d03=1, d10=200, d20=2), 10, 10),
        (days(d09=30, d10=200, d11=150, d20=100), 9, 11),
        (days(d09=30, d11=200, d13=40, d16=40), 9, 13),
        (days(d09=5, d11=200), 11, 11),
    ],
)
def test_the_busiest_days_are_the_burst(sent_on: list[Invitation], since: int, until: int) -> None:
    expected = Window(since=date(2026, 2, since), until=date(2026, 2, until), guessed=True)
    assert busiest(sent_on) == expected


@pytest.mark.parametrize("sent_on", [[], days(d01=3, d02=4), [to("A", None)] * 30])
def test_where_no_day_stands_out_none_is_left_out(sent_on: list[Invitation]) -> None:
    assert busiest(sent_on) == Window(guessed=True)


@given(
    st.lists(
        st.builds(
            to,
            st.sampled_from([*NAMES, "", "P. Coe", "Lee"]),
            st.none() | st.dates(TODAY - timedelta(20), TODAY),
        ),
        max_size=30,
    )
)
def test_nobody_of_the_window_is_lost(invitations: list[Invitation]) -> None:
    found = listed(*invitations, since=date(2020, 1, 1))
    names = [one.name for one in (*found.to_withdraw, *found.accepted)]
    assert sorted(names) == sorted(one.name for one in invitations)
    assert sum(found.open.values()) == len(found.to_withdraw)


def test_of_one_risk_whoever_answered_least_comes_first() -> None:
    mail = (
        correspondent("a@client.example", "Ann Roe", two_way(2)),
        correspondent("b@client.example", "Bob Roe", two_way(1)),
        correspondent("z@client.example", "Zoe Roe", WRITTEN),
    )
    said = standing(tags=dict.fromkeys(("a@client.example", "b@client.example"), Tag.STRANGER))
    found = listed(to("Ann Roe"), to("Bob Roe"), to("Zoe Roe"), mail=mail, said=said)
    assert [one.name for one in found.to_withdraw] == ["Zoe Roe", "Bob Roe", "Ann Roe"]
