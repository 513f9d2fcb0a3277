"""What may not get worse, on the real mailboxes: safety first, then usefulness."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import judge, read_mailboxes
from tests.evaluation.safety import safety, with_titles
from tests.evaluation.truths import published_titles, read_truths
from tests.evaluation.usefulness import same_organisation


@pytest.fixture(scope="module")
def figures(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Figure]:
    truths = read_truths(corpora)
    judged = [judge(one) for one in read_mailboxes(corpora, tmp_path_factory.mktemp("kept"))]
    enron = [one for one in judged if not one.mailbox.kernel]
    cards = published_titles(corpora)
    titled = with_titles([judge(one.mailbox, cards) for one in enron], truths)
    found = [*safety(judged, truths), titled, *same_organisation(enron, truths)]
    return {figure.name: figure for figure in found if not figure.baseline}


@pytest.mark.parametrize(
    "name",
    [
        "proposed without two-way direct exchange",
        "C-level proposed, no title anywhere",
        "C-level proposed, titles in the address book",
        "personal positives proposed",
        "same organisation, 3 direct mails each way, not VP or above: proposed",
    ],
)
def test_what_must_hold_on_real_mail(name: str, figures: Mapping[str, Figure]) -> None:
    assert figures[name].met, figures[name]
