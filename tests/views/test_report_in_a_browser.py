"""The page in a real browser: nothing runs, nothing is fetched, and the table sorts."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.hostile import HOSTILE

from invite_guard.model.plan import Plan, PlanAddress, PlanEvidence, PlanPerson
from invite_guard.views.page.report import COLUMNS, render

if sys.platform == "win32":
    pytest.skip("pipes with numbers are a POSIX matter", allow_module_level=True)

from tests.views.browser import TITLE, Page, browsing, find, require_harmless

PROGRAM = find()
if PROGRAM is None:
    pytest.skip("no Chromium here: install chromium-headless-shell", allow_module_level=True)

MakePerson = Callable[..., PlanPerson]
MakePlan = Callable[..., Plan]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    assert PROGRAM
    with browsing(PROGRAM, tmp_path / "profile") as found:
        yield found


def page_of(plan: Plan) -> str:
    return "".join(render(plan, plan.people))


def shown(page: Page, column: str) -> list[str]:
    at = COLUMNS.index(column)
    return list(
        page.evaluate(
            f"[...document.querySelectorAll('tbody tr')].map(r => r.cells[{at}].innerText)"
        )
    )


def test_hostile_names_run_no_script_and_fetch_nothing(
    make_person: MakePerson, make_plan: MakePlan, page: Page, tmp_path: Path
) -> None:
    people = []
    for number, payload in enumerate(HOSTILE):
        address = PlanAddress(address=f"{payload}@x{number}.example", from_=1, to=1, cc=0, bcc=0)
        someone = make_person(
            "x",
            organisation=payload,
            hints=(payload,),
            addresses=(address,),
            evidence=(PlanEvidence(rule="r", text=payload, weight=1.0),),
        )
        people.append(someone.model_copy(update={"name": payload}))
    file = tmp_path / "report.html"
    file.write_text(page_of(make_plan(*people)), "utf-8")
    assert require_harmless(page, file) == len(people)


def test_what_the_page_did_not_bring_along_does_not_run(
    make_person: MakePerson, make_plan: MakePlan, page: Page, tmp_path: Path
) -> None:
    """Shows that the policy is in force, and that this look can fail."""
    whole = page_of(make_plan(make_person()))
    broken = whole.replace("</h1>", "</h1><script>document.title = 'pwned'</script>")
    file = tmp_path / "report.html"
    file.write_text(broken, "utf-8")
    page.open(file)
    assert page.evaluate("document.title") == TITLE
    assert page.events("Audits.issueAdded")
    file.write_text(broken.replace("Content-Security-Policy", "x-nothing"), "utf-8")
    page.told.clear()
    page.call("Page.reload")
    while not page.events("Page.loadEventFired"):
        page.evaluate("1")
    assert page.evaluate("document.title") == "pwned"


def test_the_table_sorts_by_every_column_both_ways(
    make_person: MakePerson, make_plan: MakePlan, page: Page, tmp_path: Path
) -> None:
    people = [
        make_person("Ben", "c@x.example", confidence=0.9),
        make_person("ana", "a@x.example", confidence=1.0),
        make_person("Cem", "b@x.example", confidence=0.85),
    ]
    file = tmp_path / "report.html"
    file.write_text(page_of(make_plan(*people)), "utf-8")
    page.open(file)
    assert shown(page, "Name") == ["Ben", "ana", "Cem"]

    def click(column: str) -> None:
        at = COLUMNS.index(column)
        page.evaluate(f"document.querySelectorAll('th button')[{at}].click()")

    for column, up in (("Name", ["ana", "Ben", "Cem"]), ("Sure", ["Cem", "Ben", "ana"])):
        click(column)
        assert shown(page, "Name") == up
        click(column)
        assert shown(page, "Name") == up[::-1]
    assert page.evaluate("document.querySelectorAll('[aria-sort]').length") == 1


def test_without_script_it_can_be_read(
    make_person: MakePerson, make_plan: MakePlan, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(page_of(make_plan(make_person())), "utf-8")
    page.open(file)
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.told.clear()
    page.call("Page.reload")
    while not page.events("Page.loadEventFired"):
        page.call("Page.getLayoutMetrics")
    assert shown(page, "Address") == ["ana@corp.example"]
    assert page.evaluate("document.querySelector('table.live') === null")
