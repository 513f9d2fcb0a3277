"""One command's work on one data folder: its settings, its stores, and the plan built from them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from invite_guard import config, paths
from invite_guard.cli.options import Invocation
from invite_guard.cli.waiting import working_out
from invite_guard.errors import NotFoundError
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.mail.never_list import NeverList
from invite_guard.model.decision import Decision, NeverEntry, Standing
from invite_guard.model.outcome import Record
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.plan import Plan, PlanPerson, Totals
from invite_guard.model.tag import Tag
from invite_guard.stages.books import shelf_of
from invite_guard.stages.classify import build_context, classify
from invite_guard.stages.introductions import Introductions
from invite_guard.stages.lessons import lessons_of
from invite_guard.stages.merge import merge
from invite_guard.stages.plan import EVERYBODY, Choice, Outline, outline
from invite_guard.stages.provenance import plan_sources
from invite_guard.stages.signing.signed import with_signatures
from invite_guard.stages.unswept import unswept
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger
from invite_guard.stores.outcomes import OutcomeLog

if TYPE_CHECKING:
    from invite_guard.views.person import Known

DEMO = "demo"


@dataclass(frozen=True)
class DryRun:
    """Where everybody stands, with the people it was made of."""

    outline: Outline
    people: dict[str, Person]
    """By id."""

    @cached_property
    def plan(self) -> Plan:
        """The whole document."""
        return self.outline.whole()

    @cached_property
    def introductions(self) -> Introductions:
        """Who came into the mail through whom."""
        return Introductions(self.people.values())


class Session:
    """Where a command finds everything it works on."""

    def __init__(self, invocation: Invocation) -> None:
        home = paths.home()
        self.demo = invocation.demo
        self.settings = config.load(paths.config_file(home))
        if self.demo:  # the example has an owner of its own
            self.settings = self.settings.model_copy(update={"me": ()})
        self.folder = home / DEMO if self.demo else home

    def command(self, words: str) -> str:
        """Write a command to type next, on the same data."""
        return f"`invite-guard {words}{' --demo' if self.demo else ''}`"

    def correspondence(self) -> Correspondence:
        """Open what was read."""
        return Correspondence.open(paths.correspondence_file(self._private()))

    def decisions(self) -> Decisions:
        """Open what was decided."""
        return Decisions.open(paths.decisions_file(self._private()))

    def ledger(self) -> Ledger:
        """Open the record of what left."""
        return Ledger.open(paths.decisions_file(self._private()))

    def standing(self) -> Standing:
        """Give everything humans said so far."""
        with closing(self.decisions()) as decisions:
            return decisions.standing()

    def history(self) -> Mapping[Tag, Record]:
        """Tell how many of those handed over accepted, by tag."""
        with closing(OutcomeLog.open(paths.decisions_file(self._private()))) as log:
            return log.history()

    def dry_run(self) -> DryRun:
        """Build the plan anew from what was read and what was decided.

        Raises `NotFoundError` when nothing was read yet.
        """
        people, found = self._outline(EVERYBODY)
        return DryRun(found, {person.id: person for person in people})

    def outline(self, wanted: Choice) -> Outline:
        """Do so, to tell once of whom is `wanted`: people by the hundred thousand then fit in."""
        return self._outline(wanted)[1]

    def _outline(self, wanted: Choice) -> tuple[list[Person], Outline]:
        with closing(self.correspondence()) as store:
            owner = store.owner
            if owner is None:
                raise self._nothing_read(store)
            with working_out(store.size()):
                return _outline(store, owner, self, wanted)

    def record(self, decisions: Iterable[Decision]) -> None:
        """Keep what a human said, all of it or nothing."""
        with closing(self.decisions()) as store:
            store.record(decisions)

    def known(self, dry_run: DryRun, person: PlanPerson) -> "Known":
        """Give everything known about one person, what was ever said of them included."""
        from invite_guard.views.person import Known

        one = dry_run.people[person.id]
        seen: Counter[str] = Counter()
        for correspondent in one.correspondents:
            seen.update(dict(correspondent.names))
        with closing(self.decisions()) as store:
            own = {canonical(address.address) for address in person.addresses}
            history = [word for word in store.history() if canonical(word.address) in own]
        introducer = dry_run.introductions.of(one)
        return Known(
            person,
            seen.most_common(),
            history,
            self.settings.propose_at,
            self.demo,
            (introducer.name or introducer.address) if introducer else "",
            [other.name or other.address for other in dry_run.introductions.by(one)],
        )

    def after_looking(self, totals: Totals) -> str:
        """Name what follows a look at the dry run."""
        if totals.proposed:
            return f"{self.command('review')} to decide, {self.command('explain WHO')} to ask why."
        if any(totals.held.values()):
            return f"{self.command('explain WHO')} shows why somebody is held."
        return f"{self.command('plan --all')} shows whom the mail names, the excluded too."

    def after_deciding(self) -> str:
        """Name what follows a decision."""
        return (
            f"{self.command('review')} goes on; {self.command('export')} hands over the approved."
        )

    def kept_out(self, entries: Iterable[NeverEntry]) -> int:
        """Count whom of the last scan these entries of the never-list keep out."""
        with closing(self.correspondence()) as store:
            if store.owner is None:
                return 0
        listed = NeverList(entries)
        return sum(
            any(listed.covers(seen.address) for seen in person.addresses)
            for person in self.dry_run().plan.people
        )

    def files(self, *, everything: bool) -> list[Path]:
        """Name the files of what was read; with `everything`, of what was decided too."""
        stores = [paths.correspondence_file(self.folder), *paths.mailbox_files(self.folder)]
        if everything:
            stores.append(paths.decisions_file(self.folder))
        return sorted(file for store in stores for file in store.parent.glob(f"{store.name}*"))

    def _private(self) -> Path:
        return paths.ensure_private(self.folder)

    def _nothing_read(self, store: Correspondence) -> NotFoundError:
        if store.outgrown():
            return NotFoundError(
                "What an earlier version of this program read has to be read again.",
                f"{self.command('scan')} does that; everything you decided is kept.",
            )
        first = "scan" if self.demo else "scan PATH"
        return NotFoundError("Nothing has been read yet.", f"{self.command(first)} comes first.")


@unswept()
def _outline(
    store: Correspondence, owner: Owner, session: Session, wanted: Choice
) -> tuple[list[Person], Outline]:
    shelf = shelf_of(store)
    people = with_signatures(merge(store.correspondents(), shelf.cards, owner), store.signatures())
    standing = session.standing()
    context = replace(
        build_context(people, owner, _newest(store), shelf.positions),
        lessons=lessons_of(people, standing),
    )
    verdicts = classify(people, context)
    if shelf.exports:
        from invite_guard.stages.connect import connect

        verdicts = connect(people, verdicts, shelf.exports)
    found = outline(
        people,
        verdicts,
        owner=owner,
        sources=plan_sources(store),
        standing=standing,
        settings=session.settings,
        history=session.history(),
        wanted=wanted,
    )
    return people, found


def _newest(store: Correspondence) -> date:
    newest = store.last_seen()
    when = datetime.now(UTC) if newest is None else datetime.fromtimestamp(newest, UTC)
    return when.date()
