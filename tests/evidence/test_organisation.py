"""Organisations, free mail, families and groups."""

import pytest
from tests.people import (
    OWNER,
    TODAY,
    context,
    correspondent,
    person,
    plan_of,
    standing,
    two_way,
    weigh,
)

from invite_guard.config import Settings
from invite_guard.evidence import RULES
from invite_guard.evidence.data import is_free_mail, table
from invite_guard.evidence.family import RULE as FAMILY
from invite_guard.evidence.organisation import RULE as ORGANISATION
from invite_guard.mail.domains import registrable
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.evidence import Evidence
from invite_guard.model.linkedin import Employment
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.tag import Disposition, Flag, Tag
from invite_guard.stages.classify import build_context, classify

OWN = "me@firm.example"
RARE = person("x@other.example", "Rosa Archer", two_way(9))


def facts(one: Person, *others: Person) -> dict[str, str]:
    known = context(one, *others)
    return {seen.rule: seen.text for rule in RULES for seen in weigh(rule, one, known)}


def test_the_same_organisation_by_registrable_domain() -> None:
    assert "organisation.same" in facts(person("kim@eu.firm.example"))
    assert "organisation.same" not in facts(person("kim@firm2.example"))


def test_several_people_of_one_domain_make_a_place_of_work() -> None:
    others = [person(f"k{n}@client.example", f"Kim Poe{n}", two_way()) for n in range(3)]
    found = facts(person("jo@client.example", "Jo Roe"), *others)
    assert found["organisation.several"] == "you write with 3 people of client.example"
    assert "organisation.several" not in facts(person("jo@client.example"), *others[:1])


def test_two_people_of_one_domain_are_nearly_that() -> None:
    def weight(number: int) -> float:
        others = [person(f"k{n}@client.example", f"Kim Poe{n}", two_way()) for n in range(number)]
        one = person("jo@client.example", "Jo Roe")
        (found,) = weigh(ORGANISATION, one, context(one, *others))
        return found.weights[Tag.COLLEAGUE]

    assert weight(1) < weight(2) < weight(3) == weight(9)


def test_free_mail_is_no_organisation_however_many_write_from_it() -> None:
    others = [person(f"k{n}@gmail.com", f"Kim Poe{n}", two_way()) for n in range(9)]
    found = facts(person("jo@gmail.com", "Jo Roe"), *others)
    assert "free_mail.only" in found
    assert not any(key.startswith("organisation.") for key in found)


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "web.de",
        "comcast.net",
        "sfr.fr",
        "hey.com",
        "ggaweb.ch",
        "m-net.de",
        "stofanet.dk",
        "plus.net",
        "pec.it",
        "indamail.hu",
        "turk.net",
        "sasktel.net",
        "cantv.net",
        "bsnl.in",
        "dti.ne.jp",
        "ihug.co.nz",
        "iafrica.com",
    ],
)
def test_providers(domain: str) -> None:
    assert is_free_mail(domain)


@pytest.mark.parametrize(
    "domain", ["ibm.com", "nus.edu.sg", "cox.com", "firm.example", "siemens.com"]
)
def test_no_providers(domain: str) -> None:
    assert not is_free_mail(domain)


def test_address_books_tell_employers() -> None:
    card = ContactCard(kind=CardKind.DIRECTORY, name="Kim", organisation="Client")
    one = person("kim@client.example", "Kim Poe")._replace(cards=(card,))
    found = facts(one)
    assert found["organisation.directory"] == "in your employer's directory"


def test_the_owners_family_name() -> None:
    assert "family.surname" in facts(person("lee@x.example", "Lee Byron"))
    assert "family.surname" in facts(person("lee@x.example", "Byron, Lee"))
    assert "family.surname_at_work" in facts(person("lee@firm.example", "Lee Byron"))
    assert "family.surname" not in facts(person("byron@x.example", "Byron Lee"))
    assert "family.your_name" in facts(person("byron@x.example", "Ada Byron"))
    assert not any(
        rule.startswith("family.") for rule in facts(person("ada@firm.example", "Ada Byron"))
    )
    assert "family.own_domain" in facts(person("kim@the-poetsch.example", "Kim Poetsch"))
    assert "family.own_domain" in facts(person("kim@prattdunn-tiles.example", "Kim Pratt-Dunn"))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("accounts@poetsch-media.example", "Accounts Poetsch"),
        ("ampa@colegiosur.example", "AMPA Colegio"),
        ("tina@tinahomes.example", "Realtor Tina"),
        ("carla@stillyoga.example", "Yoga with Carla"),
    ],
)
def test_only_people_have_a_family_name(address: str, name: str) -> None:
    assert "family.own_domain" not in facts(person(address, name))


def family(owner: str, one: Person, *others: Person, address: str = OWN) -> Evidence | None:
    """Give what the family name says to an owner of this name and address."""
    known = build_context([one, *others], Owner(addresses=(address,), names=(owner,)), TODAY)
    found = [s for s in weigh(FAMILY, one, known) if s.rule != "family.own_domain"]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("owner", "relative"),
    [
        ("Inés Barreda Quirós", "Julio Barreda Soler"),
        ("Inés Barreda Quirós", "Marta Quirós Lema"),
        ("Inés Barreda Quirós", "Hugo Barreda"),
        ("Inés Barreda", "Barreda Soler, Julio"),
        ("Joana Teles Brandão", "Rui da Fonseca Brandão"),
        ("Dana Archer", "Rosa Archer-Quayle"),
        ("Dana Archer", "Rosa Quayle-Archer"),
        ("Dana Archer-Quayle", "Tom Quayle"),
        ("Szántó Éva", "Szántó Péter"),
        ("Szántó Éva", "Péter Szántó"),
        ("Éva Szántó", "Szántó Péter"),
        ("石川 由紀", "石川 太郎"),
        ("石川 由紀", "石川太郎"),
        ("石川 由紀", "Taro Ishikawa"),
        ("Ishikawa Yuki", "Taro Ishikawa"),
        ("欧阳 娜", "欧阳 伟"),
        ("남궁 민", "남궁 훈"),
        ("Dana Martin", "Xiadani Martin"),
    ],
)
def test_the_family_name_wherever_it_stands(owner: str, relative: str) -> None:
    one = person("x@other.example", relative, two_way(9))
    assert family(owner, one, address="ishikawa.yuki@firm.example")


@pytest.mark.parametrize(
    ("owner", "other"),
    [
        ("Szántó Éva", "Kardos Éva"),
        ("石川 由紀", "森田 由紀"),
        ("石川 由紀", "Yuki Morita"),
        ("Ishikawa Yuki", "Morita Yuki"),
        ("Inés Barreda Quirós", "José Luis Soler Lema"),
        ("José Luis Barreda", "José Luis Soler"),
        ("Jean-Luc Archer", "Luc Quayle"),
        ("Dana Martin", "Martin Quayle"),
        ("Dana James Archer", "Tom James Quayle"),
        ("Jan van der Archer", "Tom van der Quayle"),
    ],
)
def test_a_shared_given_name_or_particle_makes_no_family(owner: str, other: str) -> None:
    assert not family(owner, person("x@other.example", other, two_way(9)))


def test_a_name_that_very_many_bear_or_in_the_middle_is_a_reason_to_hold_alone() -> None:
    one = person("x@other.example", "Rui Silva", two_way(9))
    common, rare = family("Joana Silva", one), family("Dana Archer", RARE)
    assert common
    assert rare
    assert common.flag is Flag.RELATIVE
    assert common.weights[Tag.PERSONAL] < rare.weights[Tag.PERSONAL]
    both = family("Joana Silva Costa", person("x@other.example", "Rui Silva Costa", two_way(9)))
    assert both
    assert both.weights == rare.weights
    double = family("Dana Archer", person("x@other.example", "Rosa Archer-Quayle", two_way(9)))
    assert double
    assert double.weights == rare.weights
    middle = family("Dana Archer Quayle", RARE)
    assert middle
    assert middle.weights == common.weights
    beside = person("y@other.example", "Lea Braun", two_way(9))
    explained = family("Joana Silva", one, beside)
    assert explained
    assert explained.flag is None


def from_own_domain(*leisure: int, of: int = 10) -> str:
    """Tell what the owner's domain is where people there wrote so many mails at leisure."""
    people = [
        person(f"p{n}@firm.example", f"Kim Poe{n}", two_way(9, at_leisure=late, at_work=of - late))
        for n, late in enumerate(leisure)
    ]
    (found,) = weigh(ORGANISATION, people[0], build_context(people, OWNER, TODAY))
    return found.rule


def test_where_nearly_all_write_at_leisure_is_perhaps_no_employer() -> None:
    assert from_own_domain(10, 9, 8) == "organisation.off_hours"
    assert from_own_domain(9, 7, 7) == "organisation.same"
    assert from_own_domain(10, 10) == "organisation.same"
    assert from_own_domain(2, 2, 2, of=2) == "organisation.same"


@pytest.mark.parametrize(
    ("unknown", "each", "rule"),
    [
        (0, 9, "organisation.off_hours"),
        (3, 3, "organisation.off_hours"),
        (4, 1, "organisation.same"),  # of most people no habit is known
        (2, 20, "organisation.same"),  # nor the hour of most of the mail
    ],
)
def test_a_few_evenings_tell_nothing_of_a_place(unknown: int, each: int, rule: str) -> None:
    late = [person(f"p{n}@firm.example", "Kim Poe", two_way(9, at_leisure=18)) for n in range(3)]
    others = [person(f"o{n}@firm.example", "Lee Moe", two_way(each)) for n in range(unknown)]
    (found,) = weigh(ORGANISATION, late[0], context(*late, *others))
    assert found.rule == rule


@pytest.mark.parametrize(
    ("local", "rule"),
    [
        ("payroll", "organisation.same"),
        ("hr-team", "organisation.same"),
        ("support", "organisation.off_hours"),
        ("it.hardy", "organisation.off_hours"),
    ],
)
def test_a_place_with_a_mailbox_for_its_staff_is_an_employer(local: str, rule: str) -> None:
    late = [person(f"p{n}@firm.example", "Kim Poe", two_way(9, at_leisure=18)) for n in range(3)]
    (found,) = weigh(ORGANISATION, late[0], context(*late, person(f"{local}@firm.example")))
    assert found.rule == rule


def test_neighbours_at_one_provider_are_held() -> None:
    late = two_way(9, at_leisure=18)
    found = plan_of([correspondent(f"p{n}@firm.example", f"Kim Poe{n}", late) for n in range(3)])
    assert {one.disposition for one in found.people} == {Disposition.HOLD}
    assert {one.tag for one in found.people} == {Tag.COLLEAGUE}  # a night shift looks the same
    kin = [person(f"x{n}@firm.example", f"Rosa Archer{n}", late) for n in range(3)]
    sister = family("Dana Archer", person("rosa@firm.example", "Rosa Archer", late), *kin)
    assert sister
    assert sister.rule == "family.surname"


def test_no_confidence_has_somebody_of_a_perhaps_provider_proposed() -> None:
    late = two_way(9, at_leisure=18)
    seen = [correspondent(f"p{n}@firm.example", f"Kim Poe{n}", late) for n in range(3)]
    assert not plan_of(seen, settings=Settings(propose_at=0.5)).totals.proposed
    said = standing(tags={one.address: Tag.COLLEAGUE for one in seen})
    assert plan_of(seen, said).totals.proposed == len(seen)


def test_a_place_the_owner_names_is_an_employer_whenever_they_work_there() -> None:
    people = [
        person(f"p{n}@nightwatch.example", f"Kim Poe{n}", two_way(9, at_leisure=18))
        for n in range(3)
    ]
    owner = Owner(addresses=("me@nightwatch.example",), names=("Ada Byron",))
    known = build_context(people, owner, TODAY, [Employment(organisation="Nightwatch")])
    (found,) = weigh(ORGANISATION, people[0], known)
    assert found.rule == "organisation.same"


def test_who_has_the_owners_rare_name_and_employer_and_writes_at_leisure_is_held() -> None:
    def flag(name: str, **hours: int) -> Flag | None:
        found = family(
            f"Dana {name}", person("rosa@firm.example", f"Rosa {name}", two_way(9, **hours))
        )
        assert found
        assert found.rule == "family.surname_at_work"
        return found.flag

    assert flag("Archer", at_leisure=18) is Flag.RELATIVE
    assert flag("Archer", at_leisure=4, at_work=14) is None
    assert flag("Silva", at_leisure=18) is None


def test_of_a_very_common_name_at_several_places_each_is_one_more_client() -> None:
    clients = [person(f"x@c{n}.example", "Rui Silva", two_way(9)) for n in range(3)]
    first, *others = clients

    def flag(one: Person, *beside: Person) -> Flag | None:
        found = family("Joana Silva", one, *beside)
        assert found
        return found.flag

    assert flag(first, *others) is None
    assert flag(first, others[0]) is Flag.RELATIVE
    evenings = person("x@c9.example", "Rui Silva", two_way(9, at_leisure=9))
    assert flag(evenings, *clients) is Flag.RELATIVE
    private = person("rui@gmail.com", "Rui Silva", two_way(9))
    assert flag(private, *clients) is Flag.RELATIVE


def test_a_vietnamese_given_name_is_no_family_name() -> None:
    pham = person("trang@other.example", "Phạm Thu Trang", two_way(9))
    assert not family("Nguyễn Thị Thu Hà", pham)
    kin = family("Nguyễn Thị Thu Hà", person("x@other.example", "Minh Thu Nguyễn", two_way(9)))
    assert kin
    assert kin.text == "has your family name, Nguyen"


def test_a_short_family_name_is_in_many_domains_by_chance() -> None:
    def named_after(domain: str) -> frozenset[str]:
        owner = Owner(addresses=(f"wei@{domain}",), names=("Li Wei",))
        return build_context([], owner, TODAY).family_domains

    assert not named_after("alliance.example")
    assert named_after("li.example")


def test_a_domain_under_the_owners_family_name_is_the_familys_too() -> None:
    owner = Owner(addresses=("ada@byron.example",), names=("Ada Byron",))
    wife = person("lee@byron.example", "Lee Byron", two_way(9))
    aide = person("kim@byron.example", "Kim Poe", two_way(9))
    known = build_context([wife, aide], owner, TODAY)
    assert {s.rule for s in weigh(FAMILY, wife, known)} == {"family.surname"}
    assert {s.rule for s in weigh(ORGANISATION, aide, known)} == {"organisation.own_name"}
    found = classify([wife, aide], known)
    assert found[0].tag is not Tag.COLLEAGUE or found[0].confidence < 0.8
    assert found[1].tag is Tag.COLLEAGUE


def test_providers_of_access_stand_in_the_list_once_and_as_they_are_looked_up() -> None:
    listed = [domain for domains in table("access_providers.toml").values() for domain in domains]
    assert len(set(listed)) == len(listed)
    assert [domain for domain in listed if registrable(domain) != domain] == []


def test_neighbours_at_a_provider_of_access_are_no_co_workers() -> None:
    owner = Owner(addresses=("ada@ggaweb.ch",), names=("Ada Byron",))
    near = [person(f"k{n}@ggaweb.ch", f"Kim Poe{n}", two_way()) for n in range(5)]
    known = build_context(near, owner, TODAY)
    assert not known.employers
    assert not weigh(ORGANISATION, near[0], known)


AT_A_SCHOOL = Owner(addresses=("ada@stateu.edu",), names=("Ada Byron",))


def at_school(one: Person, *others: Person, owner: Owner = AT_A_SCHOOL) -> dict[str, str]:
    known = build_context([one, *others], owner, TODAY)
    return {seen.rule: seen.text for rule in RULES for seen in weigh(rule, one, known)}


@pytest.mark.parametrize(
    "host",
    ["student", "students", "etu", "stud.cs", "alumni", "ug", "mail", "smail", "ogrenci"],
)
def test_who_studies_at_the_owners_school_is_no_co_worker(host: str) -> None:
    others = [person(f"k{n}@{host}.stateu.edu", f"Kim Poe{n}", two_way()) for n in range(4)]
    found = at_school(person(f"jo@{host}.stateu.edu", "Jo Roe", two_way(20)), *others)
    assert f"{host}.stateu.edu" in found["circles.studies"]
    assert not any(key.startswith("organisation.") for key in found)


@pytest.mark.parametrize("host", ["", "cs.", "math.", "staff.", "phd.", "med."])
def test_who_works_at_the_owners_school_is(host: str) -> None:
    found = at_school(person(f"jo@{host}stateu.edu", "Jo Roe", two_way()))
    assert "organisation.same" in found
    assert "circles.studies" not in found


def test_a_mail_host_is_for_students_only_where_the_owner_writes_from_beside_it() -> None:
    jo = person("jo@mail.stateu.edu", "Jo Roe", two_way())
    for own in ("ada@mail.stateu.edu", "ada@cs.stateu.edu"):
        owner = Owner(addresses=(own,), names=("Ada Byron",))
        assert "organisation.same" in at_school(jo, owner=owner)
    firm = person("jo@mail.firm.example", "Jo Roe", two_way())
    assert "organisation.same" in facts(firm)


def test_an_address_for_alumni_makes_the_school_nobodys_employer() -> None:
    owner = Owner(addresses=("ada@alumni.stateu.edu",), names=("Ada Byron",))
    mates = [person(f"k{n}@alumni.stateu.edu", f"Kim Poe{n}", two_way()) for n in range(4)]
    assert "circles.studies" in at_school(mates[0], *mates[1:], owner=owner)
    clerk = at_school(person("jo@stateu.edu", "Jo Roe", two_way()), *mates, owner=owner)
    assert clerk["organisation.other"] == "writes from stateu.edu"


def test_alumni_of_another_school_may_work_anywhere() -> None:
    found = at_school(person("jo@alumni.other.edu", "Jo Roe", two_way()))
    assert "circles.studies" not in found
    assert found["circles.school"] == "alumni.other.edu is for those who studied there"


def test_who_works_where_they_studied_works_there() -> None:
    jo = person("jo@students.stateu.edu", "Jo Roe", two_way())
    staff = person("jo.roe@stateu.edu", "Jo Roe", two_way())
    both = jo._replace(correspondents=(*jo.correspondents, *staff.correspondents))
    found = at_school(both)
    assert "organisation.same" in found
    assert "circles.studies" not in found


def test_labels_of_the_address_book() -> None:
    for label, fact in (("Familie", "private"), ("Church choir", "private"), ("Kunden", "work")):
        card = ContactCard(name="Kim", labels=("myContacts", label))
        one = person("kim@x.example", "Kim Poe")._replace(cards=(card,))
        assert facts(one)[f"labels.{fact}"] == f"you filed them under {label}"
    card = ContactCard(name="Kim", labels=("Unfriendly",))
    one = person("kim@x.example", "Kim Poe")._replace(cards=(card,))
    assert not any(key.startswith("labels.") for key in facts(one))
