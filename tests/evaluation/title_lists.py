"""Executives by title: published lists of titles, and chief officers in seven languages."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.evaluation.chief_officers import chief_officers
from tests.evaluation.figures import Figure
from tests.evaluation.statistics_of_counts import Guess, bootstrap, f1, share

from invite_guard.evidence.titles import Office, office_of

PART = "executive by title"


KINDS: Mapping[str, tuple[bool, re.Pattern[str]]] = {
    "a lower label, yet a chief officer, general counsel, board or firm's managing partner": (
        False,
        re.compile(
            r"chief\b.*\bofficer|\bc[efimot]o\b|general counsel|managing partner|board of directors"
        ),
    ),
    "a lower label, yet a president, of a division or country too": (
        False,
        re.compile(r"(?<!vice )(?<!vice-)\bpresident\b"),
    ),
    "C-Suite, yet a chief who is no officer: an expert, or of a unit": (
        True,
        re.compile(r"\bchief\b(?!.*(?:officer|executive|counsel))"),
    ),
    "C-Suite, yet an adviser, an editor, in a circle, or no longer": (
        True,
        re.compile(r"advisory|\beditor|\bcircle\b|\bpast\b"),
    ),
}
"""Kinds of labels that contradict what an executive is here (DESIGN, section 3).

Of each: whether the label is C-Suite, and the form of the titles, in lower case. They count apart
whether the product agrees or not.
"""


def contradiction(title: str, level: str) -> str:
    """Tell by which kind a label contradicts the definition, if it does."""
    folded = title.lower()
    for kind, (top, form) in KINDS.items():
        if top is (level == "C-Suite") and form.search(folded):
            return kind
    return ""


def title_lists(corpora: Path) -> Iterator[Figure]:
    """Measure each list: what is held for its title, and what is called an executive."""
    with (corpora / "titles" / "executive_titles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = [Guess(_held(r["title"]), true=r["is_executive"] != "no") for r in rows]
    yield _f1("executive_titles: held, `depends` counted as held, F1", held, ">= 0.98")
    top = [Guess(_top(r["title"]), true=r["is_executive"] == "yes") for r in rows]
    yield _f1("executive_titles: called an executive, F1", top)
    traps = [_top(r["title"]) for r in rows if r["is_executive"] == "no"]
    yield _share("executive_titles: traps called an executive", traps, "<= 0")
    yield from _levelled(corpora)
    wanted = [_held(title) for title in chief_officers()]
    yield _share("chief officers in seven languages, both genders: held", wanted, ">= 0.95")


def _levelled(corpora: Path) -> Iterator[Figure]:
    with (corpora / "titles" / "levelled_titles.tsv").open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    apart = [row for row in rows if not contradiction(*row)]
    for name, part in (("all", rows), ("labels against DESIGN counted apart", apart)):
        guesses = [Guess(_top(title), true=level == "C-Suite") for title, level in part]
        yield _f1(f"levelled_titles: C-Suite called an executive, {name}, F1", guesses, ">= 0.95")
    for kind in KINDS:
        agreed = [
            _top(title) == (level == "C-Suite")
            for title, level in rows
            if contradiction(title, level) == kind
        ]
        yield _share(f"apart, agreed with all the same: {kind}", agreed)._replace(baseline=True)
    words = [Guess(_keyword(title), true=level == "C-Suite") for title, level in rows]
    yield _f1("keywords: chief, c?o, president", words)._replace(baseline=True)
    low = [_top(title) for title, level in rows if level in {"Manager", "Other"}]
    yield _share("levelled_titles: Manager and Other called an executive", low)


def _keyword(title: str) -> bool:
    words = title.lower().replace("/", " ").replace(",", " ").split()
    return any(w in {"chief", "president"} or (len(w) == 3 and w[0] + w[2] == "co") for w in words)


def _held(title: str) -> bool:
    return office_of(title) is not Office.OTHER


def _top(title: str) -> bool:
    return office_of(title) is Office.TOP


def _f1(name: str, guesses: Sequence[Guess], target: str = "") -> Figure:
    found, there = sum(bool(g.said) for g in guesses), sum(g.true for g in guesses)
    return Figure(PART, name, bootstrap(guesses, f1), f"{found} for {there}", target)


def _share(name: str, hits: Sequence[bool], target: str = "") -> Figure:
    return Figure(PART, name, share(sum(hits), len(hits)), f"{sum(hits)} of {len(hits)}", target)
