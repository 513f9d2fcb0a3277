"""What is published about the people of the corpora, read at run time."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from invite_guard.model.card import ContactCard

LEAST_FILED = 2
LEAST_SHARE = 0.5
"""Somebody is personal whom the owner filed so at least this often, and this share of the time."""


class Truth(NamedTuple):
    """What is known of the people of one mailbox, by address."""

    c_level: frozenset[str] = frozenset()
    vp_plus: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    """Of whom any title is published, high or low."""
    personal: frozenset[str] = frozenset()
    perhaps_personal: frozenset[str] = frozenset()
    """Filed as personal too seldom to be sure of it."""
    same_employer: frozenset[str] = frozenset()
    other_employer: frozenset[str] = frozenset()
    same_domain: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    """The owner's own, as published: what LinkedIn would have as their positions."""


def read_truths(corpora: Path) -> Mapping[str, Truth]:
    """Read every label of the corpora, by mailbox."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(corpora / "enron" / "correspondents_executive.csv"):
        if row["ambiguous"] not in {"", "0"}:
            continue
        for name, holds in (
            ("c_level", row["z_c_level"] == "1"),
            ("vp_plus", row["z_vp_plus"] == "1"),
            ("titled", True),
        ):
            if holds:
                found[row["owner"]][name].add(row["correspondent_email"])
    for row in _rows(corpora / "enron" / "correspondents_personal.csv"):
        filed, of = int(row["n_in_personal_folders"]), int(row["n_total_msgs_le10_recipients"])
        sure = filed >= LEAST_FILED and filed >= LEAST_SHARE * of
        found[row["owner"]]["personal" if sure else "perhaps_personal"].add(row["email"])
    for row in _rows(corpora / "lkml" / "employers.csv"):
        label = "same_employer" if row["same_employer"] == "1" else "other_employer"
        mailbox = found[row["owner"].replace("@", "_at_")]
        mailbox[label].add(row["correspondent"])
        mailbox["employers"].update(row["owner_employers"].split("|"))
        if row["same_domain"] == "1":
            mailbox["same_domain"].add(row["correspondent"])
    return {
        name: Truth(**{key: frozenset(value) for key, value in sets.items()})
        for name, sets in found.items()
    }


def published_titles(corpora: Path) -> list[ContactCard]:
    """Make an address book of the published titles, as if the owner had noted them."""
    return [
        ContactCard(name=row["name"], title=row["title_zhou"], addresses=(address,))
        for row in _rows(corpora / "enron" / "people.csv")
        if row["title_zhou"]
        for address in row["emails"].split()
        if address not in row["ambiguous_emails"].split()
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
