"""On real mail: whoever signs with a top office is held, and nothing else changes."""

from itertools import islice
from pathlib import Path

from tests.evaluation.mailboxes import read_mailboxes
from tests.evaluation.signatures import Found, changes, look

from invite_guard.evidence.titles import Office, office_of
from invite_guard.model.tag import Disposition

MAILBOXES = 4
"""Of some fifteen: `python -m tests.evaluation.signatures CORPORA` looks at all."""


def test_signatures_hold_and_never_propose(corpora: Path, tmp_path: Path) -> None:
    found: list[Found] = []
    for mailbox in islice(read_mailboxes(corpora, tmp_path), MAILBOXES):
        path = corpora / "enron" / "mbox" / f"{mailbox.name}.mbox"
        found.append(look(mailbox, path, tmp_path))
    assert sum(bool(person.signatures) for one in found for person in one.after.people) > 20
    for one in found:
        for person, planned in zip(one.after.people, one.after.planned, strict=True):
            if any(office_of(s.title) is not Office.OTHER for s in person.signatures):
                assert planned.disposition is not Disposition.PROPOSE
        for change in changes(one):
            assert "NO SIGNATURE" not in change
            assert "to propose" not in change
