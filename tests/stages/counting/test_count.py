"""Counting: who stood where, what was direct, what was a machine."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import settled

from invite_guard.mail.headers import read_header
from invite_guard.sources.base import START, Message
from invite_guard.stages.counting.count import Counter
from invite_guard.stages.counting.observe import Observer, thread
from invite_guard.stores.tally import Tally

Write = Callable[..., bytes]
ME = "owner@firm.example"
LATEST = 2_000_000_000


def counted(blocks: list[bytes], folder: str = "", owner: str = ME) -> Mapping[str, Tally]:
    counter, observer = Counter([owner]), Observer(LATEST)
    for block in blocks:
        counter.add(observer.observe(Message(block, START, folder)))
    return counter.tallies()


def test_each_header_counts_an_address_once(letter: Write) -> None:
    ann = "ann@a.example"
    tallies = counted([letter(from_=ann, to=f"{ME}, {ann}, Ann <{ann}>", cc=ann)])
    assert (tallies[ann].role_from, tallies[ann].role_to, tallies[ann].role_cc) == (1, 1, 1)
    assert tallies[ann].messages == 1


def test_a_small_mail_by_name_is_direct_both_ways(letter: Write) -> None:
    tallies = counted(
        [letter(from_="ann@a.example", to=ME), letter(from_=ME, to="ann@a.example")],
    )
    ann = tallies["ann@a.example"]
    assert (ann.direct_in, ann.direct_out, ann.close_in, ann.close_out) == (1, 1, 1, 1)
    assert ann.months == {2020 * 12 + 8: [1, 1]}


@pytest.mark.parametrize(
    ("others", "direct", "close"), [(0, 1, 1), (1, 1, 1), (3, 1, 0), (4, 0, 0)]
)
def test_direct_ends_where_the_crowd_begins(
    letter: Write, others: int, direct: int, close: int
) -> None:
    crowd = ", ".join(f"p{n}@b.example" for n in range(others))
    ann = counted([letter(from_="ann@a.example", to=ME, cc=crowd)])["ann@a.example"]
    assert (ann.direct_in, ann.close_in) == (direct, close)
    assert ann.smallest_audience == others + 1


def test_being_copied_is_not_an_exchange(letter: Write) -> None:
    tallies = counted(
        [
            letter(from_=ME, to="ann@a.example", cc="bob@b.example"),
            letter(from_="ann@a.example", to="cat@c.example", cc=f"{ME}, bob@b.example"),
        ]
    )
    bob = tallies["bob@b.example"]
    assert (bob.direct_in, bob.direct_out, bob.owner_wrote, bob.owner_addressed) == (0, 0, 1, 0)
    assert bob.shared == 1
    assert settled("bob@b.example", bob).exchange.cc_only
    assert tallies["ann@a.example"].direct_in == 0, "the owner was only copied"


@pytest.mark.parametrize(
    "header",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "auto-replied (no human)"},
        {"auto_submitted": "now"},
        {"precedence": "bulk"},
        {"list_unsubscribe": "<mailto:off@a.example>"},
        {"return_path": "<>"},
        {"x_autoreply": "yes"},
        {"x_autorespond": "Back on Monday", "auto_submitted": "no"},
        {"precedence": "auto_reply"},
        {"precedence": "Auto-Reply"},
        {"x_auto_response_suppress": "All", "in_reply_to": "<1@firm.example>"},
        {"content_type": "multipart/report; report-type=disposition-notification"},
    ],
)
def test_what_a_machine_wrote_is_never_direct(letter: Write, header: dict[str, str]) -> None:
    tallies = counted([letter(from_="ann@a.example", to=ME, **header)])
    assert tallies["ann@a.example"].direct_in == 0
    assert tallies["ann@a.example"].bulk_from + tallies["ann@a.example"].auto_from == 1


@pytest.mark.parametrize(
    "header",
    [
        {"auto_submitted": "no", "x_autoreply": "No"},
        {"auto_submitted": "no; owner=x"},
        {"auto_submitted": "No (human)", "x_autoreply": "no;"},
        {"x_auto_response_suppress": "All"},  # begun by a human, for all one can tell
        {"x_auto_response_suppress": "DR, OOF, AutoReply", "in_reply_to": "<1@firm.example>"},
        {"content_type": "multipart/mixed"},
    ],
)
def test_what_a_human_may_have_written_is_direct(letter: Write, header: dict[str, str]) -> None:
    ann = counted([letter(from_="ann@a.example", to=ME, **header)])["ann@a.example"]
    assert (ann.direct_in, ann.auto_from) == (1, 0)


def test_what_lies_among_sent_mail_need_not_say_whom_it_returns_to(letter: Write) -> None:
    block = letter(from_=ME, to="ann@a.example", return_path="<>")
    assert counted([block], folder="Sent")["ann@a.example"].direct_out == 1
    assert counted([block])["ann@a.example"].direct_out == 0


@pytest.mark.parametrize("mark", [{"auto_submitted": "auto-replied"}, {"x_autoreply": "yes"}])
def test_the_owners_holiday_notice_addresses_nobody(letter: Write, mark: dict[str, str]) -> None:
    notice = letter(from_=ME, to="ann@a.example", **mark)
    ann = counted([notice])["ann@a.example"]
    assert (ann.direct_out, ann.owner_addressed) == (0, 0)


def test_mail_that_only_claims_to_be_the_owners_proves_nothing(letter: Write) -> None:
    forged = {"from_": ME, "to": "eve@a.example", "x_gmail_labels": "Inbox", "delivered_to": ME}
    eve = counted([letter(**forged)])["eve@a.example"]
    assert (eve.role_to, eve.owner_wrote, eve.direct_out) == (1, 0, 0)
    true = counted([letter(**forged)], "Sent")["eve@a.example"]
    assert (true.owner_wrote, true.direct_out) == (1, 1)


@pytest.mark.parametrize(
    ("path", "proves"),
    [("<eve@a.example>", False), ("", True), (f"<{ME}>", True), ("<>", False)],
)
def test_what_would_be_returned_to_another_is_not_the_owners(
    letter: Write, path: str, *, proves: bool
) -> None:
    claimed = {"from_": f"Me <{ME.upper()}>", "to": "eve@a.example"}
    eve = counted([letter(**claimed, return_path=path)])["eve@a.example"]
    assert (eve.role_to, eve.direct_out) == (1, int(proves))
    assert counted([letter(**claimed, return_path=path)], "Sent")["eve@a.example"].owner_wrote == 1


def test_an_ambiguous_mailbox_proves_nothing(letter: Write) -> None:
    two_faced = "ann@a.example <eve@b.example>"
    tallies = counted([letter(from_=two_faced, to=ME), letter(from_=ME, to=two_faced)])
    assert (tallies["eve@b.example"].direct_in, tallies["eve@b.example"].direct_out) == (0, 0)
    assert not tallies["eve@b.example"].well_formed
    plain = counted([letter(from_=two_faced, to=ME), letter(from_="eve@b.example", to=ME)])
    assert plain["eve@b.example"].well_formed, "one bad line does not spoil an address"
    assert plain["eve@b.example"].direct_in == 1


def test_a_post_to_a_list_is_human_and_the_list_is_not(letter: Write) -> None:
    post = letter(
        from_="ann@a.example",
        to="talk@lists.example",
        list_id="Talk <talk.lists.example>",
        precedence="bulk",
        list_unsubscribe="<mailto:talk-leave@lists.example>",
    )
    tallies = counted([post])
    assert tallies["talk@lists.example"].list_post == 1
    assert (tallies["ann@a.example"].list_from, tallies["ann@a.example"].bulk_from) == (1, 0)


def test_what_gmail_filed_away_is_never_direct(letter: Write) -> None:
    tallies = counted([letter(from_="shop@a.example", to=ME, x_gmail_labels="Category Promotions")])
    assert (tallies["shop@a.example"].promoted_from, tallies["shop@a.example"].direct_in) == (1, 0)


def test_broken_dates_poison_nothing(letter: Write) -> None:
    blocks = [
        letter(from_="ann@a.example", to=ME, date=date)
        for date in ("Mon, 01 Jan 0001 00:00:00 +0000", "Fri, 1 Jan 2044 00:00:00 +0000", "soon")
    ]
    ann = counted(blocks)["ann@a.example"]
    assert (ann.direct_in, ann.first_seen, ann.last_seen, ann.last_direct) == (3, None, None, None)


def test_whoever_wrote_the_earliest_mail_introduced(letter: Write) -> None:
    early = letter(from_="ann@a.example", to=f"{ME}, bob@b.example", date="1 Jan 2019 10:00 +0000")
    late = letter(from_="cat@c.example", to=f"{ME}, bob@b.example", date="1 Jan 2020 10:00 +0000")
    for order in ([early, late], [late, early]):
        tallies = counted(order)
        assert tallies["bob@b.example"].introduced_by == "ann@a.example"
        assert tallies["ann@a.example"].introduced_by == ""


def test_whom_the_owner_wrote_to_first_nobody_introduced(letter: Write) -> None:
    assert counted([letter(from_=ME, to="bob@b.example")])["bob@b.example"].introduced_by == ""


def test_a_thread_is_named_by_gmail_or_by_its_first_message(letter: Write) -> None:
    root = "<root@a.example>"
    fields = [
        read_header(letter(from_=ME, message_id=root)),
        read_header(letter(from_=ME, in_reply_to=root)),
        read_header(letter(from_=ME, references=f"{root} <second@a.example>")),
    ]
    assert {thread(f) for f in fields} == {root.encode()}
    assert thread(read_header(letter(from_=ME, x_gm_thrid="77", references=root))) == b"77"


def test_conversations_are_told_apart(letter: Write) -> None:
    blocks = [letter(from_="ann@a.example", to=ME, x_gm_thrid=str(n % 5)) for n in range(40)]
    ann = counted(blocks)["ann@a.example"]
    assert settled("ann@a.example", ann).exchange.threads == 5


PEOPLE = [ME, "ann@a.example", "bob@b.example", "cat@c.example", "dan@d.example", "eve@e.example"]
LETTERS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.lists(st.sampled_from(PEOPLE), max_size=6),
        st.lists(st.sampled_from(PEOPLE), max_size=3),
        st.integers(1_000_000_000, 1_700_000_000),
        st.booleans(),
    ),
    max_size=12,
)


def frozen(tallies: Mapping[str, Tally]) -> dict[str, object]:
    return {a: settled(a, tallies[a]) for a in sorted(tallies)}


@given(LETTERS, st.integers(0, 12))
def test_counting_in_two_goes_is_counting_at_once(
    letters: list[tuple[str, list[str], list[str], int, bool]], cut: int
) -> None:
    blocks = [
        f"From: {sender}\nTo: {', '.join(to)}\nCc: {', '.join(cc)}\nMessage-ID: <{n}@x>\n"
        f"Date: {formatdate(moment)}\n".encode()
        + (b"References: <0@x>\n" if reply else b"")
        for n, (sender, to, cc, moment, reply) in enumerate(letters)
    ]
    whole = counted(blocks)
    parts = dict(counted(blocks[cut:]))
    for address, tally in counted(blocks[:cut]).items():
        parts.setdefault(address, Tally()).merge(tally)
    assert frozen(parts) == frozen(whole)
    assert frozen(counted(blocks[::-1])) == frozen(whole), "order does not matter"


def test_who_wrote_in_another_s_name_is_counted_as_doing_so(letter: Write) -> None:
    boss, sender = "Boss <boss@firm.example>", "Pam Reed <pam@firm.example>"
    block = letter(from_=boss, to="ann@a.example", sender=sender)
    sent = counted([block], folder="Sent")
    assert (sent["boss@firm.example"].sent_from, sent["boss@firm.example"].sent_for) == (1, 0)
    assert (sent["pam@firm.example"].sent_from, sent["pam@firm.example"].sent_for) == (0, 1)
    assert "pam@firm.example" not in counted([block])  # it came in
    for alias in ("pam@firm.example", "B <boss@firm.example>", boss):  # accounts of the boss
        tallies = counted([letter(from_=boss, to="ann@a.example", sender=alias)], folder="Sent")
        assert not any(tally.sent_for for tally in tallies.values())


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("Pam Reed <pam@firm.example>", True),
        ('"Reed, Pam" <PAM@FIRM.example>', True),
        ("pam@firm.example", False),  # a provider or a list says so much
        ("Pam Reed <pam@lists.example>", False),
        ("'Bo Poe' <bo@firm.example>", False),  # another account of theirs
        ("Bo <boss@firm.example>", False),
        ("Bo <bo@firm.example>", False),
        ('"Poe, Bo (Firm)" <bo.poe@firm.example>', False),
        ("Acme CRM <crm@firm.example>", False),  # a system, a program, a department
        ("Salesforce <noreply@firm.example>", False),
        ('"Sales Team" <sales@firm.example>', False),
        ("Bo Poe's Sekretariat <sekretariat@firm.example>", True),
        ("Pam Sales <pam.sales@firm.example>", True),
        (f"Me Too <{ME}>", False),
    ],
)
def test_what_another_of_the_same_place_sent_in_their_name_is_told(
    letter: Write, sender: str, *, counts: bool
) -> None:
    block = letter(from_="Bo Poe <boss@firm.example>", to=ME, sender=sender)
    boss = counted([block])["boss@firm.example"]
    assert (boss.direct_in, boss.by_agent, boss.sent_from) == (1, int(counts), 0)
    assert "pam@firm.example" not in counted([block])


@pytest.mark.parametrize(
    "header",
    [
        {"list_id": "<talk.firm.example>"},
        {"list_post": "<mailto:talk@firm.example>"},
        {"precedence": "list"},
        {"auto_submitted": "auto-generated"},
        {"to": "ann@a.example", "cc": ME},
    ],
)
def test_of_what_is_no_mail_between_two_that_tells_nothing(
    letter: Write, header: dict[str, str]
) -> None:
    told = {"from_": "Bo <boss@firm.example>", "to": ME, "sender": "Pam <pam@firm.example>"}
    assert counted([letter(**told | header)])["boss@firm.example"].by_agent == 0


def test_what_was_given_away_is_counted_afresh(letter: Write) -> None:
    counter, observer = Counter([ME]), Observer(LATEST)
    given: list[Mapping[str, Tally]] = []
    for take in (counter.tallies, lambda: counter.some(9), lambda: counter.some(9)):
        message = letter(from_="Ann <ann@a.example>", to=ME)
        counter.add(observer.observe(Message(message, START)))
        given.append(deepcopy(take()))  # as whoever gets it has it
    whole = Counter([ME])
    for part in given:
        whole.gain(part)
    ann = whole.tallies()["ann@a.example"]
    assert (ann.role_from, ann.direct_in, ann.names) == (3, 3, {"Ann": 3})


def test_answers_by_name_in_a_crowd_are_counted_apart(letter: Write) -> None:
    crowd = ", ".join(f"p{n}@b.example" for n in range(9))
    ann, answer = "ann@a.example", {"in_reply_to": "<1@a.example>"}
    tallies = counted(
        [
            letter(from_=ann, to=ME, cc=crowd, **answer),
            letter(from_=ann, to=ME, cc=crowd),
            letter(from_=ann, to=crowd, cc=ME, **answer),
            letter(from_=ann, to=ME, **answer),
            letter(from_=ME, to=ann, cc=crowd, **answer),
            letter(from_=ME, to=crowd, cc=ann, **answer),
        ]
    )
    assert (tallies[ann].public_in, tallies[ann].public_out) == (1, 1)
    assert (tallies[ann].direct_in, tallies[ann].direct_out) == (1, 0)
