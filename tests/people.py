"""Invented people for tests: correspondents with what passed, in one line each."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from hypothesis import strategies as st

from invite_guard.config import Settings
from invite_guard.evidence.base import Context, Rule, subject_of
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.model.correspondent import Correspondent, Exchange, Roles, Signals
from invite_guard.model.decision import Action, Decision, NeverEntry, Standing
from invite_guard.model.evidence import Evidence
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.plan import Plan, PlanExchange, PlanPerson
from invite_guard.model.tag import Disposition, Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import EVERYBODY, Choice, Outline, outline
from invite_guard.stores.rows import TALLY_COLUMNS, from_tally
from invite_guard.stores.settled import COLUMNS, to_correspondents
from invite_guard.stores.tally import Tally

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, tzinfo=UTC)
OWNER = Owner(addresses=("ada@firm.example",), names=("Ada Byron",))


def two_way(each: int = 5, **fields: Any) -> Exchange:
    """So many close mails each way, answered."""
    told: dict[str, Any] = {
        "they_wrote": each,
        "owner_wrote": each,
        "owner_addressed": each,
        "direct_in": each,
        "direct_out": each,
        "close_in": each,
        "close_out": each,
        "replies_in": each,
        "replies_out": each,
        "smallest_audience": 1,
        "first_seen": date(2025, 1, 1),
        "last_seen": TODAY,
        "last_direct": TODAY,
    }
    return Exchange(**(told | fields))


def settled(address: str, tally: Tally) -> Correspondent:
    """Give an address as a count of it comes back from the store."""
    row = dict(zip(TALLY_COLUMNS, from_tally(address, tally), strict=True))
    return next(to_correspondents([tuple(row[column] for column in COLUMNS)]))


def planned(name: str = "Ana", address: str = "", /, **fields: object) -> PlanPerson:
    """Somebody of a plan: a proposed colleague with one mail each way."""
    at = {"address": address or f"{name.lower()}@x.example", "from": 1, "to": 1, "cc": 0, "bcc": 0}
    told: dict[str, object] = {
        "id": f"p{name}",
        "name": name,
        "tag": Tag.COLLEAGUE,
        "confidence": 0.9,
        "disposition": Disposition.PROPOSE,
        "addresses": [at],
        "exchange": passed(
            they_wrote=1,
            owner_wrote=1,
            direct_in=1,
            direct_out=1,
            first_seen=None,
            last_seen=None,
            last_direct=None,
            shared=0,
            threads=1,
        ),
    }
    return PlanPerson.model_validate(told | fields)


def passed(**fields: object) -> PlanExchange:
    """Say what passed with somebody of a plan: some mail both ways over five years."""
    told: dict[str, object] = {
        "they_wrote": 9,
        "owner_wrote": 12,
        "direct_in": 8,
        "direct_out": 7,
        "first_seen": date(2019, 3, 1),
        "last_seen": date(2024, 5, 6),
        "last_direct": date(2024, 5, 2),
        "cc_only": False,
        "shared": 4,
        "threads": 5,
        "smallest_audience": 1,
    }
    return PlanExchange(**(told | fields))


CC_ONLY = Exchange(shared=2, smallest_audience=14, last_seen=TODAY)


def correspondent(
    address: str, name: str = "", exchange: Exchange = CC_ONLY, **signals: int
) -> Correspondent:
    """Seen with one name."""
    return Correspondent(
        address=address,
        names=((name, 3),) if name else (),
        messages=max(1, exchange.they_wrote + exchange.owner_wrote + exchange.shared),
        roles=Roles(from_=exchange.they_wrote, to=exchange.owner_wrote, cc=exchange.shared),
        exchange=exchange,
        signals=Signals(**signals),
    )


def person(address: str, name: str = "", exchange: Exchange = CC_ONLY, **signals: int) -> Person:
    """One human with one address."""
    one = correspondent(address, name, exchange, **signals)
    return Person(id="p1", name=name, correspondents=(one,), exchange=exchange)


def context(*people: Person) -> Context:
    """Give what rules may know where these people are all there are."""
    return build_context(people, OWNER, TODAY)


def weigh(rule: Rule, one: Person, known: Context) -> list[Evidence]:
    """Give what a rule sees in a person."""
    return list(rule.weigh(subject_of(one, known), known))


def plan_of(
    correspondents: Iterable[Correspondent],
    standing: Standing | None = None,
    settings: Settings | None = None,
    wanted: Choice = EVERYBODY,
) -> Plan:
    """Give the dry run of these correspondents."""
    return outline_of(correspondents, standing, settings, wanted).whole()


def outline_of(
    correspondents: Iterable[Correspondent],
    standing: Standing | None = None,
    settings: Settings | None = None,
    wanted: Choice = EVERYBODY,
) -> Outline:
    """Give it before anybody is told of."""
    people = merge(list(correspondents), [], OWNER)
    verdicts = classify(people, build_context(people, OWNER, TODAY))
    return outline(
        people,
        verdicts,
        owner=OWNER,
        sources=[],
        standing=standing or Standing(),
        settings=settings or Settings(),
        wanted=wanted,
    )


def decision(address: str, action: Action, tag: Tag = Tag.COLLEAGUE) -> Decision:
    """Make a human's word on the person with this address."""
    return Decision(action=action, person_id="p1", address=address, name="", tag=tag, at=NOW)


def standing(
    *decisions: Decision, tags: Mapping[str, Tag] | None = None, never: Iterable[str] = ()
) -> Standing:
    """Give what stands after these words."""
    return Standing(
        decisions={canonical(d.address): d for d in decisions},
        tags={canonical(a): decision(a, Action.TAG, tag) for a, tag in (tags or {}).items()},
        never=tuple(NeverEntry(entry=entry, at=NOW) for entry in never),
    )


_counts = st.integers(0, 40)
exchanges = st.builds(
    partial(Exchange, months=(), public_in=0, public_out=0, threads=0, first_seen=None),
    they_wrote=_counts,
    owner_wrote=_counts,
    owner_addressed=_counts,
    direct_in=st.sampled_from([0, 0, 1, 2, 7, 40]),
    direct_out=st.sampled_from([0, 0, 1, 2, 7, 40]),
    close_in=_counts,
    close_out=_counts,
    replies_in=_counts,
    replies_out=_counts,
    at_work=_counts,
    at_leisure=_counts,
    shared=_counts,
    smallest_audience=_counts,
    last_seen=st.none() | st.dates(date(1990, 1, 1), TODAY),
    last_direct=st.none() | st.dates(date(1990, 1, 1), TODAY),
)
_locals = st.sampled_from(
    [
        "ada",
        "jane.roe",
        "jroe",
        "j.q.roe",
        "info",
        "no-reply",
        "sales.emea",
        "kim",
        "roe2",
        "x-request",
    ]
)
_domains = st.sampled_from(
    ["firm.example", "mail.firm.example", "flrm.example", "client.example", "gmail.com", "a.edu"]
)
_names = st.sampled_from(
    ["", "Jane Roe", "Roe, Jane", "Kim Roe, CFO", "Ada Byron", "Lee Byron", "x@firm.example", "Kim"]
)
correspondents = st.builds(
    partial(Correspondent, roles=Roles(), introduced_by=None),
    address=st.builds("{}@{}".format, _locals, _domains),
    well_formed=st.sampled_from([True, True, True, False]),
    names=st.lists(st.tuples(_names, st.integers(1, 9)), max_size=3, unique_by=lambda n: n[0]).map(
        tuple
    ),
    messages=_counts,
    exchange=exchanges,
    signals=st.builds(
        partial(Signals, list_from=0, promoted_from=0, sent_from=0, sent_for=0, delivered_to=0),
        bulk_from=_counts,
        auto_from=st.sampled_from([0, 40]),
        list_post=st.sampled_from([0, 0, 3]),
    ),
)
mailboxes = st.lists(correspondents, max_size=12, unique_by=lambda c: c.address)
"""What a mailbox may hold: each address once."""
