"""Every figure of the classifier on real mail: a table here, JSON and a plot in a folder."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.evaluation.ablation import ablation
from tests.evaluation.calibration import calibration, labelled, reliability_plot
from tests.evaluation.figures import Figure, as_json, as_table
from tests.evaluation.mailboxes import Judged, judge, read_mailboxes
from tests.evaluation.personal import personal
from tests.evaluation.safety import safety, with_titles
from tests.evaluation.title_lists import title_lists
from tests.evaluation.truths import published_titles, read_truths
from tests.evaluation.usefulness import kernel, same_organisation
from tests.evaluation.without_titles import without_titles


def measure(corpora: Path, judged: Sequence[Judged]) -> Iterator[Figure]:
    """Measure everything."""
    truths = read_truths(corpora)
    enron = [one for one in judged if not one.mailbox.kernel]
    yield from safety(judged, truths)
    cards = published_titles(corpora)
    yield with_titles([judge(one.mailbox, cards) for one in enron], truths)
    yield from same_organisation(enron, truths)
    yield from kernel([one for one in judged if one.mailbox.kernel], truths)
    yield from title_lists(corpora)
    yield from without_titles(enron, truths)
    yield from personal(enron, truths)
    yield from calibration(enron, truths)
    yield from ablation([one.mailbox for one in enron], truths)


def main(corpora: Path, folder: Path) -> None:
    """Print the table; write `figures.json` and `reliability.svg` into the folder."""
    with tempfile.TemporaryDirectory() as kept:
        judged = [judge(mailbox) for mailbox in read_mailboxes(corpora, Path(kept))]
    figures = list(measure(corpora, judged))
    folder.mkdir(parents=True, exist_ok=True)
    plot = reliability_plot(labelled(judged, read_truths(corpora)))
    (folder / "reliability.svg").write_text(plot, "utf-8")
    (folder / "figures.json").write_text(as_json(figures), "utf-8")
    sys.stdout.write(as_table(figures) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
