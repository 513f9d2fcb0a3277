"""What `--signatures` finds on real mail and changes in the plan: counts and titles, no texts."""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.evaluation.mailboxes import Judged, Mailbox, Unwatched, judge, read_mailboxes
from tests.evaluation.truths import Truth, published_titles, read_truths

from invite_guard.evidence.titles import Office, office_of
from invite_guard.model.tag import Disposition
from invite_guard.sources.detect import detect
from invite_guard.stages.signing.look import look_for_signatures
from invite_guard.stages.signing.signed import Signatures
from invite_guard.stores.correspondence import Correspondence

LATEST = 2_000_000_000


class Found(NamedTuple):
    """What one mailbox came to."""

    before: Judged
    after: Judged
    mails: int
    seconds: float


def look(mailbox: Mailbox, path: Path, folder: Path) -> Found:
    """Look for titles in a mailbox that was counted into the folder."""
    with closing(Correspondence.open(folder / f"{mailbox.name}.sqlite3")) as store:
        begun = time.process_time()
        looking = look_for_signatures(detect(path), store, mailbox.owner, LATEST, Unwatched())
        seconds = time.process_time() - begun
        signatures: Signatures = store.signatures()
    before, after = judge(mailbox), judge(mailbox, signatures=signatures)
    return Found(before, after, looking.mails, seconds)


def labelled(found: Found, truth: Truth) -> Iterator[str]:
    """Say for everybody with a label what was found of them, and what the plan makes of them."""
    where = found.after.by_address()
    for label in ("c_level", "vp_plus", "titled"):
        for address in getattr(truth, label):
            if (number := where.get(address)) is None:
                continue
            person = found.after.people[number]
            yield f"{label}: seen"
            if person.exchange.they_wrote:
                yield f"{label}: wrote"
            offices = {office_of(s.title) for s in person.signatures}
            if offices:
                yield f"{label}: sign with a title"
            for which, judged in (("without", found.before), ("with", found.after)):
                if judged.planned[number].disposition is Disposition.PROPOSE:
                    yield f"{label}: proposed {which} --signatures"
                    if offices:
                        yield f"{label}: proposed {which} --signatures, sign with a title"


def changes(found: Found) -> Iterator[str]:
    """Say what changed in the plan, and by which evidence."""
    for person, before, after in zip(
        found.after.people, found.before.planned, found.after.planned, strict=True
    ):
        yield from ("everybody: sign with a title",) if person.signatures else ()
        yield from (f"titles: {office_of(s.title)}" for s in person.signatures)
        if before.disposition is Disposition.PROPOSE:
            yield "everybody: proposed without --signatures"
        if before.disposition is not after.disposition:
            why = sorted({e.rule for e in after.evidence if e.rule.startswith("titles.")})
            told = ", ".join(why) if person.signatures else "NO SIGNATURE"
            yield f"changed: {before.disposition} to {after.disposition} by {told}"


def compared(found: Found, published: Mapping[str, str]) -> Iterator[str]:
    """Put each title found beside the published one of the same person."""
    for person in found.after.people:
        for address in person.addresses:
            for signature in person.signatures if address in published else ():
                told = (office_of(published[address]), office_of(signature.title))
                agree = "agree" if (told[0] is Office.TOP) == (told[1] is Office.TOP) else "DIFFER"
                yield f"published and signed {agree}: {published[address]} | {signature.title}"


def main(corpora: Path) -> None:
    """Print the counts."""
    truths = read_truths(corpora)
    published = {a: card.title for card in published_titles(corpora) for a in card.addresses}
    counts: Counter[str] = Counter()
    seconds = 0.0
    with tempfile.TemporaryDirectory() as kept:
        begun = time.process_time()
        mailboxes = [m for m in read_mailboxes(corpora, Path(kept)) if not m.kernel]
        counted = time.process_time() - begun
        for mailbox in mailboxes:
            path = corpora / "enron" / "mbox" / f"{mailbox.name}.mbox"
            found = look(mailbox, path, Path(kept))
            seconds += found.seconds
            counts["mails looked at"] += found.mails
            counts.update(labelled(found, truths.get(mailbox.name, Truth())))
            counts.update(changes(found))
            counts.update(compared(found, published))
    lines = (f"{number:7,}  {what}\n" for what, number in sorted(counts.items()))
    sys.stdout.write("".join(lines))
    sys.stdout.write(f"{counted:7.1f}  seconds of CPU to count\n{seconds:7.1f}  more to look\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
