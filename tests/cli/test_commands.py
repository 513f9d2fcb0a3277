"""The whole loop on a mailbox known by heart, short of consent."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from invite_guard import paths
from invite_guard.errors import Exit
from invite_guard.model.decision import NeverEntry
from invite_guard.stores.decisions import Decisions


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
ME = "me@corp.example"


def person(run: Run, address: str) -> dict[str, object]:
    people = json.loads(run("plan", "--all", "--json").out)["people"]
    (found,) = [p for p in people if p["addresses"][0]["address"] == address]
    assert isinstance(found, dict)
    return found


def test_scan_shows_the_dry_run_and_names_the_next_command(run: Run, mailbox: Path) -> None:
    code, out, err = run("scan", mailbox, "--me", ME)
    assert code == Exit.OK
    assert out.startswith("An import of everything would have invited 5 people, with up to 15")
    assert "Ana Ruiz" in out
    assert err.splitlines()[-1].startswith("Next: `invite-guard review`")


def test_the_next_command_fits_where_nobody_is_held(run: Run, tmp_path: Path) -> None:
    mail = tmp_path / "mail.mbox"
    mail.write_text(_exchange(ME, "noreply@shop.example", 1), "utf-8")
    ran = run("scan", mail, "--me", ME)
    assert "2 people (2 addresses) = 0 proposed + 0 held + 2 excluded." in ran.out
    assert (
        ran.err == "Next: `invite-guard plan --all` shows whom the mail names, the excluded too.\n"
    )


def test_scanning_again_changes_nothing(scanned: Run, mailbox: Path) -> None:
    before = scanned("plan", "--all", "--json").out
    scanned("scan", mailbox)
    scanned("scan")
    scanned("scan", "--full")
    assert scanned("plan", "--all", "--json").out == before


def test_detailed_exitcode_says_that_somebody_is_proposed(scanned: Run, mailbox: Path) -> None:
    assert scanned("scan", mailbox, "--detailed-exitcode").code == Exit.PROPOSED
    scanned("tag", "ana@corp.example", "personal")
    scanned("tag", "ben@corp.example", "personal")
    assert scanned("scan", mailbox, "--detailed-exitcode").code == Exit.OK


def test_scan_and_plan_give_the_same_valid_document(scanned: Run, mailbox: Path) -> None:
    schema = json.loads(scanned("plan", "--schema").out)
    document = json.loads(scanned("scan", mailbox, "--json").out)
    jsonschema.validate(document, schema)
    assert document == json.loads(scanned("plan", "--json").out)
    assert len(document["people"]) == 4
    assert {p["disposition"] for p in document["people"]} == {"propose", "hold"}


def test_plan_filters_people_and_never_the_totals(scanned: Run) -> None:
    whole = json.loads(scanned("plan", "--all", "--json").out)
    assert len(whole["people"]) == whole["totals"]["people"] == 6
    for words, expected in (
        (["--hold"], {"hold"}),
        (["--excluded"], {"excluded"}),
        (["--tag", "colleague"], {"propose"}),
    ):
        part = json.loads(scanned("plan", "--json", *words).out)
        assert part["totals"] == whole["totals"]
        assert {p["disposition"] for p in part["people"]} == expected


def test_plan_as_csv_has_one_line_a_person(scanned: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(scanned("plan", "--all", "--csv").out)))
    assert len(rows) == 6


def test_o_writes_a_private_file_and_nothing_to_stdout(scanned: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    code, out, _ = scanned("plan", "--json", "-o", file)
    assert (code, out) == (0, "")
    assert json.loads(file.read_text("utf-8"))["schema"]
    assert list(tmp_path.glob(".plan*")) == []
    assert scanned("plan", "--json", "-o", "-").out
    ran = scanned("plan", "-o", tmp_path / "absent" / "x")
    assert ran.code == Exit.FAILURE
    assert "Error: x cannot be written: No such file" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_o_writes_into_a_named_pipe_and_leaves_it_one(scanned: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert scanned("plan", "--csv", "-o", pipe).code == 0
        assert os.read(reader, 10)
    finally:
        os.close(reader)
    assert pipe.is_fifo(), "a device or a pipe is written to, never put a file in the place of"


@pytest.mark.parametrize("command", [["plan", "--all"], ["explain", "carla"], ["config"]])
def test_a_pipe_gets_plain_text(
    scanned: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    out = scanned(*command).out
    assert all(c == "\n" or c.isprintable() for c in out)
    assert not re.search(" $", out, re.MULTILINE)


def test_explain_finds_by_id_address_and_part_of_a_name(scanned: Run) -> None:
    known = str(person(scanned, "carla@bigfirm.example")["id"])
    texts = {
        scanned("explain", who).out
        for who in (known, "carla@bigfirm.example", "CARLA@BigFirm.example", "kopf", "bigfirm")
    }
    assert len(texts) == 1
    text = texts.pop()
    assert text.startswith("Carla Kopf")
    assert "executive" in text
    assert "2025  1 from them  1 to them" in text


def test_explain_lists_all_who_are_meant(scanned: Run) -> None:
    code, out, err = scanned("explain", "corp.example")
    assert (code, out) == (Exit.FAILURE, "")
    assert "3 people are called “corp.example”" in err
    assert "ana@corp.example" in err
    assert "ben@corp.example" in err


def test_explain_gives_history_and_json(scanned: Run) -> None:
    scanned("reject", "ana@corp.example")
    scanned("approve", "--clear", "ana@corp.example")
    text = scanned("explain", "ana@corp.example").out
    assert text.index("reject, shown as colleague") < text.index("clear, shown as colleague")
    assert json.loads(scanned("explain", "ana@corp.example", "--json").out)["tag"] == "colleague"


def test_a_proposed_colleague_is_approved_by_part_of_a_name(scanned: Run) -> None:
    ran = scanned("approve", "ruiz")
    assert (ran.code, ran.out) == (0, "")
    assert "Approved: Ana Ruiz <ana@corp.example> (colleague)" in ran.err
    decision = person(scanned, "ana@corp.example")["decision"]
    assert isinstance(decision, dict)
    assert (decision["action"], decision["stale"]) == ("approve", "")


def test_whoever_is_held_is_approved_only_by_id_or_whole_address(scanned: Run) -> None:
    ran = scanned("approve", "ruiz", "kopf")
    assert ran.code == Exit.USAGE
    assert "is held: part of a name is not enough" in ran.err
    assert person(scanned, "ana@corp.example")["decision"] is None, "all or nobody"
    assert scanned("approve", "carla@bigfirm.example").code == 0
    assert person(scanned, "carla@bigfirm.example")["decision"]


def test_whoever_is_held_is_approved_alone_and_proposed_ones_together(scanned: Run) -> None:
    held = ("carla@bigfirm.example", "mallory@elsewhere.example")
    for several in (held, ("ruiz", held[0]), (held[0], "ben@corp.example", held[1])):
        ran = scanned("approve", *several)
        assert ran.code == Exit.USAGE
        assert "One at a time, as they are not proposed" in ran.err
        for address in held:
            assert (address in ran.err) == (address in several)
        assert "ana@corp.example" not in ran.err
        assert "ben@corp.example" not in ran.err
    whole = json.loads(scanned("plan", "--all", "--json").out)
    assert not any(p["decision"] for p in whole["people"]), "all or nobody"
    assert scanned("approve", held[0], held[0]).code == 0, "one person, named twice"
    assert scanned("approve", "ruiz", "ben@corp.example").code == 0


def test_of_many_held_some_are_named_and_all_counted(run: Run) -> None:
    run("scan", "--demo")
    held = json.loads(run("plan", "--demo", "--hold", "--json").out)["people"]
    ran = run("approve", "--demo", *(p["id"] for p in held))
    assert ran.code == Exit.USAGE
    assert f"… and {len(held) - 10} more" in ran.err
    assert not any(
        p["decision"] for p in json.loads(run("plan", "--demo", "--all", "--json").out)["people"]
    )


def test_whoever_was_rejected_is_approved_alone(scanned: Run) -> None:
    scanned("reject", "ana@corp.example")
    assert scanned("approve", "ana@corp.example", "ben@corp.example").code == Exit.USAGE
    assert scanned("approve", "ana@corp.example").code == 0


def test_whoever_is_no_candidate_cannot_be_approved(scanned: Run) -> None:
    ran = scanned("approve", "noreply@shop.example")
    assert ran.code == Exit.FAILURE
    assert "cannot be approved: robot" in ran.err
    scanned("never", "corp.example")
    assert "cannot be approved: on the never-list" in scanned("approve", "ana@corp.example").err


def test_rejection_keeps_out_until_it_is_taken_back(scanned: Run, mailbox: Path) -> None:
    scanned("reject", "ruiz", "carla@bigfirm.example")
    scanned("scan", mailbox)
    assert person(scanned, "ana@corp.example")["exclusion"] == "rejected"
    assert person(scanned, "carla@bigfirm.example")["exclusion"] == "rejected"
    scanned("approve", "--clear", "ana@corp.example")
    assert person(scanned, "ana@corp.example")["disposition"] == "propose"


def test_a_corrected_tag_holds_and_makes_the_approval_stale(scanned: Run) -> None:
    scanned("approve", "ruiz")
    ran = scanned("tag", "ruiz", "personal")
    assert "Tagged: Ana Ruiz <ana@corp.example> (personal), held (was colleague)" in ran.err
    assert "approve them again" in ran.err
    found = person(scanned, "ana@corp.example")
    assert (found["tag"], found["corrected"]) == ("personal", True)


def test_a_tag_is_taken_back(scanned: Run) -> None:
    before = json.loads(scanned("explain", "ruiz", "--json").out)
    scanned("tag", "ruiz", "personal")
    assert "(was personal)" in scanned("tag", "ruiz", "--clear").err
    assert json.loads(scanned("explain", "ruiz", "--json").out) == before
    for words in (("tag", "ruiz"), ("tag", "ruiz", "personal", "--clear")):
        assert scanned(*words).code == Exit.USAGE


def test_never_adds_lists_and_lifts(scanned: Run) -> None:
    assert "The never-list is empty." in scanned("never").err
    assert "Keeps out 3 people" in scanned("never", "@Corp.Example.", "--note", "work").err
    assert "Never: mallory@elsewhere.example" in scanned("never", "mallory").err
    listed = json.loads(scanned("never", "--json").out)
    assert [entry["entry"] for entry in listed] == ["corp.example", "mallory@elsewhere.example"]
    assert "corp.example  work" in scanned("never").out
    assert person(scanned, "ben@corp.example")["exclusion"] == "never"
    assert scanned("never", "--lift", "corp.example").code == 0
    assert scanned("never", "--lift", "mallory").code == 0
    assert scanned("never", "--lift", "mallory").code == Exit.FAILURE
    assert person(scanned, "ben@corp.example")["disposition"] == "propose"


def test_never_works_before_any_scan(run: Run) -> None:
    ran = run("never", "rival.example")
    assert ran.code == 0
    assert "Keeps out nobody so far" in ran.err
    assert run("never", "somebody").code == Exit.FAILURE


@pytest.mark.parametrize(
    "who", ["*.corp.example", "https://corp.example/", "Ana <ana@corp.example>"]
)
def test_never_takes_what_is_meant_and_lifts_it_by_any_spelling(scanned: Run, who: str) -> None:
    said = scanned("never", who).err
    meant = "ana@corp.example" if "<" in who else "corp.example"
    assert said.startswith(f"Never: {meant}\nKeeps out ")
    assert person(scanned, "ana@corp.example")["exclusion"] == "never"
    assert f"Lifted: {meant}" in scanned("never", "--lift", who).err
    assert scanned("never").out == ""


@pytest.mark.parametrize("who", ["*ruiz*", "https://site.example/in/ana", "a@b@c", "@", "*"])
def test_never_refuses_what_names_nobody(scanned: Run, who: str) -> None:
    ran = scanned("never", who)
    assert ran.code == Exit.USAGE
    assert "is neither an address nor a domain" in ran.err
    assert scanned("never").out == ""


def test_never_says_that_nobody_is_kept_out_so_far(scanned: Run) -> None:
    assert "Keeps out nobody so far" in scanned("never", "corp.exmaple").err


def test_an_entry_of_before_is_read_as_it_was_meant(scanned: Run, home: Path) -> None:
    with closing(Decisions.open(paths.decisions_file(home))) as store:
        store.never([NeverEntry(entry="*.corp.example", at=datetime.now(UTC))])
    assert person(scanned, "ana@corp.example")["exclusion"] == "never"
    assert scanned("never", "--lift", "corp.example").code == 0
    assert person(scanned, "ana@corp.example")["disposition"] == "propose"


def test_after_a_purge_another_spelling_of_a_mailbox_is_known_again(
    run: Run, tmp_path: Path, home: Path
) -> None:
    me = "me@own.example"
    mail = tmp_path / "mail.mbox"
    mail.write_text(_exchange(me, "an.na@gmail.com", 1), "utf-8")
    run("scan", mail, "--me", me)
    run("reject", "an.na@gmail.com")
    paths.correspondence_file(home).unlink()
    mail.write_text(_exchange(me, "a.nna@gmail.com", 1), "utf-8")
    run("scan", mail, "--me", me)
    assert person(run, "a.nna@gmail.com")["exclusion"] == "rejected"
    assert "reject, shown as" in run("explain", "a.nna@gmail.com").out
    assert run("approve", "--clear", "a.nna@gmail.com").code == 0
    assert person(run, "a.nna@gmail.com")["exclusion"] is None


def test_the_ledger_is_empty_at_first(run: Run) -> None:
    assert "Nothing ever left." in run("ledger").err
    assert run("ledger", "--json").out == "[]\n"
    assert run("ledger", "7").code == Exit.FAILURE


def test_config_tells_value_origin_and_variable(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("config", "--init").code == 0
    file = home / "config.toml"
    text = file.read_text("utf-8")
    assert "#batch_limit = 20" in text
    file.write_text(text.replace("#batch_limit = 20", "batch_limit = 10"), "utf-8")
    run("config", "--init")
    monkeypatch.setenv("INVITE_GUARD_ME", "a@x.example b@x.example")
    monkeypatch.setenv("INVITE_GUARD_BATCH_LIMIT", "99")
    rows = {row["name"]: row for row in json.loads(run("config", "--json").out)["settings"]}
    assert (rows["batch_limit"]["value"], rows["batch_limit"]["origin"]) == (10, "file")
    assert rows["batch_limit"]["variable"] is None
    assert (rows["me"]["value"], rows["me"]["origin"]) == (
        ["a@x.example", "b@x.example"],
        "environment",
    )
    assert rows["propose_at"]["origin"] == "default"
    assert "INVITE_GUARD_PROPOSE_AT" in run("config").out


def test_every_line_of_the_fresh_settings_file_can_be_set(run: Run, home: Path) -> None:
    run("config", "--init")
    file = home / "config.toml"
    file.write_text(re.sub("^#(?=[a-z])", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert run("config").code == 0


def test_a_broken_settings_file_is_told_in_two_lines(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("batch_limit = 1000", "utf-8")
    code, _, err = run("plan")
    assert code == Exit.FAILURE
    assert "batch_limit" in err.splitlines()[0]


@pytest.mark.parametrize(
    "words",
    [["approve", "--proposed"], ["review"], ["purge"], ["purge", "--all"], ["export"]],
)
def test_without_a_terminal_nothing_is_confirmed(
    scanned: Run, without_terminal: Run, home: Path, words: list[str]
) -> None:
    scanned("approve", "ruiz")
    before = {file: file.read_bytes() for file in home.iterdir()}
    ran = without_terminal(*words)
    assert (ran.code, ran.out) == (Exit.NOT_CONFIRMED, "")
    assert ran.err.startswith("Error: There is no terminal")
    assert {file: file.read_bytes() for file in home.iterdir()} == before


def test_the_example_lives_apart(run: Run, home: Path) -> None:
    code, out, err = run("scan", "--demo")
    assert code == Exit.OK
    assert out.startswith("An import of everything would have invited ")
    assert "--demo`" in err
    assert {file.name for file in home.iterdir()} == {"demo"}
    assert run("plan").code == Exit.FAILURE
    text = out + run("plan", "--demo").out + run("explain", "--demo", "mallory").err
    named = re.findall("`invite-guard ([^`]*)`", text)
    assert named
    assert all("--demo" in command for command in named)


def test_a_page_is_written_for_its_owner_alone(scanned: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    ran = scanned("plan", "--html", file)
    assert (ran.code, ran.out) == (0, "")
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600
    assert scanned("plan", "--html", "-", "--tag", "executive").out.count("<tr>") == 2
    for more in ("--json", "--csv", ("-o", tmp_path / "x")):
        words = more if isinstance(more, tuple) else (more,)
        assert scanned("plan", "--html", file, *words).code == Exit.USAGE


@pytest.mark.parametrize("words", [("x",), ("undo",), ("undo", "x"), ("1", "2"), ("0",), ("-1",)])
def test_a_ledger_of_nothing_meant_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("ledger", *words).code == Exit.USAGE


def test_corrections_change_others_visibly_and_can_be_taken_back(run: Run, tmp_path: Path) -> None:
    me = "me@own.example"
    mail = tmp_path / "mail.mbox"
    mail.write_text("".join(_exchange(me, f"p{n}@client.example", n) for n in range(6)), "utf-8")
    assert run("scan", mail, "--me", me).code == 0
    before = person(run, "p5@client.example")
    for number in range(3):
        said = run("tag", f"p{number}@client.example", "stranger").err
    after = person(run, "p5@client.example")
    assert (after["tag"], after["confidence"]) != (before["tag"], before["confidence"])
    assert "you called 3 others at client.example stranger" in run("explain", str(after["id"])).out
    if (after["tag"], after["disposition"]) != (before["tag"], before["disposition"]):
        assert "judged otherwise because of it" in said
    for number in range(3):
        assert run("tag", "--clear", f"p{number}@client.example").code == 0
    assert person(run, "p5@client.example") == before


def _exchange(me: str, them: str, number: int) -> str:
    day = f"{1 + number} Oct 2023"
    return "".join(
        f"From x@y Sun Sep 13 12:26:40 2020\nFrom: {one}\nTo: {other}\n"
        f"Date: {day} 10:0{turn}:00 +0000\nMessage-ID: <{number}.{turn}@x>\n\nx\n\n"
        for turn, (one, other) in enumerate([(me, them), (them, me)])
    )


def test_after_an_update_a_scan_reads_again_what_was_read(scanned: Run, home: Path) -> None:
    before = scanned("plan", "--json").out
    file = paths.correspondence_file(home)
    with sqlite3.connect(file) as db:
        db.execute("pragma user_version = 1")
    db.close()
    assert "has to be read again" in scanned("plan").err
    anew = scanned("scan", "--me", "me@corp.example", "--json")
    assert (anew.code, anew.out) == (0, before)
    assert "the update" not in anew.err


def test_after_an_update_what_was_not_read_again_is_told(
    scanned: Run, home: Path, mailbox: Path, tmp_path: Path
) -> None:
    file = paths.correspondence_file(home)
    with sqlite3.connect(file) as db:
        db.execute("pragma user_version = 1")
    db.close()
    copied = shutil.copy(mailbox, tmp_path / "other.mbox")
    told = scanned("scan", Path(copied), "--me", "me@corp.example").err
    assert f"Warning: Not counted until read again after the update: {mailbox.name}.\n" in told


@pytest.mark.parametrize(
    "line",
    [
        ("plan", "--json", "--csv"),
        ("plan", "--schema", "--json"),
        ("recover", "x", "--csv", "--json"),
    ],
)
def test_two_forms_at_once_are_refused(scanned: Run, line: tuple[str, ...]) -> None:
    code, out, err = scanned(*line)
    assert code == Exit.USAGE
    assert not out
    assert f"{line[-2]} and {line[-1]} do not go together." in err
    assert scanned("plan", "--json", "--json").code == Exit.OK


def test_a_mailbox_in_which_nothing_is_found_is_an_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.mbox"
    path.write_bytes(b"From a@x.org Mon Oct  5 15:28:24 2020\rFrom: a@x.org\rTo: b@x.org\r\rHi\r")
    for me in ((), ("--me", ME)):
        code, _, err = run("scan", path, *me)
        assert code == Exit.FAILURE
        assert err.startswith("Error: old.mbox holds no message")


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (("plan", "--html", "a.html", "--html", "b.html"), "--html"),
        (("plan", "-o", "a", "--output", "b"), "--output"),
        (("plan", "--tag", "colleague", "--tag", "stranger"), "--tag"),
        (("export", "--format", "csv", "--format", "vcard"), "--format"),
    ],
)
def test_what_can_be_said_once_is_not_taken_twice(
    scanned: Run, line: tuple[str, ...], option: str
) -> None:
    code, out, err = scanned(*line)
    assert (code, out) == (Exit.USAGE, "")
    assert f"{option} can be given once only." in err


def test_what_may_be_repeated_is(run: Run, mailbox: Path) -> None:
    words = ("--me", "me@corp.example", "--me", "x@corp.example", "--all", "--all")
    assert run("scan", mailbox, *words).code == 0


@pytest.mark.parametrize("command", ["scan", "recover", "outcomes"])
def test_what_is_read_is_not_written_over(run: Run, mailbox: Path, command: str) -> None:
    before = mailbox.read_bytes()
    ran = run(command, mailbox, "-o", mailbox)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert mailbox.read_bytes() == before


def test_an_address_of_nobody_in_the_mail_is_told(run: Run, mailbox: Path) -> None:
    out = run("scan", mailbox, "--me", "me@corp.exmaple").out
    assert "me@corp.exmaple (given with --me, but on no message that was read)" in out
    assert "(given with --me)" in run("scan", mailbox, "--me", "me@corp.example").out


def test_a_data_folder_that_cannot_be_is_told(
    run: Run, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVITE_GUARD_HOME", str(mailbox / "below"))
    ran = run("plan")
    assert ran.code == Exit.FAILURE
    assert "The data folder cannot be used" in ran.err
    assert "set INVITE_GUARD_HOME" in ran.err


def test_nobody_is_told_to_approve_whom_nobody_can(scanned: Run) -> None:
    assert "`invite-guard approve" in scanned("explain", "ruiz").err
    assert "approve" not in scanned("explain", "noreply@shop.example").err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything may be read here")
@pytest.mark.parametrize("command", ["scan", "recover"])
def test_a_file_that_may_not_be_read_is_told_alike_everywhere(
    run: Run, mailbox: Path, command: str
) -> None:
    mailbox.chmod(0)
    assert "may not be read" in run(command, mailbox).err


def test_an_address_of_the_owner_that_no_message_names_is_warned_of(
    run: Run, mailbox: Path
) -> None:
    ran = run("scan", mailbox, "--me", ME, "--me", "mee@corp.example")
    assert ran.code == Exit.OK
    warning, following = ran.err.splitlines()
    assert warning == (
        "Warning: No message that was read names mee@corp.example, given with --me: "
        "is that mistyped?"
    )
    assert following.startswith("Next: ")
    assert "mistyped" not in run("scan", mailbox, "--me", ME).err


def test_where_no_mail_is_the_owners_the_sent_mail_is_asked_for(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "Inbox.mbox"
    letters = _exchange("ana@corp.example", ME, 1), _exchange("ben@corp.example", ME, 2)
    only = [text.partition("\n\n")[0] + "\n\nHello.\n\n" for text in letters]
    inbox.write_text("".join(only), "utf-8")
    ran = run("scan", inbox, "--me", ME)
    assert "Proposed: nobody." in ran.out
    assert "Warning: No message that was read is from you, so nobody can be proposed." in ran.err
    sent = tmp_path / "Sent.mbox"
    sent.write_text(_exchange(ME, "ana@corp.example", 3), "utf-8")
    assert "is from you" not in run("scan", sent).err
