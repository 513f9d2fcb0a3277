"""Reading sources into the store: once each, resumable, incremental."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from invite_guard.errors import OwnerError, SourceError
from invite_guard.mail.labels import Label
from invite_guard.sources import detect
from invite_guard.sources.base import Message
from invite_guard.stages.counting import observe, read, reckoning
from invite_guard.stages.gather import Gathered, Wish, gather
from invite_guard.stages.provenance import plan_sources
from invite_guard.stores.correspondence import Correspondence
from invite_guard.views.progress import Silent

Write = Callable[..., bytes]
Mailbox = Callable[..., Path]
ME = "owner@firm.example"
LATEST = 2_000_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Correspondence]:
    with Correspondence.open(tmp_path / "correspondence.sqlite3") as opened:
        yield opened


def scan(
    store: Correspondence,
    *paths: Path,
    me: tuple[str, ...] = (ME,),
    include: frozenset[Label] | None = None,
) -> Gathered:
    sources = [source for path in paths for source in detect(path)]
    return gather(sources, store, Wish(me, include, LATEST), Silent(), detect)


def content(store: Correspondence) -> object:
    return (
        store.correspondents(),
        [s._replace(fingerprint=s.fingerprint._replace(stamp=0)) for s in store.sources()],
    )


def letters(letter: Write, many: int, person: str = "ann@a.example") -> list[bytes]:
    return [letter(from_=f"p{n % 7}.{person}", to=f"{ME}, {person}") for n in range(many)]


def test_a_scan_counts_everybody(store: Correspondence, letter: Write, mailbox: Mailbox) -> None:
    gathered = scan(store, mailbox(letters(letter, 10)))
    assert gathered.owner.addresses == (ME,)
    assert not gathered.problems
    assert [s.messages for s in plan_sources(store)] == [10]
    counts = {c.address: c.messages for c in store.correspondents()}
    assert counts["ann@a.example"] == counts[ME] == 10
    assert len(counts) == 9


def test_a_second_scan_changes_nothing(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    path = mailbox(letters(letter, 10))
    scan(store, path)
    before = content(store)
    scan(store, path)
    assert content(store) == before


def test_a_grown_mailbox_is_read_from_where_it_ended(
    store: Correspondence, letter: Write, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = letters(letter, 30)
    path = mailbox(blocks[:20])
    scan(store, path)
    taken: list[object] = []
    original = observe.read_message

    def note(message: Message) -> object:
        taken.append(message)
        return original(message)

    monkeypatch.setattr(observe, "read_message", note)
    mailbox(blocks)
    scan(store, path)
    assert len(taken) == 10
    assert [(s.messages, dict(s.skipped)) for s in plan_sources(store)] == [(30, {})]


def test_a_rewritten_mailbox_counts_nothing_twice(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    blocks = letters(letter, 20)
    path = mailbox(blocks)
    scan(store, path)
    mailbox([*letters(letter, 1), *blocks, blocks[3]])
    scan(store, path)
    counts = {c.address: c.messages for c in store.correspondents()}
    assert counts[ME] == 21
    assert [(s.messages, s.skipped) for s in plan_sources(store)] == [(22, {"duplicate": 1})]


def test_the_same_mail_in_two_files_counts_once(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    blocks = letters(letter, 8)
    scan(store, mailbox(blocks, "one.mbox"), mailbox(blocks[4:], "two.mbox"))
    assert {c.address: c.messages for c in store.correspondents()}[ME] == 8
    assert [s.skipped for s in plan_sources(store)] == [{}, {"duplicate": 4}]


def test_mail_without_message_id_is_told_apart_by_its_header(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    blocks = [letter(from_="ann@a.example", to=ME, message_id="") for _ in range(3)]
    scan(store, mailbox([*blocks, blocks[0]]))
    assert {c.address: c.messages for c in store.correspondents()}["ann@a.example"] == 3


def test_spam_and_trash_are_read_only_when_asked(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    path = mailbox(
        [
            letter(from_="ann@a.example", to=ME, x_gmail_labels="Inbox"),
            letter(from_="spammer@s.example", to=ME, x_gmail_labels="Spam"),
            letter(from_="bin@t.example", to=ME, x_gmail_labels="Trash,Unread"),
            letter(from_="chat@c.example", to=ME, x_gmail_labels="Chat"),
        ]
    )
    scan(store, path)
    assert {c.address for c in store.correspondents()} == {ME, "ann@a.example"}
    assert plan_sources(store)[0].skipped == {"chat": 1, "spam": 1, "trash": 1}
    scan(store, path, include=frozenset({Label.SPAM}))
    assert "spammer@s.example" in {c.address for c in store.correspondents()}
    assert plan_sources(store)[0].skipped == {"chat": 1, "trash": 1}
    before = content(store)
    scan(store, path)
    assert content(store) == before, "what was asked for once stays asked for"


def test_an_interrupted_scan_goes_on_and_ends_the_same(
    tmp_path: Path, letter: Write, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "STEP", 1)
    monkeypatch.setattr(reckoning, "CHECKPOINT", 7)
    path = mailbox(letters(letter, 60))
    original = observe.read_message
    for stop in (1, 8, 20, 33, 59):
        with Correspondence.open(tmp_path / f"{stop}.sqlite3") as store:
            taken = iter(range(1000))

            def falter(message: object, taken: Iterator[int] = taken, stop: int = stop) -> object:
                if next(taken) == stop:
                    raise KeyboardInterrupt
                return original(message)  # type: ignore[arg-type]  # whatever was passed

            monkeypatch.setattr(observe, "read_message", falter)
            with pytest.raises(KeyboardInterrupt):
                scan(store, path)
            assert not any(s.complete for s in store.sources())
            monkeypatch.setattr(observe, "read_message", original)
            scan(store, path)
            resumed = content(store)
        with Correspondence.open(tmp_path / f"{stop}.whole.sqlite3") as store:
            scan(store, path)
            assert content(store) == resumed


def test_another_owner_means_counting_anew(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    mine = mailbox(
        [letter(from_=ME, to="ann@a.example"), letter(from_="ann@a.example", to=ME)], "a"
    )
    scan(store, mine, me=("other@firm.example",))
    assert {c.address: c.exchange.direct_out for c in store.correspondents()}["ann@a.example"] == 0
    more = mailbox([letter(from_=ME, to="bob@b.example")], "b")
    scan(store, more)
    direct = {c.address: c.exchange.direct_out for c in store.correspondents()}
    assert (direct["ann@a.example"], direct["bob@b.example"]) == (1, 1)


def test_a_source_that_must_be_read_again_and_is_gone_is_said(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    gone = mailbox(letters(letter, 3), "gone.mbox")
    scan(store, gone)
    gone.unlink()
    other = mailbox(letters(letter, 3), "other.mbox")
    with pytest.raises(SourceError, match=r"gone\.mbox"):
        scan(store, other, me=("other@firm.example",))
    assert store.correspondents(), "nothing is forgotten before all can be read again"


def test_the_owner_is_inferred_and_told_with_the_reason(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    blocks = [letter(from_=f"Me Myself <{ME}>", to=f"p{n}@a.example") for n in range(5)]
    blocks += [letter(from_=f"p{n}@a.example", to=ME) for n in range(5)]
    gathered = scan(store, mailbox(blocks), me=())
    assert gathered.owner.addresses == (ME,)
    assert gathered.owner.reason == "is on 10 of 10 messages"
    assert gathered.owner.names == ("Me Myself",)


def test_an_own_address_found_late_means_counting_anew(
    store: Correspondence, letter: Write, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("invite_guard.stages.gather.SAMPLE", 10)
    second = "me@home.example"
    blocks = [
        letter(from_=f"Me Myself <{ME}>", to="ann@a.example", x_gmail_labels="Sent")
        for _ in range(12)
    ]
    blocks += [
        letter(from_=f"Me Myself <{second}>", to="bob@b.example", x_gmail_labels="Sent")
        for _ in range(4)
    ]
    gathered = scan(store, mailbox(blocks), me=())
    assert gathered.owner.addresses == (ME, second)
    bob = next(c for c in store.correspondents() if c.address == "bob@b.example")
    assert bob.exchange.direct_out == 4


def test_a_doubt_about_the_owner_is_an_error_that_names_them(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    path = mailbox([letter(from_="a@a.example", to="b@b.example") for _ in range(3)])
    with pytest.raises(OwnerError, match=r"a@a\.example, b@b\.example"):
        scan(store, path, me=())


def test_one_broken_file_does_not_keep_the_others_from_being_read(
    store: Correspondence, letter: Write, mailbox: Mailbox, tmp_path: Path
) -> None:
    good = mailbox(letters(letter, 4), "good.mbox")
    cut = Path(shutil.make_archive(str(tmp_path / "cut"), "gztar", tmp_path, "good.mbox"))
    cut.write_bytes(cut.read_bytes()[:-40])
    gathered = scan(store, cut, good)
    assert len(gathered.problems) == 1
    assert {s.name: s.complete for s in plan_sources(store)} == {cut.name: False, good.name: True}


def test_one_file_that_cannot_be_read_does_not_keep_the_owner_from_being_told(
    store: Correspondence, letter: Write, mailbox: Mailbox, tmp_path: Path
) -> None:
    mine = [letter(from_=ME, to=f"p{n}@a.example", x_gmail_labels="Sent") for n in range(4)]
    mailbox(mine, "good.mbox")
    (tmp_path / "old.pst").write_bytes(b"!BDN")
    gathered = gather(detect(tmp_path), store, Wish(latest=LATEST), Silent(), detect)
    assert gathered.owner.addresses == (ME,)
    assert [problem.message for problem in gathered.problems] == [
        "old.pst was not read: it is an Outlook data file."
    ]


def test_a_header_too_long_to_be_read_whole_is_told(
    store: Correspondence, letter: Write, mailbox: Mailbox
) -> None:
    crowd = ", ".join(f"p{n}@a.example" for n in range(30_000))
    path = mailbox([letter(from_="ann@a.example", to=f"{ME}, {crowd}"), letter(from_=ME)])
    scan(store, path)
    assert [(s.messages, s.skipped) for s in plan_sources(store)] == [(2, {"overlong header": 1})]
    assert 1_000 < len(store.correspondents()) < 30_000
