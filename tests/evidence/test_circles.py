"""Schools, congregations and clubs."""

import pytest
from tests.people import OWNER, TODAY, correspondent, person, plan_of, two_way, weigh

from invite_guard.evidence.circles import CIRCLES, HEAD, RULE, circle_of
from invite_guard.evidence.data import table
from invite_guard.model.card import ContactCard
from invite_guard.model.evidence import Evidence
from invite_guard.model.linkedin import Employment
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.tag import Disposition, Flag
from invite_guard.stages.classify import build_context

MUCH = two_way(40, at_work=80)


def seen(one: Person, *others: Person, owner: Owner = OWNER) -> Evidence | None:
    return next(iter(weigh(RULE, one, build_context([one, *others], owner, TODAY))), None)


def held(one: Person, *others: Person, owner: Owner = OWNER) -> bool:
    found = seen(one, *others, owner=owner)
    return bool(found and found.flag is Flag.PRIVATE_CIRCLE)


@pytest.mark.parametrize(
    ("domain", "circle"),
    [
        ("austin.k12.tx.us", "school"),
        ("lincoln-highschool.org", "school"),
        ("students.uni.edu", "school"),
        ("uni.edu", "university"),
        ("ox.ac.uk", "university"),
        ("stmaryschurch.org", "congregation"),
        ("kirche-bonn.de", "congregation"),
        ("rotary.org", "club"),
        ("mail.irs.gov", "government"),
        ("defra.gov.uk", "government"),
        ("client.example", ""),
        ("churchill.example", ""),
        ("catholichealth.example", ""),
        ("schoolspecialty.example", ""),
        ("parishilton.example", ""),
        ("uni-bonn.de", "university"),
        ("tum.de", ""),
        ("guys.nhs.uk", "government"),
        ("edu.com.example", "university"),
        ("schooner.example", ""),
        ("ac.example", "university"),
        ("gs-neustadt.schule.de", "school"),
        ("stmarys-school.org", "school"),
        ("kita-regenbogen.de", "school"),
        ("ceip-lorca.es", "school"),
        ("ies-lorca.es", "school"),
        ("ies-consulting.com", ""),
        ("escola-nova.pt", "school"),
        ("colegiosanblas.es", "school"),
        ("colegiodeabogados.es", ""),
        ("business-school.com", ""),
        ("student.healthu.edu", "university"),
        ("temple.edu", "university"),
        ("temple-shalom.org", "congregation"),
        ("oakchapel.org", "congregation"),
        ("townofchapelhill.org", ""),
        ("islamiccenter.org", "congregation"),
        ("islamicbank.com", ""),
        ("tsv-altstadt.de", "club"),
        ("sv-altstadt.de", "club"),
        ("sv-angels.com", ""),
        ("ffw-altstadt.de", "club"),
        ("westsidesoccer.org", "club"),
        ("tinyoaks-nursery.com", "school"),
        ("tinyoaksnursery.co.uk", "school"),
        ("stmarysprep.org", "school"),
        ("escolanova.com.br", "school"),
        ("happychildcare.com", "school"),
        ("creche-soleil.fr", "school"),
        ("fahrschule-nord.de", "school"),
        ("oakdental.com", "care"),
        ("zahnarzt-altstadt.de", "care"),
        ("tandartsdevries.nl", "care"),
        ("oakveterinary.com", "care"),
        ("parkvets.co.uk", "care"),
        ("oakanimalhospital.com", "care"),
        ("lakesidetherapy.com", "care"),
        ("voiceclinic.com", "care"),
        ("praxis-altstadt.de", "care"),
        ("clinicadentalsol.es", "care"),
        ("smith.dentist", "care"),
        ("oakplumbing.com", "household"),
        ("hillroofing.com", "household"),
        ("joe-plumber.com", "household"),
        ("lakerealty.com", "household"),
        ("oakestateagents.co.uk", "household"),
        ("quint-familylaw.com", "household"),
        ("hausverwaltung-nord.de", "household"),
        # what holds such a word and is none
        ("oakhospital.org", ""),
        ("clinicalresearch.com", ""),
        ("clinicaldata.com", ""),
        ("celltherapy.com", ""),
        ("therapysoftware.com", ""),
        ("dentalsupply.com", ""),
        ("accidental.com", ""),
        ("rivets.com", ""),
        ("dataplumber.org", ""),
        ("testprep.com", ""),
        ("preparation.com", ""),
        ("physiology.com", ""),
        ("entscheidung.de", ""),
        ("ichiro.jp", ""),
        ("movement.com", ""),
        ("vet.uni.edu", "university"),
        ("oakradiotherapy.com", ""),
        ("brevets-quint.fr", ""),
        ("veteransvets.org", ""),
        ("oaknurseries.com", ""),
        ("oak-nurseries.co.uk", "school"),
        ("oakwholesalenursery.com", ""),
        ("oakdaynurseries.co.uk", "school"),
        ("bethelconstruction.com", ""),
        ("schoolsunitedfcu.org", ""),
        ("carbondalechurch.org", "congregation"),
        ("adventurespreschool.com", "school"),
        ("praxis.com", ""),
        ("praxis-automation.nl", ""),
        ("praxis.de", "care"),
        ("praxis-altstadt.com", "care"),
    ],
)
def test_circles_by_domain(domain: str, circle: str) -> None:
    assert circle_of(domain) == circle


@pytest.mark.parametrize(
    ("name", "circle"),
    [
        ("Pastor Dave", "congregation"),
        ("Rabbi Cohen", "congregation"),
        ("Father Tim", "congregation"),
        ("Imam Yusuf", "congregation"),
        ("Pfarrerin Ute Klein", "congregation"),
        ("김철수 목사님", "congregation"),
        ("Coach Matt (Little League)", "club"),
        ("Matt Reyes (Little League)", "club"),
        ("Soccer - Coach Luis", "club"),
        ("Choir - Ellen", "congregation"),
        ("Kim Lee (Teacher)", "school"),
        ("Professora Ana", "school"),
        ("Frau Klein Hausverwaltung", "household"),
        ("Oak Street Dental", "care"),
        ("Tiny Oaks Nursery", "school"),
        ("Kim Dentaler", ""),
        ("Pastor, Ana", ""),
        ("Ana Pastor", ""),
        ("Jane Church | Acme", ""),
        ("Jane Roe (Business School)", ""),
        ("Jane Roe (Agile Coach)", ""),
        ("Coach", ""),
        ("Jane Roe", ""),
    ],
)
def test_circles_by_name(name: str, circle: str) -> None:
    found = seen(person("x@firm7.example", name, MUCH))
    assert (found.rule if found else "") == (f"circles.{circle}" if circle else "")


@pytest.mark.parametrize(
    ("address", "name", "circle"),
    [
        ("pere.quint@firm7.example", "Pere Quint", ""),
        ("quint-imam@firm7.example", "Imam Quint", ""),
        ("pquint@firm7.example", "Pere Quint", "congregation"),
        ("pere@firm7.example", "Pere Quint", "congregation"),
        ("pastor.quint@firm7.example", "Pastor Quint", "congregation"),
        ("pere.quint@oakchapel.org", "Pere Quint", "congregation"),
    ],
)
def test_a_calling_is_a_name_where_the_address_spells_it(
    address: str, name: str, circle: str
) -> None:
    found = seen(person(address, name, MUCH))
    assert (found.rule if found else "") == (f"circles.{circle}" if circle else "")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("dave@gracelutheran.org", "Dave Roe"),
        ("kim@stmarys-school.org", "Kim Roe"),
        ("luis@tsv-altstadt.de", "Luis Roe"),
        ("luis@oakdental.com", "Luis Roe"),
        ("luis@hillroofing.com", "Luis Roe"),
        ("dave@client.example", "Pastor Dave"),
    ],
)
def test_they_are_held_however_much_passed(address: str, name: str) -> None:
    found = {
        p.address: p
        for p in plan_of(
            [correspondent(address, name, MUCH), correspondent("al@other.example", "Al Dhu", MUCH)]
        ).people
    }
    assert found["al@other.example"].disposition is Disposition.PROPOSE
    assert found[address].disposition is Disposition.HOLD
    assert found[address].flags == (Flag.PRIVATE_CIRCLE,)


def test_the_owners_own_school_is_work() -> None:
    assert seen(person("kim@firm.example", "Kim")) is None
    assert seen(person("kim@firm.example", "Pastor Kim")) is None


def test_a_pastors_and_a_teachers_peers_are_not_held() -> None:
    pastor = Owner(addresses=("ada@oaklutheran.org",), names=("Ada Byron",))
    peer = person("kim@gracelutheran.org", "Kim Roe", MUCH)
    assert held(peer)
    assert not held(peer, owner=pastor)
    assert held(person("kim@stmarys-school.org", "Kim Roe", MUCH), owner=pastor)
    teacher = [Employment(organisation="Lincoln High School")]
    known = build_context([peer], OWNER, TODAY, teacher)
    other = person("kim@stmarys-school.org", "Kim Roe", MUCH)
    assert [s.flag for s in weigh(RULE, other, known)] == [None]
    assert [s.flag for s in weigh(RULE, peer, known)] == [Flag.PRIVATE_CIRCLE]


def test_whoever_works_with_many_schools_has_clients_there() -> None:
    others = [person(f"kim@school-{n}.org", f"Kim Poe{n}", MUCH) for n in range(5)]
    assert held(*others[:4])
    assert not held(*others)


def test_no_word_within_domains_is_too_short_to_be_found() -> None:
    lists = table("circles.toml")
    found = [word for kind in lists if kind.endswith(("_parts", "_surely")) for word in lists[kind]]
    assert len(found) > len(CIRCLES)
    assert min(map(len, (*found, *lists["no_circle"]))) >= HEAD


@pytest.mark.parametrize("kind", ["dental", "roofing"])
def test_whoever_serves_has_peers_and_a_family_knows_some(kind: str) -> None:
    others = [person(f"kim@oak{n}{kind}.com", f"Kim Poe{n}", MUCH) for n in range(10)]
    assert held(*others[:9])
    assert not held(*others)
    assert not held(others[0], owner=Owner(addresses=(f"ada@elm{kind}.com",), names=("Ada B",)))


@pytest.mark.parametrize("kind", ["dental", "realty"])
def test_of_whom_three_are_known_is_a_firm_and_no_households_provider(kind: str) -> None:
    staff = [person(f"p{n}@oak{kind}.com", f"Kim Poe{n}", MUCH) for n in range(3)]
    assert held(*staff[:2])
    assert not held(*staff)
    assert (found := seen(*staff))
    assert found.weights
    named = [person(f"p{n}@oakfibre.com", f"Kim{n} Poe {kind.title()}", MUCH) for n in range(3)]
    assert held(*named)
    teachers = [person(f"p{n}@oakschools.org", f"Kim Poe{n}", MUCH) for n in range(3)]
    assert held(*teachers)


def test_two_people_known_at_each_of_four_practices_are_clients() -> None:
    pairs = [
        person(f"p{n}@oak{place}dental.com", f"Kim Poe{n}{place}", MUCH)
        for place in "abcd"
        for n in range(2)
    ]
    assert held(*pairs[:-1])
    assert not held(*pairs)


@pytest.mark.parametrize(
    ("own", "address"),
    [
        ("dental-supply.com", "kim@oakdental.com"),
        ("therapysoftware.com", "kim@oakdental.com"),
        ("schoolspecialty.com", "kim@lincoln-highschool.org"),
    ],
)
def test_whoever_supplies_a_circle_has_clients_there(own: str, address: str) -> None:
    client = person(address, "Kim Roe", MUCH)
    supplier = Owner(addresses=(f"ada@{own}",), names=("Ada Byron",))
    assert held(client)
    assert not held(client, owner=supplier)


@pytest.mark.parametrize("own", ["oakhospital.org", "health-systems.org", "business-school.com"])
def test_other_employers_supply_none(own: str) -> None:
    owner = Owner(addresses=(f"ada@{own}",), names=("Ada Byron",))
    assert held(person("kim@oakdental.com", "Kim Roe", MUCH), owner=owner)
    assert held(person("kim@stmarys-school.org", "Kim Roe", MUCH), owner=owner)


def test_what_a_domain_looks_like_is_said_in_words() -> None:
    dentist, roofer = (person(f"kim@oak{kind}.com", "Kim Roe") for kind in ("dental", "roofing"))
    assert [one.text for one in filter(None, map(seen, (dentist, roofer)))] == [
        "oakdental.com looks like a place of care",
        "oakroofing.com looks like a firm that serves households",
    ]


@pytest.mark.parametrize(
    ("organisation", "circle"),
    [
        ("Oak Animal Hospital", "circles.care"),
        ("Tierarztpraxis Klein", "circles.care"),
        ("Hill Roofing", "circles.household"),
        ("Oak Hospital", ""),
        ("Lincoln High School", "circles.school"),
        ("Oak Business School", ""),
        ("Grace Church", "circles.congregation"),
        ("Gemeinde Altstadt", ""),
        ("Acme", ""),
    ],
)
def test_circles_by_address_book(organisation: str, circle: str) -> None:
    card = ContactCard(name="Kim Roe", organisation=organisation)
    found = seen(person("kim@x.example", "Kim Roe", MUCH)._replace(cards=(card,)))
    assert (found.rule if found else "") == circle


def test_public_bodies_and_universities_are_not_held() -> None:
    assert not held(person("kim@irs.gov", "Kim Roe", MUCH))
    assert not held(person("kim@uni.edu", "Kim Roe", MUCH))
