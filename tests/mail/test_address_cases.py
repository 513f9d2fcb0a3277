"""Address cases of other projects: how far we agree with their oracles, and why not further.

The oracles disagree with one another. Classes of difference, all meant:
- isemail asks for RFC 5322 syntax to the letter; a header reader must forgive what mail systems
  produce: dots side by side or before the at sign, a trailing dot of the domain, line ends and
  bare CRs around an address, a quote or bracket left over. It calls valid what RFC 5321 forbids:
  local parts over 64 bytes, addresses over 254, odd domain literals, quoted strings joined by dots.
- email-validator is about sign-up forms: no address literals, no names without a dot, no reserved
  domains; its cases of single characters are no addresses.
- dovecot gives phrases as mailboxes with an empty part, takes local parts out of their quotes even
  where only the quotes make them one, and never recovers from a stray quote.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from invite_guard.mail.addresses import read_mailboxes
from invite_guard.mail.mailbox_syntax import is_exportable, normalise
from invite_guard.mail.names import decode_name

FLOORS = {
    "isemail/tests-original.xml": 0.80,
    "isemail/tests.xml": 0.60,
    "dovecot/test-message-address.c": 0.50,
    "email-validator/test_syntax.py::test_email_valid": 1.0,
    "email-validator/test_syntax.py::test_email_valid_intl_local_part": 1.0,
    "email-validator/test_syntax.py::test_email_valid_only_if_quoted_local_part": 1.0,
    "email-validator/test_syntax.py::test_email_invalid_syntax": 0.60,
    "email-validator/test_syntax.py::test_email_invalid_syntax_strict": 1.0,
}
"""Least share of agreement, by source."""


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


def test_agreement_with_other_readers_does_not_fall(cases: list[dict[str, object]]) -> None:
    counts: Counter[tuple[str, bool]] = Counter()
    for case in cases:
        verdict = agrees(case)
        if verdict is not None:
            counts[str(case["src"]), verdict] += 1
    for source, floor in FLOORS.items():
        right, wrong = counts[source, True], counts[source, False]
        assert right / (right + wrong) >= floor, source


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
