"""Whether every count is right: an invented mailbox, counted again by the standard library.

`python -m tests.benchmarks.truth --messages 200000 --jobs 2` does it at full size; a test does it
with a small mailbox.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.takeout import Shape, messages, write

from invite_guard.sources.mbox import Mbox
from invite_guard.stages.gather import Wish, gather
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.tally import Tally
from invite_guard.views.progress import Silent

ME = "robin.owner@example.org"


def letters(shape: Shape) -> Iterator[Message]:
    """Give every message without its separator."""
    for raw in messages(shape):
        _, _, letter = raw.partition(b"\n")
        yield message_from_bytes(letter)


def people(letter: Message, header: str) -> list[tuple[str, str]]:
    """Give address and name of everybody in a header."""
    found = getaddresses([str(value) for value in letter.get_all(header, [])])
    return [(address, str(make_header(decode_header(name)))) for name, address in found]


def recount(shape: Shape) -> dict[str, Counter[str]]:
    """Count by the definitions, a message at a time."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for letter in letters(shape):
        senders, to, cc = (people(letter, name) for name in ("From", "To", "Cc"))
        named, copied = {a for a, _ in to}, {a for a, _ in cc}
        sender, recipients = senders[0][0], named | copied
        moment = int(parsedate_to_datetime(str(letter["Date"])).timestamp())
        machine = letter["List-Unsubscribe"] or "Category Updates" in letter["X-Gmail-Labels"]
        for address in recipients | {sender}:
            count = counts[address]
            count["messages"] += 1
            count["from"] += address == sender
            count["to"] += address in named
            count["cc"] += address in copied
            count["owner_wrote"] += sender == ME and address in recipients
            count["first"] = min(count["first"] or moment, moment)
            count["last"] = max(count["last"], moment)
            count["audience"] = min(count["audience"] or len(recipients), len(recipients))
        if not machine and len(recipients) <= 4:
            for address in named if sender == ME else {sender} if ME in named else ():
                if address != ME:
                    way = "out" if sender == ME else "in"
                    counts[address][f"direct_{way}"] += 1
                    counts[address][f"close_{way}"] += len(recipients) <= 2
                    counts[address][f"replies_{way}"] += "References" in letter
        for address, name in (*senders, *to, *cc):
            if name:
                counts[address][f"name {name}"] += 1
    return counts


def found(tally: Tally) -> dict[str, int | None]:
    """Give what `scan` counted, under the names that `recount` uses."""
    return {
        "messages": tally.messages,
        "from": tally.role_from,
        "to": tally.role_to,
        "cc": tally.role_cc,
        "owner_wrote": tally.owner_wrote,
        "first": tally.first_seen,
        "last": tally.last_seen,
        "audience": tally.smallest_audience,
        "direct_in": tally.direct_in,
        "direct_out": tally.direct_out,
        "close_in": tally.close_in,
        "close_out": tally.close_out,
        "replies_in": tally.replies_in,
        "replies_out": tally.replies_out,
        **{f"name {name}": count for name, count in tally.names.items()},
    }


def differences(shape: Shape, folder: Path, jobs: int) -> Iterator[str]:
    """Scan the mailbox and give each count that is not the recount's."""
    path = folder / "a.mbox"
    write(path, shape)
    with Correspondence.open(folder / "c") as store:
        gather([Mbox(path)], store, Wish((ME,), None, 1 << 32, jobs), Silent(), lambda _: [])
        tallies = dict(store.tallies())
    truth = recount(shape)
    for address in sorted(tallies.keys() | truth.keys()):
        ours, theirs = found(tallies.get(address, Tally())), truth[address]
        for key in sorted(ours | theirs):
            if ours.get(key, 0) != theirs[key] and (ours.get(key) or theirs[key]):
                yield f"{address}: {key} is {theirs[key]}, counted {ours.get(key, 0)}"


def main() -> None:
    """Print every difference; fail if there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.truth", description=__doc__)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--correspondents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    shape = Shape(options.messages, options.correspondents)
    with TemporaryDirectory(prefix="invite-guard-truth-") as folder:
        wrong = list(differences(shape, Path(folder), options.jobs))
    print(*wrong[:50], f"{len(wrong)} differences in {options.messages:,} messages", sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
