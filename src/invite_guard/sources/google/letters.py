"""A message as the API gives it, made into the header block every other source gives."""

from collections.abc import Callable, Mapping
from typing import Any

from invite_guard.model.mailbox import KEPT_LABELS, Fetched

HEADERS = (
    *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Message-ID"),
    *("In-Reply-To", "References", "List-ID", "List-Post", "List-Unsubscribe"),
    *("Precedence", "Auto-Submitted", "Delivered-To", "Return-Path"),
)
"""The headers asked for: no subject, no body, no snippet of one."""
FIELDS = "id,threadId,labelIds,payload/headers"
"""The parts of a message asked for."""


def kept_labels(given: object) -> frozenset[str]:
    """Keep the labels that matter of those the API names."""
    return KEPT_LABELS.intersection(given) if isinstance(given, list) else frozenset()


def read_letter(message: Mapping[str, Any]) -> Fetched:
    """Read a message. Raises `ValueError` for an answer that is none."""
    try:
        identity, thread = str(message["id"]), str(message["threadId"])
        headers = message.get("payload", {}).get("headers", [])
        lines = [_line(header["name"], header["value"]) for header in headers]
        int(identity, 16), int(thread, 16)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a message") from error
    return Fetched(identity, thread, kept_labels(message.get("labelIds")), b"\n".join(lines))


def _line(name: str, value: str) -> bytes:
    """Write one header on one line: what stands in it cannot become another header."""
    shortened = _SHORTENED.get(name.lower(), str)(value)
    flat = " ".join(shortened.replace("\0", " ").splitlines())
    return f"{name}: {flat}".encode("utf-8", "replace")


def _first(value: str) -> str:
    """Keep the first message a letter refers to: it names the conversation, and it is a reply."""
    return value.partition(">")[0].strip() + ">" if ">" in value else value


_SHORTENED: Mapping[str, Callable[[str], str]] = {
    "references": _first,
    "list-unsubscribe": lambda value: value[:32],  # that it stands there is all that counts
}
