"""Messages seen before: exact, though most are told by a single bit."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite_guard.model.source import Fingerprint
from invite_guard.stages.counting import seen as seen_before
from invite_guard.stages.counting.seen import Seen
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState

STATE = SourceState("/mail", "mbox", "mail", Fingerprint(10, 20, "head"))
# The lowest digits choose the bit: these share few of them.
IDENTITIES = st.sampled_from([low + (high << 40) for low in (0, 1, 7) for high in (-3, 0, 5)])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(IDENTITIES, st.integers(1, 3), st.booleans()), max_size=30),
    st.integers(0, 12),
)
def test_it_knows_what_a_dictionary_would(
    tmp_path_factory: object, steps: list[tuple[int, int, bool]], few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen_before, "FEW", few)
        know(tmp_path_factory, steps)


def know(tmp_path_factory: object, steps: list[tuple[int, int, bool]]) -> None:
    with Correspondence.open(Path(tmp_path_factory.mktemp("s")) / "c") as store:  # type: ignore[attr-defined]  # pytest's
        store.number(STATE)
        seen, known = Seen(store), dict[int, int]()
        for identity, source, checkpoint in steps:
            assert seen.source_of(identity) == known.get(identity)
            if identity not in known:
                known[identity] = source
                seen.add(identity, source)
            if checkpoint:
                store.checkpoint(STATE, {}, seen.take())
                assert seen.pending == 0
        store.checkpoint(STATE, {}, seen.take())
        again = Seen(store)
        assert {i: again.source_of(i) for i in known} == known
