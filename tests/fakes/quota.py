"""What Google allows a user: units a minute, calls at once, and the three ways it says no."""

import json
from collections import Counter, deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple, Protocol


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> float: ...


class Answer(NamedTuple):
    """What goes back over the wire."""

    status: int
    body: bytes


class Regime(NamedTuple):
    """What a project may do."""

    limit: int
    prices: Mapping[str, int]


def _prices(get: int, thread: int) -> Mapping[str, int]:
    people = dict.fromkeys(("connections", "other", "directory", "groups"), 0)
    return {"get": get, "thread": thread, "list": 5, "history": 2, "profile": 1, **people}


OLD = Regime(15_000, _prices(5, 10))
"""A project from before May 2026."""
NEW = Regime(6_000, _prices(20, 40))
"""A project made since."""


class Quota:
    """Counts units in the last sixty seconds, whatever sixty: stricter than minutes of a clock."""

    def __init__(self, regime: Regime, clock: Clock) -> None:
        self.regime = regime
        self.names_limit = True
        """Whether a refusal tells what the limit is."""
        self.blocked_until = 0.0
        self.spent = 0
        self.served: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._clock = clock
        self._window: deque[tuple[float, int]] = deque()
        self._used = 0

    def ask(self, method: str) -> Answer | None:
        """Take what a call costs, or give the refusal."""
        now = self._clock.now()
        while self._window and self._window[0][0] <= now - 60:
            self._used -= self._window.popleft()[1]
        price = self.regime.prices[method]
        if now < self.blocked_until:
            self.refused["until"] += 1
            return until(self.blocked_until)
        if self._used + price > self.regime.limit:
            self.refused["minute"] += 1
            return minute(self.regime.limit if self.names_limit else 0)
        self._window.append((now, price))
        self._used += price
        self.spent += price
        self.served[method] += 1
        return None


def refusal(status: int, message: str, reason: str, **metadata: str) -> Answer:
    """Write an error as Google's front ends do."""
    words = {429: "RESOURCE_EXHAUSTED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND"}
    error: dict[str, object] = {
        "code": status,
        "message": message,
        "status": words.get(status, "UNKNOWN"),
        "errors": [{"message": message, "domain": "global", "reason": reason}],
    }
    if metadata:
        info = "type.googleapis.com/google.rpc.ErrorInfo"
        error["details"] = [
            {"@type": info, "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com"}
            | {"metadata": metadata}
        ]
    return Answer(status, json.dumps({"error": error}).encode())


def crowded() -> Answer:
    """Refuse a call because too many run at once."""
    return refusal(429, "Too many concurrent requests for user.", "rateLimitExceeded")


def minute(limit: int = 0) -> Answer:
    """Refuse a call because the minute is used up."""
    told = {"quota_limit": "QueriesPerMinutePerUser", "quota_limit_value": str(limit)}
    return refusal(
        429,
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' "
        "of service 'gmail.googleapis.com' for consumer 'project_number:1'.",
        "rateLimitExceeded",
        **(told if limit else {}),
    )


def until(moment: float) -> Answer:
    """Refuse every call until a named time."""
    when = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return refusal(429, f"User-rate limit exceeded.  Retry after {when}", "rateLimitExceeded")
