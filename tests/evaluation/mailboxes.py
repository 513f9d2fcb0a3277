"""Real mailboxes, read and judged by the code that reads and judges everybody's."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from invite_guard.config import Settings
from invite_guard.evidence import RULES
from invite_guard.evidence.base import Context, Rule
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.decision import Standing
from invite_guard.model.linkedin import Employment
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.plan import PlanPerson
from invite_guard.model.verdict import Verdict
from invite_guard.sources.detect import detect
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.gather import Wish, gather
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import outline
from invite_guard.stages.signing.signed import Signatures, with_signatures
from invite_guard.stores.correspondence import Correspondence


class Mailbox(NamedTuple):
    """What was read from one mailbox."""

    name: str
    kernel: bool
    """Whether it is a kernel developer's list mail; else a whole mailbox of Enron's."""
    tuned: bool
    """Whether weights may be chosen by looking at it: every other one, in alphabetical order."""
    owner: Owner
    correspondents: list[Correspondent]
    today: date


class Judged(NamedTuple):
    """A mailbox with what the product says of everybody in it."""

    mailbox: Mailbox
    context: Context
    people: list[Person]
    verdicts: list[Verdict]
    planned: list[PlanPerson]
    """All three in the same order."""

    def by_address(self) -> Mapping[str, int]:
        """Tell which person an address belongs to."""
        return {a: n for n, person in enumerate(self.people) for a in person.addresses}


class Unwatched:
    """Progress that nobody follows."""

    def start(self, name: str, size: int) -> None:
        """Begin."""

    def advance(self, bytes_done: int, messages: int) -> None:
        """Go on."""

    def finish(self) -> None:
        """End."""


def read_mailboxes(corpora: Path, folder: Path) -> Iterator[Mailbox]:
    """Read every mailbox of the corpora, keeping what is counted in `folder`."""
    with (corpora / "enron" / "owners.csv").open(encoding="utf-8", newline="") as file:
        owners = {row["owner"]: tuple(row["emails"].split()) for row in csv.DictReader(file)}
    for part in ("enron", "lkml"):
        for number, path in enumerate(sorted((corpora / part / "mbox").glob("*.mbox"))):
            me = owners.get(path.stem) or (path.stem.replace("_at_", "@"),)
            yield _read(path, me, folder, tuned=number % 2 == 0)


def _read(path: Path, me: tuple[str, ...], folder: Path, *, tuned: bool) -> Mailbox:
    wish = Wish(me=me, latest=int(datetime.now(UTC).timestamp()))
    with closing(Correspondence.open(folder / f"{path.stem}.sqlite3")) as store:
        owner = gather(detect(path), store, wish, Unwatched(), detect).owner
        newest = datetime.fromtimestamp(store.last_seen() or 0, UTC).date()
        return Mailbox(
            name=path.stem,
            kernel=path.parent.parent.name == "lkml",
            tuned=tuned,
            owner=owner,
            correspondents=list(store.correspondents()),
            today=newest,
        )


def judge(
    mailbox: Mailbox,
    cards: Sequence[ContactCard] = (),
    without: Iterable[str] = (),
    workplaces: Iterable[str] = (),
    signatures: Signatures | None = None,
) -> Judged:
    """Merge, classify and plan; `without` names rules whose evidence is not looked at.

    `workplaces` are the owner's, as LinkedIn would have them.
    """
    left_out = frozenset(without)
    rules: Sequence[Rule] = [rule for rule in RULES if rule.name not in left_out]
    people = merge(mailbox.correspondents, cards, mailbox.owner)
    people = with_signatures(people, signatures or {})
    positions = [Employment(organisation=name) for name in sorted(workplaces)]
    context = build_context(people, mailbox.owner, mailbox.today, positions)
    verdicts = classify(people, context, rules)
    plan = outline(
        people,
        verdicts,
        owner=mailbox.owner,
        sources=[],
        standing=Standing(),
        settings=Settings(),
    ).whole()
    planned = {person.id: person for person in plan.people}
    return Judged(mailbox, context, people, verdicts, [planned[p.id] for p in people])
