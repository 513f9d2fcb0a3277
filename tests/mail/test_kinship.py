"""Names that say what somebody is to somebody."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.mail.kinship import is_kinship, is_relation_of_kin, says_kinship


@pytest.mark.parametrize(
    "name",
    [
        *("Mum", "Dad", "DAD", "mummy", "Wife", "Papa", "Parents", "Mom Cell", "Mum & Dad"),
        *("Grandma Pat", "Aunt Rosa", "Uncle Bob Stone", "Wife Jen", "Mother-in-law", "My wife"),
        *(
            "Lin Zhao (Wife)",
            "Lin Zhao - my wife",
            "Mum - Judith",
            "Judith Roe, mum",
            "Oma | Hilde",
        ),
        *(
            "Kim Lee (Leo's mom)",
            "Leo's mom Kim",
            "Daughter's teacher Ms. Kim",
            "Kim (Emma's coach)",
        ),
        *("Oma Hilde", "Tante Inge", "Meine Frau", "Mama von Leo", "Leos Mama", "Schwiegermutter"),
        *("Ma femme", "Grand-mère Odile", "Belle-mère", "Mamie Colette", "Tonton Luc"),
        *("Mamá", "Mi madre", "Tía Carmen", "Tía", "Abuela Rosa", "Suegra", "Mãe", "Vovó Lúcia"),
        *(
            "Nonna Lucia",
            "Mia moglie",
            "Zia Maria",
            "Babcia Zofia",
            "Kati néni",
            "Ahmet Amca",
            "Annem",
        ),
        *(
            "Мама",
            "Тётя Маша",
            "бабушка",
            "μαμά",
            "أمي",
            "אמא",
            "Sunita Aunty",
            "मम्मी",
            "माँ",
            "दीदी",
            "भैया",
        ),
        *("Maman", "Maman Chantal", "Ma chérie", "Chérie", "Karım", "Nanna Joan"),
        *(
            "母",
            "お母さん",
            "田中 おばさん",
            "妈妈",
            "李阿姨",
            "엄마",
            "김민수 엄마",
            "Äiti",
            "Mormor",
        ),
        *("The Roe Family", "Familie Schulz", "Kim Lee (babysitter)", "Papa Joe", "Judith (Oma)"),
    ],
)
def test_whoever_is_called_a_relative(name: str) -> None:
    assert says_kinship(name, "jroe")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "Jane Roe",
            "Frau Lindner",
            "Frau",
            "Thomas Mann",
            "Andreas Mann",
            "Mia Mann",
            "Kind",
        ),
        *("Mama Diop", "Papa Diop", "Baba Okafor", "Nana Akufo", "Nana", "Baba", "Ma de Silva"),
        *("Zia Khan", "Tia Mowry", "Tia Thomas", "Mae West", "Irma", "Anne", "Anya Petrova", "Pai"),
        *("Jean Cousin", "Cousin, Jean", "Nguyen Son", "Son Nguyen", "Jack Ma", "Ma, Jack", "Pop"),
        *("Father Tim", "Sister Agnes", "Brother Paul", "Mother Teresa"),
        *("Jane Roe (Home)", "Jane Roe (private)", "Jane Roe (Partner)", "Partner", "Teacher Ann"),
        *("Tata Motors", "Mom's Kitchen", "Bob's Burgers", "Roe Family Office", "Friend of Roe"),
        *("मोहन गुहा", "मीरा पटेल", "माधव राव", "मानसी", "माया शर्मा", "भैया सिंह"),
        *("Nanna Eriksen", "Maman Suryaman", "Karim Robertsson", "Cherie Boss"),
        *("王建国", "山田 太郎", "先生", "박지훈", "Иван Мамонтов"),
    ],
)
def test_names_that_only_read_so(name: str) -> None:
    assert not says_kinship(name, name.lower().replace(" ", "."))


def test_what_stands_for_a_title() -> None:
    assert all(map(is_kinship, ("Mother in law", "wife", "Cousin", "Oma", "My brother")))
    assert not any(map(is_kinship, ("Partner", "Trainer", "Family Lawyer", "Father's Office", "")))


def test_relations_of_an_address_book() -> None:
    kin = ("Spouse", "spouse", "_$!<Spouse>!$_", "Domestic Partner", "domesticPartner", "Mother")
    assert all(map(is_relation_of_kin, kin))
    assert not any(map(is_relation_of_kin, ("Assistant", "_$!<Manager>!$_", "Referred By", "")))


@given(st.text())
def test_any_name_is_read(name: str) -> None:
    says_kinship(name, name)


def test_time_is_bounded() -> None:
    begun = time.perf_counter()
    for name in ("mum and " * 100_000, "(mum" * 100_000, " - mum" * 100_000, "Leo's " * 100_000):
        says_kinship(name)
    assert time.perf_counter() - begun < 1
