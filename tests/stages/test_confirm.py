"""Everything that is shown, refused and asked before anybody leaves."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pyte
import pytest
from tests.told import every_failure_is_told_in_sentences  # noqa: F401 - for every test here

from invite_guard.config import Settings
from invite_guard.errors import (
    Exit,
    InviteGuardError,
    NotConfirmedError,
    OverLimitError,
    RefusedError,
    StaleError,
    UsageError,
)
from invite_guard.model.batch import BatchState, ConfirmedBatch, LedgerEntry, Row, Week
from invite_guard.model.decision import Action
from invite_guard.model.outcome import Record
from invite_guard.model.plan import (
    Plan,
    PlanAddress,
    PlanDecision,
    PlanEvidence,
    PlanExchange,
    PlanOwner,
    PlanPerson,
    Totals,
)
from invite_guard.model.tag import Disposition, Exclusion, Flag, Tag
from invite_guard.stages.confirm import confirm, confirm_again
from invite_guard.stages.expect import expect
from invite_guard.stages.look_twice import FLAGS
from invite_guard.stages.notice import LINKEDIN

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
NO_EXCHANGE = PlanExchange.model_validate(
    dict.fromkeys(("first_seen", "last_seen", "last_direct"))
    | dict.fromkeys(("they_wrote", "owner_wrote", "direct_in", "direct_out"), 1)
    | {"cc_only": False, "shared": 0, "threads": 1, "smallest_audience": 1}
)
APPROVED = PlanDecision(action=Action.APPROVE, at=NOW)


def person(number: int, **fields: object) -> PlanPerson:
    told: dict[str, object] = {
        "id": f"p{number}",
        "name": f"Ada Byron{number}",
        "tag": Tag.COLLEAGUE,
        "confidence": 0.9,
        "disposition": Disposition.PROPOSE,
        "addresses": [PlanAddress(address=f"ada{number}@firm.example", from_=1, to=1, cc=0, bcc=0)],
        "exchange": NO_EXCHANGE,
        "decision": APPROVED,
    }
    return PlanPerson.model_validate(told | fields)


def plan_of(*people: PlanPerson) -> Plan:
    numbers = dict.fromkeys(("correspondents", "people", "proposed"), len(people))
    totals = Totals(**numbers, held={}, excluded={}, naive_import=0, naive_mails=0)
    owner = PlanOwner(addresses=("me@firm.example",))
    return Plan(owner=owner, sources=(), totals=totals, people=people)


class Case:
    """One run of `confirm` with a human who answers by heart."""

    def __init__(
        self, terminal: Callable[..., object], *people: PlanPerson, **options: object
    ) -> None:
        self.plan = plan_of(*people)
        self.options: dict[str, object] = {
            "limits": Settings(),
            "week": Week(),
            "now": NOW,
            "form": "csv",
            "destination": "-",
        } | options
        self.terminal = terminal

    def run(self, answer: str) -> tuple[ConfirmedBatch, str]:
        human = self.terminal(answer)
        batch = confirm(self.plan, human, **self.options)  # type: ignore[arg-type]  # as given
        assert human.asked == 1  # type: ignore[attr-defined]  # the scripted one
        return batch, human.shown  # type: ignore[attr-defined]  # the same

    def fails(self, kind: type[InviteGuardError], match: str) -> InviteGuardError:
        """Expect the failure before any question and before anything is shown."""
        human = self.terminal("invite 1")
        with pytest.raises(kind, match=match) as caught:
            confirm(self.plan, human, **self.options)  # type: ignore[arg-type]  # as given
        assert human.asked == 0  # type: ignore[attr-defined]  # the scripted one
        assert human.shown == ""  # type: ignore[attr-defined]  # the same
        assert caught.value.message.isprintable()
        assert caught.value.hint.isprintable()
        return caught.value


Make = Callable[..., Case]


@pytest.fixture
def case(terminal: Callable[..., object]) -> Make:
    def make(*people: PlanPerson, **options: object) -> Case:
        return Case(terminal, *people, **options)

    return make


def test_the_right_phrase_gives_exactly_the_approved(case: Make) -> None:
    people = (person(1), person(2, decision=None), person(3))
    batch, _ = case(*people).run("invite 2")
    assert [row.address for row in batch.rows] == ["ada1@firm.example", "ada3@firm.example"]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "y",
        "yes",
        "invite",
        "2",
        "invite 1",
        "invite 3",
        "invite 22",
        "INVITE 2",
        "invite  2",
        "invite 2 people",
        "invite\u00a02",
        "approve 2",
        "invite 2\x00",
        "invite ２",
    ],
)
def test_anything_else_is_a_no(case: Make, answer: str) -> None:
    with pytest.raises(NotConfirmedError, match="nothing was exported") as caught:
        case(person(1), person(2)).run(answer)
    assert caught.value.exit_code is Exit.NOT_CONFIRMED
    assert caught.value.hint == "Run the command again and type invite 2 when you are sure."


@pytest.mark.parametrize("answer", ["invite 2", "  invite 2  ", "invite 2\r"])
def test_space_around_the_phrase_is_no_mistype(case: Make, answer: str) -> None:
    assert len(case(person(1), person(2)).run(answer)[0].rows) == 2


def test_the_phrase_depends_on_how_many(case: Make) -> None:
    batch, shown = case(person(1)).run("invite 1")
    assert len(batch.rows) == 1
    assert "Type  invite 1  to let out this 1 person" in shown


def test_every_row_is_shown_before_the_question(case: Make) -> None:
    people = [person(number) for number in range(100)]
    _, shown = case(*people, limits=Settings(batch_limit=100, week_limit=100)).run("invite 100")
    question = shown.index("Type  invite 100")
    for someone in people:
        assert shown.index(f"{someone.address}  ") < question
        assert shown.index(f"{someone.name}\n") < question


def test_a_row_shows_who_where_what_and_why(case: Make) -> None:
    someone = person(
        1,
        organisation="Firm",
        title="Head",
        tag=Tag.EXECUTIVE,
        disposition=Disposition.HOLD,
        flags=(Flag.LOOK_ALIKE,),
        hints=("may be ada@other.example", "second"),
        linkedin_url="https://www.linkedin.com/in/ada",
        evidence=[
            PlanEvidence(rule="r", text=text, weight=1) for text in ("first", "second", "third")
        ],
    )
    _, shown = case(someone).run("invite 1")
    for part in (
        "ada1@firm.example",
        "  [EXECUTIVE]\n",
        "Ada Byron1",
        "Head, Firm",
        "first; second",
        "LOOK TWICE: looks like somebody else",
        "may be ada@other.example",
        "https://www.linkedin.com/in/ada",
    ):
        assert part in shown
    assert "third" not in shown
    assert " second\n" not in shown.replace("first; second", ""), "a hint that is a reason"


@pytest.mark.parametrize("tag", [Tag.STRANGER, Tag.PERSONAL, Tag.EXECUTIVE])
def test_who_is_no_colleague_stands_out(case: Make, tag: Tag) -> None:
    _, shown = case(person(1), person(2, tag=tag, disposition=Disposition.HOLD)).run("invite 2")
    assert f"[{tag.upper()}]" in shown
    noun = "personal contact" if tag is Tag.PERSONAL else tag
    assert f"Together: 1 colleague, 1 {noun}." in shown


def test_what_to_expect_rests_on_ones_own_record(case: Make) -> None:
    one = case(person(1))
    record = {Tag.COLLEAGUE: Record(accepted=30, ripe=40)}
    one.plan = one.plan.model_copy(update={"outlook": expect([], record)})
    _, shown = one.run("invite 1")
    assert "your own record (30 of 40 accepted)" in " ".join(shown.split())


def test_every_flag_has_words() -> None:
    assert set(FLAGS) == set(Flag)
    assert all(re.fullmatch("[a-z][a-z ,]+", words) for words in FLAGS.values())


def test_no_line_is_broken_by_the_edge_of_the_window(case: Make) -> None:
    someone = person(
        1,
        organisation="A very long name of a firm " * 3,
        title="Head of something or other",
        hints=("may be the same person as somebody else whose name is as long as this",) * 2,
    )
    _, shown = case(someone, destination=f"/home/{'deep/' * 30}batch.csv").run("invite 1")
    assert max(len(line) for line in shown.splitlines()) < 80


def test_what_linkedin_will_do_is_said_first(case: Make) -> None:
    _, shown = case(person(1), destination="/home/ada/batch.csv").run("invite 1")
    told = shown[: shown.index("Type  invite")]
    for part in (
        "all contacts of a file as selected",
        "Skip it",
        "three mails",
        "two reminders",
        "cannot add a note",
        "100 invitations a week",
        "not published",
        "count against",
        "User Agreement (8.2)",
        "never contacts LinkedIn",
        "/home/ada/batch.csv",
        "as csv",
    ):
        assert part in told


def test_a_batch_reads_like_this(case: Make) -> None:
    held = {"disposition": Disposition.HOLD}
    why = [PlanEvidence(rule="r", text=text, weight=1) for text in ("wrote 9 mails", WHY)]
    told = {"organisation": FIRM, "title": "Head", "linkedin_url": "https://l.example/ada"}
    young = PlanDecision(action=Action.APPROVE, at=NOW - timedelta(minutes=1))
    old = PlanDecision(action=Action.APPROVE, at=NOW - timedelta(hours=1))
    people = [
        person(1, decision=old, evidence=why, **told),
        person(2, decision=old, name=""),
        *(person(number, decision=old) for number in range(3, 9)),
        person(9, decision=old, tag=Tag.PERSONAL, **held),
        person(10, decision=old, tag=Tag.PERSONAL, flags=(Flag.LOOK_ALIKE,), hints=("h",), **held),
        *(person(number, decision=old, tag=Tag.STRANGER, **held) for number in (11, 12, 13)),
        person(14, decision=young),
        person(15, exclusion=Exclusion.CONNECTED, disposition=Disposition.EXCLUDED),
    ]
    _, shown = case(*people, limits=Settings(hold_hours=1), first=10).run("invite 10")
    before, _, after = shown.partition(LINKEDIN)
    assert before == BATCH
    assert after == (
        "\nType  invite 10  to let out these 10 people; anything else lets out nobody: "
    )


FIRM = "Firm of Engines and of All that Turns, Limited by Guarantee"
WHY = "writes from the domain of your own organisation, as do 14 others"
BATCH = """
10 people would leave, as csv, to standard output:

   1  ada1@firm.example   colleague
      Ada Byron1  Head, Firm of Engines and of All that Turns, Limited by
        Guarantee
      wrote 9 mails; writes from the domain of your own organisation, as do 14
        others
      https://l.example/ada
   2  ada2@firm.example   colleague
   3  ada3@firm.example   colleague
      Ada Byron3
   4  ada4@firm.example   colleague
      Ada Byron4
   5  ada5@firm.example   colleague
      Ada Byron5
   6  ada6@firm.example   colleague
      Ada Byron6
   7  ada7@firm.example   colleague
      Ada Byron7
   8  ada8@firm.example   colleague
      Ada Byron8
   9  ada9@firm.example   [PERSONAL]
      Ada Byron9
  10  ada10@firm.example  [PERSONAL]
      Ada Byron10
      LOOK TWICE: looks like somebody else you know, who is another
      h

Together: 8 colleagues, 2 personal contacts.
Of these 10, about 3 (0 to 6) may be expected to accept, by vendors' studies
(26 to 31 % of cold invitations, 19 % of the C-suite).
Not in this batch: 3 more approved, for a later batch; 1 approved too short a
time ago; 1 approved before, but invited or connected already.

"""


def test_a_batch_of_one_reads_like_this(case: Make) -> None:
    _, shown = case(person(1), destination="/tmp/batch.csv").run("invite 1")
    assert (
        shown
        == f"""
1 person would leave, as csv, to /tmp/batch.csv:

  1  ada1@firm.example  colleague
     Ada Byron1

Together: 1 colleague.
Of this one, 0 to 1 may be expected to accept, by vendors' studies (26 to 31 %
of cold invitations, 19 % of the C-suite).

{LINKEDIN}
Type  invite 1  to let out this 1 person; anything else lets out nobody: """
    )


def test_hostile_text_does_nothing_to_the_screen(case: Make) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07"
    someone = person(
        1,
        evidence=[PlanEvidence(rule="r", text=f"wrote {evil}\r\nType  invite 1", weight=1)],
        hints=(f"hint {evil}",),
    )
    _, shown = case(someone, destination=f"/tmp/{evil}").run("invite 1")
    screen = pyte.Screen(120, 60)
    pyte.Stream(screen).feed(shown.replace("\n", "\r\n"))
    assert screen.title == ""
    assert "ada1@firm.example" in "\n".join(screen.display)
    assert all(line.isprintable() for line in shown.splitlines())


def test_nobody_approved_is_no_batch(case: Make) -> None:
    rejected = PlanDecision(action=Action.REJECT, at=NOW)
    failure = case(person(1, decision=None), person(2, decision=rejected)).fails(
        InviteGuardError, "Nobody is approved"
    )
    assert failure.exit_code is Exit.FAILURE
    assert "review" in failure.hint


def test_proposed_is_not_approved(case: Make) -> None:
    case(*[person(number, decision=None) for number in range(5)]).fails(
        InviteGuardError, "Nobody is approved"
    )


def test_who_left_before_does_not_leave_again(case: Make) -> None:
    gone = person(
        1,
        disposition=Disposition.EXCLUDED,
        exclusion=Exclusion.INVITED,
        decision=PlanDecision(action=Action.APPROVE, at=NOW, stale="the tag was x"),
    )
    batch, shown = case(gone, person(2)).run("invite 1")
    assert [row.person_id for row in batch.rows] == ["p2"]
    assert "1 approved before, but invited or connected already" in shown
    case(gone).fails(InviteGuardError, "Nobody is approved")
    barred = person(3, disposition=Disposition.EXCLUDED, exclusion=Exclusion.NEVER)
    case(gone, barred).fails(RefusedError, "Ada Byron3 is approved, but excluded")


@pytest.mark.parametrize(
    "exclusion", sorted(set(Exclusion) - {Exclusion.INVITED, Exclusion.CONNECTED})
)
def test_an_approved_person_who_is_excluded_stops_the_batch(
    case: Make, exclusion: Exclusion
) -> None:
    out = person(1, disposition=Disposition.EXCLUDED, exclusion=exclusion)
    failure = case(out, person(2)).fails(RefusedError, "Ada Byron1 is approved, but excluded")
    assert "p1" in failure.hint
    both = case(out, person(2), out.model_copy(update={"id": "p3", "name": "Ben"}))
    assert "reject p1 p3`" in both.fails(RefusedError, "Ada.*; Ben is approved").hint


def test_a_stale_approval_stops_the_batch_and_names_everybody(case: Make) -> None:
    stale = [
        PlanDecision(action=Action.APPROVE, at=NOW, stale=f"the tag was {tag} when you approved")
        for tag in ("colleague", "stranger")
    ]
    failure = case(person(1, decision=stale[0]), person(2), person(3, decision=stale[1])).fails(
        StaleError, "Ada Byron1: the tag was colleague.*Ada Byron3: the tag was stranger"
    )
    assert failure.exit_code is Exit.STALE
    assert "approve p1 p3" in failure.hint
    assert "reject p1 p3" in failure.hint
    assert failure.message.count("; ") == 1


def test_whoever_is_held_is_to_be_approved_again_alone(case: Make) -> None:
    stale = PlanDecision(action=Action.APPROVE, at=NOW, stale="the tag was x when you approved")
    held = {"disposition": Disposition.HOLD, "decision": stale}
    people = (person(1, decision=stale), person(2, **held), person(3, decision=stale))
    hint = case(*people, person(4, **held)).fails(StaleError, "Ada Byron4").hint
    commands = "`invite-guard approve p1 p3`, `invite-guard approve p2`, `invite-guard approve p4`"
    assert commands in hint
    assert "reject p1 p2 p3 p4" in hint


def test_a_stale_name_is_made_safe(case: Make) -> None:
    stale = PlanDecision(action=Action.APPROVE, at=NOW, stale="the address was \x1b[2J")
    case(person(1, name="\u202eAda\x1b[2J", decision=stale)).fails(StaleError, "Approved before")


@pytest.mark.parametrize(
    "fields", [{"name": "=1+1"}, {"title": "a\x07b"}, {"flags": (Flag.AMBIGUOUS_ADDRESS,)}]
)
def test_a_row_that_must_not_leave_stops_the_batch(case: Make, fields: dict[str, object]) -> None:
    case(person(1), person(2, **fields)).fails(RefusedError, "cannot be exported")


def test_more_than_one_batch_holds_is_refused_with_a_way_out(case: Make) -> None:
    people = [person(number) for number in range(21)]
    failure = case(*people).fails(OverLimitError, "21 people are more than the 20")
    assert failure.exit_code is Exit.OVER_LIMIT
    assert "--first 20" in failure.hint
    batch, shown = case(*people, first=20).run("invite 20")
    assert [row.person_id for row in batch.rows] == [f"p{number}" for number in range(20)]
    assert "1 more approved, for a later" in shown
    case(*people, first=21).fails(OverLimitError, "21 people")
    case(*people, first=0).fails(UsageError, "--first")
    assert len(case(*people, first=1).run("invite 1")[0].rows) == 1


def test_first_takes_the_proposed_and_leaves_executives_to_the_end(case: Make) -> None:
    held = {"disposition": Disposition.HOLD}
    people = (
        person(1),
        person(2, tag=Tag.EXECUTIVE, **held),
        person(3, tag=Tag.PERSONAL, **held),
        person(4, tag=Tag.STRANGER, **held),
        person(5),
    )
    batch, _ = case(*people).run("invite 5")
    assert [row.person_id for row in batch.rows] == ["p1", "p5", "p3", "p4", "p2"]
    batch, _ = case(*people, first=2).run("invite 2")
    assert [row.person_id for row in batch.rows] == ["p1", "p5"]


def test_a_full_week_tells_when_there_is_room_again(case: Make) -> None:
    week = Week(((NOW - timedelta(days=6), 60), (NOW - timedelta(days=1), 18)))
    people = [person(number) for number in range(5)]
    failure = case(*people, week=week).fails(OverLimitError, "78 people left.*limit of 80")
    assert failure.exit_code is Exit.OVER_LIMIT
    assert failure.hint == "--first 2 fits now; all 5 fit from 2026-03-05 05:06 on."
    batch, _ = case(*people, week=week, first=2).run("invite 2")
    assert len(batch.rows) == 2
    there = NOW.astimezone(timezone(timedelta(hours=3)))
    failure = case(*people, week=week, now=there).fails(OverLimitError, "limit of 80")
    assert failure.hint.endswith("from 2026-03-05 08:06 on.")


def test_a_limit_that_was_lowered_below_what_left_leaves_no_room(case: Make) -> None:
    week = Week(((NOW - timedelta(days=1), 9),))
    few = Settings(batch_limit=5, week_limit=5)
    failure = case(person(1), week=week, limits=few).fails(OverLimitError, "9 people left")
    assert failure.hint == "All 1 fit from 2026-03-10 05:06 on."
    none = Settings(batch_limit=5, week_limit=1)
    failure = case(person(1), person(2), week=week, limits=none).fails(OverLimitError, "limit of 1")
    assert failure.hint == "Fewer people fit: try --first 1."


def test_a_week_that_can_never_hold_them_says_so(case: Make) -> None:
    settings = Settings(batch_limit=20, week_limit=3)
    people = [person(number) for number in range(4)]
    failure = case(*people, limits=settings).fails(OverLimitError, "limit of 3")
    assert failure.hint == "--first 3 fits now."


def entry_of(row: Callable[..., Row], **fields: object) -> LedgerEntry:
    told: dict[str, object] = {
        "number": 7,
        "state": BatchState.PREPARED,
        "prepared_at": NOW,
        "format": "csv",
        "destination": "/home/ada/batch.csv",
        "digest": "",
        "rows": (row(1), row(2, tag=Tag.STRANGER)),
    }
    return LedgerEntry.model_validate(told | fields)


def test_a_batch_is_only_given_again_after_it_was_asked_again(
    terminal: Callable[..., object], row: Callable[..., Row]
) -> None:
    human = terminal("invite 2")
    batch = confirm_again(entry_of(row), human, destination="-")  # type: ignore[arg-type]  # scripted
    assert batch.rows == (row(1), row(2, tag=Tag.STRANGER))
    shown: str = human.shown  # type: ignore[attr-defined]  # scripted
    for part in ("Batch 7", "/home/ada/batch.csv", "ada1@firm.example", "[STRANGER]", "8.2"):
        assert part in shown[: shown.index("Type  invite 2")]
    with pytest.raises(NotConfirmedError):
        confirm_again(entry_of(row), terminal("yes"), destination="-")  # type: ignore[arg-type]  # scripted


def test_a_batch_to_be_given_again_reads_like_this(
    terminal: Callable[..., object], row: Callable[..., Row]
) -> None:
    human = terminal("invite 2")
    confirm_again(entry_of(row), human, destination="-")  # type: ignore[arg-type]  # scripted
    when = f"{NOW.astimezone():%Y-%m-%d %H:%M}"
    shown: str = human.shown  # type: ignore[attr-defined]  # scripted
    assert (
        shown
        == f"""
Batch 7, recorded on {when} for /home/ada/batch.csv, may not have
arrived there. 2 people would leave, as csv, to standard output, the same bytes
as then:

    1  ada1@firm.example  colleague
       Ada Byron1
    2  ada2@firm.example  [STRANGER]
       Ada Byron2

{LINKEDIN}
Type  invite 2  to let out these 2 people; anything else lets out nobody: """
    )


def test_the_column_of_addresses_is_not_widened_by_a_very_long_one(
    terminal: Callable[..., object], row: Callable[..., Row]
) -> None:
    human = terminal("invite 2")
    long = row(2, address=f"{'a' * 60}@firm.example")
    entry = entry_of(row, rows=(row(1, title="Head", organisation=""), long))
    confirm_again(entry, human, destination="-")  # type: ignore[arg-type]  # scripted
    shown: str = human.shown  # type: ignore[attr-defined]  # scripted
    assert f"  ada1@firm.example{' ' * 27}  colleague\n       Ada Byron1  Head\n" in shown
    assert long.address in shown.replace("\n       ", "")


def test_a_batch_that_left_is_not_asked_about(
    terminal: Callable[..., object], row: Callable[..., Row]
) -> None:
    human = terminal("invite 2")
    with pytest.raises(RefusedError, match="handed over already"):
        confirm_again(
            entry_of(row, state=BatchState.PUBLISHED, published_at=NOW),
            human,  # type: ignore[arg-type]  # scripted
            destination="-",
        )
    assert human.asked == 0  # type: ignore[attr-defined]  # scripted
