"""What is asked of Google about a message, and what is kept of the answer."""

from invite_guard.mail.headers import read_header
from invite_guard.sources.google.letters import HEADERS, read_letter

OF_TAKEOUT = {"gm_labels", "gm_thrid", "gm_msgid", "truncated"}
"""What the API gives in other ways, and what is no header."""


def test_every_header_that_is_looked_at_is_asked_for() -> None:
    fields = read_header("\n".join(f"{name}: multipart/report" for name in HEADERS).encode())
    told = {name for name, value in fields._asdict().items() if value}
    assert told == set(fields._fields) - OF_TAKEOUT


def test_of_a_type_nothing_is_kept_but_what_it_is() -> None:
    headers = [{"name": "Content-Type", "value": 'application/pdf; name="salaries.pdf"'}]
    message = {"id": "1", "threadId": "1", "payload": {"headers": headers}}
    assert read_letter(message).head == b"Content-Type: application/pdf"
