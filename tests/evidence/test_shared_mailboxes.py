"""Functions, machines and lists, told from people."""

import pytest
from tests.people import TODAY, context, person, two_way, weigh

from invite_guard.evidence.base import Rule
from invite_guard.evidence.data import is_ordinary, table
from invite_guard.evidence.lists import RULE as LISTS
from invite_guard.evidence.lists import is_list
from invite_guard.evidence.robots import RULE, is_machine
from invite_guard.evidence.roles import NO_PERSON, is_shared_mailbox
from invite_guard.evidence.roles import RULE as ROLES
from invite_guard.model.correspondent import Exchange
from invite_guard.model.tag import Exclusion

PEOPLE = [
    "jane.roe",
    "jroe",
    "beth.jenkins",
    "steve.jobs",
    "kim.park",
    "k",
    "1234",
    "mark.page",
    "all.roe",
    "ann",
    "newsome",
    "botha",
    "salesky",
    "kim.hort",
    "insa",
    "gonsales",
    "camara",
]


@pytest.mark.parametrize(
    "local",
    [
        "info",
        "Sales",
        "sales.emea",
        "hr-team",
        "büro",
        "kundenservice",
        "atención",
        "ap",
        "helpdesk",
        "acme-support",
        "customer.service",
        "press_office",
        "segreteria",
        "biuro",
        "rsvp",
        "direccion",
        "uketsuke",
        "zarzad",
        "yonetim",
        "leitung",
        "seller",
        "acmesupport",
        "techsupport",
        "support+id7",
    ],
)
def test_functions(local: str) -> None:
    assert is_shared_mailbox(local)


@pytest.mark.parametrize(
    "local",
    [
        "no-reply",
        "noreply-7",
        "do_not_reply",
        "bounces+x=y",
        "MAILER-DAEMON",
        "news",
        "ne-pas-repondre",
        "notifications",
        "order-confirmation",
        "no.reply",
        "auto-reply",
        "jenkins",
    ],
)
def test_machines(local: str) -> None:
    assert is_machine(local)


@pytest.mark.parametrize(
    "address",
    [
        "x-request@x.example",
        "all.staff@x.example",
        "owner-x@x.example",
        "x@lists.x.example",
        "x@googlegroups.com",
        "everyone@x.example",
        "team@x.example",
        "dl-x@x.example",
    ],
)
def test_lists(address: str) -> None:
    assert is_list(address)


@pytest.mark.parametrize("local", PEOPLE)
def test_people(local: str) -> None:
    assert not is_shared_mailbox(local)
    assert not is_machine(local)


@pytest.mark.parametrize(
    "address", ["jane@list.ru", "jane@x.example", "jane@groups.example", "owner@x.example"]
)
def test_no_lists(address: str) -> None:
    assert not is_list(address)


def test_somebody_called_sales_is_a_person() -> None:
    one = person("mary.info@x.example", "Mary Info")
    assert not weigh(ROLES, one, context(one))
    one = person("mary.info@x.example", "Info Desk")
    assert weigh(ROLES, one, context(one))


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Help Desk", "help.desk"),
        ("Human Resources", "human.resources"),
        ("Sales Team", "sales.team"),
        ("Accounts Payable", "accounts_payable"),
    ],
)
def test_a_function_that_its_local_part_spells_is_still_a_function(name: str, local: str) -> None:
    one = person(f"{local}@acme.example", name, two_way())
    (seen,) = weigh(ROLES, one, context(one))
    assert seen.exclusion is Exclusion.ROLE


def test_a_machine_that_its_local_part_spells_is_still_a_machine() -> None:
    for name, local in (
        ("Mailer Daemon", "mailer-daemon"),
        ("Order Confirmation", "order-confirmation"),
    ):
        one = person(f"{local}@acme.example", name, two_way())
        assert weigh(RULE, one, context(one))[0].exclusion is Exclusion.ROBOT
    one = person("moana.bot@acme.example", "Moana Bot", two_way())
    assert not weigh(RULE, one, context(one))


def test_who_may_be_called_as_a_function_is_held_and_not_excluded() -> None:
    one = person("dev@acme.example", "Dev Patel", two_way())
    (seen,) = weigh(ROLES, one, context(one))
    assert (seen.rule, seen.exclusion) == (NO_PERSON, None)
    assert seen.text == "dev@ may be the mailbox of a function, not of Dev Patel alone"
    for name, exchange in (
        ("Dev Patel", Exchange()),
        ("Dev", two_way()),
        ("Dev Team", two_way()),
        ("Dev Acme", two_way()),
        ("Dev EMEA", two_way()),
        ("Jane Roe", two_way()),
        ("Quill Dev", two_way()),
    ):
        one = person("dev@acme.example", name, exchange)
        assert weigh(ROLES, one, context(one))[0].exclusion is Exclusion.ROLE


@pytest.mark.parametrize(
    ("rule", "name", "local"),
    [
        (RULE, "Moana Jenkins", "jenkins"),
        (ROLES, "Moana Post", "post"),
        (LISTS, "Moana Rota", "rota"),
    ],
)
def test_whose_family_name_is_such_a_word_is_held_too(rule: Rule, name: str, local: str) -> None:
    one = person(f"{local}@acme.example", name, two_way())
    assert [seen.rule for seen in weigh(ROLES, one, context(one))] == [NO_PERSON]
    assert all(seen.exclusion is None for seen in weigh(rule, one, context(one)))
    for other in (one._replace(name="Acme Desk"), person(f"{local}@acme.example", name)):
        assert any(seen.exclusion for seen in weigh(rule, other, context(other)))


def test_a_name_on_an_ordinary_address_at_a_host_of_lists_keeps_it_a_list() -> None:
    one = person("moana@lists.example.org", "Moana Roe", two_way())
    assert [seen.exclusion for seen in weigh(LISTS, one, context(one))] == [Exclusion.LIST]


def called(*names: str) -> list[str]:
    one = person("redbox7@acme.example", names[0], two_way())
    seen = one.correspondents[0]._replace(names=tuple((name, 2) for name in names))
    one = one._replace(correspondents=(seen,))
    return [found.text for found in weigh(ROLES, one, context(one))]


def test_an_address_of_several_people_is_nobodys_own() -> None:
    (text,) = called("Jane Roe", "Ann Li", "Olu Diallo", "Bo Ek")
    assert text == "Jane Roe, Ann Li, Olu Diallo: one address of several people"
    assert not called("Jane Roe", "Roe, Jane", "J. Roe", "Jane Q. Roe", "Janie Roe")
    assert not called("Jane Roe", "Jane Miller", "Jane Roe-Miller")
    assert not called("Jane Roe", "Ann Li", "Jane", "jroe", "Acme")


def test_without_a_name_a_local_part_of_many_words_is_hardly_a_persons() -> None:
    for local, found in (("unit.base-3.ops.desk-x", 1), ("jane.q.roe", 0)):
        one = person(f"{local}@acme.example", "", two_way())
        assert len(weigh(ROLES, one, context(one))) == found


def test_functions_and_machines_are_not_people_whom_the_owner_writes_with() -> None:
    staff = person("jane@acme.example", "Jane Roe", two_way())
    rest = [person(f"{local}@acme.example", "", two_way()) for local in ("info", "bounce", "staff")]
    assert context(staff, *rest).ties == {"acme.example": 1}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Ward 7", "ward7@acme.example"),
        ("III4", "iii4@acme.example"),
        ("Room BLR-4", "r4@acme.example"),
        ("Boardroom Garden", "bg@acme.example"),
        ("Møterom Fjord", "fjord@acme.example"),
        ("Features Planning", "fp@acme.example"),
        ("Salle Verte", "salle.verte@acme.example"),
        ("Meeting Room", "meeting.room@acme.example"),
        ("Group Legal", "group.legal@acme.example"),
        ("Callsheets", "x7@acme.example"),
        ("Main Reception", "main.reception@acme.example"),
        ("Inside Sales", "inside.sales@acme.example"),
        ("Salle Verte - Lyon", "salle.verte@acme.example"),
        ("Acme Parcels - Lyon", "p8@acme.example"),
        ("Sekretariat Roe", "sekretariat.roe@acme.example"),
        ("Acme Seller Support", "x7@acme.example"),
        ("Acme Inc.", "x.y@ac.example"),
        ("Müller Bau GmbH", "mb@bau.example"),
        ("Acme Parcels", "p7@acme.example"),
        ("Acme", "hey7@acme.example"),
        ("The Smith Family", "smith@thesmiths.example"),
        ("Familie Roe", "k7@roe.example"),
        ("Fam. Anna Roe", "anna@fam-roe.example"),
        ("Dirección General", "dg1@acme2.example"),
        ("受付", "x1@acme.example"),
        ("Billing Department", "b7@acme2.example"),
    ],
)
def test_a_name_of_a_firm_a_function_or_a_family_is_held(name: str, address: str) -> None:
    one = person(address, name, two_way())
    (seen,) = weigh(ROLES, one, context(one))
    assert (seen.rule, seen.exclusion) == (NO_PERSON, None)
    assert name in seen.text
    assert not weigh(ROLES, person(address, name), context(one))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Anna Roe", "anna@annaroe.example"),
        ("Anna Roe 2", "aroe2@acme.example"),
        ("Moana Sales", "moana.sales@acme.example"),
        ("Moana Kealoha - Logistics", "moana@acme.example"),
        ("Moana Kealoha, Event Coordinator", "mk@acme.example"),
        ("Kealoha, Moana | Marketing", "mk@acme.example"),
        ("Kealoha, Moana K-SIDM/5", "mk@acme.example"),
        ("Moana Kealoha / Finance Department", "mk@acme.example"),
        ("Moana Kealoha 2", "mkealoha2@acme.example"),
        ("Kealoha, Moana 3", "mkealoha@acme.example"),
        ("Moana Kealoha 2", "kealoha.moana@acme.example"),
        ("Moana Zimmer", "mzimmer@acme.example"),
        ("Nivaldo Sales", "nsales@acme.example"),
        ("Moana Ward (3rd floor)", "mward@acme.example"),
        ("Ward, Moana", "mward@acme.example"),
        ("Wei Zhang", "wei@weizhang.example"),
        ("Jane Office", "x@acme.example"),
        ("Anna Sales", "anna.sales@acme.example"),
        ("Support Anna", "anna@acme.example"),
        ("Dan Iverson", "dan@iverson.example"),
        ("Rajesh Patel", "rp@patel.example"),
        ("Anna Roe, Acme Inc.", "a.roe@acme.example"),
        ("", "x@acme.example"),
        ("田中 太郎", "tanaka@acme.example"),
    ],
)
def test_a_name_of_somebody_is_not(name: str, address: str) -> None:
    one = person(address, name, two_way())
    assert not weigh(ROLES, one, context(one))


def robot(exchange: Exchange, **signals: int) -> Exclusion | None:
    one = person("jane@x.example", "Jane", exchange, **signals)
    found = weigh(RULE, one, context(one))
    return found[0].exclusion if found else None


WROTE = Exchange(they_wrote=10, direct_in=10, last_seen=TODAY)


def test_who_only_sends_bulk_or_automatic_mail_is_a_robot() -> None:
    assert robot(WROTE, bulk_from=10) is Exclusion.ROBOT
    assert robot(WROTE, auto_from=8) is Exclusion.ROBOT


def test_an_absence_note_or_a_newsletter_makes_no_robot_of_somebody_known() -> None:
    assert robot(WROTE, auto_from=2) is None
    assert robot(WROTE, bulk_from=3) is None
    assert robot(WROTE, promoted_from=10, list_from=10) is None
    assert robot(two_way(10), auto_from=10) is None
    assert robot(two_way(10), bulk_from=10) is None


@pytest.mark.parametrize("local", ["jane.roe", "jroe", "k", "1234"])
def test_most_local_parts_say_nothing(local: str) -> None:
    assert is_ordinary(local)


def test_whatever_any_list_has_is_looked_at() -> None:
    """Else a rule would never see it: each word alone, beside a name, and cut in two."""
    for words in table("local_parts.toml").values():
        for word in words:
            if word.isalpha():
                spellings = (word, f"jane.{word}", f"{word}-jane", f"{word[:1]}.{word[1:]}")
                assert not any(map(is_ordinary, spellings)), word
    assert is_list("owner-x@acme.example")
    assert is_list("dl.x@acme.example")
