"""The whole page: totals, pictures, and everybody in a table that can be sorted."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.stages.look_twice import FLAGS
from invite_guard.views import words
from invite_guard.views.page.markup import Markup, element
from invite_guard.views.page.plots import Cell, bar, grid, step
from invite_guard.views.spark import timeline
from invite_guard.views.summary import read_from, summary

COLUMNS = (
    "Stands",
    "Tag",
    "Sure",
    "Name",
    "Address",
    "Work",
    "Why",
    "Look twice",
    "Direct mail by year",
    "Last direct",
    "To them",
    "From them",
)
PRIVATE = (
    "This page lists private data of others and of yours. Nothing on it was sent anywhere, and it "
    "loads nothing: keep it to yourself. It is for looking at; never upload it."
)


def render(plan: Plan, people: Iterable[PlanPerson]) -> Iterator[str]:
    """Write one page on these people of a plan, in parts; all are looked at before the first.

    It needs no network and, to be read, no script. Its Content-Security-Policy (W3C CSP 3) lets in
    its own style and its own script by hash and nothing else, so that not even a mistake here could
    run what a stranger wrote.
    """
    rows, cells = [], Counter[Cell]()
    for person in people:
        rows.append(_row(person))
        cells[person.tag, step(person)] += 1
    before, end, after = _page(plan, cells).partition("</tbody>")
    yield before
    yield from rows
    yield end + after


def _page(plan: Plan, cells: Counter[Cell]) -> str:
    """Write it without the rows of its table."""
    style, script = _part("report.css"), _part("report.js")
    head = element(
        "head",
        element("meta", attributes={"charset": "utf-8"}),
        element(
            "meta",
            attributes={
                "http-equiv": "Content-Security-Policy",
                "content": (
                    f"default-src 'none'; style-src '{_hash(style)}'; "
                    f"script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
                ),
            },
        ),
        element("meta", attributes={"name": "referrer", "content": "no-referrer"}),
        element(
            "meta",
            attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"},
        ),
        element("title", "Who an import would invite: a dry run"),
        element("style", style),
    )
    body = element("body", *_body(plan, cells), element("script", script))
    return f"<!doctype html>\n{element('html', head, body, attributes={'lang': 'en'})}\n"


def _body(plan: Plan, cells: Counter[Cell]) -> Iterator[Markup]:
    first, *rest = summary(plan)
    yield element("h1", first)
    yield element("p", PRIVATE, attributes={"class": "soft"})
    yield bar(plan.totals)
    for line in rest:
        yield element("p", line)
    yield element("h2", "How well you know them")
    yield element(
        "p",
        "Direct mails both ways, of the people in the table: a circle as large as their number.",
        attributes={"class": "soft"},
    )
    yield grid(cells)
    yield element("h2", words.count(cells.total(), "person", "people"))
    yield element("div", _table(), attributes={"class": "scroll"})
    yield element("h2", "Read from")
    for line in read_from(plan):
        yield element("p", line, attributes={"class": "soft"})


def _table() -> Markup:
    heads = (
        element("th", element("button", title, attributes={"type": "button"}), attributes=_COLUMN)
        for title in COLUMNS
    )
    return element(
        "table",
        element("caption", "The proposed first, then the held, riskiest first."),
        element("thead", element("tr", *heads)),
        element("tbody"),
        attributes={"class": "sortable"},
    )


_COLUMN: Mapping[str, str] = {"scope": "col"}


def _row(person: PlanPerson) -> Markup:
    exchange = person.exchange
    decided = words.standing(person)
    stands = words.disposition(person)
    work = ", ".join(part for part in (person.title, person.organisation) if part)
    return element(
        "tr",
        _whole(f"{stands}, {decided}" if decided else stands),
        _whole(f"{person.tag}, your word" if person.corrected else str(person.tag)),
        _number(words.percent(person.confidence), person.confidence),
        element("td", words.name(person)),
        element("td", person.address),
        element("td", work),
        element("td", words.why(person), attributes={"class": "long"}),
        element("td", "; ".join((*(FLAGS[flag] for flag in person.flags), *person.hints))),
        _whole(timeline(exchange.months).partition(",")[0]),
        _whole(words.day(exchange.last_direct)),
        _number(f"{exchange.owner_wrote:,}", exchange.owner_wrote),
        _number(f"{exchange.they_wrote:,}", exchange.they_wrote),
    )


def _number(shown: str, amount: float) -> Markup:
    return element("td", shown, attributes={"class": "n", "data-n": amount})


def _whole(words: str) -> Markup:
    """Write a cell that is never broken into lines."""
    return element("td", words, attributes={"class": "whole"})


def _part(name: str) -> Markup:
    """Read the style or the script, which are of our own writing."""
    found = files(__package__).joinpath(name).read_text("utf-8")
    assert "</" not in found
    return Markup(found)


def _hash(part: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
