"""One page that needs nothing else, in which nothing a stranger wrote is more than text."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from tests.hostile import HOSTILE

from invite_guard.model.correspondent import MonthActivity
from invite_guard.model.plan import Plan, PlanAddress, PlanEvidence, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.views.page.markup import element, text
from invite_guard.views.page.plots import STEPS, step
from invite_guard.views.page.report import COLUMNS, render
from invite_guard.views.selection import Selection

MakePerson = Callable[..., PlanPerson]
MakePlan = Callable[..., Plan]
HOLD = Disposition.HOLD


class Reader(HTMLParser):
    """Reads the page as a browser's tokeniser would."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str]] = set()
        self.cells: list[list[str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag == "tr":
            self.cells.append([])
        if tag == "td":
            self.cells[-1].append("")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["td"]:
            self.cells[-1][-1] += data


def page_of(plan: Plan, selection: Selection | None = None) -> str:
    return "".join(render(plan, (selection or Selection()).of(plan).people))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def rows(page: str) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in read(page).cells if cells]


def test_everybody_asked_for_is_in_the_table_once(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    people = (
        make_person("Ana Ruiz", "ana@corp.example"),
        make_person("Eve", "eve@corp.example", tag=Tag.EXECUTIVE, disposition=HOLD),
        make_person("Bot", "bot@x.example", disposition="excluded", exclusion=Exclusion.ROBOT),
    )
    plan = make_plan(*people)
    assert [row["Address"] for row in rows(page_of(plan))] == [
        "ana@corp.example",
        "eve@corp.example",
    ]
    assert len(rows(page_of(plan, Selection(everything=True)))) == 3
    (row,) = rows(page_of(plan, Selection(tag=Tag.EXECUTIVE)))
    assert (row["Stands"], row["Tag"], row["Sure"]) == ("held", "executive", "93 %")


def test_the_totals_and_the_accident_stand_above(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    page = page_of(make_plan(make_person()))
    assert (
        "<h1>An import of everything would have invited 1 person, with up to 3 mails.</h1>" in page
    )
    assert "proposed: 1 person" in page
    assert "1 person (2 addresses) = 1 proposed + 0 held + 0 excluded." in page


def test_it_loads_nothing_and_links_nowhere(make_person: MakePerson, make_plan: MakePlan) -> None:
    someone = make_person(linkedin_url="https://www.linkedin.com/in/ana")
    page = page_of(make_plan(someone))
    names = {name for name, _ in read(page).attributes}
    assert names.isdisjoint({"src", "href", "style", "action", "srcset", "xlink:href"})
    assert not any(name.startswith("on") for name in names)
    assert "://" not in page


def test_the_policy_lets_in_its_own_style_and_script_and_nothing_else(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    page = page_of(make_plan(make_person()))
    policy = next(value for name, value in read(page).attributes if value.startswith("default-src"))
    for kind in ("style", "script"):
        (inner,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("payload", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_what_strangers_wrote_is_text(
    make_person: MakePerson, make_plan: MakePlan, payload: str
) -> None:
    plain = read(page_of(make_plan(_everywhere(make_person, "harmless"))))
    page = page_of(make_plan(_everywhere(make_person, payload)))
    found = read(page)
    assert found.tags == plain.tags
    assert {name for name, _ in found.attributes} == {name for name, _ in plain.attributes}
    assert all(c == "\n" or c.isprintable() for c in page)
    page.encode("utf-8")
    assert len(page) < 60_000


def _everywhere(make_person: MakePerson, payload: str) -> PlanPerson:
    person = make_person(
        organisation=payload,
        title=payload,
        linkedin_url=payload,
        hints=(payload,),
        flags=(Flag.LOOK_ALIKE,),
        note=payload,
        addresses=(PlanAddress(address=f"{payload}@x.example", from_=1, to=1, cc=0, bcc=0),),
        evidence=(PlanEvidence(rule="r", text=payload, weight=1.0),),
    )
    return person.model_copy(update={"name": payload})


def test_text_is_text_and_only_elements_are_not() -> None:
    assert element("p", "a<b", element("b", '"')) == "<p>a&lt;b<b>&quot;</b></p>"
    assert element("p", attributes={"class": '"><x'}) == '<p class="&quot;&gt;&lt;x"></p>'
    assert text("\x1b<i>") == "\N{REPLACEMENT CHARACTER}&lt;i&gt;"


@pytest.mark.parametrize(
    ("mails", "named"),
    [(0, "none"), (1, "1"), (2, "2-3"), (3, "2-3"), (4, "4-7"), (127, "64-127"), (9999, "128+")],
)
def test_steps_double(make_person: MakePerson, mails: int, named: str) -> None:
    passed = make_person().exchange.model_copy(update={"direct_in": mails, "direct_out": 0})
    assert STEPS[step(make_person(exchange=passed))] == named


def test_circles_hold_everybody(make_person: MakePerson, make_plan: MakePlan) -> None:
    exchange = make_person().exchange
    people = [
        make_person(
            f"P {number}",
            f"p{number}@x.example",
            tag=list(Tag)[number % 4],
            disposition=HOLD,
            exchange=exchange.model_copy(
                update={"direct_in": number, "months": (MonthActivity(24000, number, 0),)}
            ),
        )
        for number in range(40)
    ]
    page = page_of(make_plan(*people))
    grid = page[page.index("People by tag") : page.index("</svg>", page.index("People by tag"))]
    numbers = re.findall(r"<circle[^>]*></circle><text[^>]*>([\d,]+)</text>", grid)
    assert sum(map(int, numbers)) == 40
