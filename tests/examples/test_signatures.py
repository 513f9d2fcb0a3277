"""Signatures of the invented mailbox, where the truth about everybody is written down."""

import csv
from collections.abc import Mapping
from pathlib import Path

from invite_guard.model.owner import Owner
from invite_guard.model.signature import Signature
from invite_guard.sources import detect
from invite_guard.stages.gather import Wish, gather
from invite_guard.stages.signing.look import look_for_signatures
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Silent

ROOT = Path(__file__).resolve().parents[2]
MAIL = ROOT / "src" / "invite_guard" / "demo" / "takeout-demo.zip"
LATEST = 2_000_000_000


def truth() -> Mapping[str, tuple[str, str]]:
    """Give title and organisation of everybody, by address."""
    with (ROOT / "examples" / "invented" / "people.csv").open(encoding="utf-8", newline="") as file:
        return {
            address: (row["title"], row["organisation"])
            for row in csv.DictReader(file)
            for address in (row["address"], *row["also"].split())
        }


def signatures(folder: Path) -> Mapping[str, tuple[Signature, ...]]:
    with Correspondence.open(folder / "correspondence.sqlite3") as store:
        sources = detect(MAIL)
        owner: Owner = gather(sources, store, Wish(latest=LATEST), Silent(), detect).owner
        look_for_signatures(sources, store, owner, LATEST, Silent())
        return store.signatures()


def test_everybody_signs_with_their_own_title(tmp_path: Path) -> None:
    """Exactly, or with the firm behind it, or, of an assistant, without whom they assist."""
    known = truth()
    found = signatures(tmp_path)
    assert len(found) > 100
    for address, signed in found.items():
        title, organisation = known[address]
        assert {s.title for s in signed} <= {
            title,
            f"{title}, {organisation}",
            title.partition(" to ")[0],
        }
        assert {s.organisation for s in signed} <= {organisation, ""}
