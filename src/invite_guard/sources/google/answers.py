"""What it means when Google does not answer as asked: each refusal has its own remedy."""

import json
import re
from datetime import datetime
from enum import StrEnum
from http.client import HTTPException
from typing import Any, NamedTuple

import httplib2
from google.auth.exceptions import RefreshError, TransportError
from googleapiclient.errors import BatchError, HttpError


class Kind(StrEnum):
    """What was meant."""

    CROWDED = "too many calls at once"
    """Ask for fewer at once."""
    MINUTE = "the minute's quota is used up"
    """Go on in the next minute."""
    UNTIL = "Google asks to wait"
    """Go on at the time it names."""
    DAY = "the day's quota is used up"
    TROUBLE = "Google did not answer"
    """A broken connection or a broken answer: try again, each time after a longer pause."""
    GONE = "there is no such thing"
    INAPT = "the account has nothing of the kind"
    DENIED = "Google refused"
    SIGNED_OUT = "not signed in"


class Refusal(NamedTuple):
    """One refusal, understood."""

    kind: Kind
    limit: int = 0
    """Units a minute the project has, where the refusal says so."""
    until: float = 0.0
    """Seconds since 1970: when to go on."""
    reason: str = ""
    """Google's word for it, such as `SERVICE_DISABLED`; never free text."""


FAULTS = (
    HttpError,
    BatchError,
    RefreshError,
    TransportError,
    httplib2.HttpLib2Error,
    HTTPException,
    OSError,
    KeyError,
    ValueError,
    IndexError,
    AttributeError,
    TypeError,
)
"""How Google's client fails: on an error, on a part that is missing (KeyError), on an answer that
is cut short or is none."""

_RETRY_AFTER = re.compile(r"[Rr]etry after (\d{4}-\d\d-\d\dT[\d:.]+Z)")
_WORD = re.compile(r"[A-Za-z_]{1,64}\Z")
_DAILY = frozenset({"dailyLimitExceeded", "quotaExceeded"})
_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})


def read_refusal(error: Exception) -> Refusal:
    """Understand a failure of a call."""
    if isinstance(error, HttpError) and not isinstance(error, BatchError):
        return _of_status(int(error.resp.status), _details(error.content))
    if isinstance(error, RefreshError) and not error.retryable:
        return Refusal(Kind.SIGNED_OUT, reason="invalid_grant")
    return Refusal(Kind.TROUBLE)


class _Details(NamedTuple):
    message: str = ""
    reason: str = ""
    limit: int = 0


def _of_status(status: int, details: _Details) -> Refusal:
    if status in {404, 410}:
        return Refusal(Kind.GONE)
    if status == 400:
        return Refusal(Kind.INAPT, reason=details.reason)
    if status == 401:
        return Refusal(Kind.SIGNED_OUT, reason=details.reason)
    if status == 429 or (status == 403 and details.reason in _RATE | _DAILY):
        return _rate(details)
    if status >= 500 or status == 408:
        return Refusal(Kind.TROUBLE)
    return Refusal(Kind.DENIED, reason=details.reason)


def _rate(details: _Details) -> Refusal:
    named = _RETRY_AFTER.search(details.message)
    if named:
        return Refusal(Kind.UNTIL, until=datetime.fromisoformat(named[1]).timestamp())
    if "concurrent" in details.message.lower():
        return Refusal(Kind.CROWDED)
    if details.reason in _DAILY or "per day" in details.message.lower():
        return Refusal(Kind.DAY)
    return Refusal(Kind.MINUTE, limit=details.limit)


def _details(content: bytes) -> _Details:
    """Read the body of an error, whatever it is (https://cloud.google.com/apis/design/errors)."""
    try:
        error = json.loads(content)["error"]
        message = str(error.get("message", ""))
        listed = [entry for entry in error.get("errors", ()) if isinstance(entry, dict)]
        more = [entry for entry in error.get("details", ()) if isinstance(entry, dict)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return _Details()
    reasons = [_word(entry.get("reason")) for entry in (*more, *listed)]
    return _Details(message, next(filter(None, reasons), ""), _limit(more))


def _limit(details: list[dict[str, Any]]) -> int:
    for entry in details:
        metadata = entry.get("metadata")
        value = metadata.get("quota_limit_value", "") if isinstance(metadata, dict) else ""
        if str(value).isdecimal():
            return int(value)
    return 0


def _word(value: object) -> str:
    return value if isinstance(value, str) and _WORD.match(value) else ""
