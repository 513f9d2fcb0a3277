"""The titles people sign with, as they are kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from invite_guard.model.signature import Signature
from invite_guard.model.source import Fingerprint, Position
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.signed import TITLES_KEPT, Looked, Signed

DAY = 86_400
ANN = "ann@corp.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Correspondence]:
    with Correspondence.open(tmp_path / "correspondence.sqlite3") as opened:
        yield opened


def test_the_newest_mail_and_any_firm_count(store: Correspondence) -> None:
    store.keep_signatures([Signed(ANN, "CFO", "Corp Inc.", 2 * DAY)], [1])
    store.keep_signatures([Signed(ANN, "CFO", "", 9 * DAY), Signed(ANN, "CFO", "", DAY)], [2, 3])
    assert store.signatures() == {
        ANN: (Signature(title="CFO", organisation="Corp Inc.", last_seen=date(1970, 1, 10)),)
    }
    assert [store.was_looked_at(n) for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_few_titles_of_each_newest_first(store: Correspondence) -> None:
    found = [Signed(ANN, f"Title {n}", "", n * DAY) for n in range(1, 9)]
    store.keep_signatures([*found, Signed("bob@corp.example", "Clerk", "", 0)], [])
    titles = [s.title for s in store.signatures()[ANN]]
    assert titles == [f"Title {n}" for n in range(8, 8 - TITLES_KEPT, -1)]
    (clerk,) = store.signatures()["bob@corp.example"]
    assert (clerk.last_seen, clerk.told) == (None, "signs as Clerk (signature)")


def test_how_far_a_source_was_looked_through(store: Correspondence) -> None:
    assert store.looked_through("a") is None
    for offset in (5, 7):
        looked = Looked(Fingerprint(1, 2, "x"), Position(3, offset))
        store.keep_looked_through("a", looked)
        assert store.looked_through("a") == looked


def test_counting_anew_keeps_titles_and_forgetting_them_drops_all(store: Correspondence) -> None:
    """Without its title an executive could be proposed: only a new look may drop it."""
    store.keep_signatures([Signed(ANN, "CFO", "", DAY)], [1])
    store.keep_looked_through("a", Looked(Fingerprint(1, 2, "x"), Position()))
    store.forget()
    assert set(store.signatures()) == {ANN}
    store.forget_signatures()
    assert store.signatures() == {}
    assert not store.was_looked_at(1)
    assert store.looked_through("a") is None


def test_nothing_is_kept_by_halves(store: Correspondence) -> None:
    def broken() -> Iterator[Signed]:
        yield Signed(ANN, "CFO", "", DAY)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.keep_signatures(broken(), [1])
    assert store.signatures() == {}
    assert not store.was_looked_at(1)
