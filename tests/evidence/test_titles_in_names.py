"""Titles that stand in a display name: behind it, before it, or with nothing between."""

import time

import pytest

from invite_guard.evidence.titles import Office, office_of, title_in_name, without_title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        # nothing between
        ("Nora Quint Chief Operating Officer", "Chief Operating Officer"),
        ("Deputy General Counsel Tom Ashe", "Deputy General Counsel"),
        ("Managing Director Nora Quint", "Managing Director"),
        ("Board Member Prof. Nora Quint", "Board Member"),
        ("Nora Quint CFO Initech", "CFO"),
        ("Initech CTO Nora Quint", "CTO"),
        ("Nora Quint Co-Founder & CEO", "Co-Founder & CEO"),
        ("NORA QUINT CEO", "CEO"),
        ("Cfo Nora Quint", "Cfo"),
        ("CEO Nora", "CEO"),
        ("President Peter Ashe", "President"),
        ("Alcalde Pedro Ruiz", "Alcalde"),
        ("Councilman Pedro Ruiz", "Councilman"),
        ("Former President Peter Ashe", "Former President"),
        ("Chairwoman Quint", "Chairwoman"),
        ("Chairman of the Board Tom Ashe", "Chairman of the Board"),
        ("Chief Finacial Officer Tom Ashe", "Chief Finacial Officer"),
        ("Geschäftsführerin Eva Blum", "Geschäftsführerin"),
        ("Directrice Générale Léa Petit", "Directrice Générale"),
        ("Генеральный директор Олег Белов", "Генеральный директор"),
        ("Ewa Lis Prezes Zarządu", "Prezes"),
        ("Президент Олег Белов", "Президент"),
        ("יעל לוי מנכ״ל", "מנכ״ל"),
        ("Lena Vorstand", "Vorstand"),
        ("Jan Geschäftsführer", "Geschäftsführer"),
        ("Sônia Presidente", "Presidente"),
        ("Nora CEO", "CEO"),
        ("Cllr Nora Quint", "Cllr"),
        ("Councillor Quint", "Councillor"),
        # nothing but an office
        ("Chief Executive", "Chief Executive"),
        ("Executive Director", "Executive Director"),
        ("FINANCE DIRECTOR", "FINANCE DIRECTOR"),
        ("The Chairman", "Chairman"),
        ("Die Geschäftsführung", "Geschäftsführung"),
        ("President", "President"),
        ("CEO", "CEO"),
        # before a separator
        ("CFO - Nora Quint", "CFO"),
        ("CTO: Nora Quint", "CTO"),
        ("Chairman | Tom Ashe", "Chairman"),
        ("Managing Director - Tom Ashe", "Managing Director"),
        ("General Counsel: Tom Ashe", "General Counsel"),
        ("President & COO - Tom Ashe", "President & COO"),
        # behind one
        ("Nora Quint, bestuursvoorzitter", "bestuursvoorzitter"),
        ("Lars Holm, VD", "VD"),
        ("Quint, Nora CFO", "CFO"),
        ("Nora Quint: CEO", "CEO"),
        ("Nora Quint · CEO", "CEO"),
        ("Nora Quint (Chancellor)", "Chancellor"),
        ("Eva Blum (Vorstandsvorsitzende)", "Vorstandsvorsitzende"),
        ("Eva Blum | Verwaltungsrat", "Verwaltungsrat"),
        ("Inés Gil (Dirección General)", "Dirección General"),
        ("Léa Petit (Présidence)", "Présidence"),
        ("Ewa Lis (Zarząd)", "Zarząd"),
        ("Nora Quint (NED)", "NED"),
        ("NORA QUINT (VD)", "VD"),
        # scripts without spaces
        ("佐々木会長", "佐々木会長"),
        ("佐々木会長様", "佐々木会長様"),
        ("代表取締役 佐々木 健", "代表取締役"),
        ("代表取締役佐々木健", "代表取締役佐々木健"),
        ("佐々木健（代表取締役）", "代表取締役"),
        ("李明 董事长", "董事长"),
        ("李总", "李总"),
        ("李明（CEO）", "CEO"),
        ("李明｜首席财务官", "首席财务官"),
        ("최민수 사장님", "사장님"),
    ],
)
def test_a_title_is_found_wherever_it_stands(name: str, title: str) -> None:
    assert title_in_name(name) == title
    assert office_of(title) is not Office.OTHER


@pytest.mark.parametrize(
    "name",
    [
        # people who are called so
        "Bob King",
        "Ana Chancellor",
        "Dean Moss",
        "Moss, Dean",
        "Mayor, Ana",
        "Chair, Mary",
        "Robert (Dean) Moss",
        "Ana Mayor Gil",
        "Bruno Le Maire",
        "President Thabo Nkosi",
        "Governor Okafor",
        "Ceo Kwan Lim",
        "Ned Moss (Ned)",
        "Moss, Ned",
        "Prince Albert Moss",
        "Judge Reinhold Moss",
        "Wei Cao",
        "Cao Wei Ming",
        "장관우",
        "이장관",
        "전무송",
        "董事成",
        "Jim Chairman",
        "Anna Councilman",
        "Maria del Mar Alcalde",
        "Anna Maria Kanzler",
        "Cindy Justice",
        "Grace Bishop",
        "Jean Provost",
        "Nathan Chancellor",
        "Dean Head",
        "Quint Vorstand",
        "De Mayor",
        "CRO",
        # what sounds like an office
        "Moss, Ana, MD",
        "Ana Moss, MD",
        "Senior Account Executive Ana Moss",
        "Executive Assistant to the CEO Ana Moss",
        "Office of the Chairman",
        "Initech Office of the CEO",
        "Ana Moss, EA to CEO",
        "Product Owner Ana Moss",
        "Moss, Ana CPO USN",
        "Head Chef Ana Moss",
        "Initech Customer Service Team",
        "최대표님 비서",
    ],
)
def test_no_title_is_made_of_a_name(name: str) -> None:
    assert title_in_name(name) == ""
    assert without_title(name) == name


@pytest.mark.parametrize("unit", ["mng. dir. ", "vice president of the ", "head of ", "CEO of "])
def test_a_hostile_name_costs_little(unit: str) -> None:
    title_in_name("Mng. Dir. Nora Quint")
    start = time.process_time()
    for length in range(20):
        assert title_in_name(unit * 40 + "x" * length)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Nora Quint CFO", "Nora Quint"),
        ("CFO - Nora Quint", "Nora Quint"),
        ("Managing Director - Nora Quint", "Nora Quint"),
        ("Initech CTO Nora Quint", "Nora Quint"),
        ("Nora Quint, President", "Nora Quint"),
        ("Quint, Nora CFO", "Quint, Nora"),
        ("Chief Executive Officer", "Chief Executive Officer"),
        ("CEO Nora", "CEO Nora"),
    ],
)
def test_a_name_is_left_without_its_title_where_one_is_left(name: str, bare: str) -> None:
    assert without_title(name) == bare
