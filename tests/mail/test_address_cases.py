"""Address cases of other projects: where we agree with their oracles, and why not elsewhere.

The oracles disagree with one another: isemail asks for RFC 5322 to the letter, email-validator is
about forms, dovecot gives phrases as mailboxes. `address_differences` has every reason.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.mail import address_differences as why

from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.mailbox_syntax import is_exportable, normalise
from invite_guard.mail.names import decode_name

DIFFERENCES = {
    why.NO_ADDRESS: 25,
    why.SPACE: 24,
    why.LITERAL: 20,
    why.DOTS: 18,
    why.JOINED: 14,
    why.LONG: 13,
    why.POLICY: 13,
    why.WITHIN: 12,
    why.QUOTES: 10,
    why.CONTROLS: 9,
    why.HEADER: 9,
    why.LEFT_OVER: 6,
    why.NO_DOMAIN: 2,
    why.COMMA: 1,
}
"""Cases on which we differ, by reason; of 627 that say what they expect."""


@pytest.fixture(scope="module")
def cases(corpora: Path) -> list[dict[str, object]]:
    text = (corpora / "torture" / "address_cases.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def agrees(case: dict[str, object]) -> bool | None:
    boxes = read_mailboxes(str(case["input"]).encode("utf-8", "surrogatepass"))
    expected = case["expect"]
    assert isinstance(expected, dict)
    if case["kind"] == "addrspec":
        return (len(boxes) == 1 and boxes[0].well_formed) is bool(expected["valid"])
    if case["kind"] == "header":
        wanted = [
            normalise(m["address"]) for m in expected["mailboxes"] if "@" in (m["address"] or "")
        ]
        return [box.address for box in boxes] == wanted
    return None


def test_every_difference_from_an_oracle_has_its_reason(cases: list[dict[str, object]]) -> None:
    verdicts = [(case, agrees(case)) for case in cases]
    differing = [case for case, verdict in verdicts if verdict is False]
    assert [case["input"] for case in differing if not why.reason(case)] == []
    assert Counter(map(why.reason, differing)) == DIFFERENCES
    assert sum(verdict is not None for _, verdict in verdicts) == 627


def test_no_case_costs_the_good_addresses_beside_it(cases: list[dict[str, object]]) -> None:
    good = [Mailbox(f"{name}@good.example", b"", well_formed=True) for name in ("one", "two")]
    for case in cases:
        raw = str(case["input"]).encode("utf-8", "surrogatepass")
        boxes = read_mailboxes(b"one@good.example, " + raw + b", two@good.example")
        assert boxes[0] == good[0], case
        assert good[1] in [box._replace(name=b"") for box in boxes], case


def test_no_case_raises_or_gives_something_unfit(cases: list[dict[str, object]]) -> None:
    for case in cases:
        for box in read_mailboxes(str(case["input"]).encode("utf-8", "surrogatepass")):
            assert "@" in box.address
            assert decode_name(box.name).encode() is not None
            assert (
                box.well_formed
                or not is_exportable(box.address)
                or len(str(case["input"])) > len(box.address)
            )


def test_nothing_that_isemail_calls_an_error_may_leave(cases: list[dict[str, object]]) -> None:
    strict = [c for c in cases if c["kind"] == "addrspec" and str(c["src"]).startswith("isemail")]
    assert strict
    for case in strict:
        expected = case["expect"]
        assert isinstance(expected, dict)
        if not expected["valid"]:
            assert not is_exportable(str(case["input"]))
