"""Titles: who holds a top office, who only sounds like it."""

import csv
import time
from pathlib import Path

import pytest
from tests.people import OWNER, TODAY, correspondent, two_way

from invite_guard.evidence.titles import Office, office_of, title_in_name
from invite_guard.model.card import ContactCard
from invite_guard.model.tag import Flag, Tag
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.merge import merge


@pytest.mark.parametrize(
    "title",
    [
        "Chief Happiness Officer",
        "Chief Security and Compliance Officer",
        "C.E.O.",
        "President & Founder",
        "Co-Founder",
        "Design co-founder",
        "Acting Managing Director",
        "Non-Executive Director",
        "General Counsel, Europe",
        "Directrice Générale",
        "Vorstandsmitglied",
        "Amministratrice delegata",
        "Presidenta ejecutiva",
        "Diretora-geral",
        "Algemeen directrice",
        "Verkställande direktör",
        "Prezeska zarządu",
        "代表取締役社長",
        "首席技术官",
        "대표이사",
        "최고경영자",
        "Ordförande",
        "Генеральный директор",
        "Genel Müdür",
    ],
)
def test_top_offices(title: str) -> None:
    assert office_of(title) is Office.TOP


@pytest.mark.parametrize(
    "title",
    [
        "Partner",
        "Executive Vice President",
        "Vice President and General Manager",
        "Owner",
        "Vice President, Marketing",
        "Senior Vice-President",
        "Former Chief Executive Officer",
        "Ancien PDG",
        "Head of Operations",
        "Directeur marketing",
        "Directrice de la recherche et du développement",
        "Jefa de recursos humanos",
        "Responsabile commerciale",
        "Hoofd verkoop",
        "Inhaberin",
        "MD",
    ],
)
def test_what_depends_on_the_firm_is_a_reason_to_hold(title: str) -> None:
    assert office_of(title) is Office.PERHAPS


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Software Engineer",
        "Senior Account Executive",
        "Executive Assistant to the President",
        "Assistant to the CEO",
        "Office of the CTO",
        "Chief of Staff to the COO",
        "President, Chess Club",
        "Student Body President, Class of 2020",
        "Vice President, Private Banking",
        "Vice chair of the school board",
        "Product Owner",
        "Venta al por mayor",
        "Brand Ambassador",
        "Assistante du directeur général",
        "Assistentin des Vorstands",
        "Segretaria di direzione",
        "Administrador de sistemas",
        "Amministratore di condominio",
        "Chef de projet",
        "社長秘書",
        "Advisor to CEOs",
        "Coach for CEOs and founders",
        "Secretaria del Director General",
        "Jefe de proyecto",
        "Jefe de cocina",
        "Руководитель проекта",
        "Customer Success Partner",
    ],
)
def test_who_only_sounds_like_it(title: str) -> None:
    assert office_of(title) is Office.OTHER


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Jane Roe, CFO", "CFO"),
        ("Jane Roe (Managing Director)", "Managing Director"),
        ("Jane Roe | Chief Executive Officer | Client", "Chief Executive Officer"),
        ("Jane Roe - President & COO", "President & COO"),
        ("Jane Roe CEO", "CEO"),
        ("Roe, Dean", ""),
        ("Chair, Mary", ""),
        ("Jane Roe, MD", ""),
        ("Jane Roe (Legal)", ""),
        ("Jane Roe", ""),
        ("ROE, JANE", ""),
        ("", ""),
    ],
)
def test_titles_beside_names(name: str, title: str) -> None:
    assert title_in_name(name) == title


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Managing-Director", Office.TOP),
        ("Mng. Dir.", Office.TOP),
        ("Chmn. & Pres.", Office.TOP),
        ("BoD member", Office.TOP),
        ("Gen Counsel", Office.TOP),
        ("Corp. Secretary", Office.TOP),
        ("Fin. Dir.", Office.TOP),
        ("Adm.dir", Office.TOP),
        ("Verkst. dir.", Office.TOP),
        ("Dyr. Generalny", Office.TOP),
        ("Mitgl. des Vorst.", Office.TOP),
        ("Cheif Operating Officer", Office.TOP),
        ("Chief Exectuive Officer", Office.TOP),
        ("Mangaing Director", Office.TOP),
        ("C F O", Office.TOP),
        ("CTO\u2122", Office.TOP),
        ("CEO兼CFO", Office.TOP),
        ("CFO입니다", Office.TOP),
        ("सीईओ", Office.TOP),
        ("代表", Office.TOP),
        ("Mitglied der Direktion", Office.TOP),
        ("VR-Mitglied", Office.TOP),
        ("Rektorin der Hochschule", Office.TOP),
        ("Bezirkspräsidentin", Office.TOP),
        ("Direzione Generale", Office.TOP),
        ("Exec. Dir.", Office.PERHAPS),
        ("Vice Pres., Sales", Office.PERHAPS),
        ("GC", Office.PERHAPS),
        ("Praxisinhaberin", Office.PERHAPS),
        ("Cheffe d'entreprise", Office.PERHAPS),
        ("负责人", Office.PERHAPS),
        ("老板", Office.PERHAPS),
        ("Dir. Marketing", Office.OTHER),
        ("Exec. Asst. to Chmn.", Office.OTHER),
        ("Self-styled CEO", Office.OTHER),
        ("Student-Assistant", Office.OTHER),
        ("Board directory", Office.OTHER),
        ("Büro der Vorstandsvorsitzenden", Office.OTHER),
        ("General Counsel's secretary", Office.OTHER),
        ("Chief Operating Officer's Staff", Office.OTHER),
        ("Chief Account Executive", Office.OTHER),
        ("Fußballvereinspräsident", Office.OTHER),
        ("CFO室", Office.OTHER),
        ("销售代表", Office.OTHER),
        ("영업대표", Office.OTHER),
        ("전문가", Office.OTHER),
    ],
)
def test_titles_as_people_write_them(title: str, office: Office) -> None:
    assert office_of(title) is office


def test_a_title_in_the_address_book_beats_any_exchange() -> None:
    card = ContactCard(name="Kim Poe", title="CFO", addresses=("kim@firm.example",))
    people = merge([correspondent("kim@firm.example", "Kim Poe", two_way(40))], [card], OWNER)
    (found,) = classify(people, build_context(people, OWNER, TODAY))
    assert found.tag is Tag.EXECUTIVE
    assert found.evidence[0].text == "CFO, says your address book"


def test_a_title_that_depends_is_flagged() -> None:
    people = merge([correspondent("kim@firm.example", "Kim Poe, Partner", two_way(40))], [], OWNER)
    (found,) = classify(people, build_context(people, OWNER, TODAY))
    assert found.flags == (Flag.PERHAPS_SENIOR,)


def f1(held: list[bool], wanted: list[bool]) -> float:
    right = sum(h and w for h, w in zip(held, wanted, strict=True))
    return 2 * right / (sum(held) + sum(wanted))


def _judged(name: str) -> tuple[Tag, tuple[Flag, ...]]:
    people = merge([correspondent("x@other.example", name, two_way(8))], [], OWNER)
    (found,) = classify(people, build_context(people, OWNER, TODAY))
    return found.tag, found.flags


@pytest.mark.parametrize(
    "name",
    ["Chief Executive", "The Chairman", "Finance Director", "CEO", "Lena Vorstand", "Nora CEO"],
)
def test_a_name_of_one_or_two_words_may_be_an_office(name: str) -> None:
    assert _judged(name)[0] is Tag.EXECUTIVE


@pytest.mark.parametrize(
    "name",
    [
        "Sen. Nora Quint",
        "U.S. Sen. Nora B. Quint",
        "Rep. Nora Quint",
        "Quint, Rep. Nora",
        "van der Quint, Amb. Nora B.",
        "Quint, Hon. N. B.",
        "Gov. Nora Quint",
        "Cllr Nora Quint",
        "Cllr Quint",
        "Hon. Nora Quint",
        "Rt Hon Nora Quint",
        "H.E. Ambassador Tariq Quint",
        "Nora Quint MdB",
        "OB Max Quint",
        "Maj Gen Hal Quint",
        "Brig. Gen. Quint",
        "Gen. Hal Quint",
        "General Mark Quint",
        "RADM Hal Quint",
        "Quint, Hal E BG USARMY 3 DIV (USA)",
        "Quint, Hal E Maj Gen USAF",
        "Quint, Hal E RDML USN",
        "Executive Director",
    ],
)
def test_public_offices_and_generals_are_a_reason_to_hold(name: str) -> None:
    tag, flags = _judged(name)
    assert Flag.PERHAPS_SENIOR in flags or tag is Tag.EXECUTIVE


@pytest.mark.parametrize(
    "name",
    [
        "Sales Rep. Nora",
        "Sales Rep. Nora Quint",
        "Rep Nora Quint",
        "Sen Amar Quint",
        "Gen Kanai Quint",
        "Hon Wai Quint",
        "H.E. van Quint",
        "H.E. Quint",
        "Nora Ob Quint",
        "Quint, Adm. Assistant",
        "Nora Quint, Adm. Asst",
        "Nora Quint, Gen. Admin",
        "Nora Quint, Hon. B.A.",
        "Nora Quint, Rep. West",
        "Anna Councilman",
        "Quint, Hal E COL USARMY 3 DIV (USA)",
        "Quint, Hal E CPO USN",
        "Cindy Justice",
        "Grace Bishop",
    ],
)
def test_what_only_reads_like_a_public_office_is_none(name: str) -> None:
    assert _judged(name) == (Tag.COLLEAGUE, ())


def test_a_public_office_is_read_in_the_address_book_as_well() -> None:
    card = ContactCard(name="Sen. Nora Quint", addresses=("x@other.example",))
    people = merge([correspondent("x@other.example", "N Q", two_way(8))], [card], OWNER)
    (found,) = classify(people, build_context(people, OWNER, TODAY))
    assert found.flags == (Flag.PERHAPS_SENIOR,)


def test_published_titles_are_held_where_they_should_be(corpora: Path) -> None:
    with (corpora / "titles" / "executive_titles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = [office_of(row["title"]) is not Office.OTHER for row in rows]
    assert f1(held, [row["is_executive"] != "no" for row in rows]) >= 0.98
    top = [office_of(row["title"]) is Office.TOP for row in rows]
    assert f1(top, [row["is_executive"] == "yes" for row in rows]) >= 0.95


def test_no_manager_or_staff_title_is_an_executive(corpora: Path) -> None:
    with (corpora / "titles" / "levelled_titles.tsv").open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    low = [title for title, level in rows if level in {"Manager", "Other"}]
    assert sum(office_of(title) is Office.TOP for title in low) <= 0.03 * len(low)


def read_list(name: str) -> list[tuple[str, Office]]:
    """Read a list of titles under the office they name."""
    text = Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
    found: list[tuple[str, Office]] = []
    office = Office.OTHER
    for line in text.splitlines():
        if line.startswith("["):
            office = Office(line.strip("[]"))
        elif line and not line.startswith("#"):
            found.append((line, office))
    return found


@pytest.mark.parametrize("name", ["second_titles.txt", "third_titles.txt", "fourth_titles.txt"])
def test_invented_titles_in_many_languages(name: str) -> None:
    rows = read_list(name)
    assert len(rows) >= 70
    wrong = [title for title, office in rows if office_of(title) is not office]
    assert len(wrong) <= 0.02 * len(rows), wrong
    traps = [title for title, office in rows if office is Office.OTHER]
    assert [title for title in traps if office_of(title) is not Office.OTHER] == []


@pytest.mark.parametrize(
    "title",
    [
        "\u0421EO",
        "C\u0415O",
        "Ch\u0456ef Executive Officer",
        "C\u200bEO",
        "C\u00adFO",
        "\uff23\uff25\uff2f",
        "\U0001d402\U0001d404\U0001d40e",
    ],
)
def test_a_title_is_what_it_looks_like(title: str) -> None:
    assert office_of(title) is Office.TOP
    assert title_in_name(f"Jane Roe | {title}") == title


def read_lines(name: str) -> list[str]:
    """Read a list of titles that all say the same."""
    text = Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_top_offices_are_held_in_some_thirty_languages() -> None:
    offices = read_lines("offices.txt")
    assert [title for title in offices if office_of(title) is Office.OTHER] == []
    assert sum(office_of(title) is Office.TOP for title in offices) >= 0.9 * len(offices)


def test_no_trap_in_any_language_is_an_executive() -> None:
    traps = read_lines("traps.txt")
    assert [title for title in traps if office_of(title) is Office.TOP] == []
    assert sum(office_of(title) is not Office.OTHER for title in traps) <= 0.1 * len(traps)


@pytest.mark.parametrize(
    "title",
    [
        "CEO, Lakeside Golf Club",
        "Geschäftsführerin, Turnverein Nord",
        "Генеральный директор сети магазинов",
        "代表取締役 北浜スポーツクラブ株式会社",
        "Permanent Secretary, Ministry of Health",
        "Ambassadrice auprès de la Suisse",
    ],
)
def test_who_is_paid_to_head_a_club_a_shop_or_a_ministry_heads_it(title: str) -> None:
    assert office_of(title) is Office.TOP


@pytest.mark.parametrize(
    "unit",
    [
        "chief ",
        "a, ",
        "(",
        "assistant to ",
        "vice president ",
        "- ",
        "x" * 50,
        "部",
        "director de ",
    ],
)
def test_long_text_costs_little(unit: str) -> None:
    start = time.process_time()
    office_of(unit * 20_000)
    title_in_name(unit * 20_000)
    assert time.process_time() - start < 1
