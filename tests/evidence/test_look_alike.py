"""Who reads like somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import context, person, two_way, weigh

from invite_guard.evidence.look_alike import RULE, imitations, mixes_alphabets, skeleton
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag


@pytest.mark.parametrize(
    "fake",
    [
        "acmecorp.example",
        "acme-corps.example",
        "acrne-corp.example",
        "acne-corp.example",
        "amce-corp.example",
        "xn--cme-corp-x1g.example",
    ],
)
def test_domains_that_read_alike(fake: str) -> None:
    if fake.startswith("xn--"):
        fake = "\N{CYRILLIC SMALL LETTER A}cme-corp.example".encode("idna").decode()
    assert imitations([fake], ["acme-corp.example"]) == {fake: "acme-corp.example"}


@pytest.mark.parametrize("other", ["acme-corp.example", "acme.example", "zcne-corp.example"])
def test_domains_that_do_not(other: str) -> None:
    assert imitations([other], ["acme-corp.example"]) == {}


def test_a_short_domain_is_imitated_only_by_what_looks_the_same() -> None:
    assert imitations(["hq.example", "1bm.example"], ["hp.example", "lbm.example"]) == {
        "1bm.example": "lbm.example"
    }


@given(st.text(max_size=30))
def test_a_skeleton_is_made_of_anything(domain: str) -> None:
    assert skeleton(skeleton(domain)) == skeleton(skeleton(skeleton(domain)))


def flags(one: Person, *others: Person) -> dict[str, Flag | None]:
    return {seen.rule: seen.flag for seen in weigh(RULE, one, context(one, *others))}


def test_a_colleagues_name_elsewhere() -> None:
    jane = person("jane@firm.example", "Jane Roe", two_way())
    fake = person("jane.roe@gmail.com", "ROE, Jane", two_way())
    assert flags(fake, jane) == {"look_alike.name": Flag.LOOK_ALIKE}
    assert flags(jane, fake) == {}


def test_a_name_of_two_alphabets() -> None:
    assert mixes_alphabets("J\N{CYRILLIC SMALL LETTER A}ne Roe")
    assert not mixes_alphabets("Иван Jane")
    assert not mixes_alphabets("Øystein Müller")
    one = person("x@x.example", "J\N{CYRILLIC SMALL LETTER A}ne Roe")
    assert flags(one) == {"look_alike.alphabets": Flag.LOOK_ALIKE}


def test_a_name_that_shows_another_address() -> None:
    one = person("x@evil.example", "Jane Roe <jane@firm.example>")
    assert flags(one) == {"look_alike.other_address": Flag.MISLEADING_NAME}
    assert flags(person("x@firm.example", "Jane (jane@mail.firm.example)")) == {}
    wide = person("x@evil.example", "Jane Roe jane\uff20firm.example")
    assert flags(wide) == {"look_alike.other_address": Flag.MISLEADING_NAME}


def test_at_free_mail_another_address_is_another_person() -> None:
    one = person("mallory@gmail.com", "Jane jane.roe@gmail.com Roe")
    assert flags(one) == {"look_alike.other_address": Flag.MISLEADING_NAME}
    assert flags(person("jane.roe@gmail.com", "Jane jane.roe@gmail.com Roe")) == {}


@pytest.mark.parametrize(
    "address",
    [
        "ann@\N{CYRILLIC SMALL LETTER A}pple.example",
        "ann@" + "\N{CYRILLIC SMALL LETTER A}pple.example".encode("idna").decode(),
        "ann@mail.g\N{GREEK SMALL LETTER OMICRON}ods.example",
        "\N{CYRILLIC SMALL LETTER A}nn@goods.example",
        "ann@xn--80ak6aa92e.com",  # a famous name, all of it in Cyrillic letters
    ],
)
def test_an_address_of_two_alphabets_imitates_somebody_known_or_not(address: str) -> None:
    assert flags(person(address, "Ann Roe", two_way())) == {"look_alike.address": Flag.LOOK_ALIKE}


@pytest.mark.parametrize(
    "address",
    [
        "ann@m\N{LATIN SMALL LETTER U WITH DIAERESIS}ller.example",
        "\u0436\u0430\u043d\u043d\u0430@goods.example",
        "info@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
        "ann@\u043f\u043e\u0447\u0442\u0430.example",
        "ann@xn--mller-kva.example",
        "ann@\u682a\u5f0f.example",
    ],
)
def test_an_address_in_another_alphabet_is_no_imitation(address: str) -> None:
    assert flags(person(address, "Ann Roe", two_way())) == {}
