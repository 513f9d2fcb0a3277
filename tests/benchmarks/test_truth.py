"""An independent recount of the invented mailbox, by the standard library: every count is right."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from tests.benchmarks.takeout import Shape, messages, write

from invite_guard.sources.mbox import Mbox
from invite_guard.stages.gather import Wish, gather
from invite_guard.stores.correspondence import Correspondence

SHAPE = Shape(messages=1_500, correspondents=400, seed=7)
ME = "robin.owner@example.org"


class Silence:
    """Progress that nobody watches."""

    def start(self, name: str, size: int) -> None: ...
    def advance(self, bytes_done: int, messages: int) -> None: ...
    def finish(self) -> None: ...


def letters() -> Iterator[Message]:
    for raw in messages(SHAPE):
        _, _, letter = raw.partition(b"\n")
        yield message_from_bytes(letter)


def people(letter: Message, header: str) -> list[tuple[str, str]]:
    """Give address and name of everybody in a header."""
    found = getaddresses([str(value) for value in letter.get_all(header, [])])
    return [(address, str(make_header(decode_header(name)))) for name, address in found]


def recount() -> dict[str, Counter[str]]:
    """Count by the definitions, a message at a time."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for letter in letters():
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


def test_every_count_is_what_the_standard_library_finds(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    write(path, SHAPE)
    with Correspondence.open(tmp_path / "c") as store:
        gather([Mbox(path)], store, Wish((ME,), None, 1 << 32), Silence(), lambda _: [])
        tallies = dict(store.tallies())
    truth = recount()
    assert tallies.keys() == truth.keys()
    for address, tally in tallies.items():
        names = {f"name {name}": count for name, count in tally.names.items()}
        found = {
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
            **names,
        }
        assert {key: found.get(key, 0) for key in found | truth[address]} == {
            key: truth[address][key] for key in found | truth[address]
        }, address
