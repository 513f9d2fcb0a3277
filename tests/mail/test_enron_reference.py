"""Twelve real mailboxes against counts that plain splitting gave: everybody, equally often."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.headers import read_header
from invite_guard.mail.mailbox_syntax import is_well_formed
from invite_guard.mail.separators import header_blocks

Counts = dict[str, tuple[int, ...]]


def reference(folder: Path) -> dict[str, Counts]:
    """Give the well-formed addresses of each owner with their counts in From, To and Cc.

    Plain splitting also made addresses such as `credit <.williams@...>` and `<"j.d"@...>` with
    the brackets left on: those are malformed, are given by us without brackets, and not compared.
    """
    owners: dict[str, Counts] = defaultdict(dict)
    with (folder / "correspondents_reference.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if is_well_formed(row["email"]):
                counts = (int(row["n_from"]), int(row["n_to"]), int(row["n_cc"]))
                owners[row["owner"]][row["email"]] = counts
    return owners


def counted(mailbox: Path) -> Counts:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with mailbox.open("rb") as stream:
        for head, _ in header_blocks(stream):
            fields = read_header(head)
            for place, value in enumerate((fields.from_, fields.to, fields.cc)):
                for address in {box.address for box in read_mailboxes(value)}:
                    found[address][place] += 1
    return {address: tuple(counts) for address, counts in found.items()}


def test_every_well_formed_address_with_equal_counts(corpora: Path) -> None:
    owners = reference(corpora / "enron")
    assert len(owners) == 12
    different = 0
    for owner, expected in owners.items():
        found = counted(corpora / "enron" / "mbox" / f"{owner}.mbox")
        assert expected.keys() <= found.keys()
        different += sum(found[address] != counts for address, counts in expected.items())
    assert different == 0


def test_every_message_is_seen(corpora: Path) -> None:
    with (corpora / "enron" / "owners.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if "messages" not in rows[0]:
        pytest.skip("no counts of messages here")
    for row in rows:
        with (corpora / "enron" / "mbox" / f"{row['owner']}.mbox").open("rb") as stream:
            assert sum(1 for _ in header_blocks(stream)) == int(row["messages"])
