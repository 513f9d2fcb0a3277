"""Any order of scans, words, exports, crashes and a second process: only the approved ever leave.

`INVITE_GUARD_SEQUENCES=10000 pytest tests/torture/test_states.py` plays as many as that.
"""

import csv
import io
import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.people import OWNER, correspondent, two_way

from invite_guard.cli.keeping import keep
from invite_guard.config import Settings
from invite_guard.errors import InviteGuardError
from invite_guard.model.batch import BatchState, LedgerEntry
from invite_guard.model.decision import Action, NeverEntry
from invite_guard.model.person import Person, combine
from invite_guard.model.plan import Plan, PlanPerson
from invite_guard.model.tag import Disposition, Exclusion, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages import confirm as confirm_stage
from invite_guard.stages import export as out
from invite_guard.stages import stand
from invite_guard.stages import undo as undo_stage
from invite_guard.stages.confirm import confirm, confirm_again
from invite_guard.stages.plan import outline
from invite_guard.stages.review import approve_group, begin, press
from invite_guard.stages.saying import Said
from invite_guard.stages.undo import undo
from invite_guard.stores import decisions, gates, ledger
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger

SEQUENCES = int(os.environ.get("INVITE_GUARD_SEQUENCES", "150"))
PEOPLE = range(4)
SETTINGS = Settings(batch_limit=20, week_limit=6, hold_hours=1)
CSV = out.find_exporter("csv")

SEEN: Counter[str] = Counter()
"""What happened: sequences in which nothing leaves would show nothing."""

numbers = st.sampled_from(PEOPLE)
tags = st.sampled_from(Tag)
sides = st.sampled_from([0, 1])
"""Which of two processes."""


class CrashError(Exception):
    """The process ends here."""


class BrittleStdout(io.BytesIO):
    """Takes so many bytes, then fails like a closed pipe."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all it is given
        if self.tell() + len(data) > self.most:
            raise BrokenPipeError
        return super().write(data)


class Human:
    """Reads what is shown, lets something happen meanwhile, and answers."""

    def __init__(self, answer: str, meanwhile: Callable[[], None]) -> None:
        self.answer = answer
        self.meanwhile = meanwhile
        self.shown = ""

    def write(self, text: str) -> None:
        self.shown += text

    def ask(self, question: str) -> str:
        self.shown += question
        self.meanwhile()
        return self.answer


class Consent(RuleBasedStateMachine):
    """What humans said is kept beside the program, in the simplest way, and compared."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="states-", dir=_memory()))
        self.stores = [self._open(), self._open()]
        self.now = datetime.now(UTC) + timedelta(hours=2)
        self.verdicts = dict.fromkeys(PEOPLE, Tag.COLLEAGUE)
        self.moved: set[int] = set()
        self.approved: dict[str, Tag] = {}
        self.never: set[str] = set()
        self.batches: dict[int, list[tuple[str, Tag]]] = {}
        self.undone: set[int] = set()
        self.outputs: list[bytes] = []
        self.files = 0

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def some_are_approved_already(self) -> None:
        for number in (0, 1):
            self._press(number, "a", 0)

    # The world

    @rule(number=numbers, tag=tags)
    def a_scan_finds_another_tag(self, number: int, tag: Tag) -> None:
        self.verdicts[number] = tag

    @rule(number=numbers)
    def a_scan_finds_another_address(self, number: int) -> None:
        self.moved ^= {number}

    @rule(hours=st.sampled_from([-3, 2, 30, 200]))
    def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)

    # What humans say

    @rule(number=numbers, key=st.sampled_from("aaaxcnr"), side=sides)
    def a_human_presses_a_key(self, number: int, key: str, side: int) -> None:
        self._press(number, key, side)

    @rule(number=numbers, tag=tags, side=sides)
    def a_human_corrects_a_tag(self, number: int, tag: Tag, side: int) -> None:
        self._press(number, "t" + tag.value[0], side)

    @rule(side=sides)
    def a_human_approves_the_proposed_together(self, side: int) -> None:
        people = self._plan(side).people
        _, said = approve_group(begin(people), range(len(people)))
        assert all(one.person.disposition is Disposition.PROPOSE for one in said)
        self._keep(side, said)

    @rule(number=numbers, side=sides)
    def a_human_lifts_somebody(self, number: int, side: int) -> None:
        for address in _addresses(number):
            self.stores[side].lift([NeverEntry(entry=address, at=self.now)])
            self.never.discard(address)

    # What leaves

    @rule(
        side=sides,
        answer=st.sampled_from(["invite", "invite", "invite", "yes"]),
        first=st.sampled_from([None, 1, 2]),
        fault=st.sampled_from(["", "pipe", "crash"]),
        to_file=sides,
        other=st.sampled_from(["", "", "x", "n", "tp", "a", "export"]),
        number=numbers,
    )
    def somebody_exports(
        self,
        side: int,
        answer: str,
        first: int | None,
        fault: str,
        to_file: int,
        other: str,
        number: int,
    ) -> None:
        """Meanwhile, while the question stands, another process may say or export something."""

        def meanwhile() -> None:
            if other == "export":
                self._export(1 - side, "invite", None, "", None, lambda: None)
            elif other:
                self._press(number, other, 1 - side)

        self._tidy(side)
        self.files += to_file
        file = self.folder / f"{self.files}.csv" if to_file else None
        self._export(side, answer, first, fault, file, meanwhile)

    @rule(side=sides, which=st.sampled_from([1, 1, 2, 3]))
    def somebody_has_it_reissued(self, side: int, which: int) -> None:
        ledger = Ledger(self.stores[side].store)
        try:
            entry = ledger.entry(which)
            human = Human(f"invite {len(entry.rows)}", lambda: None)
            batch = confirm_again(entry, human, destination="-")
            stdout = io.BytesIO()
            out.reissue(batch, which, ledger, destination=None, stdout=stdout, now=self.now)
        except InviteGuardError:
            return
        SEEN["reissued"] += 1
        assert entry.state is BatchState.PREPARED
        assert which not in self.undone
        self.outputs.append(stdout.getvalue())

    @rule(side=sides, which=st.sampled_from([1, 1, 2, 3]), delete=sides)
    def somebody_undoes_a_batch(self, side: int, which: int, delete: int) -> None:
        ledger = Ledger(self.stores[side].store)
        try:
            file = Path(ledger.entry(which).destination)
            if delete:
                file.unlink(missing_ok=True)
            undo(ledger, which, Human(f"undo {which}", lambda: None), self.now)
        except InviteGuardError:
            return
        SEEN["undone"] += 1
        assert not file.is_file()
        assert which not in self.undone
        self.undone.add(which)

    # What must hold

    @invariant()
    def every_batch_is_as_it_was_recorded(self) -> None:
        entries = {entry.number: entry for entry in Ledger(self.stores[0].store).entries()}
        assert set(entries) == set(self.batches)
        for number, entry in entries.items():
            assert [(row.address, row.tag) for row in entry.rows] == self.batches[number]
            assert (entry.state is BatchState.UNDONE) == (number in self.undone)

    @invariant()
    def nobody_is_in_two_batches_that_stand(self) -> None:
        standing = self._handed_over()
        assert len(set(standing)) == len(standing)

    @invariant()
    def whatever_left_is_in_one_recorded_batch(self) -> None:
        recorded = [[address for address, _ in rows] for rows in self.batches.values()]
        for content in [*self.outputs, *(f.read_bytes() for f in self.folder.glob("*.csv"))]:
            left = [row["email"] for row in csv.DictReader(content.decode().splitlines())]
            assert left in recorded

    # How it is done

    def _open(self) -> Decisions:
        return Decisions.open(self.folder / "decisions.sqlite3")

    def _plan(self, side: int) -> Plan:
        people = [self._person(number) for number in PEOPLE]
        return outline(
            people,
            [Verdict(tag=self.verdicts[number], confidence=0.9) for number in PEOPLE],
            owner=OWNER,
            sources=(),
            standing=self.stores[side].standing(),
            settings=SETTINGS,
        ).whole()

    def _person(self, number: int) -> Person:
        order = _addresses(number)[:: -1 if number in self.moved else 1]
        seen = tuple(correspondent(address, f"Kim Roe{number}", two_way()) for address in order)
        exchange = combine([one.exchange for one in seen])
        return Person(f"p{number}", f"Kim Roe{number}", seen, exchange)

    def _press(self, number: int, keys: str, side: int) -> None:
        (person,) = (p for p in self._plan(side).people if p.id == f"p{number}")
        review = begin([person])
        for key in keys:
            review, said = press(review, key)
        self._keep(side, said)

    def _keep(self, side: int, said: tuple[Said, ...]) -> None:
        keep(self.stores[side], said)
        for one in said:
            person = one.person
            if one.never:
                self.never |= set(_all_of(person))
            elif one.action is Action.APPROVE:
                self._forget(person)
                self.approved[person.address] = person.tag
            elif one.action in {Action.REJECT, Action.CLEAR}:
                self._forget(person)

    def _forget(self, person: PlanPerson) -> None:
        for address in _all_of(person):
            self.approved.pop(address, None)

    def _tidy(self, side: int) -> None:
        """Look again at whom `export` would refuse: else hardly anything would ever leave."""
        for number in PEOPLE:
            (person,) = (p for p in self._plan(side).people if p.id == f"p{number}")
            if person.decision is None or person.decision.action != "approve":
                continue
            if person.exclusion is Exclusion.NEVER:
                self._press(number, "x", side)
            elif person.decision.stale:
                self._press(number, "a", side)

    def _export(
        self,
        side: int,
        answer: str,
        first: int | None,
        fault: str,
        file: Path | None,
        meanwhile: Callable[[], None],
    ) -> None:
        plan, ledger = self._plan(side), Ledger(self.stores[side].store)
        before = set(self.batches)
        human = Human("", meanwhile)
        stdout = BrittleStdout(5 if fault == "pipe" else 10**6)
        now = self.now
        try:
            human.answer = self._answer(plan, answer=answer, first=first)
            batch = confirm(
                plan,
                human,
                limits=SETTINGS,
                week=ledger.week(now),
                now=now,
                form=CSV.name,
                destination=out.name_destination(file),
                first=first,
            )
            told = {"destination": file, "stdout": stdout, "week_limit": 6, "now": now}
            if fault == "crash":
                ledger = _crashing(ledger)
            out.export(batch, CSV, ledger, **told, hold=timedelta(hours=1))  # type: ignore[arg-type]  # told by name
            self.outputs += [stdout.getvalue()] if file is None else []
        except (InviteGuardError, CrashError):
            pass
        self._record(before, human, answer=answer)

    def _answer(self, plan: Plan, *, answer: str, first: int | None) -> str:
        going = [p for p in plan.people if p.decision and p.decision.action == "approve"]
        number = len([p for p in going if p.exclusion is None])
        return f"{answer} {min(number, first or number)}"

    def _record(self, before: set[int], human: Human, *, answer: str) -> None:
        """Hold what was recorded against what humans said, as it stood when it was recorded."""
        for entry in Ledger(self.stores[0].store).entries():
            if entry.number in before or entry.number in self.batches:
                continue
            assert answer == "invite"
            self._require_approved(entry, human)
            SEEN["left"] += 1
            self.batches[entry.number] = [(row.address, row.tag) for row in entry.rows]

    def _require_approved(self, entry: LedgerEntry, human: Human) -> None:
        gone = self._handed_over()
        for row in entry.rows:
            assert row.address in human.shown
            assert row.address in self.approved
            assert self.approved[row.address] is row.tag
            assert row.address not in self.never
            assert row.address not in gone

    def _handed_over(self) -> list[str]:
        return [
            address
            for number, rows in self.batches.items()
            if number not in self.undone
            for address, _ in rows
        ]


def _addresses(number: int) -> list[str]:
    return [f"p{number}@one.example", f"p{number}@two.example"]


def _all_of(person: PlanPerson) -> list[str]:
    return [seen.address for seen in person.addresses]


def _memory() -> str | None:
    """Give a folder in memory where there is one: what is tested is order, not the disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _crashing(ledger: Ledger) -> Ledger:
    class Crashing(Ledger):
        def publishing(self, *_: object) -> object:  # type: ignore[override]  # never gets that far
            raise CrashError

    return Crashing(ledger._store)


def play(sequences: int, phases: tuple[Phase, ...] = tuple(Phase)) -> None:
    run_state_machine_as_test(
        Consent,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=30,
            deadline=None,
            database=None,
            derandomize=sequences <= 1000,
            print_blob=False,
            report_multiple_bugs=False,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_only_what_a_human_approved_and_was_shown_leaves_once() -> None:
    SEEN.clear()
    play(SEQUENCES)
    assert min(SEEN[what] for what in ("left", "undone", "reissued")) > SEQUENCES // 20, SEEN


Sabotage = tuple[object, str, object]
SABOTAGES: dict[str, list[Sabotage]] = {
    "nothing is checked when a batch is recorded": [(ledger, "require_standing", lambda *_: None)],
    "an approval holds for any tag and address": [
        (stand, "staleness", lambda *_: ""),
        (gates, "staleness", lambda *_: ""),
    ],
    "whoever left is forgotten": [
        (decisions, "_EXPORTED", "SELECT address FROM batch_row WHERE 0"),
    ],
    "the answer is not read": [(confirm_stage, "phrase", lambda _: "yes 1")],
    "a batch is undone though its file is there": [(undo_stage, "_require_gone", lambda _: None)],
}


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_each_broken_promise_is_noticed(sabotage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in SABOTAGES[sabotage]:
        monkeypatch.setattr(module, name, value)
    with pytest.raises((AssertionError, sqlite3.IntegrityError)):
        play(1000, (Phase.generate,))
